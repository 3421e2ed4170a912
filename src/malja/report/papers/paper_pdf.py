"""The papers in print: waybill and packing list of each vehicle of a trip, and the labels of its pallets."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from malja.language.dates import say_date
from malja.language.isolation import FSI, PDI
from malja.language.numbers import say_digits, say_number
from malja.language.say import say
from malja.report.papers.consignments import Consignment
from malja.report.papers.form import Form, FormColumn
from malja.report.papers.pallets import OnPallet, Pallet
from malja.report.papers.qr import draw_qr
from malja.report.papers.ranges import say_range
from malja.report.papers.waybill import say_dangerous_goods, say_exact_quantity, say_goods, say_which_paper
from malja.report.typst import print_pdf
from malja.report.words import Words
from malja.report.workbook_cells import CellValue

#: Labels beyond which a file has no tags for screen readers: it would be twice as large, for slow connections.
_MOST_TAGGED = 20
#: How many labels may stand on a page of A4: A4, A5 and A6.
_LABELS_PER_PAGE = (1, 2, 4)


def print_forms(forms: Sequence[Form], made: datetime.date) -> bytes:
    """Forms as a PDF, each from a new page on, with pages counted by form."""
    return print_pdf("papers/forms.typ", data=_forms(forms), made=made)


def print_trip(
    forms: Sequence[Form],
    loads: Sequence[tuple[Consignment, Sequence[Pallet]]],
    words: Words,
    made: datetime.date,
    *,
    per_page: int,
) -> bytes:
    """All papers of a trip as one PDF: forms, then the labels of its pallets, `per_page` of them on a page of A4."""
    labels = [_label(consignment, pallet, words) for consignment, pallets in loads for pallet in pallets]
    if not labels:
        return print_forms(forms, made)
    data = {**_forms(forms), "labels": labels, "per_page": per_page}
    tagged = len(labels) <= _MOST_TAGGED
    return print_pdf("papers/forms.typ", "papers/labels.typ", data=data, made=made, tagged=tagged)


def _forms(forms: Sequence[Form]) -> dict[str, object]:
    return {
        "title": forms[0].title + " " + forms[0].paper,
        "page": _page(),
        "forms": [_form(form) for form in forms],
    }


def _say_cell(value: CellValue) -> str:
    """A cell as it is printed."""
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, datetime.date):
        return say("papers", "date", date=say_date(value), year=_say_year(value))
    return say_number(round(value, 3), 9)


def _say_year(date: datetime.date) -> str:
    """A year, which is not grouped by thousands."""
    return say_digits(str(date.year))


def _page() -> str:
    """The words of a page's number, with the signs that Typst puts numbers for."""
    return say("papers", "page", page="{page}", of="{of}")


def _form(form: Form) -> dict[str, object]:
    return {
        "title": form.title,
        "number": say("papers", "number", paper=form.paper),
        "about": form.about,
        "qr": draw_qr(form.paper),
        "fields": [{"label": field.label, "value": _say_cell(field.value)} for field in form.fields],
        "columns": [_column(column) for column in form.columns],
        "rows": [_cells(form, row) for row in form.rows],
        "totals": _cells(form, form.totals),
        "notes": list(form.notes),
        "boxes": [{"title": box.title, "lines": list(box.lines)} for box in form.boxes],
    }


def _cells(form: Form, row: Sequence[CellValue]) -> list[str]:
    """A row's cells; codes and what is below 0 run from left to right in every language, the sign before the number."""
    return [
        FSI + _say_cell(value) + PDI
        if value is not None and (column.kind == "code" or _signed(value))
        else _say_cell(value)
        for column, value in zip(form.columns, row, strict=True)
    ]


def _signed(value: CellValue) -> bool:
    return isinstance(value, float | int) and value < 0


def _column(column: FormColumn) -> dict[str, object]:
    return {"heading": column.heading, "kind": column.kind, "width": column.width, "group": column.group}


def _label(consignment: Consignment, pallet: Pallet, words: Words) -> dict[str, object]:
    trip = consignment.trip
    numbers = {"number": pallet.number, "of": pallet.of}
    hazards = dict.fromkeys(_say_cell for line in pallet.lines if (_say_cell := say_dangerous_goods(line.consigned)))
    cold = any(line.consigned.line.cold_chain for line in pallet.lines)
    return {
        "to": words.place(trip.destination),
        "from": say("papers", "label_from", place=words.place(trip.origin), lift=words.lift(trip.lift)),
        "leaves": say("papers", "label_leaves", date=say_date(trip.leaves)),
        "pallet": say("papers", "label_pallet", **numbers),
        "weights": say(
            "papers", "label_weights", kg=say_exact_quantity(pallet.kg, "kg"), m3=say_exact_quantity(pallet.m3, "m3")
        ),
        "lines": [_label_line(line, consignment) for line in pallet.lines],
        "hazards": [*hazards, *([say("papers", "label_cold")] if cold else [])],
        "number": say("papers", "number", paper=consignment.paper),
        "about": say_which_paper(consignment),
        "qr": draw_qr(consignment.paper),
    }


def _label_line(line: OnPallet, consignment: Consignment) -> dict[str, str]:
    own, numbers = line.consigned.line, say_range(line.first, line.last)
    size = say_exact_quantity(own.pack_quantity, line.consigned.unit)
    return {
        "goods": say_goods(line.consigned),
        "packs": say("papers", "label_packs", packs=say_number(line.packs), size=size),
        "packages": say("papers", "label_packages", packages=numbers, of=say_number(consignment.packages or 0)),
    }

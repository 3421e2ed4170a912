"""What tally sheet, goods received note and claim share: head, columns, goods of a line, boxes to sign, the date."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from malja.language.clean_text import clean_text, cut_text
from malja.language.names import say_unit
from malja.language.say import say, say_list
from malja.report.papers.form import ColumnContent, Field, Form, FormColumn, SignBox
from malja.report.typst import NO_DATE
from malja.report.words import MARK, Words
from malja.report.workbook_cells import CellValue
from malja.transport.flight import Flight
from malja.transport.receipt_lines import ReceiptLine

#: Longer words of others (senders, numbers, roles) are cut: a paper has to be read.
_LONGEST_ENTRY = 60

#: A column by its code: what it holds, its share of the width, and the code of what stands above several.
ReceiptColumns = dict[str, tuple[ColumnContent, float, str]]


def clean_entry(text: str) -> str | None:
    """What people wrote, safe to print and not too long; None where there is nothing, for the pen."""
    return cut_text(clean_text(text).strip(), _LONGEST_ENTRY) or None


def fill_receipt_form(
    code: str,
    *,
    draft: bool = False,
    paper: str | None,
    known: dict[str, CellValue],
    columns: ReceiptColumns,
    rows: tuple[tuple[CellValue, ...], ...],
    totals: tuple[CellValue, ...],
    notes: Sequence[str],
    boxes: tuple[SignBox, ...],
) -> Form:
    """A paper of receipt by its code (tally, note, claim); `known`: the fields of the head, None to fill in by hand."""
    title = f"{code}_draft" if draft else code
    return Form(
        name=say("receipt", f"{code}_name"),
        title=say("receipt", title),
        paper=paper or "-",
        about=say("receipt", f"{title}_about"),
        fields=tuple(
            Field(label=say("receipt", f"field_{name}"), value=value or None) for name, value in known.items()
        ),
        columns=tuple(
            FormColumn(
                heading=say("receipt", f"column_{name.rpartition('.')[2]}"),
                kind=kind,
                width=width,
                group=say("receipt", f"group_{group}") if group else "",
            )
            for name, (kind, width, group) in columns.items()
        ),
        rows=rows,
        totals=totals,
        notes=tuple(notes),
        boxes=boxes,
    )


def list_flight_fields(flight: Flight, words: Words, ways: dict[str, tuple[str, str]]) -> dict[str, CellValue]:
    """What every paper of a flight says of it; `ways`: origin and destination of each lift."""
    told = flight.announced
    lift = told.lift if told else ""
    origin, destination = ways.get(lift, ("", ""))
    return {
        "flight": clean_entry(flight.flight),
        "manifest": clean_entry(told.manifest) if told else None,
        "sender": clean_entry(told.sender) if told else None,
        "carrier": clean_entry(told.carrier) if told else None,
        "lift": clean_entry(lift),
        "from": words.place(origin) if origin else None,
        "to": words.place(destination) if destination else None,
        "landed": flight.landed,
    }


def list_line_cells(line: ReceiptLine, words: Words) -> tuple[CellValue, ...]:
    """The first cells of a line: its number, its goods with their code, lot and last day of use, and its unit."""
    goods = say("papers", "goods", name=words.item(line.item), item=clean_text(line.item))
    batch = say_list(part for part in (clean_text(line.lot), line.expiry.isoformat() if line.expiry else "") if part)
    unit = clean_text(say_unit(words.items[line.item].unit)) if line.item in words.items else ""
    return line.label, goods, batch or None, unit or None


def say_difference_reason(line: ReceiptLine) -> str | None:
    """Why a line differs, in words."""
    return say("receipt", f"reason_{line.reason}") if line.reason else None


def say_counters(flight: Flight) -> str | None:
    """The roles of those who counted, each once."""
    named = {said for one in flight.counted() if (said := clean_entry(one.counted_by))}
    return say_list(sorted(named)) or None


def say_footnote(lines: Sequence[ReceiptLine], words: Words) -> tuple[str, ...]:
    """What the mark behind a name means, where one stands."""
    return (say("papers", "note_mark"),) if any(words.item(line.item).endswith(MARK) for line in lines) else ()


def make_box(title: str, *lines: str) -> SignBox:
    """A box to sign in, its title and its lines by their codes among the words of papers."""
    return SignBox(title=say("papers", title), lines=tuple(say("papers", line) for line in lines))


def find_paper_date(flight: Flight) -> datetime.date:
    """The day that a paper bears: of the verification, before it of the last that was told of the flight."""
    if flight.verified:
        return flight.verified.told.happened
    told = [*flight.landings, *(one.told for one in flight.counted()), *(one.told for one in flight.announcements)]
    return max((one.happened for one in told), default=NO_DATE)

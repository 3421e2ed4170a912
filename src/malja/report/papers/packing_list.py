"""The packing list of a consignment: which packages hold what, what each weighs, and on which pallet it stands."""

from __future__ import annotations

from collections.abc import Sequence

from malja.language.say import say
from malja.report.papers.consignments import ConsignedLine, Consignment
from malja.report.papers.form import ColumnContent, Field, Form, FormColumn
from malja.report.papers.pallets import Pallet, PalletSize, say_pallets
from malja.report.papers.waybill import (
    list_weights,
    say_exact_quantity,
    say_goods,
    say_hazard,
    say_notes,
    say_packages,
    say_which_paper,
)
from malja.report.words import Words
from malja.report.workbook_cells import CellValue

_COLUMNS: dict[str, tuple[ColumnContent, float]] = {
    "packages": ("code", 22),
    "packs": ("number", 17),
    "goods": ("text", 62),
    "pack": ("number", 20),
    "net_each": ("number", 17),
    "gross_each": ("number", 17),
    "m3_each": ("number", 16),
    "gross_kg": ("number", 20),
    "m3": ("number", 16),
    "hazard": ("text", 24),
    "pallets": ("code", 18),
    "batch": ("blank", 20),
    "expiry": ("blank", 18),
}


def fill_packing_list(consignment: Consignment, loads: Sequence[Pallet], size: PalletSize, words: Words) -> Form:
    """The packing list of a consignment that goes on these pallets."""
    trip = consignment.trip
    fields: dict[str, CellValue] = {
        "from": words.place(trip.origin),
        "to": words.place(trip.destination),
        "lift": words.lift(trip.lift),
        "leaves": trip.leaves,
        "packages": consignment.packages,
        "pallets": sum(pallet.positions for pallet in loads) or None,
        "order": None,
        "donor": None,
    }
    pallet = (
        [say("papers", "note_pallets", kg=say_exact_quantity(size.kg, "kg"), m3=say_exact_quantity(size.m3, "m3"))]
        if loads and consignment.stacked is None
        else []
    )
    return Form(
        name=say("papers", "packing_name"),
        title=say("papers", "packing"),
        paper=consignment.paper,
        about=say_which_paper(consignment),
        fields=tuple(Field(label=say("papers", f"field_{code}"), value=value) for code, value in fields.items()),
        columns=tuple(
            FormColumn(heading=say("papers", f"column_{code}"), kind=kind, width=width)
            for code, (kind, width) in _COLUMNS.items()
        ),
        rows=tuple(_row(line, loads) for line in consignment.lines),
        totals=_totals(consignment, len(loads)),
        notes=(*say_notes(consignment), *pallet),
    )


def _row(line: ConsignedLine, loads: Sequence[Pallet]) -> tuple[CellValue, ...]:
    own, packs = line.line, line.packs
    each = (None, None, None) if not packs else (_share(line.net_kg, packs), line.kg / packs, line.m3 / packs)
    return (
        *(say_packages(line), packs, say_goods(line), say_exact_quantity(own.pack_quantity, line.unit), *each),
        *(*list_weights(line)[1:], say_hazard(line), say_pallets(line, loads), None, None),
    )


def _share(kg: float | None, packs: float) -> float | None:
    return None if kg is None else kg / packs


def _totals(consignment: Consignment, loads: int) -> tuple[CellValue, ...]:
    return (
        *(None, consignment.packages, say("papers", "total"), None, None, None, None),
        *(consignment.kg, consignment.m3, None, loads or None, None, None),
    )

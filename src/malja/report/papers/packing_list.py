"""The packing list of a consignment: which packages hold what, what each weighs, and on which pallet it stands."""

from __future__ import annotations

from collections.abc import Sequence

from malja.language.say import say
from malja.report.papers.consignments import Consigned, Consignment
from malja.report.papers.form import Column, Field, Form, Kind, Value
from malja.report.papers.pallets import Pallet, PalletSize, on_pallets
from malja.report.papers.waybill import about, goods, hazard, notes, packages, quantity, weights
from malja.report.words import Words

COLUMNS: dict[str, tuple[Kind, float]] = {
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


def packing_list(consignment: Consignment, loads: Sequence[Pallet], size: PalletSize, words: Words) -> Form:
    """The packing list of a consignment that goes on these pallets."""
    trip = consignment.trip
    fields: dict[str, Value] = {
        "from": words.place(trip.origin),
        "to": words.place(trip.destination),
        "lift": words.lift(trip.lift),
        "leaves": trip.leaves,
        "packages": consignment.packages,
        "pallets": len(loads) or None,
        "order": None,
        "donor": None,
    }
    pallet = [_say("note_pallets", kg=quantity(size.kg, "kg"), m3=quantity(size.m3, "m3"))] if loads else []
    return Form(
        name=_say("packing_name"),
        title=_say("packing"),
        paper=consignment.paper,
        about=about(consignment),
        fields=tuple(Field(label=_say(f"field_{code}"), value=value) for code, value in fields.items()),
        columns=tuple(
            Column(heading=_say(f"column_{code}"), kind=kind, width=width) for code, (kind, width) in COLUMNS.items()
        ),
        rows=tuple(_row(line, loads) for line in consignment.lines),
        totals=_totals(consignment, len(loads)),
        notes=(*notes(consignment), *pallet),
    )


def _row(line: Consigned, loads: Sequence[Pallet]) -> tuple[Value, ...]:
    own, packs = line.line, line.packs
    each = (None, None, None) if not packs else (_share(line.net_kg, packs), line.kg / packs, line.m3 / packs)
    return (
        *(packages(line), packs, goods(line), quantity(own.pack_quantity, line.unit), *each),
        *(*weights(line)[1:], hazard(line), on_pallets(line, loads), None, None),
    )


def _share(kg: float | None, packs: float) -> float | None:
    return None if kg is None else kg / packs


def _totals(consignment: Consignment, loads: int) -> tuple[Value, ...]:
    return (
        *(None, consignment.packages, _say("total"), None, None, None, None),
        *(consignment.kg, consignment.m3, None, loads or None, None, None),
    )


def _say(code: str, **values: object) -> str:
    return say("papers", code, **values)

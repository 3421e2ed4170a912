"""The cargo manifest and waybill of a consignment: what was loaded, and what the receiver finds of it.

The fields are those of Sahana Eden, OpenBoxes, CARE and the Red Cross; what malja does not know is left to the pen.
"""

from __future__ import annotations

from collections.abc import Mapping

from malja.catalogue.facts import Vehicle
from malja.language.clean_text import clean_text
from malja.language.names import say_name
from malja.language.numbers import say_number, say_with_unit
from malja.language.say import say, say_list
from malja.quantities import round_figures
from malja.report.papers.consignments import ConsignedLine, Consignment
from malja.report.papers.form import ColumnContent, Field, Form, FormColumn, SignBox
from malja.report.papers.ranges import say_range
from malja.report.words import MARK, Words
from malja.report.workbook_cells import CellValue

#: What a column holds and how wide it is, in shares of the page.
_COLUMNS: dict[str, tuple[ColumnContent, float]] = {
    "line": ("number", 8),
    "goods": ("text", 50),
    "packages": ("code", 19),
    "packs": ("number", 17),
    "pack": ("number", 17),
    "quantity": ("number", 21),
    "net_kg": ("number", 15),
    "gross_kg": ("number", 17),
    "m3": ("number", 14),
    "hazard": ("text", 26),
}
#: What the receiver fills in.
_RECEIVED = {"good": 12.0, "damaged": 16.0, "short": 12.0, "over": 12.0, "reason": 21.0}

_SIGNERS = ("sender", "transporter", "receiver")
_CHECKERS = ("counted", "verified")


def fill_waybill(consignment: Consignment, words: Words, vehicles: Mapping[str, Vehicle]) -> Form:
    """The waybill of a consignment."""
    return Form(
        name=say("papers", "waybill_name"),
        title=say("papers", "waybill"),
        paper=consignment.paper,
        about=say_which_paper(consignment),
        fields=_fields(consignment, words, vehicles),
        columns=_columns(),
        rows=tuple(_row(number, line) for number, line in enumerate(consignment.lines, 1)),
        totals=_totals(consignment),
        notes=say_notes(consignment),
        boxes=_boxes(),
    )


def say_which_paper(consignment: Consignment) -> str:
    """Which paper of how many it is, and for which vehicle."""
    numbered = consignment.numbered
    if consignment.vehicles == 1:
        return say("papers", "number_of", number=numbered.number, of=numbered.of)
    if not consignment.shared:
        return say("papers", "number_together", number=numbered.number, of=numbered.of, vehicles=consignment.vehicles)
    vehicle = {"vehicle": consignment.vehicle, "vehicles": consignment.vehicles}
    return say("papers", "number_vehicle", number=numbered.number, of=numbered.of, **vehicle)


def say_exact_quantity(number: float, unit: str) -> str:
    """A quantity with its unit, not rounded into a larger one: papers are counted by."""
    return say_with_unit(say_number(round(number, 3), 9), clean_text(unit))


def say_notes(consignment: Consignment) -> tuple[str, ...]:
    """What a reader must know of the blank cells and signs of a paper."""
    notes = [say("papers", "note_hazards")]
    if any(line.net_kg is None for line in consignment.lines):
        notes.append(say("papers", "note_net"))
    if any(line.line.name.endswith(MARK) for line in consignment.lines):
        notes.append(say("papers", "note_mark"))
    if any(line.packs is None for line in consignment.lines):
        notes.append(say("papers", "note_road"))
    if not consignment.shared:
        notes.append(say("papers", "note_split"))
    return tuple(notes)


def say_hazard(line: ConsignedLine) -> str:
    """UN numbers, class and cold chain of a line, as far as they are known."""
    cold = [say("papers", "cold_chain")] if line.line.cold_chain else []
    return say_list([part for part in (say_dangerous_goods(line), *cold) if part])


def say_dangerous_goods(line: ConsignedLine) -> str:
    """UN numbers and class of a line, as far as they are known."""
    own = line.line
    said = say("papers", "hazard_class", hazard_class=own.hazard_class) if own.hazard_class else ""
    return say_list([part for part in (own.un_number, said) if part])


def say_goods(line: ConsignedLine) -> str:
    """The name of a good, and its code where that is another word."""
    return say("papers", "goods", name=line.line.name, item=clean_text(line.line.item))


def say_packages(line: ConsignedLine) -> str:
    """The numbers of the packages of a line: 67-96."""
    if line.first is None or line.last is None:
        return ""
    return say_range(line.first, line.last)


def _fields(consignment: Consignment, words: Words, vehicles: Mapping[str, Vehicle]) -> tuple[Field, ...]:
    """The head: what the plan knows, and lines for what it does not."""
    trip = consignment.trip
    vehicle = vehicles.get(trip.vehicle)
    known: dict[str, CellValue] = {
        "consignor": words.place(trip.origin),
        "consignee": words.place(trip.destination),
        "notify": None,
        "reference": None,
        "from": words.place(trip.origin),
        "to": words.place(trip.destination),
        "lift": words.lift(trip.lift),
        "vehicle": say_name(vehicle.name) if vehicle else clean_text(trip.vehicle),
        "carrier": None,
        "registration": None,
        "crew": None,
        "seals": None,
        "leaves": trip.leaves,
        "usable": trip.usable,
        "left": None,
        "arrived": None,
    }
    return tuple(Field(label=say("papers", f"field_{code}"), value=value or None) for code, value in known.items())


def _columns() -> tuple[FormColumn, ...]:
    sent = [
        FormColumn(heading=say("papers", f"column_{code}"), kind=kind, width=width)
        for code, (kind, width) in _COLUMNS.items()
    ]
    group = say("papers", "received")
    received = [
        FormColumn(heading=say("papers", f"received_{code}"), kind="blank", width=width, group=group)
        for code, width in _RECEIVED.items()
    ]
    return (*sent, *received)


def _row(number: int, line: ConsignedLine) -> tuple[CellValue, ...]:
    own = line.line
    return (
        *(number, say_goods(line), say_packages(line), line.packs, say_exact_quantity(own.pack_quantity, line.unit)),
        *(say_exact_quantity(_round_planned(line, line.quantity), line.unit), *list_weights(line), say_hazard(line)),
        *(None for _ in _RECEIVED),
    )


def list_weights(line: ConsignedLine) -> tuple[float | None, float, float]:
    """Net and gross kilograms and cubic metres of a line."""
    net = None if line.net_kg is None else _round_planned(line, line.net_kg)
    return net, _round_planned(line, line.kg), _round_planned(line, line.m3)


def _round_planned(line: ConsignedLine, number: float) -> float:
    """A figure with the digits it bears: what is not counted in packs is a planned amount, good to three."""
    return round_figures(number, 3) if line.packs is None else number


def _totals(consignment: Consignment) -> tuple[CellValue, ...]:
    """The sums of what can be added up; of net weights only where all are known."""
    net = [line.net_kg for line in consignment.lines]
    known = sum(kg for kg in net if kg is not None) if None not in net else None
    blank = (None,) * (len(_RECEIVED) + 1)
    return (
        *(None, say("papers", "total"), None, consignment.packages, None, None),
        *(known, consignment.kg, consignment.m3, *blank),
    )


def _boxes() -> tuple[SignBox, ...]:
    lines = tuple(say("papers", f"sign_{line}") for line in ("name", "organisation", "date", "signature"))
    short = tuple(say("papers", f"sign_{line}") for line in ("name", "date", "signature"))
    seal = SignBox(
        title=say("papers", "box_state"),
        lines=tuple(say("papers", f"state_{line}") for line in ("seal", "temperature", "claim")),
    )
    return (
        *(SignBox(title=say("papers", f"box_{who}"), lines=lines) for who in _SIGNERS),
        *(SignBox(title=say("papers", f"box_{who}"), lines=short) for who in _CHECKERS),
        seal,
    )

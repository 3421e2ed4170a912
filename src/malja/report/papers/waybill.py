"""The cargo manifest and waybill of a consignment: what was loaded, and what the receiver finds of it.

The fields are those of Sahana Eden, OpenBoxes, CARE and the Red Cross; what malja does not know is left to the pen.
"""

from __future__ import annotations

from collections.abc import Mapping

from malja.catalogue.facts import Vehicle
from malja.language.clean_text import clean
from malja.language.names import said_name
from malja.language.numbers import plain, with_unit
from malja.language.say import listed, say
from malja.quantities import rounded
from malja.report.papers.consignments import Consigned, Consignment
from malja.report.papers.form import Box, Column, Field, Form, Kind, Value
from malja.report.papers.ranges import said_range
from malja.report.words import MARK, Words

#: What a column holds and how wide it is, in shares of the page.
COLUMNS: dict[str, tuple[Kind, float]] = {
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
RECEIVED = {"good": 12.0, "damaged": 16.0, "short": 12.0, "over": 12.0, "reason": 21.0}

SIGNERS = ("sender", "transporter", "receiver")
CHECKERS = ("counted", "verified")


def waybill(consignment: Consignment, words: Words, vehicles: Mapping[str, Vehicle]) -> Form:
    """The waybill of a consignment."""
    return Form(
        name=_say("waybill_name"),
        title=_say("waybill"),
        paper=consignment.paper,
        about=about(consignment),
        fields=_fields(consignment, words, vehicles),
        columns=_columns(),
        rows=tuple(_row(number, line) for number, line in enumerate(consignment.lines, 1)),
        totals=_totals(consignment),
        notes=notes(consignment),
        boxes=_boxes(),
    )


def about(consignment: Consignment) -> str:
    """Which paper of how many it is, and for which vehicle."""
    numbered = consignment.numbered
    if consignment.vehicles == 1:
        return _say("number_of", number=numbered.number, of=numbered.of)
    if not consignment.shared:
        return _say("number_together", number=numbered.number, of=numbered.of, vehicles=consignment.vehicles)
    vehicle = {"vehicle": consignment.vehicle, "vehicles": consignment.vehicles}
    return _say("number_vehicle", number=numbered.number, of=numbered.of, **vehicle)


def quantity(number: float, unit: str) -> str:
    """A quantity with its unit, not rounded into a larger one: papers are counted by."""
    return with_unit(plain(round(number, 3), 9), clean(unit))


def notes(consignment: Consignment) -> tuple[str, ...]:
    """What a reader must know of the blank cells and signs of a paper."""
    found = [_say("note_hazards")]
    if any(line.net_kg is None for line in consignment.lines):
        found.append(_say("note_net"))
    if any(line.line.name.endswith(MARK) for line in consignment.lines):
        found.append(_say("note_mark"))
    if any(line.packs is None for line in consignment.lines):
        found.append(_say("note_road"))
    if not consignment.shared:
        found.append(_say("note_split"))
    return tuple(found)


def hazard(line: Consigned) -> str:
    """UN numbers, class and cold chain of a line, as far as they are known."""
    cold = [_say("cold_chain")] if line.line.cold_chain else []
    return listed([part for part in (dangerous(line), *cold) if part])


def dangerous(line: Consigned) -> str:
    """UN numbers and class of a line, as far as they are known."""
    own = line.line
    said = _say("hazard_class", hazard_class=own.hazard_class) if own.hazard_class else ""
    return listed([part for part in (own.un_number, said) if part])


def goods(line: Consigned) -> str:
    """The name of a good, and its code where that is another word."""
    return _say("goods", name=line.line.name, item=clean(line.line.item))


def packages(line: Consigned) -> str:
    """The numbers of the packages of a line: 67-96."""
    if line.first is None or line.last is None:
        return ""
    return said_range(line.first, line.last)


def _say(code: str, **values: object) -> str:
    return say("papers", code, **values)


def _fields(consignment: Consignment, words: Words, vehicles: Mapping[str, Vehicle]) -> tuple[Field, ...]:
    """The head: what the plan knows, and lines for what it does not."""
    trip = consignment.trip
    vehicle = vehicles.get(trip.vehicle)
    known: dict[str, Value] = {
        "consignor": words.place(trip.origin),
        "consignee": words.place(trip.destination),
        "notify": None,
        "reference": None,
        "from": words.place(trip.origin),
        "to": words.place(trip.destination),
        "lift": words.lift(trip.lift),
        "vehicle": said_name(vehicle.name) if vehicle else clean(trip.vehicle),
        "carrier": None,
        "registration": None,
        "crew": None,
        "seals": None,
        "leaves": trip.leaves,
        "usable": trip.usable,
        "left": None,
        "arrived": None,
    }
    return tuple(Field(label=_say(f"field_{code}"), value=value or None) for code, value in known.items())


def _columns() -> tuple[Column, ...]:
    sent = [Column(heading=_say(f"column_{code}"), kind=kind, width=width) for code, (kind, width) in COLUMNS.items()]
    group = _say("received")
    found = [
        Column(heading=_say(f"received_{code}"), kind="blank", width=width, group=group)
        for code, width in RECEIVED.items()
    ]
    return (*sent, *found)


def _row(number: int, line: Consigned) -> tuple[Value, ...]:
    own = line.line
    return (
        *(number, goods(line), packages(line), line.packs, quantity(own.pack_quantity, line.unit)),
        *(quantity(borne(line, line.quantity), line.unit), *weights(line), hazard(line)),
        *(None for _ in RECEIVED),
    )


def weights(line: Consigned) -> tuple[float | None, float, float]:
    """Net and gross kilograms and cubic metres of a line."""
    net = None if line.net_kg is None else borne(line, line.net_kg)
    return net, borne(line, line.kg), borne(line, line.m3)


def borne(line: Consigned, number: float) -> float:
    """A figure with the digits it bears: what is not counted in packs is a planned amount, good to three."""
    return rounded(number, 3) if line.packs is None else number


def _totals(consignment: Consignment) -> tuple[Value, ...]:
    """The sums of what can be added up; of net weights only where all are known."""
    net = [line.net_kg for line in consignment.lines]
    known = sum(kg for kg in net if kg is not None) if None not in net else None
    blank = (None,) * (len(RECEIVED) + 1)
    return (
        *(None, _say("total"), None, consignment.packages, None, None),
        *(known, consignment.kg, consignment.m3, *blank),
    )


def _boxes() -> tuple[Box, ...]:
    lines = tuple(_say(f"sign_{line}") for line in ("name", "organisation", "date", "signature"))
    short = tuple(_say(f"sign_{line}") for line in ("name", "date", "signature"))
    seal = Box(title=_say("box_state"), lines=tuple(_say(f"state_{line}") for line in ("seal", "temperature", "claim")))
    return (
        *(Box(title=_say(f"box_{who}"), lines=lines) for who in SIGNERS),
        *(Box(title=_say(f"box_{who}"), lines=short) for who in CHECKERS),
        seal,
    )

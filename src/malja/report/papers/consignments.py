"""What each vehicle of a trip carries: a consignment, with a waybill of its own.

Where a trip goes with several vehicles its packs are shared out among them, each vehicle getting whole packs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from malja.catalogue.facts import Hazard
from malja.lifts.model.vehicle_loading import Room
from malja.lifts.plan.pallets import StackedPallet
from malja.lifts.plan.plan import Trip
from malja.lifts.search.trip_loading import TripLoading
from malja.operation.rows import Tables
from malja.report.papers.cargo_lines import CargoLine, list_cargo_lines
from malja.report.papers.waybill_numbers import NumberedTrip
from malja.report.trip_loads import find_room
from malja.report.words import Words

#: Units of weight: how many kilograms one is, so that a quantity is a net weight.
_KILOGRAMS = {"kg": 1.0, "g": 0.001, "t": 1000.0}


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsignedLine:
    """A line of the trip's cargo, and what one vehicle carries of it.

    `unit` is the item's own, in no language. `packs` None: not counted in packs (by road). `first` and `last`: the
    numbers of its packages among all of the vehicle, None where packs are not whole. `net_kg` None: not known.
    """

    line: CargoLine
    unit: str
    packs: float | None
    quantity: float
    net_kg: float | None
    kg: float
    m3: float
    first: int | None = None
    last: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Consignment:
    """What one vehicle carries; `paper` is the number on its papers, `vehicle` which of `vehicles` it is.

    `shared`: whether the trip's packs were shared out among its vehicles; if not, this is all that they carry together.
    `packages`: how many in all, None where they are not counted or not whole. `stacked`: its pallets, packs by line
    of the trip's cargo; None where the vehicle uses no pallets of its own.
    """

    paper: str
    numbered: NumberedTrip
    vehicle: int
    vehicles: int
    shared: bool
    lines: tuple[ConsignedLine, ...]
    packages: int | None
    room: Room
    stacked: tuple[StackedPallet, ...] | None = None

    @property
    def trip(self) -> Trip:
        """The trip it belongs to."""
        return self.numbered.trip

    @property
    def kg(self) -> float:
        """Gross kilograms."""
        return sum(line.kg for line in self.lines)

    @property
    def m3(self) -> float:
        """Cubic metres."""
        return sum(line.m3 for line in self.lines)


def make_consignments(
    operation: Tables, numbered: NumberedTrip, words: Words, hazards: Mapping[str, Hazard]
) -> tuple[Consignment, ...]:
    """The consignments of a trip: one for each of its vehicles, or one for all where no way was found to share out."""
    trip = replace(numbered.trip, cargo=tuple(cargo for cargo in numbered.trip.cargo if cargo.quantity))
    lines = list_cargo_lines(operation, trip, words, hazards)
    whole, loading = find_room(operation, trip), TripLoading(operation)
    vehicles = trip.vehicles or 1
    split = loading.share_out(trip)
    every = [_whole(line, words.items[line.item].unit) for line in lines]
    if vehicles == 1 or split is None:
        packs = [cargo.packs or 0.0 for cargo in trip.cargo]
        stacked = loading.load_pallets(trip, packs, vehicles)
        return (_consignment(numbered, every, whole, stacked, vehicle=1, shared=vehicles == 1),)
    each = Room(kg=whole.kg / vehicles, m3=whole.m3 / vehicles)
    found = []
    for vehicle in range(vehicles):
        stacked = loading.load_pallets(trip, [packs[vehicle] for packs in split])
        carried = _of_vehicle(every, split, vehicle)
        found.append(_consignment(numbered, carried, each, stacked, vehicle=vehicle + 1, shared=True))
    return tuple(found)


def _consignment(
    numbered: NumberedTrip,
    lines: Sequence[ConsignedLine],
    each: Room,
    stacked: Sequence[StackedPallet] | None,
    *,
    vehicle: int,
    shared: bool,
) -> Consignment:
    """The consignment of a vehicle that carries these lines, on these pallets."""
    carried = _with_packages(lines)
    vehicles = numbered.trip.vehicles or 1
    return Consignment(
        paper=f"{numbered.paper}-{vehicle}" if vehicles > 1 and shared else numbered.paper,
        numbered=numbered,
        vehicle=vehicle,
        vehicles=vehicles,
        shared=shared,
        lines=carried,
        packages=(carried[-1].last if carried else 0),
        room=each,
        stacked=None if stacked is None else tuple(stacked),
    )


def _whole(line: CargoLine, unit: str) -> ConsignedLine:
    """All that a trip carries of a line."""
    factor = _KILOGRAMS.get(unit)
    return ConsignedLine(
        line=line,
        unit=unit,
        packs=line.packs,
        quantity=line.quantity,
        net_kg=None if factor is None else line.quantity * factor,
        kg=line.kg,
        m3=line.m3,
    )


def _of_vehicle(lines: Sequence[ConsignedLine], split: Sequence[Sequence[float]], vehicle: int) -> list[ConsignedLine]:
    """What one vehicle carries of each line, without those it carries nothing of."""
    return [
        _part(line, packs[vehicle] / line.packs)
        for line, packs in zip(lines, split, strict=True)
        if line.packs and packs[vehicle] > 0
    ]


def _part(line: ConsignedLine, part: float) -> ConsignedLine:
    return replace(
        line,
        packs=None if line.packs is None else _near_whole(line.packs * part),
        quantity=line.quantity * part,
        net_kg=None if line.net_kg is None else line.net_kg * part,
        kg=line.kg * part,
        m3=line.m3 * part,
    )


def _near_whole(packs: float) -> float:
    """The packs, whole where only the digits of the computer say otherwise."""
    return float(round(packs)) if abs(packs - round(packs)) < 1e-6 else packs


def _with_packages(lines: Sequence[ConsignedLine]) -> tuple[ConsignedLine, ...]:
    """The lines with the numbers of their packages, one after the other; without where a line's packs are not whole."""
    if any(line.packs is None or not float(line.packs).is_integer() for line in lines):
        return tuple(lines)
    numbered_lines: list[ConsignedLine] = []
    last = 0
    for line in lines:
        packs = int(line.packs or 0)
        numbered_lines.append(replace(line, first=last + 1, last=last + packs))
        last += packs
    return tuple(numbered_lines)

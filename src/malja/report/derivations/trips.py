"""How a trip's figures came about: what its vehicle carries over the distance, and packs x weight and volume."""

from __future__ import annotations

import math

from malja.language.numbers import amount, plain
from malja.lifts.plan.plan import Trip
from malja.needs.derivation import source_in_words
from malja.operation.rows import Lift, Place
from malja.operation.vehicles import distance_km, vehicles
from malja.problems import Refused
from malja.report.document import Block, Column, Derivation, Paragraph, Table
from malja.report.sections.context import Telling, bare, derived
from malja.report.trip_loads import room

DIGITS = 4


def trips(telling: Telling) -> list[Derivation]:
    """A derivation for every trip of a vehicle, and one for the first day of each road."""
    lifts = {lift.lift: lift for lift in telling.operation.lifts}
    roads: set[str] = set()
    found = []
    for number, trip in enumerate(telling.plan.trips):
        if trip.vehicles is None and trip.lift in roads:
            continue
        roads.add(trip.lift)
        found.append(_trip(telling, number, trip, lifts[trip.lift]))
    return found


def _trip(telling: Telling, number: int, trip: Trip, lift: Lift) -> Derivation:
    code = telling.trip_proof(number)
    words = telling.words
    title = telling.say("how_trip_title", lift=words.lift(trip.lift), date=words.date(trip.leaves))
    blocks: list[Block] = [Paragraph(said=bare(line)) for line in _room(telling, trip, lift)]
    if trip.cargo:
        blocks.append(_cargo(telling, f"{code}-cargo", trip))
    return Derivation(code=code, title=title, blocks=tuple(blocks))


def _room(telling: Telling, trip: Trip, lift: Lift) -> list[str]:
    """What limits the load, and where that is written."""
    row = source_in_words(lift.source, lift.read_at)
    said = [telling.say("lift_row", lift=telling.words.lift(lift.lift), source=row)]
    vehicle = vehicles().get(lift.vehicle)
    if lift.mode == "trip" and vehicle is not None and (lift.payload_kg is None or lift.volume_m3 is None):
        where = source_in_words(vehicle.source, vehicle.read_at)
        km = _distance(telling, lift)
        if km is None:
            said.append(telling.say("vehicle_row", vehicle=telling.words.lift(lift.vehicle), source=where))
        else:
            far = amount(km, "km", DIGITS)
            said.append(telling.say("vehicle_over", vehicle=telling.words.lift(lift.vehicle), km=far, source=where))
    most = room(telling.operation, trip)
    limits = [amount(value, unit, DIGITS) for value, unit in ((most.kg, "kg"), (most.m3, "m3")) if math.isfinite(value)]
    said += [telling.say("room_is", limit=limit) for limit in limits]
    return said


def _distance(telling: Telling, lift: Lift) -> float | None:
    places: dict[str, Place] = {place.place: place for place in telling.operation.places}
    try:
        return distance_km(places[lift.origin], places[lift.destination])
    except Refused:
        return None


def _cargo(telling: Telling, code: str, trip: Trip) -> Table:
    """Packs x what a pack weighs and takes up, and the sums."""
    rows = []
    for cargo in trip.cargo:
        item = telling.words.items[cargo.item]
        packs = cargo.quantity / item.pack_quantity
        worked = {
            "kg": telling.say(
                "times", packs=plain(packs), each=plain(item.pack_kg), all=amount(cargo.kg, "kg", DIGITS)
            ),
            "m3": telling.say(
                "times", packs=plain(packs), each=plain(item.pack_m3), all=amount(cargo.m3, "m3", DIGITS)
            ),
        }
        rows.append((derived(telling.words.item(cargo.item), "how-items"), bare(worked["kg"]), bare(worked["m3"])))
    sums = (bare(amount(trip.kg, "kg", DIGITS)), bare(amount(trip.m3, "m3", DIGITS)))
    rows.append((bare(telling.say("sum")), *sums))
    columns = (
        Column(heading=telling.say("item")),
        Column(heading=telling.say("packs_times_kg"), numeric=True),
        Column(heading=telling.say("packs_times_m3"), numeric=True),
    )
    return Table(code=code, caption=telling.say("cargo_caption"), columns=columns, rows=tuple(rows))

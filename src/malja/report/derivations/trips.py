"""How a trip's figures are calculated: what its vehicle carries over the distance, and packs x weight and volume."""

from __future__ import annotations

import math

from malja.language.numbers import say_amount, say_number
from malja.lifts.plan.plan import Trip
from malja.needs.derivation import say_source
from malja.operation.rows import Lift, Place
from malja.operation.vehicles import load_vehicles, measure_distance_km
from malja.problems import Refused
from malja.report.document import Derivation, Paragraph, ReportBlock, ReportTable
from malja.report.sections.context import PROOF_DIGITS, ReportContext, say_figure, say_plain
from malja.report.trip_loads import find_room


def explain_trips(context: ReportContext) -> list[Derivation]:
    """A derivation for every trip of a vehicle, and one for the first day of each road."""
    lifts = {lift.lift: lift for lift in context.operation.lifts}
    roads: set[str] = set()
    derivations = []
    for number, trip in enumerate(context.plan.trips):
        if trip.vehicles is None and trip.lift in roads:
            continue
        roads.add(trip.lift)
        derivations.append(_trip(context, number, trip, lifts[trip.lift]))
    return derivations


def _trip(context: ReportContext, number: int, trip: Trip, lift: Lift) -> Derivation:
    code = context.trip_proof(number)
    words = context.words
    title = context.say("how_trip_title", lift=words.lift(trip.lift), date=words.date(trip.leaves))
    blocks: list[ReportBlock] = [Paragraph(said=say_plain(line)) for line in _room(context, trip, lift)]
    if trip.cargo:
        blocks.append(_cargo(context, f"{code}-cargo", trip))
    return Derivation(code=code, title=title, blocks=tuple(blocks))


def _room(context: ReportContext, trip: Trip, lift: Lift) -> list[str]:
    """What limits the load, and where that is written."""
    row = say_source(lift.source, lift.read_at)
    said = [context.say("lift_row", lift=context.words.lift(lift.lift), source=row)]
    vehicle = load_vehicles().get(lift.vehicle)
    if lift.mode == "trip" and vehicle is not None and (lift.payload_kg is None or lift.volume_m3 is None):
        where = say_source(vehicle.source, vehicle.read_at)
        km = _distance(context, lift)
        if km is None:
            said.append(context.say("vehicle_row", vehicle=context.words.vehicle(lift.vehicle), source=where))
        else:
            far = say_amount(km, "km", PROOF_DIGITS)
            said.append(context.say("vehicle_over", vehicle=context.words.vehicle(lift.vehicle), km=far, source=where))
    most = find_room(context.operation, trip)
    limits = [
        say_amount(value, unit, PROOF_DIGITS)
        for value, unit in ((most.kg, "kg"), (most.m3, "m3"))
        if math.isfinite(value)
    ]
    said += [context.say("room_is", limit=limit) for limit in limits]
    return said


def _distance(context: ReportContext, lift: Lift) -> float | None:
    places: dict[str, Place] = {place.place: place for place in context.operation.places}
    try:
        return measure_distance_km(places[lift.origin], places[lift.destination])
    except Refused:
        return None


def _cargo(context: ReportContext, code: str, trip: Trip) -> ReportTable:
    """Packs x what a pack weighs and takes up, and the sums."""
    rows = []
    for cargo in trip.cargo:
        item = context.words.items[cargo.item]
        packs = cargo.quantity / item.pack_quantity
        worked = {
            "kg": context.say(
                "times",
                packs=say_number(packs),
                each=say_number(item.pack_kg),
                all=say_amount(cargo.kg, "kg", PROOF_DIGITS),
            ),
            "m3": context.say(
                "times",
                packs=say_number(packs),
                each=say_number(item.pack_m3),
                all=say_amount(cargo.m3, "m3", PROOF_DIGITS),
            ),
        }
        rows.append(
            (say_figure(context.words.item(cargo.item), "how-items"), say_plain(worked["kg"]), say_plain(worked["m3"]))
        )
    sums = (say_plain(say_amount(trip.kg, "kg", PROOF_DIGITS)), say_plain(say_amount(trip.m3, "m3", PROOF_DIGITS)))
    rows.append((say_plain(context.say("sum")), *sums))
    columns = context.name_columns("item", "packs_times_kg", "packs_times_m3")
    return ReportTable(code=code, caption=context.say("cargo_caption"), columns=columns, rows=tuple(rows))

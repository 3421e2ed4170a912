"""What comes, and when: the next trips with their loads and cargo, then all trips."""

from __future__ import annotations

import math

from malja.language.names import say_sector
from malja.language.numbers import say_amount, say_number
from malja.lifts.model.vehicle_loading import Room
from malja.lifts.plan.plan import Trip
from malja.report.document import Bar, Paragraph, Phrase, ReportBlock, ReportSection, ReportTable, TripLoad, TripLoads
from malja.report.reasons import find_sector, say_reason
from malja.report.sections.context import ReportContext, say_figure, say_plain
from malja.report.summary import Coming
from malja.report.trip_loads import find_room


def build_flights(context: ReportContext) -> ReportSection:
    """The next trips as bars against their limits, with what they carry and why; then every trip in a table."""
    coming = context.situation.summary.coming
    blocks: list[ReportBlock] = []
    if coming:
        # The summary does not say which trip of the plan each is; it holds the very same object.
        numbers = {id(trip): number for number, trip in enumerate(context.plan.trips)}
        loads = tuple(_load(context, count, one, numbers[id(one.trip)]) for count, one in enumerate(coming, 1))
        blocks.append(TripLoads(code="loads", caption=context.say("loads_caption"), trips=loads))
        blocks.append(_all(context))
    else:
        blocks.append(Paragraph(said=say_plain(context.words.say("coming_none"))))
    return ReportSection(code="flights", title=context.say("flights"), blocks=tuple(blocks))


def _load(context: ReportContext, count: int, coming: Coming, number: int) -> TripLoad:
    words, trip = context.words, coming.trip
    ends = {"origin": words.place(trip.origin), "destination": words.place(trip.destination)}
    when = {"leaves": words.date(trip.leaves), "usable": words.date(trip.usable)}
    vehicle = words.vehicle(trip.vehicle) or context.say("vehicle_unnamed")
    said = context.say("trip_vehicles", vehicles=say_number(trip.vehicles), vehicle=vehicle) if trip.vehicles else ""
    return TripLoad(
        title=context.say("trip_title", number=say_number(count), lift=words.lift(trip.lift), **ends),
        when=" ".join(part for part in (context.say("trip_when", **when), said) if part),
        bars=_bars(context, trip, coming.room),
        cargo=_cargo(context, coming, number),
    )


def _bars(context: ReportContext, trip: Trip, most: Room) -> tuple[Bar, ...]:
    filled = context.words.filled
    weight = Bar(label=context.say("weight"), share=_share(trip.kg, most.kg), text=filled(trip.kg, most.kg, "kg"))
    volume = Bar(label=context.say("volume"), share=_share(trip.m3, most.m3), text=filled(trip.m3, most.m3, "m3"))
    return (weight, volume)


def _share(value: float, most: float) -> float | None:
    return value / most if math.isfinite(most) and most > 0 else None


def _cargo(context: ReportContext, coming: Coming, number: int) -> ReportTable:
    """What a trip carries, by what it is for, the most urgent first, with the reason."""
    words, proof = context.words, context.trip_proof(number)
    rows = []
    for one in coming.loaded:
        cargo = one.cargo
        figures = (words.packs(cargo), say_amount(cargo.kg, "kg"), say_amount(cargo.m3, "m3"))
        why = say_plain(say_reason(words, one))
        sector = say_sector(find_sector(words, one)) or context.say("no_sector")
        rows.append(
            (
                say_plain(sector),
                say_plain(words.item(cargo.item)),
                *(say_figure(figure, proof) for figure in figures),
                why,
            )
        )
    columns = context.name_columns("what_for", "item", "packs", "weight", "volume", "why")
    return ReportTable(
        code=f"cargo-{number + 1}", caption=context.say("cargo_caption"), columns=columns, rows=tuple(rows)
    )


def _all(context: ReportContext) -> ReportTable:
    """Every trip of a vehicle in a row; what goes by a road in one row for all its days."""
    rows = [_trip(context, number, trip) for number, trip in context.leaving()]
    flows: dict[str, list[tuple[int, Trip]]] = {}
    for number, trip in enumerate(context.plan.trips):
        if trip.vehicles is None:
            flows.setdefault(trip.lift, []).append((number, trip))
    rows += [_flow(context, trips) for trips in flows.values()]
    columns = context.name_columns("lift", "way", "leaves", "usable", "vehicles", "weight", "volume")
    return ReportTable(code="all-trips", caption=context.say("all_trips"), columns=columns, rows=tuple(rows))


def _trip(context: ReportContext, number: int, trip: Trip) -> tuple[Phrase, ...]:
    words, most, proof = context.words, find_room(context.operation, trip), context.trip_proof(number)
    return (
        say_plain(words.lift(trip.lift)),
        say_plain(_way(context, trip)),
        say_plain(words.date(trip.leaves)),
        say_plain(words.date(trip.usable)),
        say_plain(say_number(trip.vehicles or 0)),
        say_figure(words.filled(trip.kg, most.kg, "kg"), proof),
        say_figure(words.filled(trip.m3, most.m3, "m3"), proof),
    )


def _flow(context: ReportContext, trips: list[tuple[int, Trip]]) -> tuple[Phrase, ...]:
    words = context.words
    (number, first), (_, last) = trips[0], trips[-1]
    span = words.say("span", first=words.date(first.leaves), last=words.date(last.leaves))
    proof = context.trip_proof(number)
    return (
        say_plain(words.lift(first.lift)),
        say_plain(_way(context, first)),
        say_plain(span if len(trips) > 1 else words.date(first.leaves)),
        say_plain(words.date(first.usable)),
        say_plain(context.say("by_road", days=len(trips))),
        say_figure(say_amount(sum(trip.kg for _, trip in trips), "kg"), proof),
        say_figure(say_amount(sum(trip.m3 for _, trip in trips), "m3"), proof),
    )


def _way(context: ReportContext, trip: Trip) -> str:
    return context.say(
        "from_to", origin=context.words.place(trip.origin), destination=context.words.place(trip.destination)
    )

"""What comes, and when: the next trips with their loads and cargo, then all trips."""

from __future__ import annotations

import math

from malja.language.numbers import amount, plain
from malja.lifts.model.loading import Room
from malja.lifts.plan.plan import Trip
from malja.report.document import Bar, Block, Column, Load, Loads, Paragraph, Said, Section, Table
from malja.report.sections.context import Telling, bare, derived
from malja.report.summary import Coming
from malja.report.terminal.plan_page import reason_in_words
from malja.report.trip_loads import room


def flights(telling: Telling) -> Section:
    """The next trips as bars against their limits, with what they carry and why; then every trip in a table."""
    coming = telling.situation.summary.coming
    blocks: list[Block] = []
    if coming:
        # The summary does not say which trip of the plan each is; it holds the very same object.
        numbers = {id(trip): number for number, trip in enumerate(telling.plan.trips)}
        loads = tuple(_load(telling, count, one, numbers[id(one.trip)]) for count, one in enumerate(coming, 1))
        blocks.append(Loads(code="loads", caption=telling.say("loads_caption"), trips=loads))
        blocks.append(_all(telling))
    else:
        blocks.append(Paragraph(said=bare(telling.words.say("coming_none"))))
    return Section(code="flights", title=telling.say("flights"), blocks=tuple(blocks))


def _load(telling: Telling, count: int, coming: Coming, number: int) -> Load:
    words, trip = telling.words, coming.trip
    ends = {"origin": words.place(trip.origin), "destination": words.place(trip.destination)}
    when = {"leaves": words.date(trip.leaves), "usable": words.date(trip.usable)}
    vehicle = words.lift(trip.vehicle) or telling.say("vehicle_unnamed")
    said = telling.say("trip_vehicles", vehicles=plain(trip.vehicles), vehicle=vehicle) if trip.vehicles else ""
    return Load(
        title=telling.say("trip_title", number=plain(count), lift=words.lift(trip.lift), **ends),
        when=" ".join(part for part in (telling.say("trip_when", **when), said) if part),
        bars=_bars(telling, trip, coming.room),
        cargo=_cargo(telling, coming, number),
    )


def _bars(telling: Telling, trip: Trip, most: Room) -> tuple[Bar, ...]:
    filled = telling.words.filled
    weight = Bar(label=telling.say("weight"), share=_share(trip.kg, most.kg), text=filled(trip.kg, most.kg, "kg"))
    volume = Bar(label=telling.say("volume"), share=_share(trip.m3, most.m3), text=filled(trip.m3, most.m3, "m3"))
    return (weight, volume)


def _share(value: float, most: float) -> float | None:
    return value / most if math.isfinite(most) and most > 0 else None


def _cargo(telling: Telling, coming: Coming, number: int) -> Table:
    """What a trip carries, the most urgent first, with the reason."""
    words, proof = telling.words, telling.trip_proof(number)
    rows = []
    for one in coming.loaded:
        cargo = one.cargo
        figures = (words.packs(cargo), amount(cargo.kg, "kg"), amount(cargo.m3, "m3"))
        why = bare(reason_in_words(words, one))
        rows.append((bare(words.item(cargo.item)), *(derived(figure, proof) for figure in figures), why))
    columns = (
        Column(heading=telling.say("item")),
        Column(heading=telling.say("packs"), numeric=True),
        Column(heading=telling.say("weight"), numeric=True),
        Column(heading=telling.say("volume"), numeric=True),
        Column(heading=telling.say("why")),
    )
    return Table(code=f"cargo-{number + 1}", caption=telling.say("cargo_caption"), columns=columns, rows=tuple(rows))


def _all(telling: Telling) -> Table:
    """Every trip of a vehicle in a row; what goes by a road in one row for all its days."""
    rows = [_trip(telling, number, trip) for number, trip in telling.leaving()]
    flows: dict[str, list[tuple[int, Trip]]] = {}
    for number, trip in enumerate(telling.plan.trips):
        if trip.vehicles is None:
            flows.setdefault(trip.lift, []).append((number, trip))
    rows += [_flow(telling, trips) for trips in flows.values()]
    columns = (
        Column(heading=telling.say("lift")),
        Column(heading=telling.say("way")),
        Column(heading=telling.say("leaves")),
        Column(heading=telling.say("usable")),
        Column(heading=telling.say("vehicles"), numeric=True),
        Column(heading=telling.say("weight"), numeric=True),
        Column(heading=telling.say("volume"), numeric=True),
    )
    return Table(code="all-trips", caption=telling.say("all_trips"), columns=columns, rows=tuple(rows))


def _trip(telling: Telling, number: int, trip: Trip) -> tuple[Said, ...]:
    words, most, proof = telling.words, room(telling.operation, trip), telling.trip_proof(number)
    return (
        bare(words.lift(trip.lift)),
        bare(_way(telling, trip)),
        bare(words.date(trip.leaves)),
        bare(words.date(trip.usable)),
        bare(plain(trip.vehicles or 0)),
        derived(words.filled(trip.kg, most.kg, "kg"), proof),
        derived(words.filled(trip.m3, most.m3, "m3"), proof),
    )


def _flow(telling: Telling, trips: list[tuple[int, Trip]]) -> tuple[Said, ...]:
    words = telling.words
    (number, first), (_, last) = trips[0], trips[-1]
    span = words.say("span", first=words.date(first.leaves), last=words.date(last.leaves))
    proof = telling.trip_proof(number)
    return (
        bare(words.lift(first.lift)),
        bare(_way(telling, first)),
        bare(span if len(trips) > 1 else words.date(first.leaves)),
        bare(words.date(first.usable)),
        bare(telling.say("by_road", days=len(trips))),
        derived(amount(sum(trip.kg for _, trip in trips), "kg"), proof),
        derived(amount(sum(trip.m3 for _, trip in trips), "m3"), proof),
    )


def _way(telling: Telling, trip: Trip) -> str:
    return telling.say(
        "from_to", origin=telling.words.place(trip.origin), destination=telling.words.place(trip.destination)
    )

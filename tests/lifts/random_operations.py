"""Random small operations, always valid: numbers small enough for pencil and paper, every part of the model drawn."""

from __future__ import annotations

import dataclasses
from typing import Any

from hypothesis import strategies as st

from malja.catalogue.facts import Content, Group, Item, Need, Running
from malja.operation.operation import Operation
from malja.operation.rows import Committed, Lift, Movement, Place, Service, Stock, Supply

from .loading import Loading
from .operations import EXACT, on, operation
from .reading import Reading

Draw = st.DrawFn


def _maybe(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Usually not set."""
    return st.one_of(st.none(), st.none(), values)


@st.composite
def operations(draw: Draw, *, whole: bool | None = None, exact: bool = True) -> Operation:
    """An operation of at most 7 days, 4 places, 3 items, 4 needs; `exact`: without slack between the aims."""
    days, reserve = draw(st.integers(2, 5)), draw(st.integers(0, 2))
    whole_packs = draw(st.booleans()) if whole is None else whole
    places = draw(_places())
    sites = [place.place for place in places if place.role == "site"]
    needs, items = draw(_needs()), draw(_items())
    stocked = [place.place for place in places]
    lifts = draw(_lifts(places, days, whole_packs))
    made = operation(
        name="random",
        days=days,
        reserve_days=reserve,
        whole_packs=whole_packs,
        household_size=draw(st.sampled_from([2.0, 5.0])),
        tolerance=EXACT if exact else (0.001, 0.001, 0.01),
        places=places,
        groups=(Group(group="half", share=0.5, reach=0.5),),
        people=draw(_people(sites, days)),
        needs=needs,
        items=items,
        contents=_contents(draw, needs, items),
        running=_running(draw, items),
        services=draw(_services(sites, needs)),
        stock=draw(_stock(stocked, items)),
        supply=draw(_supply(places, items)),
        lifts=lifts,
    )
    return _with_committed(draw, made)


@st.composite
def _places(draw: Draw) -> tuple[Place, ...]:
    """A source, perhaps a hub, one or two sites."""
    roles = [("depot", "source"), *draw(st.sampled_from([[], [("store", "hub")]])), ("camp", "site")]
    roles += draw(st.sampled_from([[], [("school", "site")]]))
    found = []
    for place, role in roles:
        limits: dict[str, Any] = {"role": role}
        if role != "source":
            limits["storage_m3"] = draw(_maybe(st.integers(0, 12)))
            limits["handling_days"] = draw(st.sampled_from([0, 0, 1]))
            limits["landings_per_day"] = draw(_maybe(st.integers(0, 2)))
            limits["unload_kg_per_day"] = draw(_maybe(st.integers(0, 15)))
        found.append(Place(place=place, **limits))
    return tuple(found)


@st.composite
def _people(draw: Draw, sites: list[str], days: int) -> tuple[Movement, ...]:
    """Some at the start, some later, some leave again."""
    rows = []
    for site in sites:
        first, later = draw(st.integers(1, 10)), draw(st.integers(0, 6))
        rows.append(Movement(place=site, date=on(draw(st.integers(-3, 0))), arrivals=first))
        rows.append(Movement(place=site, date=on(draw(st.integers(0, days - 1))), arrivals=later))
        left = draw(st.integers(0, first))
        rows.append(Movement(place=site, date=on(draw(st.integers(0, days - 1))), departures=left))
    return tuple(rows)


@st.composite
def _tiers(draw: Draw) -> dict[str, Any]:
    """Standards that do not decrease, some of them not asked."""
    least, more, most = draw(st.integers(0, 2)), draw(st.integers(0, 2)), draw(st.integers(0, 2))
    asked = draw(st.sampled_from(["smt", "smt", "sm", "m", "st"]))
    values = {"survival": least, "minimum": least + more, "target": least + more + most}
    return {tier: float(value) if tier[0] in asked else None for tier, value in values.items()}


@st.composite
def _needs(draw: Draw) -> tuple[Need, ...]:
    """Food; perhaps water with raw water; perhaps a roof, which those who leave may take along."""
    common: dict[str, Any] = {"sector": "any", "name": ""}
    groups = st.sampled_from(["everyone", "everyone", "half", "household"])
    found = [
        Need(
            need="food",
            kind="daily",
            group=draw(groups),
            weight=draw(st.sampled_from([1, 2])),
            **common,
            **draw(_tiers()),
        )
    ]
    if draw(st.booleans()):
        found.append(Need(need="water", kind="daily", **common, **draw(_tiers())))
        found.append(Need(need="river", kind="daily", **common))
    if draw(st.booleans()):
        kept = draw(st.booleans())
        found.append(Need(need="roof", kind="standing", group=draw(groups), kept=kept, **common, **draw(_tiers())))
    return tuple(found)


@st.composite
def _items(draw: Draw) -> tuple[Item, ...]:
    """A ration, perhaps a can of water or fuel, perhaps an asset."""
    found = []
    kinds = draw(st.sampled_from([["ration"], ["ration", "can"], ["ration", "kit"], ["ration", "can", "kit"]]))
    for name in kinds:
        own: dict[str, Any] = {"kind": "asset" if name == "kit" else "consumable"}
        if name == "kit":
            own["setup_days"] = draw(st.sampled_from([0, 0, 1]))
            own["life_days"] = draw(_maybe(st.integers(1, 3)))
        else:
            own["shelf_life_days"] = draw(_maybe(st.integers(0, 3)))
            own["max_per_person_day"] = draw(_maybe(st.integers(1, 2)))
        own["pack_quantity"] = draw(st.sampled_from([1, 2, 5]))
        own["pack_kg"] = draw(st.integers(1, 5))
        own["pack_m3"] = draw(st.sampled_from([0, 1, 2]))
        found.append(Item(item=name, name="", **own))
    return tuple(found)


def _contents(draw: Draw, needs: tuple[Need, ...], items: tuple[Item, ...]) -> tuple[Content, ...]:
    """What each item gives of what is needed."""
    asked, there = {need.need for need in needs}, {item.item for item in items}
    amount = st.integers(1, 3)
    pairs = [
        ("ration", "food", "use"),
        ("can", "water", "use"),
        ("kit", "water", "per_day"),
        ("kit", "roof", "in_place"),
    ]
    if draw(st.booleans()):
        pairs.append(("can", "food", "use"))
    return tuple(
        Content(item=item, need=need, how=how, quantity=draw(amount))  # type: ignore[arg-type]
        for item, need, how in pairs
        if item in there and need in asked
    )


def _running(draw: Draw, items: tuple[Item, ...]) -> tuple[Running, ...]:
    """What the asset runs on."""
    there = {item.item for item in items}
    if "kit" not in there:
        return ()
    inputs = draw(st.sampled_from([(), ("can",), ("river",), ("can", "river")]))
    return tuple(Running(item="kit", input=name, quantity=draw(st.integers(1, 2))) for name in inputs if name in there)


@st.composite
def _services(draw: Draw, sites: list[str], needs: tuple[Need, ...]) -> tuple[Service, ...]:
    """What places give by themselves, for some of the days."""
    rows = []
    for site in sites:
        for need in needs:
            if draw(st.booleans()):
                since, until = draw(_maybe(st.integers(0, 2))), draw(_maybe(st.integers(2, 4)))
                rows.append(
                    Service(
                        place=site,
                        need=need.need,
                        quantity=draw(st.integers(0, 8)),
                        since=None if since is None else on(since),
                        until=None if until is None else on(until),
                    )
                )
    return tuple(rows)


@st.composite
def _stock(draw: Draw, places: list[str], items: tuple[Item, ...]) -> tuple[Stock, ...]:
    """What lies and stands there when the first day opens."""
    return tuple(
        Stock(place=place, item=item.item, quantity=draw(st.integers(1, 12)))
        for place in places
        for item in items
        if draw(st.sampled_from([False, False, True]))
    )


@st.composite
def _supply(draw: Draw, places: tuple[Place, ...], items: tuple[Item, ...]) -> tuple[Supply, ...]:
    """What can be bought: at the source some of everything, in lots; elsewhere seldom."""
    rows = []
    for place in places:
        for item in items:
            lots = st.integers(0, 2) if place.role == "source" else st.sampled_from([0, 0, 0, 1])
            for _ in range(draw(lots)):
                since = draw(_maybe(st.integers(0, 3)))
                rows.append(
                    Supply(
                        place=place.place,
                        item=item.item,
                        quantity=draw(st.one_of(st.none(), st.integers(1, 30))),
                        since=None if since is None else on(since),
                        unit_cost=draw(st.integers(0, 3)),
                    )
                )
    return tuple(rows)


@st.composite
def _lifts(draw: Draw, places: tuple[Place, ...], days: int, whole_packs: bool) -> tuple[Lift, ...]:
    """One or two ways to each place, from the source or the hub, now and then from one site to the other."""
    names = [place.place for place in places]
    ways = [("depot", name) for name in names[1:]]
    if "store" in names:
        ways += [("store", name) for name in names if name in ("camp", "school")]
        ways = [way for way in ways if draw(st.booleans()) or way == ("depot", "store")]
    if "school" in names and draw(st.sampled_from([False, False, True])):
        ways.append(("camp", "school"))
    return tuple(
        draw(_lift(f"lift{number}", origin, destination, days, whole_packs))
        for number, (origin, destination) in enumerate(ways)
    )


@st.composite
def _lift(draw: Draw, name: str, origin: str, destination: str, days: int, whole_packs: bool) -> Lift:
    """A trip or a flow."""
    first, last = draw(_maybe(st.integers(0, days - 1))), draw(_maybe(st.integers(0, days - 1)))
    if first is not None and last is not None and last < first:
        first, last = last, first
    own: dict[str, Any] = {
        "first": None if first is None else on(first),
        "last": None if last is None else on(last),
        "transit_days": draw(st.sampled_from([0, 0, 1, 2])),
        "cost_per_kg": draw(st.integers(0, 2)),
    }
    if draw(st.sampled_from(["trip", "trip", "flow"])) == "flow":
        volume = draw(_maybe(st.integers(0, 6)))
        flow: dict[str, Any] = {"mode": "flow", "kg_per_day": draw(st.one_of(st.none(), st.integers(0, 10)))}
        return Lift(lift=name, origin=origin, destination=destination, volume_m3=volume, **flow, **own)
    # Packs that are not whole may not be larger than a vehicle: then the rule on heavy packs says nothing.
    least = 3 if whole_packs else 5
    return Lift(
        lift=name,
        origin=origin,
        destination=destination,
        per_week=draw(_maybe(st.sampled_from([0.5, 1, 2, 3]))),
        max_per_day=draw(st.sampled_from([1, 1, 2])),
        payload_kg=draw(st.one_of(st.none(), st.integers(least, 15), st.integers(least, 15))),
        volume_m3=draw(_maybe(st.integers(2, 8))),
        fixed_cost=draw(st.integers(0, 20)),
        **own,
    )


def _with_committed(draw: Draw, made: Operation) -> Operation:
    """The operation with cargo that senders have fixed, which is what they take it to be only if packs need no room."""
    if not made.lifts or draw(st.booleans()):
        return made
    rows = []
    for _ in range(draw(st.integers(1, 2))):
        lift = draw(st.sampled_from(made.lifts))
        lag = Reading(made).usable(lift, 0)
        when = draw(st.integers(-min(lag, 2), made.days - 1))
        item = draw(st.sampled_from(made.items)).item
        rows.append(Committed(lift=lift.lift, date=on(when), item=item, packs=draw(st.integers(1, 4))))
    found = dataclasses.replace(made, committed=tuple(rows))
    reading, loading = Reading(found), Loading(Reading(found))
    counts = [loading.fixed_vehicles(reading.lifts[name], day) for name, day in reading.committed]
    return found if made.whole_packs or all(least == most for least, most in counts) else made

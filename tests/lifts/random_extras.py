"""What a loader, a calendar and an eater add to a random operation: each part of the second revision, drawn."""

from __future__ import annotations

import dataclasses
from typing import Any, Literal

from hypothesis import strategies as st

from malja.catalogue.facts import BasketRule, Content, Item, Need, Segregation, Stowage
from malja.operation.operation import Operation
from malja.operation.rows import Lift, LiftDay, Supply

from .operations import on
from .random_operations import operations

Draw = st.DrawFn
Part = Literal["calendar", "cutoff", "stowage", "pallets", "segregation", "consignments", "table"]
PARTS: tuple[Part, ...] = ("calendar", "cutoff", "stowage", "pallets", "segregation", "consignments", "table")
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@st.composite
def fuller_operations(draw: Draw, *parts: Part, whole: bool | None = None, exact: bool = True) -> Operation:
    """A random operation with these parts of the second revision; committed cargo only where it stays what it was."""
    made = draw(operations(whole=whole, exact=exact))
    for part in parts:
        made = draw(_PARTS[part](made))
    return made


def _each_lift(made: Operation, **columns: Any) -> Operation:
    """The operation with further values of its lifts, drawn for each."""
    lifts = tuple(
        dataclasses.replace(lift, **{name: values[number] for name, values in columns.items()})
        for number, lift in enumerate(made.lifts)
    )
    return dataclasses.replace(made, lifts=lifts)


def _with_vehicles(draw: Draw, made: Operation, *names: str) -> Operation:
    """The operation with a vehicle for each trip, whose payload and volume are given; stowage of those there are."""
    lifts = tuple(
        lift
        if lift.mode == "flow"
        else dataclasses.replace(
            lift,
            vehicle=draw(st.sampled_from(names)),
            payload_kg=draw(st.integers(5, 15)) if lift.payload_kg is None else lift.payload_kg,
            volume_m3=draw(st.integers(2, 8)) if lift.volume_m3 is None else lift.volume_m3,
        )
        for lift in made.lifts
    )
    there = {"any", *(lift.vehicle for lift in lifts)}
    stowage = tuple(row for row in made.stowage if row.vehicle in there)
    return dataclasses.replace(made, lifts=lifts, stowage=stowage)


def _lists(draw: Draw, made: Operation, values: st.SearchStrategy[Any]) -> list[Any]:
    return [draw(values) for _ in made.lifts]


@st.composite
def _calendar(draw: Draw, made: Operation) -> Operation:
    """Days of the week, given dates and exceptions."""
    weekdays = st.sampled_from(["", "mon", "mon wed", "tue thu fri", "sat"])
    made = _each_lift(made, weekdays=_lists(draw, made, weekdays))
    rows = {
        (lift.lift, day): LiftDay(lift=lift.lift, date=on(day), runs=draw(st.booleans()) and _within(lift, day))
        for lift in made.lifts
        for day in range(made.days)
        if draw(st.sampled_from([False, False, False, True]))
    }
    return dataclasses.replace(made, lift_days=tuple(rows.values()))


def _within(lift: Lift, day: int) -> bool:
    """Whether a day is within the lift's dates: on others it cannot be said to run."""
    return (lift.first is None or lift.first <= on(day)) and (lift.last is None or on(day) <= lift.last)


@st.composite
def _cutoff(draw: Draw, made: Operation) -> Operation:
    """Cargo that must be there hours or days before."""
    return _each_lift(made, cutoff_hours=_lists(draw, made, st.sampled_from([0.0, 6.0, 24.0, 36.0])))


def _add_stowage(made: Operation, *rows: Stowage) -> Operation:
    """The operation with the rows whose vehicle it has: any other is refused."""
    there = {"any", *(lift.vehicle for lift in made.lifts)}
    return dataclasses.replace(made, stowage=(*made.stowage, *(row for row in rows if row.vehicle in there)))


@st.composite
def _stowage(draw: Draw, made: Operation) -> Operation:
    """A usable share of the hold, boxes, doors and long pieces, a margin."""
    items = tuple(
        dataclasses.replace(
            item,
            packaging=draw(st.sampled_from(["", "sack", "cold_box"])),
            length_m=draw(st.sampled_from([None, None, 1.0, 3.0])),
        )
        for item in made.items
    )
    rows = [
        Stowage(usable_share=draw(st.sampled_from([None, 0.5, 0.8])), door_m=draw(st.sampled_from([None, 2.0]))),
        Stowage(packaging="cold_box", tare_kg_per_m3=draw(st.sampled_from([None, 1.0, 2.0]))),
        Stowage(
            vehicle="van", usable_share=draw(st.sampled_from([None, 0.9])), door_m=draw(st.sampled_from([None, 4.0]))
        ),
    ]
    made = _with_vehicles(draw, dataclasses.replace(made, items=items, stowage=(), committed=()), "cart", "van")
    made = _add_stowage(made, *rows)
    return dataclasses.replace(made, payload_margin=draw(st.sampled_from([0.0, 0.1, 0.25])))


@st.composite
def _pallets(draw: Draw, made: Operation) -> Operation:
    """One vehicle takes pallets."""
    row = Stowage(
        vehicle="plane",
        pallets=draw(st.integers(1, 3)),
        pallet_tare_kg=draw(st.sampled_from([None, 0.5, 1.0])),
        pallet_max_kg=draw(st.sampled_from([None, 5.0, 8.0])),
    )
    return _add_stowage(_with_vehicles(draw, dataclasses.replace(made, committed=()), "plane", "cart"), row)


@st.composite
def _segregation(draw: Draw, made: Operation) -> Operation:
    """Fuel and poison beside food: classes that must not meet."""
    items = tuple(
        dataclasses.replace(item, hazard_class=draw(st.sampled_from(["", "3", "2.1"])) if item.item != "ration" else "")
        for item in made.items
    )
    rows = draw(
        st.sampled_from(
            [
                (Segregation(this_class="food", other_class="3"),),
                (Segregation(this_class="2", other_class="3"),),
                (Segregation(this_class="food", other_class="3"), Segregation(this_class="2", other_class="3")),
                (Segregation(this_class="food", other_class="3"), Segregation(this_class="food", other_class="2.1")),
            ]
        )
    )
    return dataclasses.replace(made, items=items, segregation=rows, committed=())


@st.composite
def _consignments(draw: Draw, made: Operation) -> Operation:
    """Smallest consignments and what splitting them costs."""
    items = tuple(
        dataclasses.replace(item, min_consignment_packs=draw(st.sampled_from([None, 2, 3]))) for item in made.items
    )
    return dataclasses.replace(made, items=items, split_price=float(draw(st.integers(0, 5))))


@st.composite
def _table(draw: Draw, made: Operation) -> Operation:
    """Energy from rice, biscuits and milk powder, a basket, perhaps kitchens and fuel."""
    energy = Need(
        need="energy", name="", sector="food", kind="daily", weight=2, survival=1, minimum=draw(st.integers(1, 2))
    )
    needs = [*made.needs, energy]
    kinds = {"rice": ("cereals", True), "biscuits": ("ready", False)}
    goods = [
        Item(
            item=name,
            name="",
            unit="kg",
            pack_quantity=draw(st.sampled_from([1, 2, 5])),
            pack_kg=draw(st.integers(1, 4)),
            pack_m3=draw(st.sampled_from([0, 1])),
            food_group=group,
            needs_cooking=cooked,
        )
        for name, (group, cooked) in kinds.items()
    ]
    goods.append(Item(item="milk", name="", pack_kg=1, pack_m3=0, food_group="milk", general_food=False))
    contents = [Content(item=item.item, need="energy", how="use", quantity=draw(st.integers(1, 2))) for item in goods]
    if draw(st.booleans()):
        needs.append(Need(need="kitchen_capacity", name="", sector="food", kind="standing", minimum=1))
        if any(item.item == "kit" for item in made.items):
            contents.append(Content(item="kit", need="kitchen_capacity", how="in_place", quantity=3))
    if draw(st.booleans()):
        needs.append(Need(need="cooking_fuel", name="", sector="energy", kind="daily", minimum=1))
        if any(item.item == "can" for item in made.items):
            contents.append(Content(item="can", need="cooking_fuel", how="use", quantity=2))
    supply = [
        Supply(
            place="depot", item=item.item, unit_cost=draw(st.integers(0, 3)), quantity=draw(st.sampled_from([None, 10]))
        )
        for item in goods
    ]
    return dataclasses.replace(
        made,
        basket="b",
        baskets=draw(_rules()),
        needs=tuple(needs),
        items=(*made.items, *goods),
        contents=(*made.contents, *contents),
        supply=(*made.supply, *supply),
    )


@st.composite
def _rules(draw: Draw) -> tuple[BasketRule, ...]:
    """Least cereals, most biscuits, first more of them and then fewer; grams now and then."""
    phase = draw(st.integers(0, 2))
    least, first, later = (
        draw(st.sampled_from(shares)) for shares in ((None, 0.3, 0.6), (None, 1.0), (0.0, 0.25, 0.5))
    )
    grams = draw(st.sampled_from([None, None, 300.0]))
    return (
        BasketRule(basket="b", food_group="cereals", min_share=least, min_g=grams),
        BasketRule(basket="b", food_group="ready", to_day=phase, max_share=first),
        BasketRule(basket="b", food_group="ready", from_day=phase + 1, max_share=later, max_g=grams),
    )


_PARTS: dict[Part, Any] = {
    "calendar": _calendar,
    "cutoff": _cutoff,
    "stowage": _stowage,
    "pallets": _pallets,
    "segregation": _segregation,
    "consignments": _consignments,
    "table": _table,
}

"""What is known on a day, as tables."""

from __future__ import annotations

from dataclasses import replace

from malja.catalogue.facts import Content, Item, Need
from malja.lifts.hedge.chances import NO_TROUBLE, Chances, Draws
from malja.operation.rows import Committed, Movement, Stock
from malja.simulation.replanning import describe_situation
from malja.simulation.schedules import Departure, Schedule
from malja.simulation.world import World
from tests.lifts.operations import on
from tests.simulation.operations import camp

FIRST_FLIGHT = Schedule(departures=(Departure(lift="first", day=1, packs={"meal": 4.0}),))


def test_on_the_first_day_it_is_the_operation_itself() -> None:
    operation = camp()
    assert describe_situation(World(operation, NO_TROUBLE)) is operation


def test_what_was_eaten_is_gone_and_what_flies_is_committed() -> None:
    """The flight of day 1 takes two days: it is on its way on day 2.

    20 meals must last for days 0 to 2: 10 are missing, a quarter of each day and a second one of the last.
    """
    slow = replace(camp().lifts[0], transit_days=2)
    world = World(camp(lifts=(slow, camp().lifts[1])), NO_TROUBLE)
    world.live(FIRST_FLIGHT)
    assert describe_situation(world).stock == (Stock(place="camp", item="meal", quantity=12.5),)
    world.live(FIRST_FLIGHT)
    situation = describe_situation(world)
    assert situation.committed == (Committed(lift="first", date=on(1), item="meal", packs=4),)
    assert (situation.start, situation.days, situation.stock) == (
        on(2),
        4,
        (Stock(place="camp", item="meal", quantity=5.0),),
    )
    assert situation.people == (Movement(place="camp", date=on(2), arrivals=10, departures=0),)


def test_a_store_is_counted_wrong_and_its_truth_stays() -> None:
    world = World(camp(), Draws(chances=Chances(fails=0, more_people=0, count_error=0.5), run=0))
    world.live(FIRST_FLIGHT)
    (counted,) = describe_situation(world).stock
    assert 5.0 <= counted.quantity <= 15.0
    assert counted.quantity != 10.0
    assert world.stores.count("camp", "meal") == 1.0


def test_older_goods_are_planned_with_the_days_left_to_them() -> None:
    """Meals that keep for 4 days are good through day 4; on day 1 three days are left to them, and new ones keep 4."""
    meal = replace(camp().items[0], shelf_life_days=4)
    operation = camp(items=(meal,), stock=(Stock(place="camp", item="meal", quantity=40),), days=9)
    world = World(operation, NO_TROUBLE)
    world.live(Schedule(departures=()))
    situation = describe_situation(world)
    assert [(row.item, row.quantity) for row in situation.stock] == [("meal~k3", 30.0)]
    assert {item.item: item.shelf_life_days for item in situation.items} == {"meal": 4, "meal~k3": 3}
    assert {row.item for row in situation.contents} == {"meal", "meal~k3"}


def test_assets_wear_out_and_are_set_up_on_their_day() -> None:
    """A tent that takes 2 days to set up and stands for 5; one stands since day 0, one arrives on day 1."""
    tent = Item(item="tent", name="Tent", kind="asset", pack_kg=5, pack_m3=0.5, setup_days=2, life_days=5)
    roof = Need(need="roof", name="Roof", sector="shelter", kind="standing", minimum=1)
    operation = camp(
        days=9,
        items=(*camp().items, tent),
        needs=(*camp().needs, roof),
        contents=(*camp().contents, Content(item="tent", need="roof", how="in_place", quantity=5)),
        stock=(Stock(place="camp", item="tent", quantity=1), Stock(place="depot", item="tent", quantity=1)),
    )
    world = World(operation, NO_TROUBLE)
    flight = Schedule(departures=(Departure(lift="first", day=1, packs={"tent": 1.0}),))
    for _ in range(2):
        world.live(flight)
    situation = describe_situation(world)
    assert [(row.item, row.quantity) for row in situation.stock] == [("tent~l3", 1.0)]
    assert [(row.place, row.item) for row in situation.supply] == [("depot", "meal"), ("camp", "tent~l5~s1")]
    for _ in range(2, 9):
        world.live(flight)
    assert [round(float(share), 1) for share in world.missing_of(1)["minimum"]] == [
        0.5,
        0.5,
        0.5,
        0,
        0,
        0.5,
        0.5,
        0.5,
        1,
    ]

"""Cover on operations that a pencil can solve: one thing decides at a time."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from malja.catalogue.facts import Content, Item, Need, Running
from malja.cover.cover import Cover, find_covers, list_first_to_run_out
from malja.operation.operation import Operation
from malja.operation.rows import Committed, Lift, Movement, Place, Service, Stock, Supply

START = datetime.date(2025, 3, 11)
WATER = Need(need="water", name="Water", sector="water", kind="daily", unit="l", survival=7.5, minimum=15.0)
RAW = Need(need="raw_water", name="Raw water", sector="water", kind="daily", unit="l")
POWER = Need(need="power", name="Power", sector="energy", kind="daily", unit="kWh")
ROOF = Need(need="roof", name="Roof", sector="shelter", kind="standing", unit="m2", minimum=3.5)
BOTTLE = Item(item="bottle", name="Bottled water", unit="l", pack_kg=1.0, pack_m3=0.001)
DIESEL = Item(item="diesel", name="Diesel", unit="l", pack_kg=1.0, pack_m3=0.001)
PLANT = Item(item="plant", name="Water unit", kind="asset", pack_kg=300.0, pack_m3=2.0)
TENT = Item(item="tent", name="Tent", kind="asset", pack_kg=55.0, pack_m3=0.3)
BOTTLED = Content(item="bottle", need="water", how="use", quantity=1.0)
MADE = Content(item="plant", need="water", how="per_day", quantity=200.0)
ROOFED = Content(item="tent", need="roof", how="in_place", quantity=16.0)


def day(number: int) -> datetime.date:
    return START + datetime.timedelta(days=number)


def operation(**tables: Any) -> Operation:
    """A camp of ten people for 8 + 2 days; water is asked unless the tables ask otherwise."""
    given: dict[str, Any] = {
        "places": (Place(place="camp", role="site", name="Camp"),),
        "people": (Movement(place="camp", date=START, arrivals=10),),
        "needs": (WATER,),
        "items": (BOTTLE,),
        "contents": (BOTTLED,),
    }
    return Operation(name="pencil", start=START, days=8, reserve_days=2, catalogue="none", **{**given, **tables})


def stock(**quantities: float) -> tuple[Stock, ...]:
    return tuple(Stock(place="camp", item=item, quantity=quantity) for item, quantity in quantities.items())


def service(need: str, quantity: float, since: int | None = None, until: int | None = None) -> Service:
    first = None if since is None else day(since)
    return Service(place="camp", need=need, quantity=quantity, since=first, until=None if until is None else day(until))


def at_minimum(tables: Operation, need: str = "water") -> Cover:
    return next(one for one in find_covers(tables) if one.need.need == need and one.tier == "minimum")


def days(tables: Operation, need: str = "water") -> float | None:
    return at_minimum(tables, need).days


def test_a_hundred_litres_for_ten_people_at_fifteen_litres() -> None:
    survival, minimum = find_covers(operation(stock=stock(bottle=100)))
    assert minimum.days == pytest.approx(100 / 150)
    assert (minimum.first_short, minimum.required, minimum.provided) == (START, 150, 100)
    assert minimum.short == pytest.approx(1 / 3)
    assert minimum.people == 10
    assert survival.days == pytest.approx(100 / 75)
    assert (survival.first_short, survival.required, survival.provided, survival.short) == (day(1), 75, 75, 0)


def test_exactly_enough_for_three_days_is_short_on_the_fourth() -> None:
    one = at_minimum(operation(stock=stock(bottle=450)))
    assert (one.days, one.first_short) == (3, day(3))


def test_service_comes_first_and_stock_fills_the_rest() -> None:
    assert days(operation(services=(service("water", 100),), stock=stock(bottle=120))) == pytest.approx(
        2 + (100 + 20) / 150
    )


def test_a_service_that_meets_the_need_lasts_through_the_horizon() -> None:
    one = at_minimum(operation(services=(service("water", 150),)))
    assert (one.days, one.first_short, one.people, one.provided, one.short) == (None, None, 10, 150, 0)


def test_services_of_one_need_add_up() -> None:
    assert days(operation(services=(service("water", 100), service("water", 50)))) is None


def test_a_service_counts_from_its_first_day_to_its_last() -> None:
    tables = operation(services=(service("water", 150, since=1, until=3),), stock=stock(bottle=150))
    assert days(tables) == 4
    assert days(operation(services=(service("water", 150, until=3),))) == 4
    assert days(operation(services=(service("water", 150, since=1),))) == 0


def test_stock_counts_for_what_arrivals_will_need() -> None:
    people = (
        Movement(place="camp", date=START, arrivals=10),
        Movement(place="camp", date=day(2), arrivals=10),
    )
    one = at_minimum(operation(people=people, stock=stock(bottle=750)))
    assert one.days == pytest.approx(2 + 1 + 150 / 300)
    assert one.people == 20


def test_nobody_there_needs_nothing() -> None:
    people = (Movement(place="camp", date=day(3), arrivals=10),)
    assert days(operation(people=people, stock=stock(bottle=150))) == 4


def test_shelf_life_ends_what_is_left() -> None:
    short_lived = Item(item="bottle", name="Bottled water", unit="l", pack_kg=1.0, pack_m3=0.001, shelf_life_days=1)
    assert days(operation(items=(short_lived,), stock=stock(bottle=1500))) == 2


def test_what_expires_first_is_used_first() -> None:
    milk = Item(item="milk", name="Milk", pack_kg=1.0, pack_m3=0.001, shelf_life_days=1)
    contents = (BOTTLED, Content(item="milk", need="water", how="use", quantity=1.0))
    tables = operation(items=(BOTTLE, milk), contents=contents, stock=stock(bottle=300, milk=300))
    assert days(tables) == 4


def test_a_ration_limits_every_day() -> None:
    rationed = Item(item="bottle", name="Bottled water", pack_kg=1.0, pack_m3=0.001, max_per_person_day=10.0)
    one = at_minimum(operation(items=(rationed,), stock=stock(bottle=1500)))
    assert one.days == pytest.approx(100 / 150)
    assert one.short == pytest.approx(50 / 150)


def test_rationed_goods_are_spread_over_the_days() -> None:
    """75 l of each on each of six days; to use up first what goes bad first would end on day 3."""
    rationed = Item(item="tablet", name="Tablet", pack_kg=1.0, pack_m3=0.001, max_per_person_day=7.5)
    bottle = Item(item="bottle", name="Bottled water", pack_kg=1.0, pack_m3=0.001, shelf_life_days=7)
    contents = (BOTTLED, Content(item="tablet", need="water", how="use", quantity=1.0))
    tables = operation(items=(bottle, rationed), contents=contents, stock=stock(bottle=450, tablet=1500))
    assert days(tables) == pytest.approx(6.5)


def test_an_asset_runs_without_inputs_for_its_life() -> None:
    plant = Item(item="plant", name="Water unit", kind="asset", pack_kg=300.0, pack_m3=2.0, life_days=4)
    assert days(operation(items=(plant,), contents=(MADE,), stock=stock(plant=1))) == 4
    assert days(operation(items=(PLANT,), contents=(MADE,), stock=stock(plant=1))) is None


def test_set_up_is_done_for_what_stands_already() -> None:
    plant = Item(item="plant", name="Water unit", kind="asset", pack_kg=300.0, pack_m3=2.0, setup_days=5)
    assert days(operation(items=(plant,), contents=(MADE,), stock=stock(plant=1))) is None


def test_an_asset_runs_as_long_as_its_fuel() -> None:
    """150 l of 200 l a day take three quarters of 8 l of diesel: 30 l last five days."""
    running = (Running(item="plant", input="diesel", quantity=8.0),)
    tables = operation(items=(PLANT, DIESEL), contents=(MADE,), running=running, stock=stock(plant=1, diesel=30))
    assert days(tables) == 5


def test_fuel_goes_bad_too() -> None:
    diesel = Item(item="diesel", name="Diesel", pack_kg=1.0, pack_m3=0.001, shelf_life_days=2)
    running = (Running(item="plant", input="diesel", quantity=8.0),)
    tables = operation(items=(PLANT, diesel), contents=(MADE,), running=running, stock=stock(plant=1, diesel=30))
    assert days(tables) == 3


def test_without_its_input_an_asset_gives_nothing() -> None:
    running = (Running(item="plant", input="diesel", quantity=8.0),)
    assert days(operation(items=(PLANT, DIESEL), contents=(MADE,), running=running, stock=stock(plant=1))) == 0


def test_an_asset_draws_on_the_service_of_another_need() -> None:
    running = (Running(item="plant", input="raw_water", quantity=400.0),)
    given: dict[str, Any] = {
        "needs": (WATER, RAW),
        "items": (PLANT,),
        "contents": (MADE,),
        "running": running,
        "stock": stock(plant=1),
    }
    assert days(operation(**given, services=(service("raw_water", 300),))) is None
    half = at_minimum(operation(**given, services=(service("raw_water", 150),)))
    assert (half.days, half.provided) == (0.5, 75)


def test_an_asset_draws_on_what_another_asset_makes() -> None:
    """Power from a generator: 150 l take 0.75 plants, 7.5 kWh, 0.075 generators, 3 l of diesel a day."""
    generator = Item(item="generator", name="Generator", kind="asset", pack_kg=680.0, pack_m3=2.0)
    contents = (MADE, Content(item="generator", need="power", how="per_day", quantity=100.0))
    running = (
        Running(item="plant", input="power", quantity=10.0),
        Running(item="generator", input="diesel", quantity=40.0),
    )
    given: dict[str, Any] = {
        "needs": (WATER, POWER),
        "items": (PLANT, DIESEL, generator),
        "contents": contents,
        "running": running,
    }
    assert days(operation(**given, stock=stock(plant=1, generator=1, diesel=12))) == 4
    mains = (service("power", 5),)
    assert days(operation(**given, services=mains, stock=stock(plant=1, generator=1, diesel=9))) == pytest.approx(
        9 + 100 / 150
    )


def test_what_costs_nothing_runs_before_fuel() -> None:
    """The pump on the mains gives 75 l, the plant 75 l of 200 for 3 l of diesel: 30 l last ten days, the horizon."""
    pump = Item(item="pump", name="Pump", kind="asset", pack_kg=100.0, pack_m3=1.0)
    contents = (MADE, Content(item="pump", need="water", how="per_day", quantity=75.0))
    running = (Running(item="plant", input="diesel", quantity=8.0),)
    given: dict[str, Any] = {"items": (PLANT, DIESEL, pump), "contents": contents, "running": running}
    assert days(operation(**given, stock=stock(plant=1, pump=1, diesel=30))) is None
    assert days(operation(**given, stock=stock(plant=1, pump=1, diesel=27))) == pytest.approx(9.5)


def test_two_units_on_one_store_of_fuel_run_side_by_side() -> None:
    """Each gives 75 l for 3 l: both are needed every day, 24 l last four days."""
    small = tuple(
        Item(item=name, name=name, kind="asset", pack_kg=100.0, pack_m3=1.0) for name in ("plant_a", "plant_b")
    )
    contents = tuple(Content(item=item.item, need="water", how="per_day", quantity=75.0) for item in small)
    running = tuple(Running(item=item.item, input="diesel", quantity=3.0) for item in small)
    tables = operation(
        items=(*small, DIESEL), contents=contents, running=running, stock=stock(plant_a=1, plant_b=1, diesel=24)
    )
    assert days(tables) == 4


def test_needs_in_a_circle_do_not_feed_themselves() -> None:
    other = Item(item="other", name="Other", kind="asset", pack_kg=1.0, pack_m3=1.0)
    contents = (MADE, Content(item="other", need="raw_water", how="per_day", quantity=1000.0))
    running = (
        Running(item="plant", input="raw_water", quantity=200.0),
        Running(item="other", input="water", quantity=1.0),
    )
    tables = operation(
        needs=(WATER, RAW), items=(PLANT, other), contents=contents, running=running, stock=stock(plant=1, other=1)
    )
    assert days(tables) == 0


def test_a_standing_need_counts_floors_and_tents() -> None:
    tables = operation(
        needs=(ROOF,), items=(TENT,), contents=(ROOFED,), services=(service("roof", 19),), stock=stock(tent=1)
    )
    assert days(tables, "roof") is None
    short = at_minimum(
        operation(
            needs=(ROOF,), items=(TENT,), contents=(ROOFED,), services=(service("roof", 5),), stock=stock(tent=1)
        ),
        "roof",
    )
    assert (short.days, short.first_short, short.required, short.provided) == (0, START, 35, 21)
    assert short.short == pytest.approx(0.4)


def test_a_tent_stands_for_its_life() -> None:
    tent = Item(item="tent", name="Tent", kind="asset", pack_kg=55.0, pack_m3=0.3, life_days=6)
    one = at_minimum(operation(needs=(ROOF,), items=(tent,), contents=(ROOFED,), stock=stock(tent=3)), "roof")
    assert (one.days, one.first_short) == (6, day(6))


def test_one_good_counts_in_full_for_each_of_its_needs() -> None:
    salt = Need(need="salt", name="Salt", sector="food", kind="daily", unit="g", minimum=15.0)
    contents = (BOTTLED, Content(item="bottle", need="salt", how="use", quantity=1.0))
    tables = operation(needs=(WATER, salt), contents=contents, stock=stock(bottle=300))
    assert days(tables) == days(tables, "salt") == 2


def test_the_cover_of_two_stocks_is_the_sum_of_their_covers() -> None:
    milk = Item(item="milk", name="Milk", pack_kg=1.0, pack_m3=0.001)
    contents = (BOTTLED, Content(item="milk", need="water", how="use", quantity=3.0))
    apart = [
        days(operation(items=(BOTTLE, milk), contents=contents, stock=stock(**held)))
        for held in ({"bottle": 200.0}, {"milk": 100.0})
    ]
    both = days(operation(items=(BOTTLE, milk), contents=contents, stock=stock(bottle=200, milk=100)))
    assert apart == [pytest.approx(200 / 150), pytest.approx(2)]
    assert both == pytest.approx(200 / 150 + 2)


def test_nothing_more_comes() -> None:
    """Neither lifts, nor what is committed, nor what is for sale at the site, nor stock elsewhere is counted."""
    tables = operation(
        places=(Place(place="camp", role="site"), Place(place="base", role="source")),
        stock=(Stock(place="camp", item="bottle", quantity=150), Stock(place="base", item="bottle", quantity=9000)),
        supply=(Supply(place="camp", item="bottle"), Supply(place="base", item="bottle")),
        lifts=(Lift(lift="plane", origin="base", destination="camp", payload_kg=1000.0, volume_m3=100.0),),
        committed=(Committed(lift="plane", date=START, item="bottle", packs=100),),
    )
    assert days(tables) == 1


def test_sites_do_not_share() -> None:
    tables = operation(
        places=(Place(place="camp", role="site"), Place(place="annex", role="site")),
        people=tuple(Movement(place=place, date=START, arrivals=10) for place in ("camp", "annex")),
        stock=(Stock(place="camp", item="bottle", quantity=300), Stock(place="annex", item="bottle", quantity=600)),
    )
    assert [(one.place, one.days) for one in find_covers(tables) if one.tier == "minimum"] == [
        ("camp", 2),
        ("annex", 4),
    ]


def test_what_is_there_is_named() -> None:
    running = (Running(item="plant", input="diesel", quantity=8.0),)
    tables = operation(
        items=(BOTTLE, PLANT, DIESEL),
        contents=(BOTTLED, MADE),
        running=running,
        services=(service("water", 50),),
        stock=stock(bottle=100, plant=2, diesel=1),
    )
    givers = [(giver.kind, giver.name, giver.quantity, giver.gives) for giver in at_minimum(tables).givers]
    assert givers == [("service", "water", 50, 50), ("stock", "bottle", 100, 100), ("running", "plant", 2, 400)]


def test_first_to_run_out_goes_by_harm_then_the_day_it_begins_then_weight() -> None:
    """Nobody says what a lack of roof or food does: water, asked for survival, comes first, then its minimum."""
    heavy = Need(need="food", name="Food", sector="food", kind="daily", unit="kcal", minimum=1.0, weight=5.0)
    tables = operation(needs=(WATER, ROOF, heavy), stock=stock(bottle=100))
    order = [(one.need.need, one.tier) for one in list_first_to_run_out(find_covers(tables))]
    assert order == [("water", "survival"), ("water", "minimum"), ("food", "minimum"), ("roof", "minimum")]


def test_a_lack_is_counted_over_the_week_from_the_first_short_day_on() -> None:
    """A hundred litres of bottles and none made: what is missing grows to all of it."""
    covers = find_covers(operation(needs=(WATER, ROOF), stock=stock(bottle=100)))
    for one in covers:
        assert 0 < one.lack <= 1
        assert 1 <= one.missing_days <= 7
        assert one.short <= one.lack

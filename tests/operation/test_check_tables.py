"""Each rule of docs/tables.md that refuses an operation has a row here; what is allowed has one too."""

from __future__ import annotations

import datetime
import math
from dataclasses import fields, replace
from typing import Any

import pytest

from malja.catalogue.facts import Content, Group, Item, Need, Running
from malja.language.say import say_problem
from malja.operation.operation import Operation
from malja.operation.rows import Committed, Lift, Movement, Place, Service, Stock, Supply, Tables
from malja.problems import Origin, Refused

START = datetime.date(2025, 3, 1)

HUB = Place(place="hub", role="hub", handling_days=1)
CAMP = Place(place="camp", role="site", handling_days=2)
WATER = Need(need="water", name="Water", sector="water", kind="daily", survival=7.5, minimum=15, target=20)
ROOF = Need(need="roof", name="Roof", sector="shelter", kind="standing", minimum=3.5)
BOTTLE = Item(item="bottle", name="Bottle", pack_kg=10, pack_m3=0.01)
TENT = Item(item="tent", name="Tent", kind="asset", pack_kg=50, pack_m3=0.2)
PUMP = Item(item="pump", name="Pump", kind="asset", pack_kg=50, pack_m3=0.2)
FUEL = Item(item="fuel", name="Fuel", pack_kg=1, pack_m3=0)
FLIGHT = Lift(lift="flight", origin="hub", destination="camp", transit_days=1)
ROAD = Lift(lift="road", origin="hub", destination="camp", mode="flow", kg_per_day=500)
COME = Movement(place="camp", date=START, arrivals=100)

SOUND: dict[str, Any] = {
    "name": "Camp",
    "start": START,
    "places": (HUB, CAMP),
    "groups": (Group(group="children", share=0.1, reach=0.1),),
    "people": (COME,),
    "needs": (WATER, ROOF),
    "items": (BOTTLE, TENT, PUMP, FUEL),
    "contents": (
        Content(item="bottle", need="water", how="use", quantity=1.5),
        Content(item="tent", need="roof", how="in_place", quantity=16),
        Content(item="pump", need="water", how="per_day", quantity=5000),
    ),
    "running": (Running(item="pump", input="fuel", quantity=3),),
    "services": (Service(place="camp", need="water", quantity=1000),),
    "stock": (Stock(place="camp", item="bottle", quantity=10),),
    "supply": (Supply(place="hub", item="tent"),),
    "lifts": (FLIGHT, ROAD),
    "committed": (Committed(lift="flight", date=START, item="tent", packs=3),),
}


def operation(**changes: Any) -> Operation:
    return Operation(**{**SOUND, **changes})


def faults(**changes: Any) -> list[tuple[str, str]]:
    """The column and code of every problem, in words too, so that every code has its words."""
    with pytest.raises(Refused) as refused:
        operation(**changes)
    assert all(say_problem(problem) for problem in refused.value.problems)
    return [(problem.column, problem.code) for problem in refused.value.problems]


def more(table: str, row: object) -> dict[str, Any]:
    """A further row of a table."""
    return {table: (*SOUND[table], row)}


def changed(row: Any, **changes: Any) -> Any:
    """A row with values that its types forbid."""
    return replace(row, **changes)


def lift(**changes: Any) -> dict[str, Any]:
    return more("lifts", replace(FLIGHT, lift="another", **changes))


def content(item: str, need: str, how: Any) -> dict[str, Any]:
    return more("contents", Content(item=item, need=need, how=how, quantity=1))


def day(number: int) -> datetime.date:
    return START + datetime.timedelta(days=number)


def test_sound_tables_are_accepted() -> None:
    assert operation().horizon == 67


KEYS: list[tuple[dict[str, Any], str, str]] = [
    ({"name": " "}, "name", "key_missing"),
    ({"start": datetime.date(25, 3, 1)}, "start", "start_out_of_range"),
    ({"start": "2025-03-01"}, "start", "start_out_of_range"),
    ({"days": 0}, "days", "number_below"),
    ({"days": 10_000}, "days", "number_above"),
    ({"days": 1.5}, "days", "number_not_whole"),
    ({"reserve_days": -1}, "reserve_days", "number_below"),
    ({"household_size": 0}, "household_size", "number_not_above"),
    ({"household_size": math.inf}, "household_size", "number_not_finite"),
    ({"climate": "hot"}, "climate", "not_a_choice"),
    ({"catalogue": "nato"}, "catalogue", "not_a_choice"),
    ({"currency": "dollars"}, "currency", "currency_wrong"),
    ({"tolerance": (0.1, 0.1)}, "tolerance", "tolerance_wrong"),
    ({"tolerance": (0.1, 0.1, -0.1)}, "tolerance", "tolerance_wrong"),
    ({"tolerance": (0.1, math.nan, 0.1)}, "tolerance", "tolerance_wrong"),
]

ROWS: list[tuple[dict[str, Any], str, str]] = [
    (more("places", Place(place="hub", role="hub")), "place", "name_twice"),
    (more("places", Place(place="", role="hub")), "place", "name_blank"),
    (more("places", Place(place="x", role="harbour")), "role", "not_a_choice"),  # type: ignore[arg-type]
    (more("places", Place(place="x", role="hub", lat=91)), "lat", "number_above"),
    (more("places", Place(place="x", role="hub", lon=-181)), "lon", "number_below"),
    (more("places", Place(place="x", role="hub", storage_m3=-1)), "storage_m3", "number_below"),
    (more("places", Place(place="x", role="hub", storage_m3=math.inf)), "storage_m3", "number_not_finite"),
    (more("places", Place(place="x", role="hub", handling_days=-1)), "handling_days", "number_below"),
    (more("places", Place(place="x", role="hub", landings_per_day=-1)), "landings_per_day", "number_below"),
    (more("places", Place(place="x", role="hub", unload_kg_per_day=-1)), "unload_kg_per_day", "number_below"),
    (more("groups", Group(group="children", share=0.2, reach=0.2)), "group", "name_twice"),
    (more("groups", Group(group="old", share=-0.2, reach=0.2)), "share", "number_below"),
    (more("groups", Group(group="old", share=0.2, reach=-0.2)), "reach", "number_below"),
    (more("people", Movement(place="nowhere", date=START)), "place", "unknown_name"),
    (more("people", Movement(place="camb", date=START)), "place", "unknown_name_near"),
    (more("people", Movement(place="hub", date=START)), "place", "people_not_at_site"),
    (more("people", replace(COME, arrivals=-1)), "arrivals", "number_below"),
    (more("people", changed(COME, arrivals=0.5)), "arrivals", "number_not_whole"),
    (more("people", replace(COME, departures=-1)), "departures", "number_below"),
    (more("people", replace(COME, departures=201)), "departures", "headcount_negative"),
    (more("people", replace(COME, date=datetime.datetime(2025, 3, 1))), "date", "date_wanted"),  # noqa: DTZ001
    (more("needs", replace(WATER, name="Again")), "need", "name_twice"),
    (more("needs", replace(WATER, need="tea", group="drinkers")), "group", "unknown_name"),
    (more("needs", changed(WATER, need="tea", kind="weekly")), "kind", "not_a_choice"),
    (more("needs", replace(WATER, need="tea", survival=16)), "minimum", "tiers_decrease"),
    (more("needs", replace(WATER, need="tea", minimum=None, target=7)), "target", "tiers_decrease"),
    (more("needs", replace(WATER, need="tea", survival=-1)), "survival", "number_below"),
    (more("needs", replace(WATER, need="tea", target=math.inf)), "target", "number_not_finite"),
    (more("needs", replace(WATER, need="tea", weight=0)), "weight", "number_not_above"),
    (more("items", replace(BOTTLE, name="Again")), "item", "name_twice"),
    (more("items", changed(BOTTLE, item="can", kind="good")), "kind", "not_a_choice"),
    (more("items", replace(BOTTLE, item="can", pack_kg=0)), "pack_kg", "number_not_above"),
    (more("items", changed(BOTTLE, item="can", pack_kg=None)), "pack_kg", "number_wanted"),
    (more("items", replace(BOTTLE, item="can", pack_kg=True)), "pack_kg", "number_wanted"),
    (more("items", replace(BOTTLE, item="can", pack_quantity=0)), "pack_quantity", "number_not_above"),
    (more("items", replace(BOTTLE, item="can", pack_m3=-0.1)), "pack_m3", "number_below"),
    (more("items", replace(BOTTLE, item="can", pack_m3=1e16)), "pack_m3", "number_above"),
    (more("items", replace(BOTTLE, item="can", shelf_life_days=-1)), "shelf_life_days", "number_below"),
    (more("items", replace(BOTTLE, item="can", max_per_person_day=-1)), "max_per_person_day", "number_below"),
    (more("items", replace(TENT, item="hut", setup_days=-1)), "setup_days", "number_below"),
    (more("items", replace(TENT, item="hut", life_days=0)), "life_days", "number_below"),
    (content("cup", "water", "use"), "item", "unknown_name"),
    (content("bottle", "wine", "use"), "need", "unknown_name"),
    (content("bottle", "water", "drunk"), "how", "not_a_choice"),
    (content("bottle", "roof", "use"), "how", "pairing_wrong"),
    (content("pump", "water", "use"), "how", "pairing_wrong"),
    (content("bottle", "water", "per_day"), "how", "pairing_wrong"),
    (content("tent", "roof", "per_day"), "how", "pairing_wrong"),
    (content("pump", "water", "in_place"), "how", "pairing_wrong"),
    (content("bottle", "roof", "in_place"), "how", "pairing_wrong"),
    (more("contents", Content(item="bottle", need="water", how="use", quantity=-1)), "quantity", "number_below"),
    (more("running", Running(item="bottle", input="fuel", quantity=1)), "item", "running_not_asset"),
    (more("running", Running(item="tent", input="wind", quantity=1)), "input", "unknown_name"),
    (more("running", Running(item="tent", input="pump", quantity=1)), "input", "input_wrong"),
    (more("running", Running(item="tent", input="roof", quantity=1)), "input", "input_wrong"),
    (more("running", Running(item="pump", input="fuel", quantity=1)), "item", "name_twice"),
    (more("running", Running(item="pump", input="water", quantity=-1)), "quantity", "number_below"),
    (more("services", Service(place="hub", need="water", quantity=1)), "place", "services_not_at_site"),
    (more("services", Service(place="camp", need="wine", quantity=1)), "need", "unknown_name"),
    (more("services", Service(place="camp", need="water", quantity=-1)), "quantity", "number_below"),
    (
        more("services", Service(place="camp", need="water", quantity=1, since=day(3), until=day(2))),
        "to",
        "ends_before_start",
    ),
    (more("stock", Stock(place="kamp2", item="tent", quantity=1)), "place", "unknown_name"),
    (more("stock", Stock(place="camp", item="tents", quantity=1)), "item", "unknown_name_near"),
    (more("stock", Stock(place="camp", item="tent", quantity=-1)), "quantity", "number_below"),
    (more("supply", Supply(place="shop", item="tent")), "place", "unknown_name"),
    (more("supply", Supply(place="hub", item="Zelt")), "item", "unknown_name"),
    (more("supply", Supply(place="hub", item="tent", quantity=-1)), "quantity", "number_below"),
    (more("supply", Supply(place="hub", item="tent", unit_cost=-1)), "unit_cost", "number_below"),
    (more("supply", Supply(place="hub", item="tent", since="soon")), "from", "date_wanted"),  # type: ignore[arg-type]
    (more("lifts", replace(FLIGHT, transit_days=2)), "lift", "name_twice"),
    (lift(origin="moon"), "origin", "unknown_name"),
    (lift(destination="moon"), "destination", "unknown_name"),
    (lift(origin="camp"), "destination", "lift_goes_nowhere"),
    (lift(mode="raft"), "mode", "not_a_choice"),
    (lift(vehicle="broom"), "vehicle", "unknown_vehicle"),
    (lift(vehicle="broom", payload_kg=10), "vehicle", "unknown_vehicle"),
    (lift(vehicle="il76td"), "vehicle", "vehicle_without_distance"),
    (lift(per_week=-1), "per_week", "number_below"),
    (lift(max_per_day=0), "max_per_day", "number_below"),
    (lift(first=day(2), last=day(1)), "last", "ends_before_start"),
    (lift(payload_kg=-1), "payload_kg", "number_below"),
    (lift(volume_m3=math.nan), "volume_m3", "number_not_finite"),
    (lift(transit_days=-1), "transit_days", "number_below"),
    (lift(fixed_cost=-1), "fixed_cost", "number_below"),
    (lift(cost_per_kg=-1), "cost_per_kg", "number_below"),
    (lift(kg_per_day=10), "kg_per_day", "not_for_mode"),
    (lift(mode="flow", kg_per_day=-10), "kg_per_day", "number_below"),
    (lift(mode="flow", per_week=2), "per_week", "not_for_mode"),
    (lift(mode="flow", fixed_cost=2), "fixed_cost", "not_for_mode"),
    (more("committed", Committed(lift="lorry", date=START, item="tent", packs=1)), "lift", "unknown_name"),
    (more("committed", Committed(lift="flight", date=START, item="gold", packs=1)), "item", "unknown_name"),
    (more("committed", Committed(lift="flight", date=START, item="tent", packs=-1)), "packs", "number_below"),
    (
        more("committed", Committed(lift="flight", date=START, item="tent", packs=0.5)),  # type: ignore[arg-type]
        "packs",
        "number_not_whole",
    ),
    # One day on the way and two of handling: what left four days before the start is usable the day before it.
    (more("committed", Committed(lift="flight", date=day(-4), item="tent", packs=1)), "date", "committed_is_stock"),
]


@pytest.mark.parametrize(("changes", "column", "code"), [*KEYS, *ROWS])
def test_nonsense_is_refused_once_and_by_its_column(changes: dict[str, Any], column: str, code: str) -> None:
    assert faults(**changes) == [(column, code)]


def test_an_operation_without_a_site_is_refused() -> None:
    bare = {field.name: () for field in fields(Tables) if isinstance(SOUND.get(field.name), tuple)}
    assert faults(**{**bare, "places": (HUB,)}) == [("", "no_site")]


@pytest.mark.parametrize(
    "changes",
    [
        {"people": ()},
        {"lifts": (), "committed": ()},
        {"reserve_days": 0},
        {"needs": (*SOUND["needs"], replace(WATER, need="raw", survival=None, minimum=None, target=None))},
        {"needs": (*SOUND["needs"], replace(WATER, need="tea", group="household"))},
        {"needs": (*SOUND["needs"], replace(WATER, need="tea", survival=15, target=15))},
        {"stock": (*SOUND["stock"], *SOUND["stock"])},
        {"contents": (*SOUND["contents"], *SOUND["contents"])},
        {"running": (*SOUND["running"], Running(item="pump", input="water", quantity=1))},
        {"people": (COME, COME, replace(COME, arrivals=0, departures=200))},
        {"people": (COME, Movement(place="camp", date=day(-5), departures=100))},
        # Cargo that left before the start and is usable on it; cargo outside a lift's dates; two rows of one cargo.
        {"committed": (Committed(lift="flight", date=day(-3), item="tent", packs=1),)},
        {"lifts": (replace(FLIGHT, last=day(-1)), ROAD)},
        {"committed": SOUND["committed"] * 2},
    ],
)
def test_what_is_unusual_and_possible_is_accepted(changes: dict[str, Any]) -> None:
    operation(**changes)


def test_the_name_of_an_item_and_of_a_daily_need_is_no_clear_input() -> None:
    twin = replace(FUEL, item="water")
    running = Running(item="pump", input="water", quantity=1)
    assert faults(items=(*SOUND["items"], twin), running=(running,)) == [("input", "input_ambiguous")]


def test_all_problems_are_named_at_once_with_their_rows() -> None:
    def at(row: int) -> Origin:
        return Origin(file="some.csv", row=row)

    with pytest.raises(Refused) as refused:
        operation(
            days=0,
            items=(*SOUND["items"], replace(BOTTLE, item="can", pack_kg=-1, read_at=at(7))),
            contents=(Content(item="tent", need="roof", how="use", quantity=1, read_at=at(3)),),
            stock=(Stock(place="camp", item="tnt", quantity=-1, read_at=at(2)),),
        )
    said = [(problem.row, problem.column, problem.code) for problem in refused.value.problems]
    assert said == [
        (None, "days", "number_below"),
        (7, "pack_kg", "number_not_above"),
        (2, "quantity", "number_below"),
        (2, "item", "unknown_name_near"),
        (3, "how", "pairing_wrong"),
    ]


def test_a_negative_headcount_names_the_day_and_the_rows() -> None:
    rows = [replace(COME, read_at=Origin(file="people.csv", row=2))]
    rows += [replace(COME, date=day(3), arrivals=0, departures=101, read_at=Origin(file="people.csv", row=3))]
    with pytest.raises(Refused) as refused:
        operation(people=tuple(rows))
    (problem,) = refused.value.problems
    assert (problem.file, problem.row) == ("people.csv", 3)
    assert dict(problem.values) == {"place": "camp", "date": "2025-03-04", "people": "-1", "rows": "2, 3"}


def test_a_row_that_was_never_read_is_named_by_its_table_and_key() -> None:
    with pytest.raises(Refused) as refused:
        operation(items=(*SOUND["items"], replace(BOTTLE, item="can", pack_kg=0)))
    assert refused.value.problems[0].file == "items can"

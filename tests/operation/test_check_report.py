"""What `malja check` says of operations that are in order: one row a notice, and silence where there is nothing."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import Any

import pytest

from malja.catalogue.facts import Content, Item, Need, Running, Source
from malja.language.say import say, say_problem
from malja.operation.notices.check_report import check_report, collect_notices
from malja.operation.notices.committed_cargo import _count_vehicles
from malja.operation.notices.reachable_goods import find_goods_at_places
from malja.operation.operation import Operation
from malja.operation.rows import Committed, Lift, Movement, Place, Service, Stock, Supply
from malja.problems import Problem, join_names

START = datetime.date(2025, 3, 3)
READ = Source(document="Handbook", basis="read", confidence="high")


def day(number: int) -> datetime.date:
    return START + datetime.timedelta(days=number)


DEPOT = Place(place="depot", role="source", source=READ)
CAMP = Place(place="camp", role="site", storage_m3=100, handling_days=1, source=READ)
PLANE = Lift(
    lift="plane",
    origin="depot",
    destination="camp",
    per_week=1,
    payload_kg=1000,
    volume_m3=5,
    transit_days=1,
    source=READ,
)
WATER = Need(need="water", name="Water", sector="water", kind="daily", minimum=15, source=READ)
BOTTLE = Item(item="bottle", name="Bottle", pack_kg=10, pack_m3=0.01, source=READ)
DRINK = Content(item="bottle", need="water", how="use", quantity=1.5, source=READ)
SUPPLY = Supply(place="depot", item="bottle", quantity=500, source=READ)
COME = Movement(place="camp", date=START, arrivals=100, source=READ)

#: Everything is given, can come, fits and is sourced: nothing is to be said.
QUIET: dict[str, Any] = {
    "name": "Camp",
    "start": START,
    "days": 14,
    "reserve_days": 7,
    "catalogue": "none",
    "places": (DEPOT, CAMP),
    "people": (COME,),
    "needs": (WATER,),
    "items": (BOTTLE,),
    "contents": (DRINK,),
    "supply": (SUPPLY,),
    "lifts": (PLANE,),
}
PUMP = Item(item="pump", name="Pump", kind="asset", pack_kg=50, pack_m3=0.1, source=READ)
RAW = replace(WATER, need="raw", minimum=None)


def cargo(number: int, packs: int, lift: str = "plane") -> Committed:
    return Committed(lift=lift, date=day(number), item="bottle", packs=packs, source=READ)


def found(**changes: Any) -> list[Problem]:
    """The notices of a changed operation; every one, and the title of its section, has words."""
    operation = Operation(**{**QUIET, **changes})
    for section in check_report(operation):
        assert say("check", section.title)
        assert all(say_problem(notice) for notice in section.notices)
    return list(collect_notices(operation))


def test_an_operation_with_nothing_to_say_about_is_passed_in_silence() -> None:
    assert found() == []


@pytest.mark.parametrize(
    ("changes", "code", "values"),
    [
        ({"people": ()}, "no_people", {}),
        ({"lifts": (), "supply": (), "stock": (Stock(place="camp", item="bottle", quantity=1, source=READ),)},
         "no_lifts", {}),
        ({"places": (DEPOT, replace(CAMP, storage_m3=None))}, "storage_unlimited", {"places": "camp"}),
        ({"lifts": (replace(PLANE, payload_kg=None),)}, "lifts_unlimited", {"lifts": "plane"}),
        ({"lifts": (replace(PLANE, volume_m3=None),)}, "lifts_unlimited", {"lifts": "plane"}),
        ({"lifts": (Lift(lift="road", origin="depot", destination="camp", mode="flow", source=READ),)},
         "lifts_unlimited", {"lifts": "road"}),
        ({"lifts": (Lift(lift="road", origin="depot", destination="camp", mode="flow", kg_per_day=9, payload_kg=9,
                         source=READ),)}, "changes_nothing", {}),
        ({"supply": (replace(SUPPLY, quantity=None),)}, "supply_unlimited", {"places": "depot (1)"}),
        ({"items": (replace(BOTTLE, life_days=3),)}, "changes_nothing", {}),
        ({"items": (BOTTLE, replace(PUMP, max_per_person_day=1))}, "changes_nothing", {}),
        ({"supply": ()}, "need_not_given", {"need": "Water", "places": "camp"}),
        ({"supply": (replace(SUPPLY, quantity=0),)}, "need_not_given", {}),
        ({"contents": (replace(DRINK, quantity=0),)}, "need_not_given", {}),
        ({"lifts": (replace(PLANE, payload_kg=9),)}, "need_not_given", {}),
        ({"lifts": (replace(PLANE, payload_kg=9),)}, "packs_too_large", {"lift": "plane", "items": "bottle"}),
        ({"lifts": (replace(PLANE, volume_m3=0.009),)}, "packs_too_large", {"kg": "1,000", "m3": "0.009"}),
        ({"places": (DEPOT, CAMP, Place(place="port", role="hub", storage_m3=9, source=READ)),
          "stock": (Stock(place="port", item="bottle", quantity=1, source=READ),)}, "goods_stay", {"place": "port"}),
        ({"places": (DEPOT, CAMP, replace(CAMP, place="isle")), "people": (COME, replace(COME, place="isle"))},
         "site_not_served", {"place": "isle"}),
        ({"items": (BOTTLE, PUMP), "needs": (WATER, RAW), "supply": (SUPPLY, replace(SUPPLY, item="pump")),
          "running": (Running(item="pump", input="raw", quantity=9, source=READ),)},
         "input_missing", {"item": "pump", "input": "raw", "places": "camp"}),
        # 10,001 bottles of 0.01 m3 and room for 100 m3.
        ({"stock": (Stock(place="camp", item="bottle", quantity=10_001, source=READ),)},
         "stock_over_storage", {"m3": "100"}),
        ({"people": (COME, replace(COME, date=day(14)))}, "movement_too_late", {"last": "2025-03-16"}),
        ({"services": (Service(place="camp", need="water", quantity=1, since=day(21), source=READ),)},
         "begins_too_late", {"last": "2025-03-23"}),
        ({"services": (Service(place="camp", need="water", quantity=1, until=day(-1), source=READ),)},
         "ended_before", {"start": "2025-03-03"}),
        ({"supply": (SUPPLY, replace(SUPPLY, since=day(14)))}, "begins_too_late", {"last": "2025-03-16"}),
        ({"lifts": (PLANE, replace(PLANE, lift="late", first=day(14)))}, "lift_never_leaves", {"lift": "late"}),
        ({"lifts": (PLANE, replace(PLANE, lift="gone", last=day(-1)))}, "lift_never_leaves", {"lift": "gone"}),
        # Usable 9 days after it leaves: the last of the 21 days is day 20, so it must leave by day 11.
        ({"lifts": (replace(PLANE, transit_days=8),)}, "lift_too_late", {"latest": "2025-03-14"}),
        ({"lifts": (PLANE, replace(PLANE, lift="slow", transit_days=20))}, "lift_in_vain", {"last": "2025-03-23"}),
        ({"committed": (cargo(-1, 1),)}, "committed_on_its_way", {"lift": "plane"}),
        ({"committed": (cargo(14, 1),)}, "committed_after_days", {"last": "2025-03-16"}),
        ({"lifts": (replace(PLANE, first=day(3)),), "committed": (cargo(2, 1),)},
         "committed_outside_dates", {"first": "2025-03-06"}),
        ({"lifts": (replace(PLANE, last=day(1)),), "committed": (cargo(2, 1),)},
         "committed_outside_dates", {"last": "2025-03-04"}),
        ({"committed": (cargo(2, 60), cargo(2, 41))}, "committed_too_heavy", {"most": "1,000"}),
        ({"lifts": (replace(PLANE, volume_m3=0.5),), "committed": (cargo(2, 51),)},
         "committed_too_large", {"most": "0.5"}),
        ({"lifts": (PLANE, Lift(lift="road", origin="depot", destination="camp", mode="flow", kg_per_day=9,
                                source=READ)), "committed": (cargo(2, 1, "road"),)}, "committed_too_heavy", {}),
        ({"committed": (cargo(2, 1), cargo(6, 1))}, "committed_too_often", {"most": "1"}),
        ({"lifts": (replace(PLANE, max_per_day=2),), "committed": (cargo(2, 101),)}, "committed_too_often", {}),
        ({"places": (DEPOT, replace(CAMP, unload_kg_per_day=900)), "committed": (cargo(2, 91),)},
         "committed_unloading", {"most": "900", "date": "2025-03-06", "place": "camp"}),
        ({"places": (DEPOT, replace(CAMP, landings_per_day=1)), "lifts": (PLANE, replace(PLANE, lift="two")),
          "committed": (cargo(2, 1), cargo(2, 1, "two"))}, "committed_landings", {"most": "1", "date": "2025-03-06"}),
        ({"needs": (replace(WATER, source=Source(basis="recalled", note="heard")),)},
         "rests_on_recalled_noted", {"key": "water", "note": "heard"}),
        ({"people": (replace(COME, source=Source(basis="assumed")),)},
         "rests_on_assumed", {"key": "camp 2025-03-03", "note": ""}),
        ({"items": (replace(BOTTLE, source=Source(basis="read", confidence="low")),)},
         "low_confidence", {"key": "bottle"}),
        ({"items": (replace(BOTTLE, source=Source()), replace(BOTTLE, item="can"))},
         "without_source", {"table": "items", "bare": "1", "rows": "2"}),
    ],
)  # fmt: skip
def test_what_is_unusual_is_said(changes: dict[str, Any], code: str, values: dict[str, str]) -> None:
    said = [notice for notice in found(**changes) if notice.code == code]
    assert len(said) == 1
    assert values.items() <= dict(said[0].values).items()


@pytest.mark.parametrize(
    "changes",
    [
        {"committed": (cargo(0, 100), cargo(7, 100))},
        {"lifts": (replace(PLANE, transit_days=6),)},
        {"stock": (Stock(place="camp", item="bottle", quantity=10_000, source=READ),)},
        {"people": (COME, replace(COME, date=day(13)))},
        {"services": (Service(place="camp", need="water", quantity=1, since=day(20), source=READ),)},
        {"places": (DEPOT, replace(CAMP, landings_per_day=1, unload_kg_per_day=1000)), "committed": (cargo(2, 100),)},
        # Figures that nothing depends on: a need that is not asked, an item that cannot come, an empty site.
        {"needs": (WATER, replace(RAW, source=Source(basis="assumed")))},
        {"items": (BOTTLE, replace(PUMP, source=Source(basis="assumed")))},
        {"places": (DEPOT, CAMP, replace(CAMP, place="empty"))},
    ],
)
def test_what_is_within_its_limits_is_passed_in_silence(changes: dict[str, Any]) -> None:
    assert found(**changes) == []


def test_assets_at_a_site_take_no_storage_and_in_a_hub_they_do() -> None:
    stock = (Stock(place="camp", item="pump", quantity=5000, source=READ),)
    pumping = Content(item="pump", need="water", how="per_day", quantity=1500, source=READ)
    goods = {"items": (BOTTLE, PUMP), "contents": (DRINK, pumping)}
    assert found(**goods, stock=stock) == []
    places = (DEPOT, CAMP, Place(place="port", role="hub", storage_m3=9, source=READ))
    on = replace(PLANE, lift="on", origin="port")
    said = found(**goods, stock=(replace(stock[0], place="port"),), places=places, lifts=(PLANE, on))
    assert [notice.code for notice in said] == ["stock_over_storage"]


def test_goods_come_over_hubs_and_committed_cargo_with_its_lift() -> None:
    operation = Operation(
        **{
            **QUIET,
            "places": (DEPOT, Place(place="port", role="hub"), CAMP),
            "items": (BOTTLE, PUMP),
            # The second leg stands first: one pass over the lifts is not enough.
            "lifts": (replace(PLANE, lift="two", origin="port"), replace(PLANE, lift="one", destination="port")),
            "committed": (Committed(lift="two", date=START, item="pump", packs=1),),
        }
    )
    assert find_goods_at_places(operation) == {"depot": {"bottle"}, "port": {"bottle"}, "camp": {"bottle", "pump"}}


@pytest.mark.parametrize(
    ("kg", "m3", "vehicles"), [(0, 0, 1), (1000, 5, 1), (1000.1, 0, 2), (0, 5.1, 2), (3000, 16, 4)]
)
def test_vehicles_needed(kg: float, m3: float, vehicles: int) -> None:
    assert _count_vehicles(Operation(**QUIET), PLANE, kg, m3) == vehicles


def test_a_long_list_says_how_many_more_there_are() -> None:
    assert join_names(["a", "b"]) == "a, b"
    assert (
        join_names([f"place {number:04}" for number in range(9)])
        == "place 0000, place 0001, place 0002, place 0003 (+5)"
    )
    assert join_names(["x" * 80, "y"]).endswith("x (+1)")


def test_figures_of_a_catalogue_vehicle_are_named_only_if_they_are_used() -> None:
    far = (replace(DEPOT, lat=-1.3, lon=36.8), replace(CAMP, lat=2.0, lon=36.1))
    plane = replace(PLANE, payload_kg=None, volume_m3=None, vehicle="an26")
    said = {dict(notice.values).get("key") for notice in found(places=far, lifts=(plane,))}
    assert "an26" in said
    assert found(lifts=(replace(PLANE, vehicle="an26"),)) == []

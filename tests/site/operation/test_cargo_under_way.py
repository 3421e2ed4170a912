"""After days of facts the operation starts with what is there: every number here is worked out by hand.

A camp and its depot; a pack is 10 meals; a plane takes one day, unloading another. Day 0 is 10 March, a Monday.

    before    100 people, 1,000 meals; 20 packs are fixed for the plane of day 1; 50 people are expected on day 2
    day 0     30 people come; 260 meals are used
    day 1     10 people leave; 300 meals are used; the plane leaves
    day 2     45 people come; the plane lands, 18 packs are good, one is crushed, one never came; 40 meals are wet;
              the well falls to 350 l a day; the next plane, with 10 packs on day 4, will leave on day 5 only
"""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

import malja
from malja.catalogue.facts import Content, Need, Source
from malja.operation.operation import Operation
from malja.operation.reading.read_operation import read_operation
from malja.operation.rows import Committed, Movement, Place, Service, Stock
from malja.operation.write_operation import write_operation
from malja.site.operation.operation import build_operation
from malja.site.row_facts import make_row_fact
from malja.site.site import Site
from tests.lifts.cases import DEPOT, base, meal, truck
from tests.lifts.operations import on
from tests.site.evenings import codes, evening, from_files, morning, told

RECORDED = Source(document="journal", basis="read")
WATER = Need(need="water", name="Water", sector="water", kind="daily", survival=3, target=7)
FOOD = Need(need="meals", name="Meals", sector="food", kind="daily", survival=1, target=3)
PLANE = truck(lift="plane", first=None, last=None, transit_days=1, payload_kg=500, volume_m3=50)
FIRST = "plane-2025-03-11"

CAMP = base(
    name="The camp",
    days=14,
    places=(DEPOT, Place(place="camp", role="site", handling_days=1)),
    people=(
        Movement(place="camp", date=on(-1), arrivals=100),
        Movement(place="camp", date=on(2), arrivals=50),
    ),
    needs=(FOOD, WATER),
    contents=(Content(item="meal", need="meals", how="use", quantity=1),),
    items=(meal(shelf_life_days=300),),
    services=(Service(place="camp", need="water", quantity=500),),
    stock=(Stock(place="camp", item="meal", quantity=1000),),
    lifts=(PLANE,),
    committed=(Committed(lift="plane", date=on(1), item="meal", packs=20),),
)
DAY_0 = (
    told("people.arrived", 0, place="camp", group="everyone", number=30),
    told("stock.moved", 0, item="meal", quantity="260", origin="camp", destination="used"),
)
DAY_1 = (
    told("people.departed", 1, place="camp", group="everyone", number=10),
    told("stock.moved", 1, item="meal", packs=30, origin="camp", destination="used"),
)
LANDED = told("flight.landed", 2, flight=FIRST)
COUNTED = told(
    "flight.counted",
    2,
    flight=FIRST,
    line="1",
    packs=18,
    damaged=1,
    reason="damaged",
    counted_by="storekeeper",
)
VERIFIED = told("flight.verified", 2, flight=FIRST, store="camp", verified_by="head of logistics")
NEXT = (
    told("flight.announced", 2, flight="next", lift="plane", leaves=on(4).isoformat()),
    told("flight.loaded", 2, flight="next", line="1", item="meal", packs=10),
    told("flight.delayed", 2, flight="next", leaves=on(5).isoformat(), reason="weather"),
)
DAY_2 = (
    told("people.arrived", 2, place="camp", group="everyone", number=45),
    told("stock.moved", 2, item="meal", packs=4, origin="camp", destination="spoiled", reason="wet"),
    make_row_fact("services", ("camp", "water", "", ""), {"quantity": "350"}, on(2)),
    *NEXT,
)


def expected(**tables: object) -> Operation:
    """The camp on the morning of day 3, with other tables."""
    there: dict[str, object] = {
        "start": on(3),
        "people": (
            Movement(place="camp", date=on(-1), arrivals=100),
            Movement(place="camp", date=on(2), arrivals=45, source=RECORDED),
            Movement(place="camp", date=on(0), arrivals=30, source=RECORDED),
            Movement(place="camp", date=on(1), departures=10, source=RECORDED),
        ),
        "services": (Service(place="camp", need="water", quantity=350),),
        # 1,000 less 260, 300 and 40; 18 packs came.
        "stock": (Stock(place="camp", item="meal", quantity=580, source=RECORDED),),
        "committed": (Committed(lift="plane", date=on(5), item="meal", packs=10, source=RECORDED),),
    }
    return dataclasses.replace(CAMP, **{**there, **tables})  # type: ignore[arg-type]


def committed(day: int, packs: int, source: Source = RECORDED) -> tuple[Committed, ...]:
    return (Committed(lift="plane", date=on(day), item="meal", packs=packs, source=source),)


def test_the_next_plan_starts_where_reality_is(tmp_path: Path) -> None:
    operation = morning(CAMP, 3, *DAY_0, *DAY_1, LANDED, COUNTED, VERIFIED, *DAY_2)
    assert operation == from_files(expected(), tmp_path / "tables")
    assert sum(move.arrivals - move.departures for move in operation.people) == 165
    assert codes(operation) == []
    write_operation(operation, tmp_path / "export")
    assert read_operation(tmp_path / "export") == operation


def test_a_site_on_disk_gives_the_same_on_any_morning(tmp_path: Path) -> None:
    facts = (*DAY_0, *DAY_1, LANDED, COUNTED, VERIFIED, *DAY_2)
    with Site.found(tmp_path / "site", tables=CAMP) as site:
        site.record(facts, by="desk")
    with Site.open(tmp_path / "site") as again:
        assert again.operation() == again.operation(on(3)) == morning(CAMP, 3, *facts)
        assert again.operation(on(1)) == morning(CAMP, 1, *DAY_0)
        assert again.operation(on(0)) == morning(CAMP, 0)


def test_the_plan_asks_for_what_those_who_are_there_need() -> None:
    """165 people and 14 days from day 3 on: 2,310 meals to survive, 580 and the 100 of the next plane are there."""
    operation = morning(CAMP, 3, *DAY_0, *DAY_1, LANDED, COUNTED, VERIFIED, *DAY_2)
    (asked,) = (row for row in malja.requirements(operation) if row.need.need == "meals" and row.tier == "survival")
    assert asked.quantity.sum() == 165 * 14 == 2310
    plan = malja.plan(operation)
    flown = sum(cargo.quantity for trip in plan.trips for cargo in trip.cargo)
    used = sum(row.quantity for row in plan.uses)
    left = sum(row.quantity for row in plan.stock if row.place == "camp" and row.date == on(3 + 13))
    assert 580 + flown == pytest.approx(used + left)
    assert min(cargo.packs or 0 for trip in plan.trips if trip.leaves == on(5) for cargo in trip.cargo) >= 10


def test_an_evening_in_between_knows_nothing_of_what_came_later() -> None:
    facts = (*DAY_0, *DAY_1, LANDED, COUNTED, VERIFIED, *DAY_2)
    early = build_operation(evening(CAMP, *facts, until=on(0)), on(1))
    assert early == morning(CAMP, 1, *DAY_0)
    assert [row.quantity for row in early.stock] == [740]
    assert early.services == CAMP.services
    assert early.committed == CAMP.committed


def test_a_plane_under_way_stays_the_row_that_it_was() -> None:
    """It left on day 1, is to land on day 2 and usable on day 3: on the morning of day 2 nothing is late."""
    operation = morning(CAMP, 2, *DAY_0, *DAY_1)
    assert operation.committed == CAMP.committed
    assert codes(operation) == []


def test_a_plane_that_nobody_saw_land_is_counted_and_said() -> None:
    """It was to land on day 2. On the morning of day 3 it can be usable as planned; on day 6, from day 6 on."""
    on_day_3, on_day_6 = (morning(CAMP, day, *DAY_0, *DAY_1) for day in (3, 6))
    assert on_day_3.committed == CAMP.committed
    assert on_day_6.committed == committed(4, 20)
    assert codes(on_day_3) == codes(on_day_6) == ["site_people_not_recorded", "site_flight_overdue"]


def test_what_landed_and_is_not_verified_is_on_its_way() -> None:
    """Landed on day 2, usable from day 3: as if it had left on day 1. Counted packs stand in for the manifest's."""
    landed = morning(CAMP, 3, *DAY_0, *DAY_1, LANDED)
    counted = morning(CAMP, 3, *DAY_0, *DAY_1, LANDED, COUNTED)
    later = morning(CAMP, 5, *DAY_0, *DAY_1, LANDED, COUNTED)
    assert landed.committed == CAMP.committed
    assert counted.committed == committed(1, 18)
    assert later.committed == committed(3, 18)
    assert {row.quantity for row in (*landed.stock, *counted.stock, *later.stock)} == {440}
    assert codes(counted) == ["site_people_not_recorded", "site_flight_not_verified"]


def test_a_plane_that_is_called_off_brings_nothing() -> None:
    off = told("flight.cancelled", 0, flight=FIRST, reason="no crew")
    assert morning(CAMP, 1, *DAY_0, off).committed == ()


def test_flights_of_one_lift_and_day_are_one_row() -> None:
    more = (
        told("flight.announced", 0, flight="second", lift="plane", leaves=on(1).isoformat()),
        told("flight.loaded", 0, flight="second", line="1", item="meal", packs=5),
        told("flight.loaded", 0, flight="second", line="2", item="meal", packs=2),
    )
    assert morning(CAMP, 1, *more).committed == committed(1, 27)


def test_packs_of_another_size_are_counted_in_the_items_own() -> None:
    """5 packs of 12 are 60 meals, 6 packs of 10; 7 of 12 are 84, and 4 of them are in no whole pack."""
    flight = told("flight.announced", 0, flight="other", lift="plane", leaves=on(3).isoformat())
    for packs, expected_packs in ((5, 6), (7, 8)):
        loaded = told("flight.loaded", 0, flight="other", line="1", item="meal", packs=packs, pack_quantity="12")
        operation = morning(CAMP, 1, flight, loaded)
        assert operation.committed == (*CAMP.committed, *committed(3, expected_packs))
        (notice,) = operation.notices
        assert notice.code == "site_packs_converted"
        assert dict(notice.values)["quantity"] == str(12 * packs)


def test_a_flight_whose_lift_is_gone_is_left_out_and_said() -> None:
    gone = dataclasses.replace(make_row_fact("lifts", ("plane",), {}, on(0)), kind="table.removed")
    operation = morning(CAMP, 1, gone)
    assert operation.committed == ()
    (notice,) = operation.notices
    assert notice.code == "site_flight_no_lift"
    assert dict(notice.values) == {"flight": FIRST, "lift": "plane"}


def test_a_flight_without_a_manifest_is_said() -> None:
    flight = told("flight.announced", 0, flight="empty", lift="plane", leaves=on(3).isoformat())
    operation = morning(CAMP, 1, flight)
    assert operation.committed == CAMP.committed
    assert codes(operation) == ["site_flight_empty"]

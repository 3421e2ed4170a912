"""How goods lie aboard, by pencil: packs of ten meals weigh 5 kg and fill 0.5 m3 (tests/lifts/cases.py)."""

from __future__ import annotations

from typing import Any

import pytest

from malja.catalogue.facts import Stowage
from malja.lifts.model.problem_arrays import build_problem
from malja.lifts.search.planning import plan_lifts
from malja.operation.notices.check_report import check_report
from malja.operation.operation import Operation
from malja.operation.rows import Committed
from malja.operation.stowage import StowageTable
from tests.lifts.cases import base, meal, truck
from tests.lifts.operations import on


def stowed(
    *rows: Stowage, item: dict[str, Any] | None = None, lift: dict[str, Any] | None = None, **tables: Any
) -> Operation:
    """The base with rows of stowage."""
    return base(
        **{
            "items": (meal(**(item or {})),),
            "lifts": (truck(**{"vehicle": "van", "payload_kg": 1000.0, "volume_m3": 100.0, **(lift or {})}),),
            "stowage": rows,
            **tables,
        }
    )


def packs(operation: Operation) -> float:
    """Packs that leave in all."""
    return sum(cargo.packs or 0.0 for trip in plan_lifts(operation).trips for cargo in trip.cargo)


ROOM = {"payload_kg": 100.0, "volume_m3": 1.5}


def test_the_usable_share_of_the_hold() -> None:
    """1.5 m3 hold three packs; of which two thirds can be used, two."""
    assert packs(stowed(lift=ROOM)) == 3
    assert packs(stowed(Stowage(usable_share=0.67), lift=ROOM)) == 2


def test_the_most_exact_row_counts_column_by_column() -> None:
    rows = (
        Stowage(usable_share=0.1, door_m=1.0),
        Stowage(packaging="sack", usable_share=0.2),
        Stowage(vehicle="van", usable_share=0.3),
        Stowage(vehicle="van", packaging="sack", usable_share=0.4, tare_kg_per_m3=2),
        Stowage(vehicle="truck_40t", usable_share=0.5),
    )
    operation = stowed(*rows, item={"packaging": "sack"})
    table, lift = StowageTable(operation), operation.lifts[0]
    figures = [table.find_figure(lift, packaging, "usable_share") for packaging in ("sack", "drum", "")]
    assert figures == [0.4, 0.3, 0.3]
    assert table.find_figure(lift, "sack", "door_m") == 1.0
    assert table.measure_kg(lift, operation.items[0]) == 5 + 2 * 0.5
    assert table.measure_m3(lift, operation.items[0]) == pytest.approx(0.5 / 0.4)


def test_vaccine_travels_in_its_boxes() -> None:
    """20 kg carry four packs of 5 kg; in boxes of 10 kg a cubic metre each pack weighs 10 kg: two."""
    boxes = Stowage(packaging="cold_box", tare_kg_per_m3=10)
    limited = {"payload_kg": 20.0}
    assert packs(stowed(boxes, lift=limited, people=base(lifts=()).people)) == 3
    operation = stowed(boxes, item={"packaging": "cold_box"}, lift=limited)
    assert packs(operation) == 2
    (trip,) = plan_lifts(operation).trips
    assert trip.kg == 10, "goods alone, as they are unloaded and paid for"


def test_a_pole_longer_than_the_door_stays() -> None:
    door = Stowage(vehicle="van", door_m=2.0)
    assert packs(stowed(door, item={"length_m": 2.0})) == 3
    operation = stowed(door, item={"length_m": 2.1})
    assert packs(operation) == 0
    codes = [notice.code for section in check_report(operation) for notice in section.notices]
    assert "packs_too_large" in codes


def test_pallets_weigh_and_hold_only_so_much() -> None:
    """15 kg carry three packs; two pallets of 2 kg leave 11 kg: two; pallets that hold 6 kg each, 12 - 4: one."""
    limited = {"payload_kg": 15.0}
    assert packs(stowed(lift=limited)) == 3
    assert packs(stowed(Stowage(vehicle="van", pallets=2, pallet_tare_kg=2), lift=limited)) == 2
    assert packs(stowed(Stowage(vehicle="van", pallets=2, pallet_tare_kg=2, pallet_max_kg=6), lift=limited)) == 1


def test_a_margin_of_the_payload_stays_free() -> None:
    """A tenth of 15 kg: two packs. What is committed may take it all, and then nothing is added."""
    limited = {"payload_kg": 15.0}
    assert packs(stowed(lift=limited, payload_margin=0.1)) == 2
    fixed = (Committed(lift="truck", date=on(0), item="meal", packs=3),)
    assert packs(stowed(lift=limited, payload_margin=0.1, committed=fixed)) == 3


def test_a_second_vehicle_keeps_the_margin_of_both() -> None:
    """Three committed packs of 15 kg; with a second truck 27 kg may leave in all: two packs more."""
    fixed = (Committed(lift="truck", date=on(0), item="meal", packs=3),)
    limited = {"payload_kg": 15.0, "max_per_day": 2}
    people = base().people
    operation = stowed(lift=limited, payload_margin=0.1, committed=fixed, people=people, days=6)
    arrays = build_problem(operation).lifts
    assert (arrays.adds_kg[0, 0], arrays.room_kg[0, 0]) == pytest.approx((12.0, -12.0))
    assert packs(operation) == 5


def test_without_rows_nothing_changes() -> None:
    problem = build_problem(base(lifts=(truck(payload_kg=20, volume_m3=3),)))
    lifts = problem.lifts
    assert (lifts.pack_kg == problem.kg).all()
    assert (lifts.pack_m3 == problem.m3).all()
    assert lifts.goes.all()
    assert (lifts.adds_kg == 20.0).all()
    assert not problem.segregation.goods.apart


def test_flows_count_by_their_own_figures() -> None:
    road = {"mode": "flow", "kg_per_day": 10.0, "payload_kg": None, "first": None, "last": None}
    rows = (Stowage(usable_share=0.1, tare_kg_per_m3=5, door_m=0.1),)
    arrays = build_problem(stowed(*rows, item={"length_m": 1.0}, lift=road)).lifts
    assert (float(arrays.pack_kg[0, 0]), float(arrays.pack_m3[0, 0]), bool(arrays.goes[0, 0])) == (5.0, 0.5, True)

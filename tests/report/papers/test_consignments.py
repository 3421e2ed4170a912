"""What each vehicle of a trip carries."""

from __future__ import annotations

import dataclasses

import pytest

from malja.lifts.plan.plan import Plan
from malja.operation.rows import Tables
from malja.report.papers.pallets import PalletSize, load_pallets
from tests.report.papers.loads import loaded, rice, tents


def test_packages_are_numbered_through(operation: Tables, plan: Plan) -> None:
    (one,) = loaded(operation, plan, rice(2), tents(2))
    assert [(line.first, line.last) for line in one.lines] == [(1, 2), (3, 4)]
    assert one.packages == 4
    assert [line.net_kg for line in one.lines] == [100, None]
    assert one.kg == 222
    assert one.m3 == pytest.approx(0.76)


def test_each_vehicle_has_its_own_paper(operation: Tables, plan: Plan) -> None:
    found = loaded(operation, plan, rice(5), tents(3), vehicles=2)
    paper = found[0].numbered.paper
    assert [one.paper for one in found] == [f"{paper}-1", f"{paper}-2"]
    assert all(one.kg <= 250 and one.room.kg == 250 for one in found)
    assert sum(one.kg for one in found) == pytest.approx(435)
    carried = {"rice": 0.0, "tent": 0.0}
    for one in found:
        assert one.packages == sum(line.packs or 0 for line in one.lines)
        for line in one.lines:
            carried[line.line.item] += line.packs or 0
            assert line.quantity == (line.packs or 0) * line.line.pack_quantity
    assert carried == {"rice": 5, "tent": 3}


def test_what_cannot_be_shared_out_stays_on_one_paper(operation: Tables, plan: Plan) -> None:
    (one,) = loaded(operation, plan, tents(9), vehicles=2)
    assert not one.shared
    assert one.paper == one.numbered.paper
    assert one.kg == 540


def test_by_road_no_packages_are_counted(operation: Tables, plan: Plan) -> None:
    road = dataclasses.replace(
        operation, lifts=(dataclasses.replace(operation.lifts[0], mode="flow", payload_kg=None),)
    )
    (one,) = loaded(road, plan, dataclasses.replace(rice(1.5), packs=None), vehicles=None)
    assert one.packages is None
    assert one.lines[0].packs is None
    assert one.lines[0].net_kg == 75
    assert load_pallets(one, PalletSize()) == ()

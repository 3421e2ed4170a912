"""What each vehicle carries, and how its packages stand on pallets."""

from __future__ import annotations

import dataclasses
from itertools import pairwise

import pytest

from malja.catalogue.facts import Hazard, Item
from malja.lifts.plan.plan import Cargo, Plan
from malja.operation.rows import Tables
from malja.report.papers.consignments import Consignment, make_consignments
from malja.report.papers.pallets import PalletSize, load_pallets, say_pallets
from malja.report.papers.paper_numbers import number_trips
from malja.report.words import Words


def loaded(operation: Tables, plan: Plan, *cargo: Cargo, vehicles: int | None = 1) -> tuple[Consignment, ...]:
    """The consignments of a trip with this cargo; tents are dangerous goods here, for the sake of the test."""
    trip = dataclasses.replace(
        plan.trips[0],
        vehicles=vehicles,
        kg=sum(one.kg for one in cargo),
        m3=sum(one.m3 for one in cargo),
        cargo=cargo,
    )
    (one,) = number_trips(dataclasses.replace(plan, trips=(trip,)))
    return make_consignments(
        operation, one, Words(operation), {"tent": Hazard(item="tent", un_numbers=("UN1202",), cold_chain=False)}
    )


def rice(packs: float) -> Cargo:
    return Cargo(item="rice", packs=packs, quantity=50 * packs, kg=51 * packs, m3=0.08 * packs)


def tents(packs: float) -> Cargo:
    return Cargo(item="tent", packs=packs, quantity=packs, kg=60 * packs, m3=0.3 * packs)


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


def small(operation: Tables, **packs: tuple[float, float, float]) -> tuple[Tables, list[Cargo]]:
    """The operation with items of so many packs of so many kilograms and cubic metres."""
    items = tuple(Item(item=name, name=name, pack_kg=kg, pack_m3=m3) for name, (_, kg, m3) in packs.items())
    cargo = [
        Cargo(item=name, packs=number, quantity=number, kg=number * kg, m3=number * m3)
        for name, (number, kg, m3) in packs.items()
    ]
    return dataclasses.replace(operation, items=items), cargo


def test_full_pallets_stand_alone_and_the_rest_together(operation: Tables, plan: Plan) -> None:
    # 1,000 kg hold 20 bags of 50 kg; 1.8 m3 hold 6 bales of 0.3 m3; the crate is larger than a pallet.
    asked, cargo = small(operation, bags=(45, 50, 0.05), bales=(8, 10, 0.3), crate=(1, 1500, 4.0), soap=(3, 10, 0.01))
    (one,) = loaded(asked, plan, *cargo, vehicles=1)
    found = load_pallets(one, PalletSize())
    told = [[(part.consigned.line.item, part.first, part.last) for part in pallet.lines] for pallet in found]
    assert told == [
        [("bags", 1, 20)],
        [("bags", 21, 40)],
        [("bags", 41, 45), ("bales", 52, 53), ("soap", 55, 57)],
        [("bales", 46, 51)],
        [("crate", 54, 54)],
    ]
    assert [(pallet.number, pallet.of) for pallet in found] == [(number, 5) for number in range(1, 6)]
    assert [say_pallets(line, found) for line in one.lines] == ["1-3", "3-4", "5", "3"]
    assert found[2].kg == pytest.approx(300)


def test_every_package_stands_on_one_pallet_and_none_is_too_heavy(operation: Tables, plan: Plan) -> None:
    packs = {f"item{n}": (float(1 + 7 * n % 23), 3.0 + 11 * n % 90, 0.01 + 0.07 * n) for n in range(20)}
    asked, cargo = small(operation, **packs)
    (one,) = loaded(asked, plan, *cargo)
    size = PalletSize(kg=400, m3=1.2)
    found = load_pallets(one, size)
    numbers = sorted(number for pallet in found for part in pallet.lines for number in range(part.first, part.last + 1))
    assert numbers == list(range(1, (one.packages or 0) + 1))
    for pallet in found:
        alone = len(pallet.lines) == 1 and pallet.lines[0].packs == 1
        assert alone or (pallet.kg <= 400 + 1e-6 and pallet.m3 <= 1.2 + 1e-6)
        assert len(pallet.lines) <= 6
    assert all(a.lines[0].first < b.lines[0].first for a, b in pairwise(found))


def test_dangerous_goods_share_no_pallet(operation: Tables, plan: Plan) -> None:
    (one,) = loaded(operation, plan, rice(1), tents(1), rice(1))
    found = load_pallets(one, PalletSize())
    assert [[part.consigned.line.item for part in pallet.lines] for pallet in found] == [["rice", "rice"], ["tent"]]

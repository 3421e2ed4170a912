"""Packages on pallets: full ones alone, the rest together, dangerous goods apart."""

from __future__ import annotations

import dataclasses
from itertools import pairwise

import pytest

from malja.catalogue.facts import Item
from malja.lifts.plan.plan import Cargo, Plan
from malja.operation.rows import Tables
from malja.report.papers.pallets import PalletSize, load_pallets, say_pallets
from tests.report.papers.loads import loaded, rice, tents


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

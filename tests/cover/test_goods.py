"""What each day has for nothing, and the goods that fill what is left."""

from __future__ import annotations

import numpy as np

from malja.catalogue.facts import Item
from malja.cover.goods import find_gap_and_goods
from malja.cover.ways import NeedWay, SiteGoods

SERVICE = NeedWay(daily={("service", "water"): 1.0})


def site(shelf_life_days: int | None = None) -> SiteGoods:
    """A well of 60 l a day, and 200 l in bottles."""
    bottle = Item(item="bottle", name="Bottle", unit="l", pack_kg=1.0, pack_m3=0.001, shelf_life_days=shelf_life_days)
    return SiteGoods(
        place="camp",
        horizon=3,
        heads=np.full(3, 10.0),
        items={"bottle": bottle},
        limits={("service", "water"): np.full(3, 60.0)},
        stock={"bottle": 200.0},
        gives={},
        runs_on={},
    )


def test_the_well_comes_first_and_bottles_fill_the_rest() -> None:
    ways = [SERVICE, NeedWay(stock={"bottle": 1.0})]
    gap, (bottles,) = find_gap_and_goods(site(), ways, np.full(3, 100.0))
    assert gap.tolist() == [40, 40, 40]
    assert (bottles.amount, bottles.until, bottles.per_day.tolist()) == (200, 2, [40, 40, 40])


def test_what_the_well_gives_in_full_leaves_no_gap() -> None:
    gap, goods = find_gap_and_goods(site(), [SERVICE], np.full(3, 60.0))
    assert (gap.tolist(), goods) == ([0, 0, 0], [])


def test_goods_are_used_through_the_last_day_of_their_shelf_life() -> None:
    _, (bottles,) = find_gap_and_goods(site(shelf_life_days=1), [NeedWay(stock={"bottle": 1.0})], np.full(3, 100.0))
    assert bottles.until == 1


def test_two_ways_on_one_stock_are_one_good_at_the_rate_of_the_worst_day() -> None:
    ways = [NeedWay(stock={"bottle": 2.0}), NeedWay(daily={("service", "water"): 1.0}, stock={"bottle": 1.0})]
    _, (good,) = find_gap_and_goods(site(), ways, np.full(3, 100.0))
    # 60 l at one bottle a litre and 40 l at two: 140 bottles for 100 l, so that 200 give 142.9 l.
    assert good.amount == 200 / 1.4

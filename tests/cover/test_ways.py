"""The ways in which a site can meet a need with what it has."""

from __future__ import annotations

import numpy as np

from malja.catalogue.facts import Item
from malja.cover.ways import NeedWay, SiteGoods, find_ways

ITEMS = {
    "rice": Item(item="rice", name="rice", kind="consumable", unit="kg", pack_kg=1.0, pack_m3=0.001),
    "diesel": Item(item="diesel", name="diesel", kind="consumable", unit="l", pack_kg=1.0, pack_m3=0.001),
    "generator": Item(item="generator", name="generator", kind="asset", unit="piece", pack_kg=1.0, pack_m3=0.001),
}


def site(**stock: float) -> SiteGoods:
    """Two generators that give 12 kWh a day for 4 l of diesel each, and rice of 3,500 kcal a kilogram."""
    return SiteGoods(
        place="camp",
        horizon=3,
        heads=np.full(3, 100.0),
        items=ITEMS,
        limits={("asset", "generator"): np.full(3, 2.0)},
        stock=stock,
        gives={("power", "per_day"): {"generator": 12.0}, ("energy", "use"): {"rice": 3500.0}},
        runs_on={"generator": {"diesel": 4.0}},
    )


def test_food_in_stock_is_a_way_and_food_that_is_not_there_is_none() -> None:
    assert find_ways(site(rice=50.0), "energy")[0].stock == {"rice": 1 / 3500}
    assert find_ways(site(), "energy") == []


def test_a_unit_of_power_takes_a_part_of_a_generator_and_of_its_fuel() -> None:
    (way,) = find_ways(site(diesel=100.0), "power")
    assert (way.daily, way.stock) == ({("asset", "generator"): 1 / 12}, {"diesel": 4 / 12})


def test_without_fuel_a_generator_gives_nothing() -> None:
    assert find_ways(site(), "power") == []


def test_a_service_comes_first_and_uses_nothing_up() -> None:
    served = site(rice=1.0)
    served.limits["service", "energy"] = np.full(3, 1000.0)
    first, second = find_ways(served, "energy")
    assert isinstance(first, NeedWay)
    assert (first.daily, first.stock, bool(second.stock)) == ({("service", "energy"): 1.0}, {}, True)

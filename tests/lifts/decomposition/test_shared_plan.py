from __future__ import annotations

from dataclasses import replace

import numpy as np

from malja.lifts.decomposition.shared_plan import ask_for_packs, find_whole_takers, list_takes, sum_by_line
from malja.operation.rows import Lift, Supply
from tests.lifts.decomposition.networks import by_truck, half_fed, split


def test_goods_at_the_hub_are_what_sites_take() -> None:
    takes = list_takes(*split(half_fed()))
    assert takes is not None
    assert set(takes.place) == {1}
    assert set(takes.day) == {0, 1}


def test_sites_joined_by_more_than_goods_at_hubs_are_not_split() -> None:
    asked = half_fed()
    bought_there = replace(asked, supply=(*asked.supply, Supply(place="hub", item="meal", unit_cost=2)))
    between = Lift(lift="between", origin="camp", destination="school", mode="flow", kg_per_day=5, cost_per_kg=0)
    stocked = replace(asked, lifts=(*asked.lifts, between))
    assert list_takes(*split(bought_there)) is None
    assert list_takes(*split(stocked)) is None


def test_whole_packs_are_asked_for_as_soon_as_some_of_them_is_taken() -> None:
    model, partition = split(by_truck())
    takes = list_takes(model, partition)
    assert takes is not None
    assert find_whole_takers(model, takes).all()
    taken = np.zeros((2, len(takes.line)))
    taken[0, takes.day == 1] = 0.4
    taken[0, takes.day == 3] = 0.7
    asked = ask_for_packs(model, takes, sum_by_line(takes, taken))
    assert asked[0, 0].tolist() == [0, 1, 0, 1, 0, 0, 0]
    assert not asked[1].any()

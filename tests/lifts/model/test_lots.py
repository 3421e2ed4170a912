"""Goods that can expire are split by the day on which they were fresh."""

from __future__ import annotations

import numpy as np

from malja.lifts.model.lots import split_into_lots
from tests.lifts.cases import base, meal


def test_what_keeps_is_one_lot() -> None:
    lots = split_into_lots(base())
    assert (lots.item.tolist(), lots.last.tolist(), lots.offset.tolist()) == ([0], [3], [0, 1])


def test_a_lot_a_day_until_goods_outlast_the_horizon() -> None:
    """Three days, a shelf life of one: what is fresh on day 0 ends on day 1, all later goods outlast the horizon."""
    lots = split_into_lots(base(items=(meal(shelf_life_days=1),)))
    assert lots.last.tolist() == [1, 3]
    assert [lots.find_lot(0, birth) for birth in (-1, 0, 1, 9)] == [0, 0, 1, 1]
    assert np.array_equal(lots.find_lots_by_birth(0, 3), [0, 1, 1])

"""How long goods last, against a linear program that knows nothing of augmenting paths."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from malja.cover.lasting import Good, find_end

HORIZON = 6
amounts = st.integers(0, 30).map(float)
limits = st.lists(st.sampled_from([0.0, 1.0, 2.0, 5.0, np.inf]), min_size=HORIZON, max_size=HORIZON)
goods_drawn = st.lists(
    st.builds(
        lambda amount, until, per_day: Good(amount=amount, until=until, per_day=np.array(per_day)),
        amounts,
        st.integers(0, 9),
        limits,
    ),
    max_size=4,
)
demands = st.lists(st.integers(0, 8).map(float), min_size=HORIZON, max_size=HORIZON).map(np.array)


def most_on(day: int, demand: np.ndarray[tuple[int], np.dtype[np.float64]], goods: list[Good]) -> float | None:
    """The most of a day's demand that can be met with all days before it met in full; None: they cannot be met."""
    if not goods:
        return 0.0 if not demand[:day].any() else None
    slots = [(number, t) for number in range(len(goods)) for t in range(day + 1)]
    bounds = [(0, min(goods[n].per_day[t], demand[t]) if t <= goods[n].until else 0.0) for n, t in slots]
    in_all = [[float(n == number) for n, _ in slots] for number in range(len(goods))]
    by_day = [[float(t == other) for _, t in slots] for other in range(day + 1)]
    solved = linprog(
        [-float(t == day) for _, t in slots],
        A_ub=[*in_all, by_day[day]],
        b_ub=[*(good.amount for good in goods), demand[day]],
        A_eq=by_day[:day] or None,
        b_eq=demand[:day] if day else None,
        bounds=bounds,
    )
    return -float(solved.fun) if solved.success else None


@settings(max_examples=60, deadline=None)
@given(demand=demands, goods=goods_drawn)
def test_no_way_of_using_goods_lasts_longer(
    demand: np.ndarray[tuple[int], np.dtype[np.float64]], goods: list[Good]
) -> None:
    found = find_end(demand, goods)
    last = HORIZON if found is None else found.day
    for day in range(last):
        assert most_on(day, demand, goods) == pytest.approx(demand[day])
    if found is not None:
        assert most_on(found.day, demand, goods) == pytest.approx(found.met, abs=1e-7)
        assert found.met < demand[found.day]


def test_goods_change_places_when_only_others_may_be_used() -> None:
    """Good A may not be used on day 1; B, used on day 0, is needed there: they change places."""
    demand = np.array([2.0, 2.0])
    free_until_the_end = Good(amount=2.0, until=1, per_day=np.array([2.0, 0.0]))
    ends_first = Good(amount=2.0, until=1, per_day=np.array([2.0, 2.0]))
    assert find_end(demand, [ends_first, free_until_the_end]) is None
    assert find_end(demand, [free_until_the_end, ends_first]) is None


def test_nothing_lasts_no_day_unless_nothing_is_wanted() -> None:
    assert find_end(np.array([0.0, 0.0]), []) is None
    found = find_end(np.array([0.0, 3.0]), [])
    assert found is not None
    assert (found.day, found.met) == (1, 0.0)

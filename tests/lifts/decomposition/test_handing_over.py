from __future__ import annotations

import numpy as np
import pytest

from malja.lifts.decomposition.handing_over import hand_over
from malja.lifts.decomposition.shared_plan import Takes


def _one_line(lots: list[int], days: list[int], horizon: int) -> Takes:
    return Takes(
        place=np.zeros(len(lots), dtype=np.int64),
        lot=np.array(lots),
        day=np.array(days),
        line=np.zeros(len(lots), dtype=np.int64),
        line_place=np.array([0]),
        line_item=np.array([0]),
        days=horizon,
    )


def test_whoever_waits_for_most_comes_first_and_what_nobody_takes_is_kept() -> None:
    takes = _one_line([0, 0], [0, 1], 2)
    asked = np.array([[[2.0, 0.0]], [[3.0, 1.0]]])
    given = hand_over(takes, np.array([4.0, 3.0]), asked, asked, np.array([[True], [True]]))
    assert given.tolist() == [[1.0, 1.0], [3.0, 1.0]]


def test_whole_packs_wait_and_fractions_do_not() -> None:
    takes = _one_line([0, 0], [0, 1], 2)
    asked = np.array([[[1.0, 0.0]], [[0.5, 0.0]]])
    given = hand_over(takes, np.array([0.5, 1.0]), asked, asked, np.array([[True], [False]]))
    assert given.tolist() == [[0.0, 1.0], [0.5, 0.0]]


def test_a_lot_that_is_over_is_gone() -> None:
    takes = _one_line([0, 1], [0, 1], 2)
    asked = np.array([[[1.0, 1.0]]])
    given = hand_over(takes, np.array([0.5, 1.5]), asked, asked, np.array([[True]]))
    assert given.tolist() == [[0.0, 1.0]]


def test_where_too_little_comes_those_who_take_most_are_given_whole_packs() -> None:
    takes = _one_line([0], [0], 1)
    asked, taken = np.array([[[1.0]], [[1.0]], [[2.0]]]), np.array([[[0.3]], [[0.8]], [[1.9]]])
    whole = np.array([[True], [True], [True]])
    assert hand_over(takes, np.array([3.0]), asked, taken, whole).tolist() == [[0.0], [1.0], [2.0]]
    # With a first pack for little, the second of another waits.
    taken[0] = 0.5
    assert hand_over(takes, np.array([3.0]), asked, taken, whole).tolist() == [[1.0], [1.0], [1.0]]


def test_what_comes_early_is_given_to_whoever_asks_next() -> None:
    takes = _one_line([0], [0], 3)
    asked = np.array([[[0.0, 0.0, 1.0]], [[0.0, 1.0, 0.0]]])
    given = hand_over(takes, np.array([1.0]), asked, asked, np.array([[False], [False]]))
    assert given.tolist() == [[0.0], [1.0]]


def test_those_who_take_fractions_share_what_whole_packs_leave() -> None:
    takes = _one_line([0], [0], 1)
    asked, taken = np.array([[[1.0]], [[1.2]]]), np.array([[[0.6]], [[1.2]]])
    given = hand_over(takes, np.array([2.0]), asked, taken, np.array([[True], [False]]))
    assert given == pytest.approx(np.array([[1.0], [1.0]]))

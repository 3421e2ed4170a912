"""Whole packs window by window, on operations that a pencil solves."""

from __future__ import annotations

import numpy as np
import pytest

from malja.lifts.model.model import build_model
from malja.lifts.model.problem_arrays import build_problem
from malja.lifts.search.deadline import Deadline
from malja.lifts.search.stages import solve_stages
from malja.lifts.search.whole_numbers import whole_packs
from malja.lifts.search.whole_numbers.settling import Settling
from malja.lifts.search.whole_numbers.weighed import weigh_aims
from malja.lifts.search.whole_numbers.whole_packs import search_packs
from malja.lifts.solver.matrix import Floats, gather
from malja.lifts.solver.program import Effort
from tests.lifts.cases import ANY_DAY, base, truck


def packs_found(payload_kg: float, deadline: Deadline | None = None) -> Floats:
    """Packs by day on three lorries, one a day."""
    model = build_model(build_problem(base(lifts=(truck(payload_kg=payload_kg, **ANY_DAY),))))
    relaxed = solve_stages(model, model.program, Effort(), count=3)
    assert relaxed is not None
    weighed = weigh_aims(model, relaxed, Deadline())
    assert weighed is not None
    settling = Settling(weighed, model.problem.horizon)
    settling.fix(model.trips, np.ones(len(model.trips)))
    assert settling.balance(Deadline())
    search_packs(model, settling, deadline or Deadline())
    loads: Floats = gather(settling.x, model.columns.load)[0, 0]
    return loads


def test_room_for_a_pack_and_a_half_takes_one() -> None:
    """30 meals in packs of ten are needed, and each of three lorries has room for 1.5 packs: one each."""
    assert packs_found(7.5) == pytest.approx([1.0, 1.0, 1.0])


def test_a_day_at_a_time_finds_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """With windows of one load the second day is decided when the first is settled: nothing is worse for it here."""
    monkeypatch.setattr(whole_packs, "_WINDOW", 1)
    assert packs_found(7.5) == pytest.approx([1.0, 1.0, 1.0])


def test_the_same_operation_gives_the_same_packs() -> None:
    assert np.array_equal(packs_found(12.0), packs_found(12.0))


def test_stopped_at_once_packs_may_be_fractions_still() -> None:
    """The rest is rounded by who asked."""
    assert packs_found(7.5, Deadline(seconds=0.0)).sum() <= 4.5

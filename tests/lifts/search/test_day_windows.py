"""Windows lie one after the other over all days."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from malja.lifts.model.model import build_model
from malja.lifts.model.problem_arrays import build_problem
from malja.lifts.search import day_windows
from malja.lifts.search.day_windows import Window, list_windows
from tests.lifts.cases import ANY_DAY, base, truck


def test_windows_cover_every_day_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(day_windows, "_WINDOW", 1)
    model = build_model(build_problem(base(lifts=(truck(**ANY_DAY),))))
    x = np.zeros(len(model.program.upper))
    x[model.trips] = 1.0
    windows = list_windows(model, x)
    assert windows[0].since == 0
    assert windows[-1].until == model.problem.days
    assert all(one.until == other.since for one, other in pairwise(windows))


def test_without_trips_there_is_one_window() -> None:
    model = build_model(build_problem(base(lifts=(truck(**ANY_DAY),))))
    assert list_windows(model, np.zeros(len(model.program.upper))) == [Window(since=0, until=model.problem.days)]
    assert list_windows(model, np.zeros(len(model.program.upper)), half=True) == []


def test_windows_meet_where_they_share_a_day() -> None:
    assert Window(since=0, until=3).meets(Window(since=2, until=4))
    assert not Window(since=0, until=3).meets(Window(since=3, until=4))

"""When planning must end, and what it reports."""

from __future__ import annotations

import itertools
import math

from malja.lifts.plan.plan import Progress
from malja.lifts.search.deadline import Deadline


def test_without_a_limit_it_never_passes() -> None:
    deadline = Deadline()
    assert not deadline.has_passed()
    assert (deadline.seconds_left(), deadline.make_effort().seconds) == (math.inf, math.inf)


def test_no_seconds_are_over_at_once() -> None:
    deadline = Deadline(seconds=0.0)
    assert deadline.has_passed()
    assert deadline.stopped
    assert deadline.make_effort().seconds == 0.01


def test_a_stop_is_asked_for_once_and_stays() -> None:
    answers = itertools.chain([False, True], itertools.repeat(False))
    deadline = Deadline(stop=lambda: next(answers))
    assert [deadline.has_passed() for _ in range(3)] == [False, True, True]


def test_progress_and_gap_are_passed_on() -> None:
    said: list[Progress] = []
    deadline = Deadline(progress=said.append, gap=0.2)
    deadline.report_progress("trips", 0.3)
    assert (said, deadline.gap) == ([Progress(stage="trips", done=0.3)], 0.2)


def test_what_is_kept_back_ends_it_sooner() -> None:
    deadline = Deadline(seconds=100.0)
    deadline.keep_back(200.0)
    assert deadline.has_passed()


def test_what_was_kept_back_is_there_to_finish() -> None:
    deadline = Deadline(seconds=100.0)
    deadline.keep_back(200.0)
    assert 99.0 < deadline.finish().seconds_left() <= 100.0


def test_who_wants_to_stop_waits_a_second_for_a_plan() -> None:
    for seconds in (None, 100.0):
        assert Deadline(seconds=seconds, stop=lambda: True).finish().seconds_left() <= 1.0


def test_without_a_limit_there_is_no_haste() -> None:
    assert math.isinf(Deadline().finish().seconds_left())

"""What is solved within a limit ends with it, in the thread that set it, and nothing else does."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest

from malja.lifts.model.model import Model, build_model
from malja.lifts.model.problem_arrays import build_problem
from malja.lifts.solver.program import Effort, Session, minimise
from malja.lifts.solver.time_limit import OutOfTimeError, find_time_limit, refuse_when_late, within_time
from tests.lifts.operations import smallest


@pytest.fixture
def model() -> Model:
    return build_model(build_problem(smallest()))


def test_once_time_is_up_nothing_is_solved(model: Model) -> None:
    with within_time(lambda: True):
        with pytest.raises(OutOfTimeError):
            minimise(model.program, model.aims.cost)
        with pytest.raises(OutOfTimeError):
            Session(model.program, model.aims.cost, Effort()).solve()
    assert minimise(model.program, model.aims.cost).values is not None


def test_a_solve_is_stopped_in_its_middle(model: Model) -> None:
    """Time is left when it begins, and up when the solver asks: either it was done before it asked, or it ends."""
    asked = iter([False])
    with suppress(OutOfTimeError), within_time(lambda: next(asked, True)):
        assert minimise(model.program, model.aims.shortfall[1], whole=model.whole).values is not None


def test_without_a_limit_nothing_is_asked() -> None:
    with within_time(None):
        refuse_when_late()
        assert find_time_limit() is None


def test_a_limit_is_that_of_its_own_thread() -> None:
    with within_time(lambda: True), ThreadPoolExecutor(1) as pool:
        pool.submit(refuse_when_late).result()

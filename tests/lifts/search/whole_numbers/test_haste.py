"""Made whole when time is up."""

from __future__ import annotations

import numpy as np
import pytest

from malja.lifts.search.deadline import Deadline
from malja.lifts.search.stages import solve_with_whole
from malja.lifts.search.whole_numbers.haste import keep_what_fits, round_in_haste
from tests.lifts.search.whole_numbers.test_settling import begin


@pytest.mark.parametrize("seconds", [0.0, None], ids=["at once", "in windows"])
@pytest.mark.parametrize("settled", [False, True], ids=["all open", "the first day settled"])
def test_everything_is_whole_in_the_end(settled: bool, seconds: float | None) -> None:
    """Two packs fit into each of three lorries, and three packs are enough."""
    model, settling = begin(12.0)
    if settled:
        settling.fix(model.vehicles[:1], np.ones(1))
    bounds = settling.lower, settling.upper
    planned = round_in_haste(model, bounds, settling.x, Deadline(seconds=seconds), 0.01)
    assert planned is not None
    assert planned[model.whole] == pytest.approx(planned[model.whole].round(), abs=1e-6)
    ended = solve_with_whole(model, planned)
    assert ended is not None
    assert ended.values[0] == pytest.approx(0.0, abs=1e-6)


def test_what_is_settled_stays() -> None:
    """A lorry that was decided to stay at home does."""
    model, settling = begin(12.0)
    settling.forbid(model.vehicles[1:2])
    assert settling.balance(Deadline())
    planned = round_in_haste(model, (settling.lower, settling.upper), settling.x, Deadline(), 0.01)
    assert planned is not None
    assert planned[model.vehicles[1]] == pytest.approx(0.0)


def test_of_packs_that_do_not_fit_what_fits_is_kept() -> None:
    """Three packs do not fit into a lorry for two and a half: two are sent, of the other days one each as asked."""
    model, settling = begin(12.5)
    x = settling.x.copy()
    x[model.vehicles] = 1.0
    x[model.packs] = (3.0, 1.0, 1.0)
    assert solve_with_whole(model, x) is None
    kept = keep_what_fits(model, x)
    assert kept is not None
    assert kept.x[model.packs] == pytest.approx(kept.x[model.packs].round(), abs=1e-6)
    assert (kept.x[model.packs] <= (2.0 + 1e-6, 1.0 + 1e-6, 1.0 + 1e-6)).all()
    assert kept.values[0] == pytest.approx(0.0, abs=1e-6)

"""Made whole when time is up."""

from __future__ import annotations

import numpy as np
import pytest

from malja.lifts.search.deadline import Deadline
from malja.lifts.search.whole_numbers.haste import round_in_haste
from tests.lifts.search.whole_numbers.test_settling import begin


@pytest.mark.parametrize("seconds", [0.0, None], ids=["at once", "in windows"])
@pytest.mark.parametrize("settled", [False, True], ids=["all open", "the first day settled"])
def test_everything_is_whole_in_the_end(settled: bool, seconds: float | None) -> None:
    """Two packs fit into each of three lorries, and three packs are enough."""
    model, settling = begin(12.0)
    if settled:
        settling.fix(model.vehicles[:1], np.ones(1))
    bounds = settling.lower, settling.upper
    planned = round_in_haste(model, bounds, settling.x, Deadline(seconds=seconds))
    assert planned is not None
    assert planned.x[model.whole] == pytest.approx(planned.x[model.whole].round(), abs=1e-6)
    assert model.values(planned.x)[0] == pytest.approx(0.0, abs=1e-6)


def test_what_is_settled_stays() -> None:
    """A lorry that was decided to stay at home does."""
    model, settling = begin(12.0)
    settling.forbid(model.vehicles[1:2])
    assert settling.balance(Deadline())
    planned = round_in_haste(model, (settling.lower, settling.upper), settling.x, Deadline())
    assert planned is not None
    assert planned.x[model.vehicles[1]] == pytest.approx(0.0)

"""Made whole at once when time is up."""

from __future__ import annotations

import numpy as np
import pytest

from malja.lifts.search.deadline import Deadline
from malja.lifts.search.whole_numbers.haste import settle_in_haste
from tests.lifts.search.whole_numbers.test_settling import begin


@pytest.mark.parametrize("settled", [False, True], ids=["all open", "the first day settled"])
def test_everything_is_whole_in_the_end(settled: bool) -> None:
    model, settling = begin(12.0)
    if settled:
        assert settling.settle(model.vehicles[:1], np.array([1.0]), Deadline())
    settle_in_haste(model, settling, Deadline())
    assert settling.x[model.whole] == pytest.approx(settling.x[model.whole].round(), abs=1e-6)
    assert model.values(settling.x)[0] == pytest.approx(0.0, abs=1e-6)


def test_without_time_nothing_changes() -> None:
    model, settling = begin(7.5)
    before = settling.x.copy()
    settle_in_haste(model, settling, Deadline(seconds=0.0))
    assert np.array_equal(settling.x, before)

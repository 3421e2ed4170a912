"""What is short before a day whatever is done."""

from __future__ import annotations

import pytest

from malja.lifts.search.unavoidable_shortfall import find_unavoidable_shortfall
from tests.lifts.cases import ANY_DAY, base, truck


@pytest.mark.parametrize(("transit", "since", "survival"), [(0, 2, 0.0), (1, 0, 0.0), (1, 1, 11.5), (2, 3, 23.0)])
def test_days_before_the_first_lorry(transit: int, since: int, survival: float) -> None:
    """A day without any meal costs 11.5."""
    operation = base(lifts=(truck(transit_days=transit, **ANY_DAY),))
    assert find_unavoidable_shortfall(operation, since, whole=True)[0] == pytest.approx(survival, abs=1e-6)

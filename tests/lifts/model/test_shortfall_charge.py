"""Each further quarter of a requirement that is missing is charged 10 % more."""

from __future__ import annotations

import numpy as np
import pytest

from malja.lifts.model.shortfall_charge import charge_shortfall


def test_by_quarters() -> None:
    """1/4 costs 0.25, 1/2 0.25 + 0.275, all 0.25 x (1.0 + 1.1 + 1.2 + 1.3)."""
    charged = charge_shortfall(np.array([0.0, 0.1, 0.25, 0.5, 1.0]))
    assert charged == pytest.approx([0.0, 0.1, 0.25, 0.525, 1.15])

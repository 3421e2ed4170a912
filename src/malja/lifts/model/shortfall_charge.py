"""The charge of a shortfall: a deep one of few is worse than a shallow one of many (docs/model.md, Aims)."""

from __future__ import annotations

import numpy as np

from malja.lifts.solver.matrix import Floats

#: Each further quarter (PIECE) of a requirement that is missing is charged 10 % more.
SHORTFALL_SLOPES = (1.0, 1.1, 1.2, 1.3)
SHORTFALL_PIECE = 0.25


def charge_shortfall(short: Floats) -> Floats:
    """The charge of shares that are missing (0 to 1), of the same shape."""
    total = np.zeros_like(short)
    for piece, slope in enumerate(SHORTFALL_SLOPES):
        total += slope * np.clip(short - SHORTFALL_PIECE * piece, 0.0, SHORTFALL_PIECE)
    return total

"""What safety costs if all goes well, and what it spares if it does not: hedged first loads beside plain ones."""

from __future__ import annotations

import numpy as np

from malja.catalogue.facts import TIERS
from malja.lifts.hedge.two_stage import TwoStage, list_all_futures, live_through
from malja.lifts.plan.plan import Safety
from malja.lifts.solver.matrix import Floats
from malja.lifts.solver.program import Effort


def price_safety(two: TwoStage, plain: Floats, hedged: Floats, effort: Effort) -> Safety | None:
    """The price of safety: both first loads in the expected case, and in the mean of the feared futures.

    None where a future could not be solved in time.
    """
    changes = []
    for future in list_all_futures(two):
        values = []
        for amounts in (plain, hedged):
            x = live_through(two.stage, future, amounts, effort).values
            if x is None:
                return None
            values.append(future.scenario.model.values(x))
        changes.append(np.subtract(values[1], values[0]))
    expected, feared = changes[0], np.mean(changes[1:] or [np.zeros(4)], axis=0)
    return Safety(
        futures=len(two.futures),
        days=two.stage.days,
        cost=float(expected[3]),
        more={tier: float(expected[n]) for n, tier in enumerate(TIERS)},
        spared={tier: float(-feared[n]) for n, tier in enumerate(TIERS)},
    )

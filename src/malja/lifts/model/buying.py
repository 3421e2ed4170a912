"""What is bought comes from the cheapest lots first."""

from __future__ import annotations

import numpy as np

from malja.lifts.model.problem import Problem
from malja.lifts.solver.matrix import Floats


def buy_cheapest_first(p: Problem, bought: Floats) -> Floats:
    """The same packs a day of every item at every place, from its cheapest lots that are left; [supply row, day].

    Day by day: what one day takes of a lot is missing on later ones, which have all the lots of earlier days and more,
    so that no other order is cheaper.
    """
    taken = np.zeros_like(bought)
    left = p.supply_packs.copy()
    rows: dict[tuple[int, int], list[int]] = {}
    for row in np.argsort(p.supply_cost, kind="stable"):
        rows.setdefault((int(p.supply_place[row]), int(p.supply_item[row])), []).append(int(row))
    for lots in rows.values():
        for day in np.flatnonzero(bought[lots].any(axis=0)):
            wanted = float(bought[lots, day].sum())
            for row in lots:
                if p.supply_since[row] <= day:
                    taken[row, day] = min(wanted, left[row])
                    left[row] -= taken[row, day]
                    wanted -= taken[row, day]
    return taken

"""How much one vehicle adds to what can be loaded, also where nothing limits it."""

from __future__ import annotations

import numpy as np

from malja.lifts.model.problem import Problem
from malja.lifts.solver.matrix import Floats


def find_vehicle_links(p: Problem) -> tuple[Floats, Floats]:
    """[lift] kg that ties loads to vehicles, and m3 (0: nothing limits them).

    The payload; without one more than all needs together can take up, so that nothing is carried without a trip.
    """
    most = _find_largest_load(p)
    unlimited = np.array([float(kg @ most) for kg in p.lifts.pack_kg], dtype=float)
    kg: Floats = np.where(np.isfinite(p.lifts.payload), p.lifts.payload, unlimited)
    m3: Floats = np.where(np.isfinite(p.lifts.volume), p.lifts.volume, 0.0)
    return kg, m3


def _find_largest_load(p: Problem) -> Floats:
    """[item] more packs than any plan can use: stock, committed packs, and all that needs can take."""
    most: Floats = np.zeros(len(p.pack))
    np.add.at(most, p.lots.item, p.opening.sum(axis=0) + p.arriving.sum(axis=(0, 2)))
    for i, k, units in (*p.use, *p.in_place, *p.per_day):
        most[i] += p.required[k].max(axis=0).sum() / units + 1.0
    for i, j, packs in p.burns:
        most[j] += packs * most[i] * p.horizon
    return most

"""Who is given what of the goods that are handed over from hubs to sites, day by day."""

from __future__ import annotations

import numpy as np

from malja.lifts.decomposition.shared_plan import Takes
from malja.lifts.solver.matrix import Bools, Floats

#: Packs below this are none.
_NONE = 1e-6


def hand_over(takes: Takes, handed: Floats, asked: Floats, whole: Bools) -> Floats:
    """[site, joined row] packs that each site is given of what is `handed` over by joined row.

    `asked` [site, line, day] is what sites wait for, `whole` [site, line] who takes whole packs only. Each day goods go
    to whoever has waited for most, the oldest first; what nobody can take yet is kept for the next day, as long as it
    keeps.
    """
    given = np.zeros((len(asked), len(takes.line)))
    for line in range(len(takes.line_place)):
        _hand_over_line(takes, line, handed, asked[:, line], whole[:, line], given)
    return given


def _hand_over_line(takes: Takes, line: int, handed: Floats, asked: Floats, whole: Bools, given: Floats) -> None:
    mine = np.flatnonzero(takes.line == line)
    row = {(int(takes.lot[n]), int(takes.day[n])): int(n) for n in mine}
    kept: dict[int, float] = {}
    waits = np.zeros(len(asked))
    for day in range(takes.days):
        waits += asked[:, day]
        lots = sorted(lot for lot, on in row if on == day)
        # What was kept of a lot that is not taken on this day any more is gone for sites.
        kept = {lot: kept.get(lot, 0.0) + handed[row[lot, day]] for lot in lots}
        for lot in lots:
            for site in np.argsort(-waits, kind="stable"):
                packs = min(waits[site], kept[lot])
                packs = np.floor(packs + _NONE) if whole[site] else packs
                if packs > _NONE:
                    given[site, row[lot, day]] += packs
                    kept[lot] -= packs
                    waits[site] -= packs

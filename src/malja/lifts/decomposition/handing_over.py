"""Who is given what of the goods that are handed over from hubs to sites, day by day."""

from __future__ import annotations

import numpy as np

from malja.lifts.decomposition.shared_plan import Takes
from malja.lifts.solver.matrix import Bools, Floats, Ints

#: Packs below this are none.
_NONE = 1e-6


def hand_over(takes: Takes, handed: Floats, asked: Floats, taken: Floats, whole: Bools) -> Floats:
    """[site, joined row] packs that each site is given of what is `handed` over by joined row.

    `asked` [site, line, day] is what sites wait for, `taken` what they take in their mixtures, in fractions; `whole`
    [site, line] says who takes whole packs only. Where less comes than is asked for, whole packs are allotted by what
    was taken. Each day goods go to whoever is furthest behind the mixture, the oldest first; what nobody can take yet
    is kept for the next day, as long as it keeps.
    """
    given = np.zeros((len(asked), len(takes.line)))
    for line in range(len(takes.line_place)):
        mine = np.flatnonzero(takes.line == line)
        total = float(handed[mine].sum())
        allotted = _allot(total, asked[:, line], taken[:, line].sum(axis=1), whole[:, line])
        _hand_over_line(takes, mine, handed, allotted, taken[:, line], whole[:, line], given)
    return given


def _allot(total: float, asked: Floats, taken: Floats, whole: Bools) -> Floats:
    """[site, day] what sites ask for, cut to the whole packs there are: by what they take, largest remainders first."""
    if asked.sum() <= total + _NONE or not whole.any():
        return asked
    left = np.floor(max(0.0, total - asked[~whole].sum()) + _NONE)
    most = asked.sum(axis=1) * whole
    packs = np.minimum(np.floor(taken * whole + _NONE), most)
    packs *= min(1.0, left / max(left, packs.sum(), _NONE))
    packs = np.floor(packs + _NONE)
    for site in np.argsort(packs - taken * whole, kind="stable"):
        if packs.sum() < left and packs[site] < most[site]:
            packs[site] += 1
    until = np.where(whole, packs, np.inf)
    allotted: Floats = np.diff(np.minimum(np.cumsum(asked, axis=1), until[:, None]), axis=1, prepend=0.0)
    fractions = asked[~whole].sum()
    if fractions > _NONE:
        # What is no whole pack any more is for those who take fractions.
        allotted[~whole] *= max(1.0, (total - packs.sum()) / fractions)
    return allotted


def _hand_over_line(
    takes: Takes, mine: Ints, handed: Floats, asked: Floats, taken: Floats, whole: Bools, given: Floats
) -> None:
    row = {(int(takes.lot[n]), int(takes.day[n])): int(n) for n in mine}
    kept: dict[int, float] = {}
    waits, behind = np.zeros(len(asked)), np.zeros(len(asked))
    for day in range(takes.days):
        waits += asked[:, day]
        behind += taken[:, day]
        lots = sorted(lot for lot, on in row if on == day)
        # What was kept of a lot that is not taken on this day any more is gone for sites.
        kept = {lot: kept.get(lot, 0.0) + handed[row[lot, day]] for lot in lots}
        for lot in lots:
            for site in np.lexsort((-waits, -behind)):
                packs = min(waits[site], kept[lot])
                packs = np.floor(packs + _NONE) if whole[site] else packs
                if packs > _NONE:
                    given[site, row[lot, day]] += packs
                    kept[lot] -= packs
                    waits[site] -= packs
                    behind[site] -= packs

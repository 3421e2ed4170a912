"""Who is given what of the goods that are handed over from hubs to sites, day by day."""

from __future__ import annotations

import numpy as np

from malja.lifts.decomposition.shared_plan import Takes
from malja.lifts.solver.matrix import Bools, Floats, Ints

#: Packs below this are none.
_NONE = 1e-6

#: A further pack goes to the site that takes most for each pack it has, this much added: a site without any comes
#: before one that has a pack already, unless it takes a quarter as much or less. Little cures what people lack most.
_FIRST = 0.25


def hand_over(takes: Takes, handed: Floats, asked: Floats, taken: Floats, whole: Bools) -> Floats:
    """[site, joined row] packs that each site is given of what is `handed` over by joined row.

    `asked` [site, line, day] is what sites wait for, `taken` what they take in their mixtures, in fractions; `whole`
    [site, line] says who takes whole packs only. Where less comes than is asked for, whole packs are allotted by what
    was taken. Each day goods go to whoever is furthest behind the mixture, the oldest first, then to whoever asks next;
    what is no whole pack yet is kept for the next day, as long as it keeps.
    """
    given = np.zeros((len(asked), len(takes.line)))
    for line in range(len(takes.line_place)):
        mine = np.flatnonzero(takes.line == line)
        total = float(handed[mine].sum())
        allotted = _allot(total, asked[:, line], taken[:, line].sum(axis=1), whole[:, line])
        _hand_over_line(takes, mine, handed, allotted, taken[:, line], whole[:, line], given)
    return given


def _allot(total: float, asked: Floats, taken: Floats, whole: Bools) -> Floats:
    """[site, day] what sites ask for, cut to the whole packs there are: first packs before further ones."""
    if asked.sum() <= total + _NONE or not whole.any():
        return asked
    fractions = float(asked[~whole].sum())
    left = max(0.0, total - fractions)
    # A whole pack more, where those who take fractions keep half of theirs: some for everybody comes first.
    left = max(np.floor(left + _NONE), min(np.ceil(left - _NONE), np.floor(total - fractions / 2 + _NONE)))
    most, wanted = asked.sum(axis=1) * whole, taken * whole
    packs = np.minimum(np.maximum(np.floor(wanted + _NONE) - 1.0, 0.0), most)
    packs = np.floor(packs * min(1.0, left / max(packs.sum(), _NONE)) + _NONE)
    while packs.sum() < left and (packs < most).any():
        packs[np.argmax(np.where(packs < most, wanted / (packs + _FIRST), -1.0))] += 1.0
    until = np.where(whole, packs, np.inf)
    allotted: Floats = np.diff(np.minimum(np.cumsum(asked, axis=1), until[:, None]), axis=1, prepend=0.0)
    if fractions > _NONE:
        # What is no whole pack is for those who take fractions.
        allotted[~whole] *= max(0.0, total - packs.sum()) / fractions
    return allotted


def _hand_over_line(
    takes: Takes, mine: Ints, handed: Floats, asked: Floats, taken: Floats, whole: Bools, given: Floats
) -> None:
    row = {(int(takes.lot[n]), int(takes.day[n])): int(n) for n in mine}
    kept: dict[int, float] = {}
    due, behind, had = np.cumsum(asked, axis=1), np.zeros(len(asked)), np.zeros(len(asked))
    for day in range(takes.days):
        behind += taken[:, day]
        lots = sorted(lot for lot, on in row if on == day)
        # What was kept of a lot that is not taken on this day any more is gone for sites.
        kept = {lot: kept.get(lot, 0.0) + handed[row[lot, day]] for lot in lots}
        waits = due[:, day] - had
        # Then what nobody waits for yet, for whoever asks next: it may as well wait for a lift of theirs.
        following = np.argmax(due > had[:, None] + _NONE, axis=1)
        for until, order in ((day, np.lexsort((-waits, -behind))), (-1, np.argsort(following, kind="stable"))):
            for lot in lots:
                for site in order:
                    packs = min(due[site, until] - had[site], kept[lot])
                    packs = np.floor(packs + _NONE) if whole[site] else packs
                    if packs > _NONE:
                        given[site, row[lot, day]] += packs
                        kept[lot] -= packs
                        had[site] += packs
                        behind[site] -= packs

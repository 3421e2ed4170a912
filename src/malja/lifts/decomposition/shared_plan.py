"""Whole trips and packs of what sites share: sources, hubs, the lifts between them, and what is handed over to sites.

What sites take in the best mixture of their proposals is asked for. What is handed over too late, or not at all, loses
what the prices say; that comes before the cost of carrying it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from malja.lifts.decomposition.partition import JOINED, SHARED, Entries, Partition
from malja.lifts.decomposition.restricted import Extras, restrict_model
from malja.lifts.model.model import Model
from malja.lifts.solver.matrix import Floats, Ints

#: A site asks for a whole pack where its mixture has taken more than this share of it.
_ASKS = 0.02


@dataclass(frozen=True, slots=True, kw_only=True)
class Takes:
    """Where sites take goods from what is shared: the joined rows as places, lots and days.

    A line is an item at a place; `line` is that of each joined row, `line_place` and `line_item` say what lines are.
    """

    place: Ints
    lot: Ints
    day: Ints
    line: Ints
    line_place: Ints
    line_item: Ints
    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedModel:
    """The model of what is shared, its columns in the whole model, and the column of what is handed over by joined row.

    The columns of the whole model come first; `handed` is ABSENT where no site asks any more.
    """

    model: Model
    columns: Ints
    handed: Ints


def list_takes(model: Model, partition: Partition) -> Takes | None:
    """The joined rows as stocks of hubs; None where sites are joined by anything else, which cannot be handed over.

    That is so where goods are bought at a place from which lifts go to sites, or where lifts go from site to site.
    """
    p, balance = model.problem, model.limits["balance"]
    at = np.full((len(partition.row), 3), -1, dtype=np.int64)
    there = np.nonzero(balance >= 0)
    at[balance[there]] = np.stack(there, axis=1)
    place, lot, day = at[partition.joined].T
    if (place < 0).any() or np.isin(place, p.sites).any() or np.isin(place, p.supply_place).any():
        return None
    item = p.lots.item[lot]
    lines, line = np.unique(np.stack([place, item], axis=1), axis=0, return_inverse=True)
    return Takes(
        place=place,
        lot=lot,
        day=day,
        line=line.ravel(),
        line_place=lines[:, 0],
        line_item=lines[:, 1],
        days=p.horizon,
    )


def sum_by_line(takes: Takes, taken: Floats) -> Floats:
    """[site, line, day] packs, from those by site and joined row."""
    packs = np.zeros((len(taken), len(takes.line_place), takes.days))
    for site, mine in enumerate(taken):
        np.add.at(packs[site], (takes.line, takes.day), np.maximum(mine, 0.0))
    return packs


def ask_for_packs(model: Model, takes: Takes, taken: Floats) -> Floats:
    """[site, line, day] packs that each site asks for, `taken` being what it takes in its mixture, in fractions.

    Where only trips go from there to the site they are whole: cumulated over days and rounded up.
    """
    asked = taken.copy()
    for site, whole in enumerate(find_whole_takers(model, takes)):
        total = np.ceil(np.cumsum(asked[site, whole], axis=1) - _ASKS)
        asked[site, whole] = np.diff(total, axis=1, prepend=0.0).clip(0.0)
    return asked


def find_whole_takers(model: Model, takes: Takes) -> np.ndarray:
    """[site, line] whether a site takes whole packs: no flow goes to it from the place."""
    p = model.problem
    flows = ~p.lifts.trip
    whole = np.full((len(p.sites), len(takes.line_place)), p.operation.whole_packs)
    for site, place in enumerate(p.sites):
        mine = flows & (p.lifts.destination == place)
        whole[site] &= ~np.isin(takes.line_place, p.lifts.origin[mine])
    return whole


def build_shared_model(
    model: Model, partition: Partition, takes: Takes, asked: Floats, worth: Floats, value: Floats, unit: float
) -> SharedModel:
    """The model of what is shared, which hands over what sites have `asked` for [line, day], all together.

    `worth` of a pack by joined row is its price there, at least 0; a pack of a line that never comes costs its `value`,
    a day of waiting that share of it that is a day of the horizon, or what prices fall if that is more. The sum stands
    in the target's shortfall, `unit` of money being one. Columns beside those of the whole model: packs of a lot handed
    over, packs of a line handed over a day late, and packs never handed over.
    """
    columns = np.flatnonzero(partition.column == SHARED)
    rows = np.flatnonzero((partition.row == SHARED) | (partition.row == JOINED))
    best = np.zeros(asked.shape)
    np.maximum.at(best, (takes.line, takes.day), worth)
    # A day on which nothing can be taken is worth what the next one is.
    best = np.maximum.accumulate(best[:, ::-1], axis=1)[:, ::-1]
    open_ = np.cumsum(asked, axis=1) > 0
    number = np.where(open_, np.cumsum(open_).reshape(open_.shape) - 1, -1)
    hands = np.flatnonzero(number[takes.line, takes.day] >= 0)
    own = np.arange(int(open_.sum()))
    after = np.concatenate([number[:, 1:], np.full((len(number), 1), -1)], axis=1)[open_]
    late = np.flatnonzero(after >= 0)
    delay = np.maximum(
        best - np.concatenate([best[:, 1:], np.zeros((len(best), 1))], axis=1), value[:, None] / takes.days
    )
    hand, postpone, give_up = np.arange(len(hands)), len(hands) + own, len(hands) + len(own) + own
    behind, demand = len(rows), number[takes.line, takes.day][hands]
    ones = np.ones(len(own))
    entries = Entries(
        row=np.concatenate(
            [
                np.searchsorted(rows, partition.joined[hands]),
                behind + demand,
                behind + own,
                behind + after[late],
                behind + own,
            ]
        ),
        column=np.concatenate([hand, hand, postpone, postpone[late], give_up]),
        value=np.concatenate([np.ones(2 * len(hands)), ones, -np.ones(len(late)), ones]),
    )
    older = np.maximum(best[takes.line, takes.day] - worth, 0.0)[hands]
    extras = Extras(
        target=np.concatenate([older, delay[open_], np.maximum(value[:, None], best)[open_]]) / unit,
        sides=asked[open_],
        entries=entries,
    )
    matrix = model.program.matrix
    handed = np.full(len(partition.joined), -1, dtype=np.int64)
    handed[hands] = len(columns) + hand
    # Nothing that is asked for is given up for money: no tolerance.
    exact = replace(model.problem, operation=replace(model.problem.operation, tolerance=(0.0, 0.0, 0.0)))
    part = restrict_model(model, columns, rows, matrix.row_lower[rows], matrix.row_upper[rows], extras)
    return SharedModel(
        model=replace(part, problem=exact),
        columns=columns,
        handed=handed,
    )

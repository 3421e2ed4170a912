"""From prices to a plan: what sites share in whole trips and packs, handed over, then each site with what it gets."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from malja.lifts.decomposition.handing_over import hand_over
from malja.lifts.decomposition.master import Master
from malja.lifts.decomposition.partition import JOINED, SHARED, Partition
from malja.lifts.decomposition.prices import PriceSearch, find_unit
from malja.lifts.decomposition.restricted import restrict_model
from malja.lifts.decomposition.shared_plan import (
    Takes,
    ask_for_packs,
    build_shared_model,
    find_whole_takers,
    sum_by_line,
)
from malja.lifts.decomposition.workers import Workers
from malja.lifts.model.model import Model
from malja.lifts.search.deadline import Deadline
from malja.lifts.search.load_repair import repair_loads
from malja.lifts.search.rounding import plan_by_rounding
from malja.lifts.search.solution import Solution
from malja.lifts.search.stages import fix_columns, solve_stages
from malja.lifts.solver.matrix import Floats, Ints, gather
from malja.lifts.solver.program import Effort, minimise

#: What is handed over late counts so many times what sites would lack on average: a day of waiting at the wrong time
#: costs far more than one at any time.
_WORTH = 10.0

#: Cost stands here among the measures.
_COST = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class WholePlan:
    """Every column of the model with whole trips and packs; whether some site's work was cut short."""

    x: Floats
    stopped: bool


def plan_whole(
    model: Model,
    partition: Partition,
    master: Master,
    takes: Takes,
    found: PriceSearch,
    workers: Workers,
    deadline: Deadline,
) -> WholePlan:
    """A plan near the mixture of a price search; what comes of it is added to the master's proposals."""
    taken = sum_by_line(takes, sum_taken(master, found, partition.sites, len(partition.joined)))
    asked = ask_for_packs(model, takes, taken)
    worth = np.maximum(0.0, -found.prices.joined)
    value = _find_value(master, found, asked)
    shared = build_shared_model(
        model,
        partition,
        takes,
        asked.sum(axis=0),
        worth,
        value,
        find_unit(model, 0.0, float(found.mixture.measures[_COST])),
    )
    whole = _search_shared(shared.model, deadline)
    handed = np.where(shared.handed >= 0, gather(whole.x, shared.handed), 0.0)
    given = hand_over(takes, handed, asked, taken, find_whole_takers(model, takes))
    x = np.zeros(len(model.program.upper))
    x[shared.columns] = whole.x[: len(shared.columns)]
    seconds = deadline.seconds_left()
    plans = workers.plan(given, _share_out_room(model, takes, x, given), seconds if np.isfinite(seconds) else None)
    for plan in plans:
        x[plan.columns] = plan.x
        master.add(plan.proposal)
    x[shared.columns] = _settle_shared(model, partition, x, shared.columns, Effort())
    return WholePlan(x=x, stopped=any(plan.stopped for plan in plans) or whole.stopped)


def _search_shared(shared: Model, deadline: Deadline) -> Solution:
    """Whole trips and packs of what is shared; what is handed over late is held again, not by need as in a plan."""
    whole = repair_loads(shared, lambda part: plan_by_rounding(part, deadline), deadline, again=False)
    settled = solve_stages(shared, fix_columns(shared.program, shared.whole, whole.x), Effort(), slip=False)
    return whole if settled is None else replace(whole, x=settled.x)


def sum_taken(master: Master, found: PriceSearch, sites: int, joined: int) -> Floats:
    """[site, joined row] packs that sites take in the mixture."""
    taken = np.zeros((sites, joined))
    for share, proposal in zip(found.mixture.shares, master.proposals, strict=False):
        taken[proposal.site, proposal.joined] += share * proposal.takes
    return taken


def _find_value(master: Master, found: PriceSearch, asked: Floats) -> Floats:
    """By line what a pack is worth to sites on average, where all lines together are worth the same.

    Prices say what one pack more is worth; those before it are worth far more, and a line that weighs little most of
    all. What sites would lack without any goods is shared out evenly among lines.
    """
    weights = found.prices.weights
    without = sum(float(weights @ one.measures) for one in master.proposals[: len(asked)])
    mixed = zip(found.mixture.shares, master.proposals, strict=False)
    with_goods = sum(float(share * (weights @ one.measures)) for share, one in mixed)
    packs: Floats = asked.sum(axis=(0, 2))
    lines = max(1, int(np.count_nonzero(packs)))
    worth: Floats = _WORTH * max(0.0, without - with_goods) / lines / np.maximum(packs, 1.0)
    return worth


def _share_out_room(model: Model, takes: Takes, x: Floats, given: Floats) -> Floats:
    """[site, place, day] m3 in which a site's goods may wait at a hub: the room that is left, by what each is given."""
    p = model.problem
    size = p.m3[p.lots.item[takes.lot]]
    volume = np.zeros((len(given), len(p.operation.places)))
    for site, packs in enumerate(given):
        np.add.at(volume[site], takes.place, packs * size)
    share = volume / np.maximum(volume.sum(axis=0), 1e-9)
    stock = np.einsum("pnt,n->pt", gather(x, model.columns.stock), p.m3[p.lots.item])
    left = np.maximum(0.0, p.storage[:, None] - stock)
    left = np.where(np.isfinite(left), left, 0.0)
    room: Floats = share[:, :, None] * left[None]
    return room


def _settle_shared(model: Model, partition: Partition, x: Floats, columns: Ints, effort: Effort) -> Floats:
    """What is shared once more, at least cost, for what sites really take: trips and packs as they are."""
    rows = np.flatnonzero((partition.row == SHARED) | (partition.row == JOINED))
    matrix = model.program.matrix
    others = np.where(partition.column == SHARED, 0.0, x)
    entry_columns = np.repeat(np.arange(len(matrix.start) - 1), np.diff(matrix.start))
    used = np.bincount(matrix.index, matrix.value * others[entry_columns], minlength=len(matrix.row_lower))
    part = restrict_model(model, columns, rows, (matrix.row_lower - used)[rows], (matrix.row_upper - used)[rows])
    lower, upper = part.program.lower.copy(), part.program.upper.copy()
    lower[part.whole] = upper[part.whole] = x[columns][part.whole].round()
    cost = part.aims.cost + 1e-6 * part.aims.tie
    answer = minimise(part.program.with_bounds(lower, upper), cost, effort=effort)
    assert answer.values is not None  # noqa: S101 - what is handed over is there
    return answer.values

"""Whole trips and packs of one site, which has what it is given at hubs and nothing more."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from malja.lifts.decomposition.partition import JOINED, Partition, list_matrix_entries
from malja.lifts.decomposition.pieces import Proposal, SitePrices
from malja.lifts.decomposition.restricted import restrict_model
from malja.lifts.model.model import Model
from malja.lifts.search.deadline import Deadline
from malja.lifts.search.exact import is_small, plan_exactly
from malja.lifts.search.load_repair import repair_loads
from malja.lifts.search.rounding import plan_by_rounding
from malja.lifts.search.solution import Solution
from malja.lifts.solver.matrix import Floats, Ints


@dataclass(frozen=True, slots=True, kw_only=True)
class SitePlan:
    """The columns of a site and their values: whole trips and packs."""

    site: int
    columns: Ints
    x: Floats
    stopped: bool
    proposal: Proposal


def build_site_model(model: Model, partition: Partition, site: int, given: Floats, room: Floats) -> tuple[Model, Ints]:
    """The model of a site that is `given` packs by joined row, and its columns in the whole model.

    What it is given waits in the hub until a lift takes it, in stock of the site's own; `room` [place, day] is how many
    m3 of it may wait.
    """
    v, balance = model.columns, model.limits["balance"]
    mine = partition.column == site
    entries = list_matrix_entries(model.program.matrix)
    touched = np.zeros(len(partition.row), dtype=bool)
    touched[entries.row[mine[entries.column]]] = True
    touched &= partition.row == JOINED
    lines = np.zeros(balance.shape[:2], dtype=bool)
    at = np.nonzero((balance >= 0) & touched[np.maximum(balance, 0)])
    lines[at[0], at[1]] = True
    waiting = np.concatenate([numbers[lines][numbers[lines] >= 0] for numbers in (v.stock, v.waste)])
    columns = np.sort(np.concatenate([np.flatnonzero(mine), waiting]))
    places = np.flatnonzero(lines.any(axis=1))
    handed = balance[lines][balance[lines] >= 0]
    kept_in = model.limits["storage"][places] if "storage" in model.limits else np.zeros((0, 0), dtype=np.int64)
    rooms = kept_in[kept_in >= 0]
    rows = np.sort(np.concatenate([np.flatnonzero(partition.row == site), handed, rooms]))
    lower, upper = model.program.matrix.row_lower.copy(), model.program.matrix.row_upper.copy()
    lower[handed] = upper[handed] = 0.0
    joined = partition.joined
    lower[joined] = upper[joined] = given
    upper[rooms] = room[places][kept_in >= 0]
    return restrict_model(model, columns, rows, lower[rows], upper[rows]), columns


def plan_site(
    model: Model, partition: Partition, one: SitePrices, given: Floats, room: Floats, seconds: float | None
) -> SitePlan:
    """The plan of a site with what it is given; after `seconds` the best so far."""
    part, columns = build_site_model(model, partition, one.site, given, room)
    solution = search_whole(part, Deadline(seconds))
    kept = partition.column[columns] == one.site
    x = solution.x[kept]
    return SitePlan(
        site=one.site, columns=columns[kept], x=x, stopped=solution.stopped, proposal=one.describe(x, np.inf)
    )


def search_whole(part: Model, deadline: Deadline) -> Solution:
    """Whole trips and packs of a part that can be shared out among its vehicles."""
    small = is_small(part)

    def find(model: Model) -> Solution:
        exact = plan_exactly(model, deadline) if small else None
        return exact or plan_by_rounding(model, deadline)

    return repair_loads(part, find, deadline, again=small)

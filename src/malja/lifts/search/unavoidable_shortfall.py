"""The shortfall before a day that no plan can avoid, whatever is done from that day on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from malja.lifts.model.model import Model, build_model
from malja.lifts.model.problem_arrays import build_problem
from malja.lifts.search.exact import is_small
from malja.lifts.search.stages import fix_columns, solve_stages
from malja.lifts.solver.matrix import Floats, scatter
from malja.lifts.solver.program import Cap, Effort
from malja.lifts.solver.tolerances import SHORTFALL_TOLERANCE
from malja.operation.operation import Operation
from malja.problems import Failed, Problem

#: From so many columns on the simplex method can take minutes for a later stage, an interior point seconds.
_LARGE = 50_000

#: Nodes of a search with whole numbers.
_NODES = 500


def choose_effort(model: Model) -> Effort:
    """The effort of capacity and requests: small operations precisely, with a longer search."""
    return Effort(precise=is_small(model), nodes=_NODES, gap=1e-7)


def choose_effort_for_values(model: Model) -> Effort:
    """The effort where only least values are asked for, no vertex and no prices: large ones by an interior point."""
    return replace(choose_effort(model), interior=len(model.program.upper) > _LARGE)


def find_unavoidable_shortfall(
    operation: Operation, since: int, *, whole: bool, trips: Floats | None = None, count: int = 3
) -> tuple[float, ...]:
    """The aims of the first `count` tiers, each at its least after those before it, counting only days before `since`.

    A plan that ends there has the same; a basket gives way before anybody gets less, so it is left out. With `whole`
    trips and packs are whole; `trips` [lift, day] fixes the trips.
    """
    if since <= 0:
        return (0.0,) * count
    shorter = replace(
        operation, days=min(operation.days, since), reserve_days=max(0, since - operation.days), basket=""
    )
    made = build_model(build_problem(shorter))
    program = made.program
    if trips is not None:
        x = np.zeros(len(program.upper))
        scatter(x, made.columns.trips, trips[:, : made.columns.trips.shape[1]])
        program = fix_columns(program, made.trips, x)
    results = solve_stages(
        made, program, choose_effort_for_values(made), count=count, slip=False, whole=made.whole if whole else None
    )
    if results is None:
        raise Failed([Problem(code="nothing_found")])
    return results.values


def cap_charge(charge: Floats, value: float) -> Cap:
    """A row that keeps a charge of a basket at `value`, with the same room."""
    return Cap(coefficients=charge, upper=value + SHORTFALL_TOLERANCE * max(1.0, value))


def cap_shortfalls(model: Model, values: Sequence[float]) -> list[Cap]:
    """Rows that keep the first shortfalls at `values`, with room for the solver's tolerance."""
    upper = [
        value + max(least, SHORTFALL_TOLERANCE * max(1.0, value))
        for value, least in zip(values, model.aims.least, strict=False)
    ]
    return [cap for cap in model.cap_objectives(upper) if cap.coefficients.any()]

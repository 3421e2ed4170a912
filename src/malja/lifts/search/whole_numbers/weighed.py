"""All aims in one sum, in which whole numbers are searched: what is near its best there is near it aim by aim."""

from __future__ import annotations

from dataclasses import dataclass

from malja.lifts.model.model import Model, weigh_objectives
from malja.lifts.search.deadline import Deadline
from malja.lifts.search.stages import StageResults
from malja.lifts.solver.matrix import Floats
from malja.lifts.solver.program import Program, Session, find_central_prices

#: Beyond so many columns the simplex method takes several times longer than an interior point, which ends this near.
_MAX_COLUMNS, NEAR_LEAST = 50_000, 1e-4

#: A search may end when its sum is this share of the money above what is proven.
_GOOD = 2e-3


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """A program with the weighed sum of its aims, how near a search comes to its least, and a solution with fractions.

    `values` by column, `prices` by row, caps last: from a corner, or in large programs from near the middle of all
    that are as good.
    """

    program: Program
    cost: Floats
    values: Floats
    prices: Floats
    gap: float
    session: Session | None
    """Where the solution can be gone on from; None in large programs."""


def weigh_aims(model: Model, relaxed: StageResults, deadline: Deadline) -> Weighed | None:
    """The weighed sum near the stages with fractions; None where the work was stopped before it was solved."""
    if deadline.has_passed():
        return None
    money = model.values(relaxed.x)[3]
    cost = weigh_objectives(model, relaxed.values, money)
    effort = deadline.make_effort()
    session = Session(model.program, cost, effort) if len(cost) <= _MAX_COLUMNS else None
    if session is not None:
        answer = session.solve(seconds=deadline.seconds_left())
        values, prices = answer.values, answer.duals
    else:
        central = find_central_prices(model.program, cost, NEAR_LEAST, effort)
        values, prices = (None, None) if central is None else (central.values, central.duals)
    if values is None or prices is None:
        return None
    gap = max(_GOOD, deadline.gap) * max(1.0, money) / max(1.0, float(cost @ values))
    return Weighed(program=model.program, cost=cost, values=values, prices=prices, gap=min(gap, 1.0), session=session)

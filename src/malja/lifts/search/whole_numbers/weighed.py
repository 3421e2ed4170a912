"""All aims in one sum, in which whole numbers are searched: what is near its best there is near it aim by aim."""

from __future__ import annotations

from dataclasses import dataclass

from malja.lifts.model.model import Model, weigh_objectives
from malja.lifts.search.deadline import Deadline
from malja.lifts.search.stages import StageResults
from malja.lifts.solver.matrix import Floats
from malja.lifts.solver.program import Answer, Program, Session, minimise

#: Beyond so many columns the simplex method takes several times longer than an interior point.
MAX_COLUMNS = 50_000

#: A search may end when its sum is this share of the money above what is proven.
_GOOD = 2e-3


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """A program with the weighed sum of its aims, the answer with fractions of trips and packs, and a gap to end at."""

    program: Program
    cost: Floats
    relaxed: Answer
    gap: float
    session: Session | None
    """Where the answer can be gone on from; None where an interior point gave it."""


def weigh_aims(model: Model, relaxed: StageResults, deadline: Deadline) -> Weighed | None:
    """The weighed sum near the stages with fractions; None where the work was stopped before it was solved."""
    if deadline.has_passed():
        return None
    money = model.values(relaxed.x)[3]
    cost = weigh_objectives(model, relaxed.values, money)
    session = None
    if len(cost) <= MAX_COLUMNS:
        session = Session(model.program, cost, deadline.make_effort())
        answer = session.solve(seconds=deadline.seconds_left())
    else:
        answer = minimise(model.program, cost, effort=deadline.make_effort(interior=True))
    if answer.values is None or answer.duals is None:
        return None
    gap = max(_GOOD, deadline.gap) * max(1.0, money) / max(1.0, answer.value)
    return Weighed(program=model.program, cost=cost, relaxed=answer, gap=min(gap, 1.0), session=session)

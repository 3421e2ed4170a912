"""Lower bounds of the aims, for every plan whose earlier aims are no worse than a given plan's (docs/model.md)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from malja.lifts.model.model import Model
from malja.lifts.search.deadline import Deadline
from malja.lifts.search.stages import hold_aims
from malja.lifts.solver.matrix import Floats
from malja.lifts.solver.program import Answer, Effort, minimise
from malja.lifts.solver.tolerances import SHORTFALL_TOLERANCE

#: A bound within this share of its value is as good as equal.
CLOSE = 1e-7

#: Lower bounds of the four aims.
AimBounds = tuple[float, float, float, float]


def prove_bounds(model: Model, x: Floats, known: AimBounds, relaxed: Effort, search: Effort | None) -> AimBounds:
    """The best bounds for a solution, aim by aim, until they meet its values.

    Bounds hold among plans whose basket is charged no more. `known` are bounds that are proven already (-inf: none).
    First with fractions of trips and packs; then, with an effort to `search`, with whole ones. Every bound holds even
    where a search was cut short.
    """
    bounds = list(known)
    for stage, (aim, value) in enumerate(zip(model.objectives(), model.values(x), strict=True)):
        program = hold_aims(model, model.program, x, stage)
        if _open(bounds[stage], value):
            bounds[stage] = max(bounds[stage], _bound(minimise(program, aim, effort=relaxed)))
        if search is not None and len(model.whole) and _open(bounds[stage], value):
            answer = minimise(program, aim, whole=model.whole, start=x, effort=search)
            bounds[stage] = max(bounds[stage], _bound(answer))
    return bounds[0], bounds[1], bounds[2], bounds[3]


def raise_bounds(model: Model, x: Floats, known: AimBounds, left: Deadline) -> AimBounds:
    """The bounds of shortfalls of a plan that was stopped, solved for it as long as the time that is left lasts."""
    bounds = list(known)
    for stage in (1, 2):
        if not left.has_passed():
            program = hold_aims(model, model.program, x, stage)
            bounds[stage] = max(
                bounds[stage], minimise(program, model.objectives()[stage], effort=left.make_effort()).bound
            )
    return bounds[0], bounds[1], bounds[2], bounds[3]


def _open(bound: float, value: float) -> bool:
    return value - bound > CLOSE * max(1.0, abs(value))


def _bound(answer: Answer) -> float:
    """The bound of an answer; -inf where the solver found no solution, which rounding errors can cause."""
    return answer.bound if answer.values is not None and np.isfinite(answer.bound) else -np.inf


@dataclass(frozen=True, slots=True, kw_only=True)
class CostBound:
    """The least cost where shortfalls are held at some values, and how it changes with each of them.

    The least cost is a convex function of what shortfalls are held at, so `at` bounds it from below everywhere: it can
    be solved before the plan is known, and loses little near where it was solved.
    """

    value: float
    held_at: tuple[float, ...]
    prices: tuple[float, ...]

    def at(self, values: tuple[float, ...]) -> float:
        """A lower bound of the cost where shortfalls, and the charge of a basket behind them, are held at others."""
        changes = (value - kept for value, kept in zip(values, self.held_at, strict=False))
        return self.value + sum(price * change for price, change in zip(self.prices, changes, strict=True))


def list_held(model: Model, x: Floats) -> tuple[float, ...]:
    """What stands before cost in a solution: the three shortfalls, and the charge of a basket."""
    charge = model.charge(x)
    return (*model.values(x)[:3], *(() if charge is None else (charge,)))


def bound_cost(model: Model, values: tuple[float, ...], effort: Effort) -> CostBound | None:
    """The least cost with fractions of trips and packs, what `list_held` gives no worse; None where none is found."""
    # Held any tighter, an interior point comes close but not close enough, and the simplex method takes its time.
    kept = tuple(value + SHORTFALL_TOLERANCE * max(1.0, value) for value in values)
    caps = model.cap_objectives(kept[:3], kept[3] if len(kept) > 3 else None)
    answer = minimise(model.program.with_caps(*caps), model.aims.cost, effort=effort)
    if answer.values is None or answer.duals is None:
        return None
    prices = tuple(float(min(0.0, price)) for price in answer.duals[-len(caps) :])
    return CostBound(value=answer.bound, held_at=kept, prices=prices)

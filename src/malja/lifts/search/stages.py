"""Lexicographic minimisation: one aim after the other, earlier ones kept within their caps (docs/model.md, Aims)."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from malja.lifts.model.model import Model
from malja.lifts.solver.matrix import Floats, Ints
from malja.lifts.solver.program import Answer, Cap, Effort, Program, minimise
from malja.lifts.solver.tolerances import HOLD_TOLERANCE, SHORTFALL_TOLERANCE

#: In larger programs shortfalls held to the last digit have no solution, as a rule, and it takes long to find that out.
_MOST_HELD_TIGHT = 50_000

#: Iterations after which the least cost of a larger program is given up: most take a tenth, a few go on for minutes.
_MOST_ITERATIONS = 20_000

#: The stage before which the charge of a basket is held: the target.
_AFTER_BASKET = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class StageResults:
    """Values and caps by objective, the last solution, and every answer of the solver."""

    values: tuple[float, ...]
    caps: tuple[float, ...]
    x: Floats
    answers: tuple[Answer, ...]
    kept: tuple[float, ...] = ()
    """What each aim was kept within by those behind it."""
    charge_cap: float | None = None
    """What later aims kept the charge of the basket within; None without a basket, or before it was held."""

    @property
    def ended(self) -> bool:
        """Whether every stage was solved to the end."""
        return all(answer.ended for answer in self.answers)

    def bound(self, model: Model, stage: int, x: Floats) -> float:
        """What is proven of an aim, among plans within the caps whose basket is charged no more than that of `x`.

        A stage proves a bound of its aim and its part of the charge together.
        """
        charge = model.charge(x)
        part = 0.0 if charge is None or stage > 1 else model.aims.basket_prices[stage] * charge
        return self.answers[stage].bound - part

    def bound_beyond_caps(self, model: Model, stage: int, x: Floats) -> float:
        """The same among plans in which the aims before are no worse than in `x`, which may be outside the caps.

        The least value is a convex function of the caps: the prices of the caps bound it for others (linear programs).
        """
        held, kept = list(model.values(x)[:stage]), list(self.kept[:stage])
        charge, duals = model.charge(x), self.answers[stage].duals
        if charge is not None and self.charge_cap is not None and stage >= _AFTER_BASKET:
            held, kept = [*held, charge], [*kept, self.charge_cap]
        if not held:
            return self.bound(model, stage, x)
        if duals is None:
            return -np.inf
        prices = np.minimum(duals[-len(held) :], 0.0)
        return self.bound(model, stage, x) + float(prices @ (np.array(held) - np.array(kept)))

    def bounds_beyond_caps(self, model: Model, x: Floats) -> tuple[float, float, float, float]:
        """What the stages prove of each aim among plans in which the aims before are no worse than in `x`; of cost 0.

        Nothing is solved for it, so it is there at once when the work is stopped.
        """
        if not self.ended:
            return 0.0, 0.0, 0.0, 0.0
        survival, minimum, target = (max(0.0, self.bound_beyond_caps(model, stage, x)) for stage in range(3))
        return survival, minimum, target, 0.0


def find_cap(model: Model, stage: int, value: float) -> float:
    """max((1 + tolerance) * v, v + 1e-9 * sum weight * P); cost, the last aim, has no tolerance."""
    tolerance = (*model.problem.operation.tolerance, 0.0)[stage]
    return max((1.0 + tolerance) * value, value + model.aims.least[stage])


def add_tolerance(value: float) -> float:
    """A value with room for the solver's tolerance, to hold an objective at."""
    return value + HOLD_TOLERANCE * max(1.0, abs(value))


def solve_stages(
    model: Model,
    program: Program,
    effort: Effort,
    *,
    count: int = 4,
    whole: Ints | None = None,
    slip: bool = True,
    start: Floats | None = None,
) -> StageResults | None:
    """The first `count` aims in their order over a program; None where it has no solution or nothing was found.

    Without `slip` later objectives keep earlier ones at their minimum, tighter than the caps. A search among
    whole numbers begins at `start`.
    """
    values, caps, answers, kept = [], [], [], []
    x, charge_cap = start, None
    for stage, aim in enumerate(model.objectives()[:count]):
        if stage == _AFTER_BASKET and model.basket is not None and x is not None:
            x = _feed_before_basket(model, program, x, effort, whole)
            charge_cap = _cap_charge(model, x, slip=slip)
            program = program.with_caps(*model.cap_objectives((), charge_cap))
        goal = model.goal(stage)
        answer = minimise(program, goal, whole=whole, start=x if whole is not None else None, effort=effort)
        if answer.values is None and x is not None:
            # Earlier objectives are held so tightly that the solver finds nothing: the last solution stands.
            answer = replace(answer, values=x, value=float(goal @ x))
        if answer.values is None:
            return None
        x = answer.values
        value = answer.value if model.basket is None else float(aim @ x)
        values.append(value)
        caps.append(find_cap(model, stage, value))
        answers.append(answer)
        kept.append(max(caps[-1], add_tolerance(value)) if slip else add_tolerance(value))
        program = program.with_caps(Cap(coefficients=aim, upper=kept[-1]))
    if x is None:
        return None
    return StageResults(
        values=tuple(values),
        caps=tuple(caps),
        x=x,
        answers=tuple(answers),
        kept=tuple(kept),
        charge_cap=charge_cap,
    )


def _feed_before_basket(model: Model, program: Program, x: Floats, effort: Effort, whole: Ints | None) -> Floats:
    """Where the target asks more energy than the minimum: that first, since nobody eats less because of a basket."""
    if not model.aims.hunger.any():
        return x
    goal = model.aims.hunger + model.aims.basket_prices[_AFTER_BASKET] * model.aims.basket
    answer = minimise(program, goal, whole=whole, start=x if whole is not None else None, effort=effort)
    return x if answer.values is None else answer.values


def _cap_charge(model: Model, x: Floats, *, slip: bool) -> float | None:
    """What the charge of the basket may be from the target on: like an aim, with the minimum's tolerance."""
    charge = model.charge(x)
    if charge is None:
        return None
    slack = charge * model.problem.operation.tolerance[1] if slip else 0.0
    return max(charge + slack, add_tolerance(charge))


def minimise_cost_as_covered(model: Model, program: Program, x: Floats, effort: Effort) -> Floats:
    """The least cost with no shortfall of any need on any day above that in `x`, ties broken; `x` if none is found.

    Holding each shortfall instead of their sum costs a little more, and is many times faster.
    """
    short = np.unique(model.columns.short[model.columns.short >= 0])
    kept = short if model.basket is None else np.concatenate([short, model.basket.breaks])
    light = 1e-6 * max(1.0, float(model.aims.cost @ x)) / max(1.0, float(model.aims.tie @ x))
    is_large = len(x) > _MOST_HELD_TIGHT
    effort = replace(effort, iterations=_MOST_ITERATIONS) if is_large else effort
    tight = () if is_large else (HOLD_TOLERANCE,)
    for tolerance in (*tight, SHORTFALL_TOLERANCE):
        upper = program.upper.copy()
        upper[kept] = np.minimum(upper[kept], np.maximum(x[kept], 0.0) + tolerance)
        held = program.with_bounds(program.lower, upper)
        answer = minimise(held, model.aims.cost + light * model.aims.tie, effort=effort)
        if answer.values is not None:
            return answer.values
    return x


def hold_aims(model: Model, program: Program, x: Floats, count: int) -> Program:
    """The program with the first `count` objectives, and the charge of a basket, held at their values in `x`."""
    charge = model.charge(x)
    return program.with_caps(
        *model.cap_objectives(
            [add_tolerance(value) for value in model.values(x)[:count]],
            None if charge is None else add_tolerance(charge),
        )
    )


def fix_columns(program: Program, columns: Ints, x: Floats) -> Program:
    """The program with `columns` fixed at the nearest whole numbers of `x`."""
    lower, upper = program.lower.copy(), program.upper.copy()
    lower[columns] = np.round(x[columns])
    upper[columns] = lower[columns]
    return program.with_bounds(lower, upper)


def solve_with_whole(model: Model, x: Floats) -> StageResults | None:
    """The stages with the vehicles and packs of `x`; None where no solution has them."""
    return solve_stages(model, fix_columns(model.program, model.whole, x), Effort(), count=3, slip=False)


def break_ties(model: Model, program: Program, x: Floats, effort: Effort, *, whole: Ints | None = None) -> Floats:
    """Of the solutions as good as `x` in every objective the one with the least tie-break (model/tie_break.py)."""
    answer = minimise(hold_aims(model, program, x, 4), model.aims.tie, whole=whole, start=x, effort=effort)
    return x if answer.values is None else answer.values

"""The aims one after the other: each at its least while the earlier ones keep within their caps (planning.md, 5)."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from malja.lifts.model.model import Model
from malja.lifts.solver.matrix import Floats, Ints
from malja.lifts.solver.program import Answer, Cap, Effort, Program, minimise
from malja.lifts.solver.tolerances import HOLD_TOLERANCE


@dataclass(frozen=True, slots=True, kw_only=True)
class StageResults:
    """What the stages ended with: values and caps by aim, the last solution, and every answer."""

    values: tuple[float, ...]
    caps: tuple[float, ...]
    x: Floats
    answers: tuple[Answer, ...]

    @property
    def ended(self) -> bool:
        """Whether every stage came to its end."""
        return all(answer.ended for answer in self.answers)


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

    Without `slip` later aims keep earlier ones at their least, though the caps would let them slip. A search among
    whole numbers begins at `start`.
    """
    values, caps, answers = [], [], []
    x = start
    for stage, aim in enumerate(model.objectives()[:count]):
        answer = minimise(program, aim, whole=whole, start=x if whole is not None else None, effort=effort)
        if answer.values is None and x is not None:
            # The earlier aims are held so tightly that the solver sees no room: what it found for them stands.
            answer = replace(answer, values=x, value=float(aim @ x))
        if answer.values is None:
            return None
        x = answer.values
        values.append(answer.value)
        caps.append(find_cap(model, stage, answer.value))
        answers.append(answer)
        kept = add_tolerance(answer.value)
        kept = max(caps[-1], kept) if slip else kept
        program = program.with_caps(Cap(coefficients=aim, upper=kept))
    return None if x is None else StageResults(values=tuple(values), caps=tuple(caps), x=x, answers=tuple(answers))


def minimise_cost_as_covered(model: Model, program: Program, x: Floats, effort: Effort) -> Floats:
    """The least cost with nobody shorter of anything on any day than in `x`, and of equal plans the tidiest.

    Holding every shortfall where it is instead of their sum leaves cost a little, and is many times faster.
    """
    upper = program.upper.copy()
    short = np.unique(model.columns.short[model.columns.short >= 0])
    upper[short] = np.minimum(upper[short], np.maximum(x[short], 0.0) + HOLD_TOLERANCE)
    light = 1e-6 * max(1.0, float(model.aims.cost @ x)) / max(1.0, float(model.aims.tie @ x))
    answer = minimise(
        program.with_bounds(program.lower, upper), model.aims.cost + light * model.aims.tie, effort=effort
    )
    return x if answer.values is None else answer.values


def hold_aims(model: Model, program: Program, x: Floats, count: int) -> Program:
    """The program with the first `count` aims held at their values in `x`: no further slack."""
    return program.with_caps(*model.cap_objectives([add_tolerance(value) for value in model.values(x)[:count]]))


def fix_columns(program: Program, columns: Ints, x: Floats) -> Program:
    """The program with whole-number columns fixed at the nearest whole numbers of `x`."""
    lower, upper = program.lower.copy(), program.upper.copy()
    lower[columns] = np.round(x[columns])
    upper[columns] = lower[columns]
    return program.with_bounds(lower, upper)


def break_ties(model: Model, program: Program, x: Floats, effort: Effort, *, whole: Ints | None = None) -> Floats:
    """A solution as good as `x` in every aim: earlier loads first, then the tables' order, nothing without need."""
    answer = minimise(hold_aims(model, program, x, 4), model.aims.tie, whole=whole, start=x, effort=effort)
    return x if answer.values is None else answer.values

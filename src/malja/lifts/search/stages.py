"""Lexicographic minimisation: one aim after the other, earlier ones kept within their caps (docs/model.md, Aims)."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from malja.lifts.model.model import Model
from malja.lifts.solver.matrix import Floats, Ints
from malja.lifts.solver.program import Answer, Cap, Effort, Program, minimise
from malja.lifts.solver.tolerances import HOLD_TOLERANCE


@dataclass(frozen=True, slots=True, kw_only=True)
class StageResults:
    """Values and caps by objective, the last solution, and every answer of the solver."""

    values: tuple[float, ...]
    caps: tuple[float, ...]
    x: Floats
    answers: tuple[Answer, ...]

    @property
    def ended(self) -> bool:
        """Whether every stage was solved to the end."""
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

    Without `slip` later objectives keep earlier ones at their minimum, tighter than the caps. A search among
    whole numbers begins at `start`.
    """
    values, caps, answers = [], [], []
    x = start
    for stage, aim in enumerate(model.objectives()[:count]):
        answer = minimise(program, aim, whole=whole, start=x if whole is not None else None, effort=effort)
        if answer.values is None and x is not None:
            # Earlier objectives are held so tightly that the solver finds nothing: the last solution stands.
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
    """The least cost with no shortfall of any need on any day above that in `x`; ties broken.

    Holding each shortfall instead of their sum costs a little more, and is many times faster.
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
    """The program with the first `count` objectives held at their values in `x`."""
    return program.with_caps(*model.cap_objectives([add_tolerance(value) for value in model.values(x)[:count]]))


def fix_columns(program: Program, columns: Ints, x: Floats) -> Program:
    """The program with `columns` fixed at the nearest whole numbers of `x`."""
    lower, upper = program.lower.copy(), program.upper.copy()
    lower[columns] = np.round(x[columns])
    upper[columns] = lower[columns]
    return program.with_bounds(lower, upper)


def break_ties(model: Model, program: Program, x: Floats, effort: Effort, *, whole: Ints | None = None) -> Floats:
    """Of the solutions as good as `x` in every objective the one with the least tie-break (model/tie_break.py)."""
    answer = minimise(hold_aims(model, program, x, 4), model.aims.tie, whole=whole, start=x, effort=effort)
    return x if answer.values is None else answer.values

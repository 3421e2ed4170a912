"""The aims one after the other: each at its least while the earlier ones keep within their caps (planning.md, 5)."""

from __future__ import annotations

from dataclasses import dataclass

from malja.lifts.matrix import Floats
from malja.lifts.model import Model
from malja.lifts.program import Answer, Cap, Effort, Program, minimise


@dataclass(frozen=True, slots=True, kw_only=True)
class Stages:
    """What the stages ended with: values and caps by aim, the last solution, the last answer (with its duals) by aim."""

    values: tuple[float, ...]
    caps: tuple[float, ...]
    x: Floats
    answers: tuple[Answer, ...]


def cap_of(model: Model, stage: int, value: float) -> float:
    """max((1 + tolerance) * v, v + 1e-9 * sum weight * P); cost, the last aim, has no tolerance."""
    tolerance = (*model.problem.operation.tolerance, 0.0)[stage]
    return max((1.0 + tolerance) * value, value + model.aims.least[stage])


def stages(model: Model, program: Program, effort: Effort) -> Stages | None:
    """The four aims in their order over a program without whole numbers; None where it has no solution or was stopped."""
    values, caps, answers = [], [], []
    for stage, aim in enumerate(model.objectives()):
        answer = minimise(program, aim, effort=effort)
        if answer.values is None:
            return None
        values.append(answer.value)
        caps.append(cap_of(model, stage, answer.value))
        answers.append(answer)
        program = program.capped(Cap(coefficients=aim, upper=caps[-1]))
    last = answers[-1].values
    return None if last is None else Stages(values=tuple(values), caps=tuple(caps), x=last, answers=tuple(answers))

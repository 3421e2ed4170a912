"""Small operations: every stage is searched to its end with whole trips and packs."""

from __future__ import annotations

import numpy as np

from malja.lifts.found import Found
from malja.lifts.matrix import Floats
from malja.lifts.model import Model
from malja.lifts.program import Effort, minimise
from malja.lifts.stages import Stages, cap_of, held, settled, stages, tidied
from malja.lifts.watch import Watch

#: Beyond these numbers of columns, whole ones and all, a search to the end takes too long to promise.
MOST_WHOLE = 400
MOST_COLUMNS = 6_000


def is_small(model: Model) -> bool:
    """Whether the search can be carried to its end."""
    return len(model.whole) == 0 or (len(model.whole) <= MOST_WHOLE and len(model.program.upper) <= MOST_COLUMNS)


def plan_exactly(model: Model, watch: Watch) -> Found | None:
    """The plan of a small operation, proven stage by stage; None where time did not allow any."""
    effort = watch.effort(gap=1e-9, nodes=200_000)
    relaxed = stages(model, model.program, effort)
    watch.say("trips", 0.3)
    if relaxed is None:
        return None
    if len(model.whole) == 0:
        x = tidied(model, model.program, relaxed.x, effort)
        return _found(model, x, relaxed, relaxed, watch)
    searched = stages(model, model.program, effort, whole=model.whole)
    watch.say("bounds", 0.7)
    if searched is None:
        return None
    ordered = tidied(model, model.program, searched.x, effort, whole=model.whole)
    program = settled(model.program, model.whole, ordered)
    x = tidied(model, program, _exact(model, ordered, program, effort), effort)
    return _found(model, x, searched, relaxed, watch)


def _exact(model: Model, x: Floats, program: object, effort: Effort) -> Floats:
    """The same trips and packs with the rest worked out again, free of the search's looser tolerance."""
    fixed = settled(model.program, model.whole, x)
    for count in (4, 3):
        answer = minimise(held(model, fixed, x, count), model.aims.cost, effort=effort)
        if answer.values is not None:
            return answer.values
    return x


def _found(model: Model, x: Floats, ended: Stages, relaxed: Stages, watch: Watch) -> Found:
    values = model.values(x)
    caps = tuple(
        max(cap, cap_of(model, stage, value)) if value > cap else cap
        for stage, (cap, value) in enumerate(zip(ended.caps, values, strict=True))
    )
    bounds = [ended.answers[0].bound]
    whole = model.whole if len(model.whole) else None
    for stage in range(1, 4):
        aim = model.objectives()[stage]
        answer = minimise(
            held(model, model.program, x, stage),
            aim,
            whole=whole,
            start=x,
            effort=watch.effort(gap=1e-9, nodes=200_000),
        )
        bounds.append(max(ended.answers[stage].bound, answer.bound if np.isfinite(answer.bound) else -np.inf))
    return Found(
        x=x,
        caps=(caps[0], caps[1], caps[2], caps[3]),
        bounds=(bounds[0], bounds[1], bounds[2], bounds[3]),
        relaxed=relaxed.answers,
        stopped=not (ended.ended and relaxed.ended),
    )

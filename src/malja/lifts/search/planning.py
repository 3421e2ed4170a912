"""The doorway: plan(operation) → Plan."""

from __future__ import annotations

from collections.abc import Callable
from importlib.metadata import version

from malja.lifts.model.model import Model, model
from malja.lifts.model.problem_arrays import state
from malja.lifts.plan.plan import Plan, Progress
from malja.lifts.search.binding import binding
from malja.lifts.search.bounds import CLOSE
from malja.lifts.search.exact import is_small, plan_exactly
from malja.lifts.search.outcome import outcome
from malja.lifts.search.rounded import plan_by_rounding
from malja.lifts.search.solution import Found
from malja.lifts.search.splitting import shared_out_whole
from malja.lifts.search.watch import Watch
from malja.operation.operation import Operation

#: Whole-number columns with which a search finds its way by itself.
QUICK = 40


def plan(
    operation: Operation,
    *,
    seconds: float | None = None,
    gap: float | None = None,
    progress: Callable[[Progress], None] | None = None,
    stop: Callable[[], bool] | None = None,
) -> Plan:
    """What every lift carries and when (planning.md, sections 4 and 5; docs/model.md).

    `seconds` and `stop` end the work early with the best plan so far and the status `stopped`. `gap` ends a search when
    every aim is that near its bound, as a share; an operation too large to be searched to the end gains little by it.
    An impossible task is no error: it is a plan with shortfalls.
    """
    watch = Watch(seconds, progress, stop, gap)
    watch.say("model", 0.0)
    made = model(state(operation))
    small = is_small(made)

    def find(model: Model) -> Found:
        return _searched(model, watch) if small else plan_by_rounding(model, watch)

    found = shared_out_whole(made, find, watch, again=small)
    limits = found.limits if found.limits is not None else () if found.stopped else binding(made, found.relaxed)
    result = outcome(made, found, limits, version("highspy"))
    watch.say("done", 1.0, max(aim.gap for aim in result.aims))
    return result


def _searched(model: Model, watch: Watch) -> Found:
    """The plan of a small operation; a search of any length begins at the plan that rounding gives."""
    rough = plan_by_rounding(model, watch) if len(model.whole) > QUICK else None
    if rough is not None and (watch.over() or _proven(model, rough, watch.gap)):
        return rough
    found = plan_exactly(model, watch, None if rough is None else rough.x)
    return found or rough or plan_by_rounding(model, watch)


def _proven(model: Model, found: Found, gap: float) -> bool:
    """Whether no plan can be better in any aim, by more than a share of it that is asked for."""
    pairs = zip(model.values(found.x), found.bounds, strict=True)
    return all(value - bound <= max(CLOSE, gap) * max(1.0, abs(value)) for value, bound in pairs)

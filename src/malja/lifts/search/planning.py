"""Planning: from an operation to its plan."""

from __future__ import annotations

from collections.abc import Callable
from importlib.metadata import version

from malja.lifts.model.model import Model, build_model
from malja.lifts.model.problem_arrays import build_problem
from malja.lifts.plan.plan import Plan, Progress
from malja.lifts.search.binding_limits import find_binding_limits
from malja.lifts.search.bounds import CLOSE
from malja.lifts.search.consignments import put_consignments_together
from malja.lifts.search.deadline import Deadline
from malja.lifts.search.exact import is_small, plan_exactly
from malja.lifts.search.load_repair import repair_loads
from malja.lifts.search.rounding import plan_by_rounding
from malja.lifts.search.solution import Solution
from malja.lifts.search.solution_to_plan import build_plan
from malja.operation.operation import Operation

#: Up to so many integer columns a search needs no plan to start from.
_QUICK = 40


def plan_lifts(
    operation: Operation,
    *,
    seconds: float | None = None,
    gap: float | None = None,
    progress: Callable[[Progress], None] | None = None,
    stop: Callable[[], bool] | None = None,
) -> Plan:
    """What every lift carries and when (docs/model.md).

    `seconds` and `stop` end the work early with the best plan so far and the status `stopped` (see `Deadline`). `gap`,
    a share, ends a search when every aim is that near its bound; it does little for large operations. An impossible
    task is no error: it is a plan with shortfalls.
    """
    deadline = Deadline(seconds, progress, stop, gap)
    deadline.report_progress("model", 0.0)
    model = build_model(build_problem(operation))
    small = is_small(model)

    def find(model: Model) -> Solution:
        return _search(model, deadline) if small else plan_by_rounding(model, deadline)

    solution = repair_loads(model, find, deadline, again=small)
    solution = put_consignments_together(model, solution, deadline, precise=small)
    limits = (
        solution.limits
        if solution.limits is not None
        else ()
        if solution.stopped
        else find_binding_limits(model, solution.relaxed)
    )
    result = build_plan(model, solution, limits, version("highspy"))
    deadline.report_progress("done", 1.0, max(aim.gap for aim in result.aims))
    return result


def _search(model: Model, deadline: Deadline) -> Solution:
    """The plan of a small operation; a longer search starts from the plan that rounding gives."""
    rough = plan_by_rounding(model, deadline) if len(model.whole) > _QUICK else None
    if rough is not None and (deadline.has_passed() or _is_within_gap(model, rough, deadline.gap)):
        return rough
    solution = plan_exactly(model, deadline, None if rough is None else rough.x)
    return solution or rough or plan_by_rounding(model, deadline)


def _is_within_gap(model: Model, solution: Solution, gap: float) -> bool:
    """Whether every aim is within the gap of its bound."""
    pairs = zip(model.values(solution.x), solution.bounds, strict=True)
    return all(value - bound <= max(CLOSE, gap) * max(1.0, abs(value)) for value, bound in pairs)

"""Planning: from an operation to its plan."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from importlib.metadata import version

from malja.lifts.model.model import Model, build_model
from malja.lifts.model.problem_arrays import build_problem
from malja.lifts.plan.plan import Plan, Progress, StartUse
from malja.lifts.search.binding_limits import find_binding_limits
from malja.lifts.search.bounds import CLOSE, raise_bounds
from malja.lifts.search.consignments import put_consignments_together
from malja.lifts.search.deadline import Deadline
from malja.lifts.search.exact import is_small, plan_exactly
from malja.lifts.search.from_start import find_start, plan_from_start
from malja.lifts.search.load_repair import repair_loads
from malja.lifts.search.rounding import plan_by_rounding
from malja.lifts.search.solution import Solution
from malja.lifts.search.solution_to_plan import build_plan
from malja.lifts.search.start_plan import StartLoads, read_start_loads
from malja.operation.operation import Operation

#: Up to so many integer columns a search needs no plan to start from.
_QUICK = 40


def plan_lifts(
    operation: Operation,
    *,
    start: Plan | None = None,
    seconds: float | None = None,
    gap: float | None = None,
    progress: Callable[[Progress], None] | None = None,
    stop: Callable[[], bool] | None = None,
    narrow: Callable[[Model, Deadline], Model] | None = None,
) -> Plan:
    """What every lift carries and when (docs/model.md).

    `seconds` and `stop` end the work early with the best plan so far and the status `stopped` (see `Deadline`). `gap`,
    a share, ends a search when every aim is that near its bound; it does little for large operations. An impossible
    task is no error: it is a plan with shortfalls. From a `start` plan, of this operation before it changed, as much is
    taken over as still fits, matched by names and dates (`Plan.start_use`), which is faster; it is an input like the
    tables, and without it the plan follows from the operation alone.
    `narrow` may set tighter bounds of columns before anything is searched: what is proven then holds within them.
    """
    deadline = Deadline(seconds, progress, stop, gap)
    deadline.report_progress("model", 0.0)
    model = build_model(build_problem(operation))
    if narrow is not None:
        model = narrow(model, deadline)
    small = is_small(model)
    loads = None if start is None else read_start_loads(model, start)

    def find(model: Model) -> Solution:
        if start is not None and loads is not None:
            found = _find_from_start(model, start, loads, deadline, small=small)
            if found is not None:
                return found
        return _search(model, deadline) if small else plan_by_rounding(model, deadline)

    solution = repair_loads(model, find, deadline, again=small)
    solution = put_consignments_together(model, solution, deadline, precise=small)
    if solution.stopped:
        bounds = raise_bounds(model, solution.x, solution.bounds, deadline.finish())
        solution = replace(solution, bounds=bounds)
    limits = (
        solution.limits
        if solution.limits is not None
        else ()
        if solution.stopped
        else find_binding_limits(model, solution.relaxed.answers if solution.relaxed else ())
    )
    result = build_plan(model, solution, limits, version("highspy"))
    if loads is not None:
        result = replace(result, start_use=StartUse(used=loads.used, of=loads.of))
    deadline.report_progress("done", 1.0, max(aim.gap for aim in result.aims))
    return result


def _find_from_start(
    model: Model, start: Plan, loads: StartLoads, deadline: Deadline, *, small: bool
) -> Solution | None:
    """The solution from a start plan; None where nothing of it holds."""
    if not small:
        return plan_from_start(model, start, loads, deadline)
    begun = find_start(model, loads)
    return None if begun is None or deadline.has_passed() else plan_exactly(model, deadline, begun)


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

"""Small operations: every stage is solved by branch and bound with whole trips and packs (docs/model.md)."""

from __future__ import annotations

from dataclasses import replace

from malja.lifts.model.model import Model
from malja.lifts.search.bounds import prove_bounds
from malja.lifts.search.deadline import Deadline
from malja.lifts.search.solution import Solution
from malja.lifts.search.stages import StageResults, break_ties, fix_columns, hold_aims, solve_stages
from malja.lifts.solver.matrix import Floats
from malja.lifts.solver.program import Effort, minimise

#: Beyond these numbers of columns, integer and all, a search takes too long.
_MAX_WHOLE = 400
_MAX_COLUMNS = 6_000

#: The work of a search: nodes times columns. Operations of a few lifts and days end long before it.
_WORK = 100_000


def is_small(model: Model) -> bool:
    """Whether an operation is small enough to be searched with whole numbers."""
    return len(model.whole) == 0 or (len(model.whole) <= _MAX_WHOLE and len(model.program.upper) <= _MAX_COLUMNS)


def plan_exactly(model: Model, deadline: Deadline, start: Floats | None = None) -> Solution | None:
    """The solution of a small operation, stage by stage, from `start` if given; None where none was found."""
    exactly = _effort(model, deadline)
    relaxed = solve_stages(model, model.program, exactly)
    if relaxed is None:
        return None
    deadline.report_progress("trips", 0.3)
    if len(model.whole) == 0:
        return _to_solution(model, break_ties(model, model.program, relaxed.x, exactly), relaxed, relaxed, deadline)
    searched = solve_stages(model, model.program, exactly, whole=model.whole, start=start)
    if searched is None:
        return None
    deadline.report_progress("bounds", 0.7)
    ordered = searched.x
    if searched.ended:
        ordered = break_ties(model, model.program, ordered, _effort(model, deadline), whole=model.whole)
    return _to_solution(model, _resolve(model, ordered), searched, relaxed, deadline)


def _effort(model: Model, deadline: Deadline) -> Effort:
    nodes = max(20, _WORK // max(1, len(model.program.upper)))
    return replace(deadline.make_effort(gap=max(1e-7, deadline.gap), nodes=nodes), precise=True)


def _resolve(model: Model, x: Floats) -> Floats:
    """The same trips and packs, the rest solved again to the linear solver's tighter tolerance, ties broken."""
    program, effort = fix_columns(model.program, model.whole, x), Effort(precise=True)
    for count in (4, 3):
        answer = minimise(hold_aims(model, program, x, count), model.aims.cost, effort=effort)
        if answer.values is not None:
            return break_ties(model, program, answer.values, effort)
    return x


def _to_solution(model: Model, x: Floats, ended: StageResults, relaxed: StageResults, deadline: Deadline) -> Solution:
    """The solution with its caps and bounds; a stage's bound holds under the caps, so for the solution too.

    Where the stages were not solved to the end, a search for the bounds is not tried.
    """
    known = [ended.bound(model, stage, x) for stage in range(len(ended.answers))]
    known[0] = max(known[0], relaxed.bound(model, 0, x))
    search = _effort(model, deadline) if ended.ended and not deadline.has_passed() else None
    return Solution(
        x=x,
        caps=(ended.caps[0], ended.caps[1], ended.caps[2], ended.caps[3]),
        bounds=prove_bounds(model, x, (known[0], known[1], known[2], known[3]), Effort(precise=True), search),
        relaxed=relaxed,
        stopped=deadline.has_passed(),
    )

"""A long search for a plan: every trip and pack whole, aim by aim, from the plan that the planner gives."""

from __future__ import annotations

from dataclasses import replace
from importlib.metadata import version

from malja.lifts.model.model import Model, build_model
from malja.lifts.model.problem_arrays import build_problem
from malja.lifts.plan.plan import Plan
from malja.lifts.search.deadline import Deadline
from malja.lifts.search.load_repair import repair_loads
from malja.lifts.search.rounding import plan_by_rounding
from malja.lifts.search.solution import Solution
from malja.lifts.search.solution_to_plan import build_plan
from malja.lifts.search.stages import add_tolerance, find_cap, fix_columns, minimise_cost_as_covered, solve_stages
from malja.lifts.solver.program import Cap, Effort, minimise
from malja.operation.operation import Operation

_GAP, _NODES = 1e-4, 1_000_000_000


def plan_long(operation: Operation, seconds: float) -> Plan:
    """The plan of a long search, at most `seconds` of the clock for each aim."""
    model = build_model(build_problem(operation))
    solution = repair_loads(model, lambda tight: _search(tight, seconds), Deadline(), again=False)
    return build_plan(model, solution, (), version("highspy"))


def _search(model: Model, seconds: float) -> Solution:
    begun = plan_by_rounding(model, Deadline())
    program, x = model.program, begun.x
    for stage, aim in enumerate(model.objectives()):
        effort = Effort(seconds=seconds, gap=_GAP, nodes=_NODES)
        answer = minimise(program, model.goal(stage), whole=model.whole, start=x, effort=effort)
        x = x if answer.values is None else answer.values
        value = float(aim @ x)
        cap = max(find_cap(model, stage, value), add_tolerance(value))
        program = program.with_caps(Cap(coefficients=aim, upper=cap))
    fixed = fix_columns(model.program, model.whole, x)
    ended = solve_stages(model, fixed, Effort(), count=3, slip=False)
    if ended is None:
        return begun
    x = minimise_cost_as_covered(model, fixed, ended.x, Effort())
    return replace(begun, x=x)

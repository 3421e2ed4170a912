"""Planning from a start plan: its whole numbers are kept, and searched again only on the days where that pays.

A start plan that fits and is worth what it says is kept as it is, and so is one that is no further from its bounds
than it was. Else each window of some days is solved with fractions of trips and packs, all other days held as they are:
where that is hardly better, no search with whole numbers can be. Elsewhere trips are made whole first, then packs next
to the fractions that are left. All aims are weighed in one sum meanwhile; what is worse aim by aim is not taken.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from malja import clock
from malja.lifts.model.model import Model, weigh_objectives
from malja.lifts.plan.plan import Limit, Plan
from malja.lifts.search.binding_limits import find_binding_limits
from malja.lifts.search.day_windows import Window, list_windows
from malja.lifts.search.deadline import Deadline
from malja.lifts.search.fraction_bounds import FractionBounds
from malja.lifts.search.solution import Solution
from malja.lifts.search.stages import (
    StageResults,
    add_tolerance,
    fix_columns,
    minimise_cost_as_covered,
    solve_stages,
    solve_with_whole,
)
from malja.lifts.search.start_plan import StartLoads
from malja.lifts.solver.matrix import Floats, Ints
from malja.lifts.solver.program import Effort, minimise
from malja.lifts.solver.tolerances import INTEGER_TOLERANCE, SHORTFALL_TOLERANCE

#: A search ends when the sum of its aims is this share of the money above what is proven: it is one of many.
_GOOD = 8e-3

#: What a window must spare, as a share of the sum, for the days around it to be searched once more.
_MUCH = 1e-2

#: An aim that is further from its bound than it was in the start plan, by this share of it, has lost something.
_LOST = 5e-3

#: Nodes of the search for what of a start plan still holds.
_NODES = 20

#: A difference between two values of an aim below this share of them is none.
_SAME = 1e-6


@dataclass(frozen=True, slots=True, kw_only=True)
class _Incumbent:
    """The best whole numbers so far: a solution, and the shortfalls aim by aim that they allow."""

    x: Floats
    ended: StageResults

    def is_better_than(self, other: _Incumbent, cost: Floats) -> bool:
        """Whether the first aim that differs is less; where none does, the weighed sum."""
        for value, before in zip(self.ended.values, other.ended.values, strict=True):
            if abs(value - before) > _SAME * max(1.0, abs(before)):
                return value < before
        return float(cost @ self.x) < float(cost @ other.x)


def find_start(model: Model, start: StartLoads) -> Floats | None:
    """The best solution with the whole numbers of a start plan, or with as many of them as hold; None without any."""
    if not start.used:
        return None
    ways = [found for way in start.ways if (found := solve_with_whole(model, way)) is not None]
    if not ways:
        most = _keep_most(model, start.ways[0])
        ways = [found for way in most if (found := solve_with_whole(model, way)) is not None]
    if not ways:
        return None
    best = min(ways, key=lambda found: found.values)
    return _cover_at_least_cost(model, best)


def find_unchanged(model: Model, plan: Plan, start: StartLoads) -> Floats | None:
    """The solution that is the start plan itself, where all of it fits and each aim is what it says; else None."""
    if start.used < start.of or plan.solver.status != "solved" or len(plan.aims) != len(model.objectives()):
        return None
    said = [aim.value for aim in plan.aims]
    said[3] -= model.aims.constant
    fixed = fix_columns(model.program, model.whole, start.ways[0])
    held = fixed.with_caps(*model.cap_objectives([add_tolerance(value) for value in said[:3]]))
    answer = minimise(held, model.aims.cost, effort=Effort())
    if answer.values is None:
        return None
    same = all(
        abs(value - before) <= _SAME * max(1.0, abs(before))
        for value, before in zip(model.values(answer.values), said, strict=True)
    )
    return answer.values if same else None


def plan_from_start(model: Model, plan: Plan, start: StartLoads, deadline: Deadline) -> Solution | None:
    """The solution of an operation from a start plan, no worse than it; None where nothing of the start plan holds."""
    deadline.report_progress("start_plan", 0.05)
    since = clock.seconds()
    unchanged = find_unchanged(model, plan, start)
    x = find_start(model, start) if unchanged is None else unchanged
    ended = None if x is None else solve_with_whole(model, x)
    if x is None or ended is None:
        return None
    deadline.keep_back(clock.seconds() - since)
    begun = _Incumbent(x=x, ended=ended)
    relaxed = None if deadline.has_passed() else solve_stages(model, model.program, deadline.make_effort(), count=3)
    if relaxed is None or deadline.has_passed():
        return _to_solution(model, begun, (0.0, 0.0, 0.0, 0.0), relaxed, stopped=True)
    proof = FractionBounds(model, relaxed, deadline)
    bounds, best = proof.prove(x), begun
    if unchanged is None and _may_gain(model, plan, x, bounds):
        best = _search_days(model, begun, deadline)
    if best is not begun:
        best = _Incumbent(x=_cover_at_least_cost(model, best.ended), ended=best.ended)
        bounds = proof.prove(best.x)
    limits = () if deadline.has_passed() else find_binding_limits(model, relaxed.answers, deadline.make_effort())
    return _to_solution(model, best, bounds, relaxed, stopped=deadline.stopped, limits=limits)


def _may_gain(model: Model, plan: Plan, x: Floats, bounds: tuple[float, ...]) -> bool:
    """Whether any aim is further from its bound than it was in the start plan: if none is, nothing was lost."""
    if plan.solver.status != "solved":
        return True
    was = [aim.value - aim.bound for aim in plan.aims]
    values = zip(model.values(x), bounds, was, strict=False)
    return any(value - bound > before + _LOST * max(1.0, abs(value)) for value, bound, before in values)


def _to_solution(
    model: Model,
    best: _Incumbent,
    bounds: tuple[float, float, float, float],
    relaxed: StageResults | None,
    *,
    stopped: bool,
    limits: tuple[Limit, ...] = (),
) -> Solution:
    caps = (best.ended.caps[0], best.ended.caps[1], best.ended.caps[2], model.values(best.x)[3])
    limits = () if stopped else limits
    return Solution(x=best.x, caps=caps, bounds=bounds, relaxed=relaxed, stopped=stopped, limits=limits)


def _cover_at_least_cost(model: Model, ended: StageResults) -> Floats:
    """The cheapest solution with the same whole numbers and shortfalls."""
    return minimise_cost_as_covered(model, fix_columns(model.program, model.whole, ended.x), ended.x, Effort())


def _keep_most(model: Model, x: Floats) -> list[Floats]:
    """The most kilograms of a start plan that hold, where not all of them do."""
    upper, mine = model.program.upper.copy(), np.concatenate([model.trips, model.packs])
    upper[mine] = np.maximum(np.minimum(upper[mine], x[mine].round()), model.program.lower[mine])
    weights = np.zeros(len(upper))
    loads = model.columns.load
    kg = np.broadcast_to(model.problem.kg[model.problem.lots.item][None, :, None], loads.shape)
    weights[loads[loads >= 0]] = -kg[loads >= 0]
    program = model.program.with_bounds(model.program.lower, upper)
    answer = minimise(program, weights, whole=model.whole, effort=Effort(nodes=_NODES, gap=1e-2))
    return [] if answer.values is None else [answer.values]


def _search_days(model: Model, begun: _Incumbent, deadline: Deadline) -> _Incumbent:
    """The start made better window by window, then across the windows that made it much better."""
    values = model.values(begun.x)
    search = _DaySearch(model, weigh_objectives(model, values[:3], values[3]), max(1.0, values[3]), deadline)
    best, changed = search.sweep(begun, list_windows(model, begun.x))
    if changed:
        between = list_windows(model, best.x, half=True)
        best, _ = search.sweep(best, [window for window in between if any(window.meets(one) for one in changed)])
    return best


class _DaySearch:
    """The search for better whole numbers in windows of days, all aims weighed in one sum."""

    def __init__(self, model: Model, cost: Floats, money: float, deadline: Deadline) -> None:
        self._model, self._cost, self._money, self._deadline = model, cost, money, deadline
        self._day = model.program.matrix.day

    def sweep(self, best: _Incumbent, windows: list[Window]) -> tuple[_Incumbent, list[Window]]:
        """The best after all windows in their order, and the windows that made it much better."""
        changed = []
        for window in windows:
            if self._deadline.has_passed():
                break
            self._deadline.report_progress("packs", 0.1 + 0.6 * window.since / max(1, self._model.problem.days))
            found = self._search_window(best, window)
            if found is not None and found.is_better_than(best, self._cost):
                now = float(self._cost @ best.x)
                if now - float(self._cost @ found.x) > _MUCH * abs(now):
                    changed.append(window)
                best = found
        return best, changed

    def _search_window(self, best: _Incumbent, window: Window) -> _Incumbent | None:
        """Better whole numbers on the days of a window, those of all others as they are; None where none are found."""
        model, cost, now = self._model, self._cost, float(self._cost @ best.x)
        gap = min(1.0, max(_GOOD, self._deadline.gap) * self._money / max(1.0, now))
        whole = model.whole
        inside = (self._day[whole] >= window.since) & (self._day[whole] < window.until)
        mine, others = whole[inside], whole[~inside]
        lower, upper = model.program.lower.copy(), model.program.upper.copy()
        lower[others] = upper[others] = best.x[others].round()
        fractions = self._solve(lower, upper, np.zeros(0, dtype=np.int64), best.x, gap)
        vehicles = np.intersect1d(mine, model.vehicles)
        if fractions is not None and _has_fractions(fractions, vehicles) and self._pays(fractions, now, gap):
            fractions = self._solve(*_keep_next_to(fractions, best.x, vehicles, lower, upper), vehicles, best.x, gap)
        if fractions is None or not self._pays(fractions, now, gap):
            return None
        found = self._solve(*_keep_next_to(fractions, best.x, mine, lower, upper), mine, best.x, gap)
        if found is None or float(cost @ found) >= now - SHORTFALL_TOLERANCE * abs(now):
            return None
        ended = solve_with_whole(model, found)
        return None if ended is None else _Incumbent(x=found, ended=ended)

    def _pays(self, x: Floats, now: float, gap: float) -> bool:
        """Whether a solution, which has fractions still, is so much better that a search may find anything."""
        return now - float(self._cost @ x) > gap * abs(now)

    def _solve(self, lower: Floats, upper: Floats, whole: Ints, start: Floats, gap: float) -> Floats | None:
        """The least sum within bounds, the root of a search where columns are whole."""
        effort = self._deadline.make_effort(nodes=1, gap=gap, brief=True)
        program = self._model.program.with_bounds(lower, upper)
        if not len(whole):
            return minimise(program, self._cost, effort=effort).values
        return minimise(program, self._cost, whole=whole, start=start, effort=effort).values


def _keep_next_to(
    fractions: Floats, best: Floats, columns: Ints, lower: Floats, upper: Floats
) -> tuple[Floats, Floats]:
    """The bounds with columns next to their fractions, or between these and the best whole numbers so far."""
    lower, upper, near, here = lower.copy(), upper.copy(), fractions[columns], best[columns].round()
    lower[columns] = np.maximum(lower[columns], np.minimum(np.floor(near + INTEGER_TOLERANCE), here))
    upper[columns] = np.minimum(upper[columns], np.maximum(np.ceil(near - INTEGER_TOLERANCE), here))
    return lower, upper


def _has_fractions(x: Floats, columns: Ints) -> bool:
    return bool(np.abs(x[columns] - x[columns].round()).max(initial=0.0) > INTEGER_TOLERANCE)

"""Whole packs of the first flights by branch and bound over their days alone; later days stand in as dual prices.

The first flights carry a little of nearly everything, and every pack that rounding adds pushes another out on days when
most is short. A search among all packs of all flights would take minutes; the days of the first flights alone make a
program a tenth as large, which a search settles in seconds. What links those days to later ones (stock that is carried
on, goods that are sold out) is charged or rewarded by its price in the plan with fractions of packs (its dual).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from malja.lifts.model.model import Model
from malja.lifts.search.deadline import Deadline
from malja.lifts.search.pack_rounding import PackLoads, list_pack_loads
from malja.lifts.solver.matrix import Bools, Floats, Ints, Matrix
from malja.lifts.solver.program import Answer, Program, Session, minimise
from malja.lifts.solver.tolerances import INTEGER_TOLERANCE

#: Integer columns that a search solves in a few seconds.
_MAX_WHOLE = 180

#: Days modelled beyond the first use of these packs, and packs by which what later days count on may differ.
_BEYOND, _APART = 4, 1.0

#: Nodes of a search, and the gap of the weighted objective at which it may end.
_NODES, _GAP = 100, 2e-5

#: The next flights are searched while whole packs worsen the weighted objective by more than this share; so many
#: searches at most.
_ENOUGH, _SEARCHES = 2e-5, 4


@dataclass(frozen=True, slots=True, kw_only=True)
class _DaysProgram:
    """The part of a program of some first days: its columns, and the cost of each."""

    columns: Ints
    program: Program
    cost: Floats


def search_first_flight_packs(
    model: Model, session: Session, cost: Floats, answer: Answer, trips: Floats, deadline: Deadline
) -> Answer:
    """The answer with the packs of the first lifts fixed at whole numbers, low in `cost`; trips [lift, day] are fixed.

    Where a search finds nothing, or nothing that later days can continue from, packs stay fractions.
    """
    everything = list_pack_loads(model, trips)
    day_of = _number_days(model)
    since, before = 0, -np.inf
    for _ in range(_SEARCHES):
        mine = _choose_next(everything, since)
        if answer.values is None or answer.duals is None or deadline.has_passed():
            break
        if not len(mine.column) or (since and answer.value - before <= _ENOUGH * abs(before)):
            break
        until = int((mine.day + model.problem.lifts.lag[mine.lift]).max()) + _BEYOND
        settled = _fix_packs(model, session, cost, answer, mine, day_of <= until, deadline)
        if settled is None:
            break
        before, answer, since = answer.value, settled, int(mine.day.max()) + 1
    return answer


def _fix_packs(
    model: Model, session: Session, cost: Floats, answer: Answer, mine: PackLoads, days: Bools, deadline: Deadline
) -> Answer | None:
    """The answer with these loads whole; None, and the loads as they were, where none was found."""
    for less in (INTEGER_TOLERANCE, _APART):
        numbers = _search(model, _build_part(model, session, cost, answer, days, less), mine, deadline)
        if numbers is None:
            continue
        session.fix(mine.column, numbers)
        settled = session.solve()
        if settled.values is not None:
            return settled
        session.set_bounds(mine.column, model.program.lower[mine.column], model.program.upper[mine.column])
        session.solve()
    return None


def _search(model: Model, days: _DaysProgram, mine: PackLoads, deadline: Deadline) -> Floats | None:
    """Whole packs of the loads, the best that a search of the days finds; None where it finds none."""
    position = np.full(len(model.program.upper), -1)
    position[days.columns] = np.arange(len(days.columns))
    whole = position[mine.column]
    # Precise: a kit for thousands is used in ten-thousandths, which a looser tolerance takes for 0.
    effort = replace(deadline.make_effort(nodes=_NODES, gap=_GAP), precise=True)
    answer_found = minimise(days.program, days.cost, whole=whole, effort=effort)
    return None if answer_found.values is None else answer_found.values[whole].round()


def _choose_next(everything: PackLoads, since: int) -> PackLoads:
    """Loads of the days from `since` on: of the first day, and of those after it while they are few enough."""
    later = everything.day >= since
    days, counts = np.unique(everything.day[later], return_counts=True)
    enough = int((np.cumsum(counts) <= _MAX_WHOLE).sum())
    mine = np.isin(everything.day, days[: max(1, enough)]) if len(days) else later
    return everything.among(mine)


def _number_days(model: Model) -> Ints:
    """[column] the day it belongs to: the last axis of every kind of column."""
    days = np.zeros(len(model.program.upper), dtype=np.int64)
    v = model.columns
    kinds = (v.trips, v.load, v.packs, v.buy, v.use, v.feed, v.run, v.in_place, v.come, v.waste, v.stock, v.serve)
    for columns in (*kinds, v.carriers, v.provided, v.short):
        day = np.broadcast_to(np.arange(columns.shape[-1]), columns.shape)
        days[columns[columns >= 0]] = day[columns >= 0]
    return days


def _build_part(model: Model, session: Session, cost: Floats, answer: Answer, mine: Bools, less: float) -> _DaysProgram:
    """The program of some columns: rows that others share are as wide as those can make them, and have their price."""
    assert answer.values is not None and answer.duals is not None  # noqa: S101, PT018 - callers ask for an answer
    matrix = model.program.matrix
    rows, columns = matrix.index, np.repeat(np.arange(len(mine)), np.diff(matrix.start))
    inside = mine[columns]
    count = len(matrix.row_lower)
    touched = np.bincount(rows[inside], minlength=count) > 0
    shared = touched & (np.bincount(rows[~inside], minlength=count) > 0)
    least, most = _bound_others(session, matrix, rows, columns, ~inside, count)
    row_lower = np.where(shared, matrix.row_lower - np.where(shared, most, 0.0), matrix.row_lower)
    row_upper = np.where(shared, matrix.row_upper - np.where(shared, least, 0.0), matrix.row_upper)
    price = np.where(shared, answer.duals[:count], 0.0)
    charged = cost - np.bincount(columns, weights=matrix.value * price[rows], minlength=len(mine))
    lower, upper = _bound_near(model, session, answer.values, np.unique(columns[inside & shared[rows]]), less)
    part = _slice(matrix, mine, touched, row_lower, row_upper)
    return _DaysProgram(
        columns=np.flatnonzero(mine),
        program=Program(matrix=part, lower=lower[mine], upper=upper[mine]),
        cost=charged[mine],
    )


def _bound_near(model: Model, session: Session, x: Floats, linked: Ints, less: float) -> tuple[Floats, Floats]:
    """Bounds of all columns, those linked with later days near what they are now.

    Goods that later days count on may be fewer by `less`, at best by none: a price is that of one more, and one less
    can cost far more.
    """
    v = model.columns
    counted_on = np.concatenate([v.stock[v.stock >= 0], v.in_place[v.in_place >= 0]])
    lower, upper = session.lower.copy(), session.upper.copy()
    fewer = np.where(np.isin(linked, counted_on), less, _APART)
    lower[linked] = np.maximum(lower[linked], x[linked] - fewer)
    upper[linked] = np.minimum(upper[linked], x[linked] + _APART)
    return lower, upper


def _bound_others(
    session: Session, matrix: Matrix, rows: Ints, columns: Ints, theirs: Bools, count: int
) -> tuple[Floats, Floats]:
    """By row: the least and the most that the columns outside can add to it within their bounds."""
    value, column, row = matrix.value[theirs], columns[theirs], rows[theirs]
    low, high = value * session.lower[column], value * session.upper[column]
    least: Floats = np.bincount(row, weights=np.minimum(low, high), minlength=count).astype(float)
    most: Floats = np.bincount(row, weights=np.maximum(low, high), minlength=count).astype(float)
    return least, most


def _slice(matrix: Matrix, mine: Bools, kept: Bools, row_lower: Floats, row_upper: Floats) -> Matrix:
    """Some columns and rows of a matrix."""
    sizes = np.diff(matrix.start)
    entries = np.repeat(mine, sizes)
    number = np.cumsum(kept) - 1
    return Matrix(
        upper=matrix.upper[mine],
        whole=matrix.whole[mine],
        row_lower=row_lower[kept],
        row_upper=row_upper[kept],
        start=np.concatenate([[0], np.cumsum(sizes[mine])]),
        index=number[matrix.index[entries]],
        value=matrix.value[entries],
    )

"""What a plan's flights are worth: one measure for all ways of planning.

Loads and trips are fixed at what was flown; what people can make of them (buying on the spot, using, running) is
worked out at its best on the plain formulation, aim by aim, each held at its least for those after it. It shares no
line with `malja.lifts`, so malja's own claims are checked here too.
"""

from __future__ import annotations

from typing import Any

import highspy
import numpy as np

from benchmarks.flown import Flown
from benchmarks.plain import Plain, formulate
from benchmarks.rows import Terms
from malja.catalogue.facts import TIERS
from malja.operation.operation import Operation

#: The solver's own tolerance, where an aim is held at its cap.
SLACK = 1e-7
#: Fractions of packs on flows come with as many digits as a solver writes (CBC: 8): so much less may leave.
DIGITS = 1e-6
#: HiGHS's numbers for the ways of the simplex method.
DUAL, PRIMAL = 1, 4


class ImpossibleError(Exception):
    """Loads that cannot be flown: goods that are not there, vehicles that are full or do not go."""


def evaluate(operation: Operation, flown: Flown) -> dict[str, float]:
    """By aim: the value of the flights, in charged and weighted person-days; cost in the operation's currency.

    Raises ImpossibleError for flights that break a limit or load what is not there.
    """
    plain = formulate(operation)
    _fix(plain, flown)
    solver = _solver(plain)
    columns: list[float] = []
    for aim in (*TIERS, "cost"):
        terms = plain.rows.aims[aim]
        columns = _least(solver, terms, len(plain.rows.lower), aim)
        if aim != "cost" and terms:
            _hold(solver, terms, _sum(terms, columns) / _scale(terms))
    return {aim: _sum(terms, columns) + plain.rows.constants[aim] for aim, terms in plain.rows.aims.items()}


def _least(solver: Any, terms: Terms, count: int, aim: str) -> list[float]:
    """The columns that make an aim least, from where the aim before it ended; afresh if that leads nowhere."""
    cost, scale = np.zeros(count), _scale(terms)
    cost[[column for column, _ in terms]] = [each / scale for _, each in terms]
    solver.changeColsCost(count, np.arange(count, dtype=np.int32), cost)
    solver.run()
    if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        solver.clearSolver()
        solver.setOptionValue("simplex_strategy", DUAL)
        solver.run()
    if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        raise ImpossibleError(f"{aim}: {solver.modelStatusToString(solver.getModelStatus())}")
    return list(solver.getSolution().col_value)


def _hold(solver: Any, terms: Terms, least: float) -> None:
    """Keep an aim at its least; the solution stays within, so the primal method goes on from it."""
    index = np.array([column for column, _ in terms], dtype=np.int32)
    value = np.array([each for _, each in terms]) / _scale(terms)
    solver.addRow(-highspy.kHighsInf, least + SLACK * max(1.0, least), len(index), index, value)
    solver.setOptionValue("simplex_strategy", PRIMAL)


def _fix(plain: Plain, flown: Flown) -> None:
    """Every trip and every load at what was flown."""
    rows = plain.rows
    trips = {(lift, day): float(vehicles) for lift, day, vehicles in flown.trips}
    loads = {(lift, item, day): packs for lift, item, day, packs in flown.loads}
    unknown = [key for key, packs in loads.items() if key not in plain.loads.packs and packs]
    without = [key for key in trips if key not in plain.loads.trips]
    if unknown or without:
        raise ImpossibleError(f"cannot go: {[*unknown, *without][:3]}")
    for trip, column in plain.loads.trips.items():
        rows.lower[column] = rows.upper[column] = trips.get(trip, 0.0)
    for load, sums in plain.loads.packs.items():
        packs = float(loads.get(load, 0.0))
        least = packs if packs.is_integer() else packs - DIGITS * max(1.0, packs)
        if packs == 0 or len(sums) == 1:
            for column, _ in sums:
                rows.lower[column], rows.upper[column] = max(0.0, least), packs
        else:
            rows.row("flown", sums, lower=least, upper=packs)


def _scale(terms: Terms) -> float:
    """Brings an aim's largest coefficient near 100, where the solver's tolerances are at home."""
    return max((abs(each) for _, each in terms), default=1.0) / 100.0 or 1.0


def _sum(terms: Terms, columns: list[float]) -> float:
    return float(sum(each * columns[column] for column, each in terms))


def _solver(plain: Plain) -> Any:
    rows = [row for family in plain.rows.rows.values() for row in family]
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = len(plain.rows.lower), len(rows)
    lp.col_cost_ = np.zeros(lp.num_col_)
    lp.col_lower_, lp.col_upper_ = np.array(plain.rows.lower), np.array(plain.rows.upper)
    scales = [max((abs(each) for _, each in row.terms), default=1.0) for row in rows]
    lp.row_lower_ = np.array([row.lower / scale for row, scale in zip(rows, scales, strict=True)])
    lp.row_upper_ = np.array([row.upper / scale for row, scale in zip(rows, scales, strict=True)])
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = np.cumsum([0, *(len(row.terms) for row in rows)], dtype=np.int32)
    lp.a_matrix_.index_ = np.array([column for row in rows for column, _ in row.terms], dtype=np.int32)
    lp.a_matrix_.value_ = np.array(
        [each / scale for row, scale in zip(rows, scales, strict=True) for _, each in row.terms]
    )
    made: Any = highspy.Highs
    solver = made()
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("threads", 1)
    solver.passModel(lp)
    return solver

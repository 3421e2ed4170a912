"""What no plan can beat: the linear relaxation of the plain formulation, aim by aim, solved by HiGHS.

Trips and packs may be fractions. Each aim is made least with the aims before it within their caps, as the planner's
own stages are (docs/model.md); nothing of `malja.lifts` is used.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import highspy
import numpy as np

from benchmarks.plain import Plain, formulate
from benchmarks.rows import Terms
from malja.catalogue.facts import TIERS, Tier
from malja.operation.operation import Operation

AIMS = (*TIERS, "cost")
#: HiGHS stops within 1e-7 of a row scaled to 100; so much below its value a bound is certain.
_SLACK = 1e-6


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """What is proven of an operation."""

    values: dict[str, float | None]
    """By aim: the least value of the relaxation; None where it was not proven in its time."""
    person_days: dict[str, float]
    """By tier: weighted person-days that the aim's value is a part of."""


def find_bounds(operation: Operation, seconds: float) -> Bounds:
    """The least value of each aim, those before it within their caps; `seconds` of the clock for each of them."""
    plain = formulate(operation)
    solver = _load(plain)
    values: dict[str, float | None] = dict.fromkeys(AIMS)
    for aim in AIMS:
        terms = plain.rows.aims[aim]
        value = _minimise(solver, terms, seconds) if terms else 0.0
        if value is None:
            break
        values[aim] = value + plain.rows.constants[aim]
        if terms and aim != "cost":
            _cap(solver, terms, plain.cap(aim, value))
    return Bounds(values=values, person_days={tier: _sum_person_days(plain, tier) for tier in TIERS})


def _sum_person_days(plain: Plain, tier: Tier) -> float:
    """Weighted person-days on which a tier asks for something."""
    return sum(
        need.need.weight * float(need.people[day])
        for need in plain.given.needs
        if tier in need.required
        for day in range(plain.given.horizon)
        if need.required[tier][day] > 0
    )


def _minimise(solver: Any, terms: Terms, seconds: float) -> float | None:
    """The least value of a sum; None where it is not proven in its time.

    A hair below what HiGHS says, so that its tolerance cannot make the bound wrong. Solved afresh: HiGHS presolves only
    then, which saves more here than the basis of the aim before.
    """
    solver.clearSolver()
    solver.setOptionValue("time_limit", solver.getRunTime() + seconds)
    count, scale = solver.getNumCol(), _scale(terms)
    cost = np.zeros(count)
    cost[[column for column, _ in terms]] = [each / scale for _, each in terms]
    solver.changeColsCost(count, np.arange(count, dtype=np.int32), cost)
    solver.run()
    if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        return None
    value = float(solver.getInfo().objective_function_value) * scale
    return max(0.0, value - _SLACK * max(1.0, abs(value)))


def _cap(solver: Any, terms: Terms, most: float) -> None:
    """Keep a sum at most at its cap from now on."""
    index = np.array([column for column, _ in terms], dtype=np.int32)
    each = np.array([value for _, value in terms]) / _scale(terms)
    most += 2 * _SLACK * max(1.0, abs(most))
    solver.addRow(-highspy.kHighsInf, most / _scale(terms), len(index), index, each)


def _scale(terms: Terms) -> float:
    """Brings the largest coefficient of a sum to 100, where the solver's tolerances are at home."""
    return max(abs(each) for _, each in terms) / 100.0


def _load(plain: Plain) -> Any:
    """The relaxation in HiGHS, each row scaled to a largest coefficient of 1."""
    rows = [row for family in plain.rows.rows.values() for row in family]
    scales = np.array([max((abs(each) for _, each in row.terms), default=1.0) for row in rows])
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = len(plain.rows.lower), len(rows)
    lp.col_cost_ = np.zeros(lp.num_col_)
    lp.col_lower_, lp.col_upper_ = np.array(plain.rows.lower), np.array(plain.rows.upper)
    lp.row_lower_ = np.array([row.lower for row in rows]) / scales
    lp.row_upper_ = np.array([row.upper for row in rows]) / scales
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = np.cumsum([0, *(len(row.terms) for row in rows)], dtype=np.int32)
    lp.a_matrix_.index_ = np.array([column for row in rows for column, _ in row.terms], dtype=np.int32)
    lp.a_matrix_.value_ = np.array(
        [each / scale for row, scale in zip(rows, scales, strict=True) for _, each in row.terms]
    )
    make: Any = highspy.Highs
    solver = make()
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("threads", 1)
    solver.passModel(lp)
    return solver

"""Rows and columns of a mixed-integer programme, one at a time, solved by scipy to proven optimality."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array

#: A weighted sum of columns; the key CONSTANT holds what is added to it.
Sum = dict[int, float]
CONSTANT = -1
INFINITE = float("inf")


class UnsolvedError(Exception):
    """The solver did not prove an optimum in its time."""


def plus(*parts: tuple[float, Sum]) -> Sum:
    """Sums, each times a factor, added up."""
    total: Sum = {}
    for factor, part in parts:
        for column, value in part.items():
            total[column] = total.get(column, 0.0) + factor * value
    return total


def added(parts: Iterable[Sum]) -> Sum:
    """Sums added up."""
    return plus(*((1.0, part) for part in parts))


def worth(total: Sum, columns: list[float]) -> float:
    """What a sum comes to."""
    return sum(value * (1.0 if column == CONSTANT else columns[column]) for column, value in total.items())


class Program:
    """Columns with bounds, rows `sum <= 0` or `sum == 0`."""

    def __init__(self) -> None:
        self.upper: list[float] = []
        self.whole: list[int] = []
        self.rows: list[tuple[Sum, bool]] = []

    def column(self, upper: float = INFINITE, whole: bool = False) -> Sum:
        """A new variable from 0 to `upper`."""
        self.upper.append(upper)
        self.whole.append(int(whole))
        return {len(self.upper) - 1: 1.0}

    def at_most(self, left: Sum, right: Sum | float) -> None:
        """The row left <= right."""
        other = right if isinstance(right, dict) else {CONSTANT: right}
        if other.get(CONSTANT, 0.0) != INFINITE:
            self.rows.append((plus((1.0, left), (-1.0, other)), False))

    def equal(self, left: Sum, right: Sum) -> None:
        """The row left == right."""
        self.rows.append((plus((1.0, left), (-1.0, right)), True))

    def least(self, aim: Sum, within: list[tuple[Sum, float]], *, seconds: float = 20) -> tuple[float, list[float]]:
        """The least value of a sum, with further sums kept within limits; and the columns that give it."""
        rows = [*self.rows, *((plus((1.0, left), (-1.0, {CONSTANT: limit})), False) for left, limit in within)]
        entries = [
            (number, column, value)
            for number, (row, _) in enumerate(rows)
            for column, value in row.items()
            if column != CONSTANT
        ]
        spots = ([entry[0] for entry in entries], [entry[1] for entry in entries])
        matrix = coo_array(([entry[2] for entry in entries], spots), shape=(len(rows), len(self.upper))).tocsr()
        sides = np.array([-row.get(CONSTANT, 0.0) for row, _ in rows])
        lower = np.array([side if exact else -INFINITE for side, (_, exact) in zip(sides, rows, strict=True)])
        price = np.zeros(len(self.upper))
        for column, value in aim.items():
            if column != CONSTANT:
                price[column] = value
        rows_within = LinearConstraint(matrix, lower, sides)
        most = np.array(self.upper)
        whole = np.array(self.whole)
        # Without presolve: with it scipy's HiGHS (1.17) called a plan best for which a better is known.
        options = {"mip_rel_gap": 0.0, "time_limit": seconds, "presolve": False}
        found = milp(price, integrality=whole, bounds=Bounds(0, most), constraints=rows_within, options=options)
        if found.status != 0:
            raise UnsolvedError(found.message)
        # Whole columns are whole to a millionth only, which thousands of units can slip through: round them, once more.
        fixed = np.where(whole > 0, np.round(found.x), 0.0)
        bounds = Bounds(fixed, np.where(whole > 0, fixed, most))
        again = milp(price, bounds=bounds, constraints=rows_within)
        if again.status == 0:
            found = again
        return float(found.fun) + aim.get(CONSTANT, 0.0), [float(value) for value in found.x]

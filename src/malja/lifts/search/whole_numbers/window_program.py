"""The part of a program that belongs to some days: what came before stands, what comes after is worth its price."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from malja.lifts.solver.matrix import Bools, Floats, Ints, Matrix
from malja.lifts.solver.program import Cap, Program

#: A unit more or less for the days behind a window is worth so much less or more than its price: the price holds
#: for the first unit only, and without that a window would send on everything that has one.
_CAUTION = 0.3

#: The most that a window may take from, or add to, what the days behind it have in one row.
_ENDLESS = 1e9


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowProgram:
    """A program of some columns of another one: `columns` are their numbers there, in order; what follows is slack."""

    program: Program
    cost: Floats
    columns: Ints

    def find(self, columns: Ints) -> Ints:
        """The numbers here of columns of the whole program; those that are fixed there are left out."""
        found = columns[np.isin(columns, self.columns)]
        return np.searchsorted(self.columns, found).astype(np.int64)


def cut_window(program: Program, cost: Floats, x: Floats, duals: Floats, since: int, until: int) -> WindowProgram:
    """The program of the days from `since` to before `until`, all other columns as in the solution `x` [columns].

    A row that days behind the window share may end elsewhere than in `x`: what they get more or less is charged at its
    price `duals` [rows, caps last], dearer where it is less (docs/model.md, Why it is fast).
    """
    matrix, day = program.matrix, program.matrix.day
    free = (day >= since) & (day < until) & (program.upper > program.lower)
    later = day >= until
    of_entry = np.repeat(np.arange(len(cost)), np.diff(matrix.start))
    inside, behind = free[of_entry], later[of_entry]
    count = len(matrix.row_lower)
    fixed = np.bincount(matrix.index[~inside], weights=(matrix.value * x[of_entry])[~inside], minlength=count)
    used = np.bincount(matrix.index[inside], minlength=count) > 0
    shared = used & (np.bincount(matrix.index[behind], minlength=count) > 0)
    rows, tail, columns = np.flatnonzero(used), np.flatnonzero(shared), np.flatnonzero(free)
    row_here = np.cumsum(used) - 1
    falls, rises = _find_ways(matrix, of_entry, behind, program, x)
    column_here = np.cumsum(free) - 1
    slack = len(columns) + np.arange(len(tail))
    entries = (
        np.concatenate([row_here[matrix.index[inside]], row_here[tail], row_here[tail]]),
        np.concatenate([column_here[of_entry[inside]], slack, slack + len(tail)]),
        np.concatenate([matrix.value[inside], np.ones(len(tail)), -np.ones(len(tail))]),
    )
    nothing = np.zeros(2 * len(tail))
    upper = np.concatenate([program.upper[columns], rises[tail], falls[tail]])
    price = duals[tail]
    caution = _CAUTION * np.abs(price)
    return WindowProgram(
        program=Program(
            matrix=_build_matrix(
                entries, upper, matrix.row_lower[rows] - fixed[rows], matrix.row_upper[rows] - fixed[rows]
            ),
            lower=np.concatenate([program.lower[columns], nothing]),
            upper=upper,
            caps=tuple(_cut_cap(cap, free, x, nothing) for cap in program.caps),
        ),
        cost=np.concatenate([cost[columns], price + caution, caution - price]),
        columns=columns,
    )


def _find_ways(matrix: Matrix, of_entry: Ints, behind: Bools, program: Program, x: Floats) -> tuple[Floats, Floats]:
    """By row how far what the later days put into it can fall and rise from what it is in `x`."""
    rows, columns, values = matrix.index[behind], of_entry[behind], matrix.value[behind]
    down = np.maximum(x[columns] - program.lower[columns], 0.0)
    up = np.minimum(np.maximum(program.upper[columns] - x[columns], 0.0), _ENDLESS)
    count = len(matrix.row_lower)
    falls = np.where(values > 0, values * down, -values * up)
    rises = np.where(values > 0, values * up, -values * down)
    return _sum_by_row(rows, falls, count), _sum_by_row(rows, rises, count)


def _sum_by_row(rows: Ints, values: Floats, count: int) -> Floats:
    return np.bincount(rows, weights=values, minlength=count).astype(float)


def _build_matrix(entries: tuple[Ints, Ints, Floats], upper: Floats, row_lower: Floats, row_upper: Floats) -> Matrix:
    rows, columns, values = entries
    order = np.lexsort((rows, columns))
    start = np.zeros(len(upper) + 1, dtype=np.int64)
    np.add.at(start, columns + 1, 1)
    return Matrix(
        upper=upper,
        whole=np.zeros(len(upper), dtype=bool),
        row_lower=row_lower,
        row_upper=row_upper,
        start=np.cumsum(start),
        index=rows[order],
        value=values[order],
    )


def _cut_cap(cap: Cap, free: Bools, x: Floats, slack: Floats) -> Cap:
    elsewhere = float(cap.coefficients[~free] @ x[~free])
    return Cap(
        coefficients=np.concatenate([cap.coefficients[free], slack]),
        lower=cap.lower - elsewhere,
        upper=cap.upper - elsewhere,
    )

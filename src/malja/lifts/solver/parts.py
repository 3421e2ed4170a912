"""The parts of a linear program that have no row in common: each can be solved by itself, and again and again."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from malja.lifts.solver.matrix import Bools, Ints, Matrix
from malja.lifts.solver.program import Program

#: The number of the part of a column that can have one value only.
FIXED = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramPart:
    """A part as a program; its column n is column `columns[n]` of the whole."""

    columns: Ints
    program: Program


class ProgramParts:
    """A program split into its parts; columns whose bounds are one value are put into the rows' limits.

    `part_of`: by column the number of its part, or FIXED. ProgramParts are numbered by their first column.
    """

    def __init__(self, program: Program, dropped: Bools) -> None:
        """`dropped`: rows that are left out."""
        matrix = program.matrix
        self._program = program
        free = program.upper > program.lower
        column = np.repeat(np.arange(len(matrix.start) - 1), np.diff(matrix.start))
        held = ~free[column]
        given = np.zeros(len(matrix.row_lower))
        np.add.at(given, matrix.index[held], matrix.value[held] * program.lower[column[held]])
        self._row_lower, self._row_upper = matrix.row_lower - given, matrix.row_upper - given
        kept = free[column] & ~dropped[matrix.index]
        self._row, self._column, self._value = matrix.index[kept], column[kept], matrix.value[kept]
        self.part_of = _number_parts(self._row, self._column, len(given), free)
        self._by_part = np.argsort(self.part_of[self._column], kind="stable")
        self._ends = np.searchsorted(
            self.part_of[self._column][self._by_part], np.arange(self.part_of.max(initial=-1) + 2)
        )
        self._columns_by_part = np.argsort(self.part_of, kind="stable")
        self._column_ends = np.searchsorted(
            self.part_of[self._columns_by_part], np.arange(self.part_of.max(initial=-1) + 2)
        )

    def build(self, part: int) -> ProgramPart:
        """A part by its number."""
        columns = self._columns_by_part[self._column_ends[part] : self._column_ends[part + 1]]
        mine = np.sort(self._by_part[self._ends[part] : self._ends[part + 1]])
        rows, row = np.unique(self._row[mine], return_inverse=True)
        column = np.searchsorted(columns, self._column[mine])
        upper = self._program.upper[columns]
        matrix = Matrix(
            upper=upper,
            whole=np.zeros(len(columns), dtype=bool),
            row_lower=self._row_lower[rows],
            row_upper=self._row_upper[rows],
            start=np.concatenate([[0], np.cumsum(np.bincount(column, minlength=len(columns)))]),
            index=np.asarray(row, dtype=np.int64).ravel(),
            value=self._value[mine],
        )
        return ProgramPart(
            columns=columns, program=Program(matrix=matrix, lower=self._program.lower[columns], upper=upper)
        )


def _number_parts(row: Ints, column: Ints, rows: int, free: Bools) -> Ints:
    """By column the number of its part: the least column that rows join it to, step by step."""
    label, row_label = np.arange(len(free)), np.full(rows, len(free))
    while True:
        before = label.copy()
        row_label[:] = len(free)
        np.minimum.at(row_label, row, label[column])
        least = row_label[row]
        # Whom a column points to is told too, and what points further on is followed: long chains of days are short.
        np.minimum.at(label, before[column], least)
        np.minimum.at(label, column, least)
        label = label[label]
        if np.array_equal(before, label):
            break
    numbers = np.full(len(free), FIXED, dtype=np.int64)
    _, numbers[free] = np.unique(label[free], return_inverse=True)
    return numbers

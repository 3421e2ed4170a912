"""A sparse matrix, built in bulk from arrays of row and column numbers, and arrays by column number."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

#: The number of a column (or row) that does not exist: entries with it are left out.
ABSENT = -1


def gather(values: Floats, numbers: Ints) -> Floats:
    """The values of columns (or rows) in the shape of their `numbers`; 0 where ABSENT."""
    if not len(values):
        return np.zeros(numbers.shape)
    return np.where(numbers >= 0, values[np.maximum(numbers, 0)], 0.0)


def scatter(values: Floats, numbers: Ints, new: ArrayLike) -> None:
    """Write `new`, broadcast to the shape of `numbers`, into the values of these columns; none where ABSENT."""
    there = numbers >= 0
    values[numbers[there]] = np.broadcast_to(np.asarray(new, dtype=float), numbers.shape)[there]


class MatrixBuilder:
    """Columns with bounds, rows with bounds, and entries; numbers follow the order of adding."""

    def __init__(self) -> None:
        self.column_count = 0
        self.row_count = 0
        self.limits: dict[str, Ints] = {}
        self._upper: list[Floats] = []
        self._whole: list[NDArray[np.bool_]] = []
        self._day: list[Ints] = []
        self._row_lower: list[Floats] = []
        self._row_upper: list[Floats] = []
        self._rows: list[Ints] = []
        self._columns: list[Ints] = []
        self._values: list[Floats] = []

    def add_columns(self, exist: NDArray[np.bool_], upper: ArrayLike = np.inf, whole: bool = False) -> Ints:
        """Numbers of new columns in 0..upper where `exist`, ABSENT elsewhere; same shape as `exist`.

        The last axis of `exist` counts days.
        """
        numbers = np.full(exist.shape, ABSENT, dtype=np.int64)
        count = int(exist.sum())
        numbers[exist] = self.column_count + np.arange(count)
        self.column_count += count
        self._upper.append(np.broadcast_to(np.asarray(upper, dtype=float), exist.shape)[exist])
        self._whole.append(np.full(count, whole))
        self._day.append(np.broadcast_to(np.arange(exist.shape[-1]), exist.shape)[exist])
        return numbers

    def add_rows(self, exist: NDArray[np.bool_], lower: ArrayLike, upper: ArrayLike, limit: str = "") -> Ints:
        """Numbers of new rows lower <= row <= upper where `exist`, ABSENT elsewhere; same shape as `exist`.

        `limit` names what the rows limit, to find the limits that bind.
        """
        numbers = np.full(exist.shape, ABSENT, dtype=np.int64)
        count = int(exist.sum())
        numbers[exist] = self.row_count + np.arange(count)
        self.row_count += count
        self._row_lower.append(np.broadcast_to(np.asarray(lower, dtype=float), exist.shape)[exist])
        self._row_upper.append(np.broadcast_to(np.asarray(upper, dtype=float), exist.shape)[exist])
        if limit:
            self.limits[limit] = numbers
        return numbers

    def add_entries(self, rows: Ints, columns: Ints, values: ArrayLike) -> None:
        """Add entries; the three broadcast together, entries of absent rows or columns are left out."""
        r, c, v = np.broadcast_arrays(rows, columns, np.asarray(values, dtype=float))
        there = (r >= 0) & (c >= 0) & (v != 0)
        self._rows.append(r[there])
        self._columns.append(c[there])
        self._values.append(v[there])

    def list_upper(self, rows: Ints) -> Floats:
        """The right-hand sides of rows."""
        return np.asarray(_join(self._row_upper, np.float64)[rows], dtype=float)

    def build(self) -> Matrix:
        """The matrix, its entries by column and row; several entries of one place are added up."""
        rows, columns = _join(self._rows, np.int64), _join(self._columns, np.int64)
        values = _join(self._values, np.float64)
        order = np.lexsort((rows, columns))
        rows, columns, values = rows[order], columns[order], values[order]
        new = np.ones(len(rows), dtype=bool)
        new[1:] = (rows[1:] != rows[:-1]) | (columns[1:] != columns[:-1])
        starts = np.flatnonzero(new)
        values = np.add.reduceat(values, starts) if len(starts) else values
        rows, columns = rows[new], columns[new]
        start = np.zeros(self.column_count + 1, dtype=np.int64)
        np.add.at(start, columns + 1, 1)
        return Matrix(
            upper=_join(self._upper, np.float64),
            whole=_join(self._whole, np.bool_),
            day=_join(self._day, np.int64),
            row_lower=_join(self._row_lower, np.float64),
            row_upper=_join(self._row_upper, np.float64),
            start=np.cumsum(start),
            index=rows,
            value=values,
        )


class Matrix:
    """A matrix by columns: column j has the entries index/value[start[j]:start[j + 1]], and is of `day[j]`."""

    __slots__ = ("day", "index", "row_lower", "row_upper", "start", "upper", "value", "whole")

    def __init__(
        self,
        *,
        upper: Floats,
        whole: NDArray[np.bool_],
        row_lower: Floats,
        row_upper: Floats,
        start: Ints,
        index: Ints,
        value: Floats,
        day: Ints | None = None,
    ) -> None:
        self.upper = upper
        self.whole = whole
        self.day = np.zeros(len(upper), dtype=np.int64) if day is None else day
        self.row_lower = row_lower
        self.row_upper = row_upper
        self.start = start
        self.index = index
        self.value = value

    def widen_rows(self, rows: Ints, adds: Floats) -> Matrix:
        """The same matrix with `adds` added to the right-hand side of `rows`."""
        row_lower, row_upper = self.row_lower.copy(), self.row_upper.copy()
        row_lower[rows] += adds
        row_upper[rows] += adds
        parts = {name: getattr(self, name) for name in ("upper", "whole", "day", "start", "index", "value")}
        return Matrix(row_lower=row_lower, row_upper=row_upper, **parts)


def _join(parts: list[NDArray[Any]], kind: type) -> NDArray[Any]:
    return np.concatenate(parts).astype(kind) if parts else np.zeros(0, dtype=kind)


def append_rows(matrix: Matrix, rows: Sequence[Floats]) -> tuple[Ints, Ints, Floats]:
    """Start, row and value of the entries by column, with further rows [column] behind those of a matrix."""
    columns = np.repeat(np.arange(len(matrix.start) - 1), np.diff(matrix.start))
    all_columns, all_rows, all_values = [columns], [matrix.index], [matrix.value]
    for n, coefficients in enumerate(rows):
        there = np.flatnonzero(coefficients)
        all_columns.append(there)
        all_rows.append(np.full(len(there), len(matrix.row_lower) + n))
        all_values.append(coefficients[there])
    joined = np.concatenate(all_columns)
    order = np.argsort(joined, kind="stable")
    start = np.zeros(len(matrix.start), dtype=np.int32)
    np.add.at(start, joined + 1, 1)
    return (
        np.cumsum(start).astype(np.int32),
        np.concatenate(all_rows)[order].astype(np.int32),
        np.concatenate(all_values)[order],
    )

"""Which columns and rows of a model belong to one site, which to what all sites share, and which rows join them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from malja.lifts.model.model import Model
from malja.lifts.solver.matrix import Floats, Ints, Matrix

#: The number of what belongs to no site: sources, hubs, and the lifts between them.
SHARED = -1

#: The number of a row in which columns of several sites, or of a site and of what is shared, stand together.
JOINED = -2

#: The number of a row without columns: it limits nothing.
_EMPTY = -3


@dataclass(frozen=True, slots=True, kw_only=True)
class Partition:
    """The site of each column and row of a model's program, or SHARED; a row of several is JOINED."""

    column: Ints
    row: Ints
    sites: int

    @property
    def joined(self) -> Ints:
        """Rows that join sites with each other or with what they share."""
        return np.flatnonzero(self.row == JOINED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entries:
    """Entries of a matrix: row, column and value of each."""

    row: Ints
    column: Ints
    value: Floats


def split_by_site(model: Model) -> Partition:
    """The partition of a model by the site at which a column acts: that of its place, or to which its lift goes.

    Columns that stand in no array of the model (shares of a basket) belong where the rows do in which they stand.
    """
    column = _find_site_of_columns(model)
    entries = list_matrix_entries(model.program.matrix)
    rows = len(model.program.matrix.row_lower)
    unknown = column == JOINED
    if unknown.any():
        known = ~unknown[entries.column]
        row = _find_site_of_rows(entries.row[known], column[entries.column[known]], rows)
        there = unknown[entries.column] & (row[entries.row] >= 0)
        column[entries.column[there]] = row[entries.row[there]]
        column[column == JOINED] = SHARED
    row = _find_site_of_rows(entries.row, column[entries.column], rows)
    return Partition(column=column, row=row, sites=len(model.problem.sites))


def list_matrix_entries(matrix: Matrix) -> Entries:
    """All entries of a matrix, by column."""
    columns = np.repeat(np.arange(len(matrix.start) - 1), np.diff(matrix.start))
    return Entries(row=matrix.index, column=columns, value=matrix.value)


def _find_site_of_columns(model: Model) -> Ints:
    p, v = model.problem, model.columns
    column = np.full(len(model.program.upper), JOINED, dtype=np.int64)
    site = np.full(len(p.operation.places), SHARED, dtype=np.int64)
    site[p.sites] = np.arange(len(p.sites))
    to, here, of_need = site[p.lifts.destination], np.arange(len(p.sites)), p.site
    for numbers, owner in (
        (v.trips, to), (v.carriers, to), (v.load, to), (v.packs, to), (v.buy, site[p.supply_place]),
        (v.use, here), (v.feed, here), (v.run, here), (v.in_place, here), (v.come, here),
        (v.waste, site), (v.stock, site), (v.serve, of_need), (v.provided, of_need), (v.short, of_need),
    ):  # fmt: skip
        owners = np.broadcast_to(owner.reshape(-1, *[1] * (numbers.ndim - 1)), numbers.shape)
        column[numbers[numbers >= 0]] = owners[numbers >= 0]
    return column


def _find_site_of_rows(rows: Ints, sites: Ints, count: int) -> Ints:
    least, most = np.full(count, np.iinfo(np.int64).max), np.full(count, _EMPTY)
    np.minimum.at(least, rows, sites)
    np.maximum.at(most, rows, sites)
    return np.where(most == _EMPTY, _EMPTY, np.where(least == most, most, JOINED))

"""The part of a model that belongs to one site, and what it answers to prices of what sites share."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from malja.lifts.decomposition.partition import Partition, list_matrix_entries
from malja.lifts.model.model import Model
from malja.lifts.solver.matrix import Floats, Ints, Matrix
from malja.lifts.solver.program import Effort, Program, Session, minimise
from malja.problems import Failed, Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """The columns of one site, or of what is shared, with the rows that are its own and its entries in joined rows.

    `aims` [measure, column] are the sums that a plan is measured by (`list_measures`); `joined` are places in the
    order of the partition's joined rows, with the column and value of each entry.
    """

    columns: Ints
    rows: Ints
    program: Program
    aims: Floats
    joined: Ints
    joined_column: Ints
    joined_value: Floats

    def price(self, prices: Floats) -> Floats:
        """By column, what its entries in joined rows are worth at these prices."""
        return np.bincount(
            self.joined_column, self.joined_value * prices[self.joined], minlength=len(self.columns)
        ).astype(float)

    def sum_joined(self, x: Floats, count: int) -> Floats:
        """What a solution adds to each joined row."""
        return np.bincount(self.joined, self.joined_value * x[self.joined_column], minlength=count).astype(float)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A way in which a site could be supplied: its measures, and what it takes of the joined rows (those not 0)."""

    site: int
    value: float
    """The sum that was minimised, prices included: no other way is cheaper."""
    measures: Floats
    joined: Ints
    takes: Floats


def list_measures(model: Model) -> Floats:
    """[measure, column]: the three shortfalls, cost, the charge of a basket, and the tie-break."""
    return np.stack([*model.objectives(), model.aims.basket, model.aims.tie])


def cut_pieces(model: Model, partition: Partition, sites: tuple[int, ...]) -> list[Piece]:
    """The pieces of these sites (SHARED: of what is shared), in their order."""
    entries = list_matrix_entries(model.program.matrix)
    owner = partition.column[entries.column]
    order = np.argsort(owner, kind="stable")
    measures, most = list_measures(model), _find_most(model)
    place = np.full(len(partition.row), -1, dtype=np.int64)
    joined_place = place.copy()
    joined_place[partition.joined] = np.arange(len(partition.joined))
    pieces = []
    for site in sites:
        first, end = np.searchsorted(owner[order], [site, site + 1])
        mine = order[first:end]
        columns, rows = np.flatnonzero(partition.column == site), np.flatnonzero(partition.row == site)
        place[rows] = np.arange(len(rows))
        row, column, value = entries.row[mine], entries.column[mine], entries.value[mine]
        column = np.searchsorted(columns, column)
        own, shared = place[row] >= 0, joined_place[row] >= 0
        matrix = model.program.matrix
        lower = model.program.lower[columns]
        pieces.append(
            Piece(
                columns=columns,
                rows=rows,
                program=Program(
                    matrix=Matrix(
                        upper=model.program.upper[columns],
                        whole=matrix.whole[columns],
                        row_lower=matrix.row_lower[rows],
                        row_upper=matrix.row_upper[rows],
                        start=np.concatenate([[0], np.cumsum(np.bincount(column[own], minlength=len(columns)))]),
                        index=place[row[own]],
                        value=value[own],
                        day=matrix.day[columns],
                    ),
                    lower=lower,
                    upper=np.maximum(lower, np.minimum(model.program.upper[columns], most[columns])),
                ),
                aims=measures[:, columns],
                joined=joined_place[row[shared]],
                joined_column=column[shared],
                joined_value=value[shared],
            )
        )
        place[rows] = -1
    return pieces


def _find_most(model: Model) -> Floats:
    """By column more than any plan needs of it, so that no price makes a piece unlimited; inf where not about goods."""
    v, p = model.columns, model.problem
    most = np.full(len(model.program.upper), np.inf)
    by_item = p.find_largest_load()
    by_lot = by_item[p.lots.item]
    for numbers, packs in (
        (v.load, by_lot[None, :, None]), (v.stock, by_lot[None, :, None]), (v.waste, by_lot[None, :, None]),
        (v.buy, by_item[p.supply_item][:, None]), (v.packs, by_item[None, :, None]),
    ):  # fmt: skip
        there = numbers >= 0
        most[numbers[there]] = np.broadcast_to(packs, numbers.shape)[there]
    return most


class SitePrices:
    """A site's piece that is asked again and again what it would take at other prices, each time from where it was."""

    def __init__(self, site: int, piece: Piece, joined: int) -> None:
        self.site = site
        self.piece = piece
        self._joined = joined
        self._session: Session | None = None

    def propose(self, weights: Floats, prices: Floats) -> Proposal:
        """The best the site can do, its measures weighed by `weights`, where it pays for what it takes."""
        cost = weights @ self.piece.aims - self.piece.price(prices)
        if self._session is None:
            self._session = Session(self.piece.program, cost, Effort())
        self._session.set_cost(cost)
        answer = self._session.solve()
        if answer.values is None:
            # From where it stood the solver got lost: once more from nowhere.
            self._session = None
            answer = minimise(self.piece.program, cost)
        if answer.values is None:
            raise Failed([Problem(code="solver_failed", values=(("status", f"site {self.site}"),))])
        return self.describe(answer.values, answer.value)

    def propose_nothing(self) -> Proposal:
        """The best the site can do with what it has: none of its columns in joined rows is used."""
        program = self.piece.program
        upper = program.upper.copy()
        upper[self.piece.joined_column] = program.lower[self.piece.joined_column]
        weights = np.array([400.0, 20.0, 1.0, 0.0, 0.0, 0.0])
        answer = Session(program.with_bounds(program.lower, upper), weights @ self.piece.aims, Effort()).solve()
        if answer.values is None:
            raise Failed([Problem(code="solver_failed", values=(("status", f"site {self.site}"),))])
        return self.describe(answer.values, answer.value)

    def describe(self, x: Floats, value: float) -> Proposal:
        """A solution of the piece as a proposal."""
        takes = self.piece.sum_joined(x, self._joined)
        there = np.flatnonzero(np.abs(takes) > 1e-9)
        return Proposal(site=self.site, value=value, measures=self.piece.aims @ x, joined=there, takes=takes[there])

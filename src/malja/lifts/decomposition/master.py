"""What all sites share, with the ways in which each site could be supplied: the prices of goods come from here."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from malja.lifts.decomposition.pieces import Piece, Proposal
from malja.lifts.solver.matrix import Floats, Matrix
from malja.lifts.solver.program import Cap, Central, Program, find_central_prices


@dataclass(frozen=True, slots=True, kw_only=True)
class MasterPrices:
    """Prices of all rows of what is shared, and what follows from them.

    `joined` are those of the joined rows; `weights` of the measures are those asked for, less the prices of caps.
    """

    own: Floats
    joined: Floats
    caps: Floats
    weights: Floats

    def mix(self, other: MasterPrices, share: float) -> MasterPrices:
        """So much of these prices and the rest of others': as valid as both."""
        own, joined, caps, weights = (
            share * mine + (1.0 - share) * its
            for mine, its in (
                (self.own, other.own),
                (self.joined, other.joined),
                (self.caps, other.caps),
                (self.weights, other.weights),
            )
        )
        return MasterPrices(own=own, joined=joined, caps=caps, weights=weights)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mixture:
    """The best mixture of the ways that were proposed, with what is shared: its value and measures, and how much of
    each proposal it takes."""

    value: float
    measures: Floats
    shared: Floats
    shares: Floats


class Master:
    """Sources, hubs and the lifts between them, and one row for each site: of its proposals it takes one in all."""

    def __init__(self, shared: Piece, joined_lower: Floats, joined_upper: Floats, sites: int) -> None:
        self.shared = shared
        self.proposals: list[Proposal] = []
        self._rows, self._joined, self._sites = len(shared.rows), len(joined_lower), sites
        own = shared.program.matrix
        self._row_lower = np.concatenate([own.row_lower, joined_lower, np.ones(sites)])
        self._row_upper = np.concatenate([own.row_upper, joined_upper, np.ones(sites)])
        self._start, self._index, self._value = _join_rows(shared, self._rows)

    def add(self, proposal: Proposal) -> None:
        """Take in a proposal."""
        self.proposals.append(proposal)

    def solve(self, weights: Floats, caps: Floats, tolerance: float) -> tuple[Mixture, MasterPrices] | None:
        """The best mixture by these weights of the measures, each below its cap, and the prices; None where none is."""
        measures = self._list_measures()
        program = self._build_program()
        kept = np.flatnonzero(np.isfinite(caps))
        program = program.with_caps(*(Cap(coefficients=measures[n], upper=float(caps[n])) for n in kept))
        central = find_central_prices(program, weights @ measures, tolerance)
        if central is None:
            return None
        count = len(self.shared.columns)
        mixture = Mixture(
            value=central.value,
            measures=measures @ central.values,
            shared=central.values[:count],
            shares=central.values[count:],
        )
        return mixture, self._read_prices(central, weights, kept)

    def bound(self, prices: MasterPrices, caps: Floats, answers: list[Proposal]) -> float:
        """The least value that is proven by prices and what the sites answered to them (docs/model.md, Scale)."""
        own, lower, upper = self.shared, self._row_lower[: -self._sites], self._row_upper[: -self._sites]
        duals = np.concatenate([prices.own, prices.joined])
        sides = np.where(duals > 0, np.where(np.isfinite(lower), lower, 0.0), np.where(np.isfinite(upper), upper, 0.0))
        matrix = own.program.matrix
        columns = np.repeat(np.arange(len(own.columns)), np.diff(matrix.start))
        paid = np.bincount(columns, matrix.value * prices.own[matrix.index], minlength=len(own.columns))
        reduced = prices.weights @ own.aims - paid - own.price(prices.joined)
        with np.errstate(invalid="ignore"):
            cheapest = np.where(reduced >= 0, reduced * own.program.lower, reduced * own.program.upper)
        kept = np.isfinite(caps)
        capped = float(prices.caps[kept] @ caps[kept])
        return float(duals @ sides) + float(cheapest.sum()) + capped + sum(answer.value for answer in answers)

    def _read_prices(self, central: Central, weights: Floats, kept: np.ndarray) -> MasterPrices:
        """The prices, with the sign that each row allows."""
        duals = central.duals[: self._rows + self._joined].copy()
        lower, upper = self._row_lower[: len(duals)], self._row_upper[: len(duals)]
        duals = np.where(np.isfinite(lower), duals, np.minimum(duals, 0.0))
        duals = np.where(np.isfinite(upper), duals, np.maximum(duals, 0.0))
        caps = np.zeros(len(weights))
        caps[kept] = np.minimum(0.0, central.duals[len(central.duals) - len(kept) :]) if len(kept) else 0.0
        return MasterPrices(own=duals[: self._rows], joined=duals[self._rows :], caps=caps, weights=weights - caps)

    def _list_measures(self) -> Floats:
        if not self.proposals:
            return self.shared.aims
        return np.concatenate([self.shared.aims, np.stack([one.measures for one in self.proposals], axis=1)], axis=1)

    def _build_program(self) -> Program:
        starts, index, value = [self._start], [self._index], [self._value]
        filled = int(self._start[-1])
        ends = []
        for one in self.proposals:
            index += [self._rows + one.joined, np.array([self._rows + self._joined + one.site])]
            value += [one.takes, np.ones(1)]
            filled += len(one.joined) + 1
            ends.append(filled)
        starts.append(np.array(ends, dtype=np.int64))
        own, count = self.shared.program, len(self.proposals)
        upper = np.concatenate([own.upper, np.full(count, np.inf)])
        matrix = Matrix(
            upper=upper,
            whole=np.zeros(len(upper), dtype=bool),
            row_lower=self._row_lower,
            row_upper=self._row_upper,
            start=np.concatenate(starts),
            index=np.concatenate(index),
            value=np.concatenate(value),
        )
        return Program(matrix=matrix, lower=np.concatenate([own.lower, np.zeros(count)]), upper=upper)


def _join_rows(shared: Piece, rows: int) -> tuple[np.ndarray, np.ndarray, Floats]:
    """The entries of what is shared by column: its own rows first, the joined rows behind them."""
    matrix = shared.program.matrix
    columns = np.concatenate([np.repeat(np.arange(len(shared.columns)), np.diff(matrix.start)), shared.joined_column])
    index = np.concatenate([matrix.index, rows + shared.joined])
    value = np.concatenate([matrix.value, shared.joined_value])
    order = np.argsort(columns, kind="stable")
    start = np.concatenate([[0], np.cumsum(np.bincount(columns, minlength=len(shared.columns)))])
    return start, index[order], value[order]

"""Prices of what sites share, round by round, until the best mixture of proposals is near what the prices prove."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from malja.lifts.decomposition.master import Master, MasterPrices, Mixture
from malja.lifts.decomposition.pieces import Proposal
from malja.lifts.model.model import TIER_WEIGHT_RATIO, Model
from malja.lifts.search.deadline import Deadline
from malja.lifts.solver.matrix import Floats

#: Asks every site what it would take, its measures weighed by the first, at the prices of the second.
Ask = Callable[[Floats, Floats], list[Proposal]]

#: How near the interior point goes while bound and mixture are far apart, and at the end.
_LOOSE, _CLOSE = 1e-3, 1e-5

#: Below this gap prices are worked out closely.
_NEAR = 0.03


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceRound:
    """One round of prices: the value of the best mixture and the best bound so far."""

    value: float
    bound: float

    @property
    def gap(self) -> float:
        """Their distance as a share of the value."""
        return (self.value - self.bound) / max(1.0, abs(self.value))


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceSearch:
    """What a search for prices ended with; `prices` are those of the best bound."""

    bound: float
    mixture: Mixture
    prices: MasterPrices
    rounds: tuple[PriceRound, ...]


def search_prices(
    master: Master,
    ask: Ask,
    weights: Floats,
    caps: Floats,
    deadline: Deadline,
    *,
    rounds: int,
    gap: float,
) -> PriceSearch | None:
    """The least weighed sum of measures, those with a cap below it, by proposals of the sites; None if none was found.

    Every round a mixture is found that the proposals so far allow, with prices from the middle of the best; each site
    answers with what it would take at these prices. What the answers would cost in all is a bound, whatever the prices.
    """
    best, told = -np.inf, list[PriceRound]()
    found: Mixture | None = None
    prices: MasterPrices | None = None
    for _ in range(rounds):
        near = bool(told) and told[-1].gap < _NEAR
        solved = master.solve(weights, caps, _CLOSE if near else _LOOSE)
        if solved is None:
            break
        mixture, current = solved
        answers = ask(current.weights, current.joined)
        bound = master.bound(current, caps, answers)
        if bound > best or prices is None:
            best, prices = bound, current
        for answer in answers:
            master.add(answer)
        found = mixture
        told.append(PriceRound(value=mixture.value, bound=best))
        if told[-1].gap <= gap or deadline.has_passed():
            break
    if found is None or prices is None:
        return None
    return PriceSearch(bound=best, mixture=found, prices=prices, rounds=tuple(told))


def weigh_measures(model: Model, unit: float, money: float) -> Floats:
    """The weights of the measures, as `weigh_objectives` weighs the columns: `unit` for a person-day of the target."""
    tiers = unit * TIER_WEIGHT_RATIO ** np.array([2.0, 1.0, 0.0])
    basket = float(tiers[:2] @ np.array(model.aims.basket_prices[:2]))
    return np.array([*tiers, money, basket, 1e-3 * money])


def find_unit(model: Model, target: float, cost: float) -> float:
    """What a person-day of the target weighs in money, near a shortfall of the target and a cost; of two digits."""
    p = model.problem
    scale = 1e-4 * float((p.weight[:, None] * p.concerned).sum())
    return float(f"{10.0 * max(cost, 1.0) / max(target, scale, 1.0):.2g}")

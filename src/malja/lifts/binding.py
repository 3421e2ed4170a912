"""Which limits bind, and what one more unit of each would be worth: read off the plan with fractions of trips."""

from __future__ import annotations

import numpy as np

from malja.catalogue.facts import TIERS
from malja.lifts.matrix import Floats, Ints
from malja.lifts.model import Model
from malja.lifts.plan import Limit
from malja.lifts.program import Answer

#: Prices below this share of the aim are the solver's dust.
DUST = 1e-7


def binding(model: Model, relaxed: tuple[Answer, ...]) -> tuple[Limit, ...]:
    """The limits that keep the first aim with a shortfall from being less, the one worth most first."""
    for aim, answer in zip((*TIERS, "cost"), relaxed, strict=False):
        if answer.duals is not None and answer.value > DUST:
            found = [limit for kind, rows in model.limits.items() for limit in _limits(model, kind, rows, answer, aim)]
            return tuple(sorted(found, key=lambda limit: -limit.worth))
    return ()


def _limits(model: Model, kind: str, rows: Ints, answer: Answer, aim: str) -> list[Limit]:
    """Limits of one kind, one for each lift, place, item or need it stands for."""
    assert answer.duals is not None  # noqa: S101 - asked for by the caller
    prices = np.where(rows >= 0, -answer.duals[np.maximum(rows, 0)], 0.0).reshape(len(rows), -1)
    prices = np.where(prices > DUST * max(1.0, answer.value), prices, 0.0)
    found = []
    for n in np.flatnonzero(prices.any(axis=1)):
        place, name, unit = _named(model, kind, int(n))
        worth = float((prices[n] * _per_unit(model, kind, int(n), answer)).sum()) * unit
        found.append(Limit(kind=kind, place=place, name=name, days=int((prices[n] > 0).sum()), aim=aim, worth=worth))
    return found


def _per_unit(model: Model, kind: str, n: int, answer: Answer) -> Floats:
    """By how much a row's limit grows when the limit itself grows by one unit, by day."""
    p = model.problem
    assert answer.values is not None  # noqa: S101 - asked for by the caller
    if kind in ("payload", "volume"):
        limit = p.lifts.payload[n] if kind == "payload" else p.lifts.volume[n]
        columns = model.columns.trips[n]
        trips = np.where(columns >= 0, answer.values[np.maximum(columns, 0)], 0.0)
        return trips / limit if np.isfinite(limit) and limit > 0 else np.zeros_like(trips)
    if kind == "service":
        return 1.0 / p.highest[n]
    return np.ones(1)


def _named(model: Model, kind: str, n: int) -> tuple[str, str, float]:
    """The place and the name (lift, item or need) of a limit, and the size of its unit in the row's."""
    operation = model.problem.operation
    if kind in ("payload", "volume", "flow", "flow_volume", "trips_per_week"):
        return operation.lifts[n].destination, operation.lifts[n].lift, 1.0
    if kind == "supply":
        row = operation.supply[n]
        return row.place, row.item, 1.0 / model.problem.pack[model.problem.supply_item[n]]
    if kind == "service":
        need = model.problem.needs[n]
        return need.place, need.need.need, 1.0
    return operation.places[n].place, operation.places[n].place, 1.0

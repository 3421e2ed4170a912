"""Which limits bind, and what one unit more of each would be worth."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import Literal, get_args

import numpy as np

from malja.lifts.model.model import Model
from malja.lifts.plan.plan import LIMIT_UNITS, Limit
from malja.lifts.search.limit_rows import LimitRows, list_limit_rows
from malja.lifts.search.stages import add_tolerance, find_cap
from malja.lifts.solver.matrix import Floats, Ints, gather
from malja.lifts.solver.program import Answer, Cap, Effort, Program, minimise
from malja.lifts.solver.tolerances import PRICE_TOLERANCE

_AimName = Literal["survival", "minimum", "target", "cost"]

#: A limit worth less than this share of the aim does not bind.
_LEAST_WORTH = 1e-7

#: With more columns than this only so many limits are limits_measured, so many at a time, and the others are left out.
_MANY_COLUMNS, _MAX_LIMITS, _SIDE_BY_SIDE = 2_000, 6, 2


@dataclass(frozen=True, slots=True, kw_only=True)
class _PricedLimit:
    """A limit with a dual price, and what one unit of it adds to which rows (or columns)."""

    limit: Limit
    rows: Ints
    adds: Floats
    columns: bool


def find_binding_limits(model: Model, relaxed: tuple[Answer, ...], effort: Effort | None = None) -> tuple[Limit, ...]:
    """The limits that bind the first aim which more of a limit would lower, the one worth most a unit first.

    `relaxed` are the answers of the stages with fractions of trips, in their order. Where no limit binds a
    shortfall (nothing can be there sooner), the next aim is looked at. A dual price alone can say too much where
    several limits bind at once: each limit is solved again with one unit more.
    """
    for stage, (aim, answer) in enumerate(zip(get_args(_AimName), relaxed, strict=False)):
        if answer.values is None or answer.duals is None or answer.reduced_costs is None:
            continue
        bounds = [bound for unit in list_limit_rows(model, answer) for bound in _list_priced(unit, answer, aim)]
        limits_measured = _measure_all(model, relaxed[: stage + 1], bounds, effort or Effort())
        limits = _best([limit for limit in limits_measured if limit.worth > _LEAST_WORTH * max(1.0, answer.value)])
        if limits:
            return limits
    return ()


def _list_priced(unit: LimitRows, answer: Answer, aim: _AimName) -> list[_PricedLimit]:
    """The limits of one kind that have a price, one for each lift, place, item or need that it stands for."""
    duals = answer.reduced_costs if unit.columns else answer.duals
    assert duals is not None  # noqa: S101 - asked for by the caller
    if not len(duals):
        return []
    prices = -gather(duals, unit.rows)
    worth = np.where(prices > PRICE_TOLERANCE * max(1.0, answer.value), prices, 0.0) * unit.adds
    priced = []
    for n in np.flatnonzero(worth.any(axis=1)):
        place, name = unit.names[n]
        days = int(unit.days[worth[n] > 0].sum())
        limit = Limit(kind=unit.kind, place=place, name=name, days=days, aim=aim, worth=float(worth[n].sum()))
        there = unit.rows[n] >= 0
        priced.append(
            _PricedLimit(limit=limit, rows=unit.rows[n][there], adds=unit.adds[n][there], columns=unit.columns)
        )
    return priced


def _measure_all(model: Model, relaxed: tuple[Answer, ...], bounds: list[_PricedLimit], effort: Effort) -> list[Limit]:
    """Limits of the last of these stages; of a large operation those whose prices promise most."""
    stage = len(relaxed) - 1
    program = model.program.with_caps(*_hold_earlier(model, relaxed))
    if len(program.upper) > _MANY_COLUMNS:
        bounds = sorted(bounds, key=lambda bound: -bound.limit.worth * LIMIT_UNITS.get(bound.limit.kind, 1.0))[
            :_MAX_LIMITS
        ]
    else:
        effort = replace(effort, precise=True)

    def limits_measured(bound: _PricedLimit) -> Limit:
        return _measure(program, model.goal(stage), relaxed[stage], bound, effort)

    with ThreadPoolExecutor(_SIDE_BY_SIDE) as pool:
        return list(pool.map(limits_measured, bounds))


def _hold_earlier(model: Model, relaxed: tuple[Answer, ...]) -> list[Cap]:
    """Rows that hold the aims of earlier stages, and from the target on the charge of a basket."""
    stage, values = len(relaxed) - 1, [answer.value for answer in relaxed]
    if model.basket is None:
        return model.cap_objectives([find_cap(model, n, values[n]) for n in range(stage)])
    found = [answer.values for answer in relaxed]
    upper = [
        find_cap(model, n, float(aim @ x))
        for n, (aim, x) in enumerate(zip(model.objectives(), found[:stage], strict=False))
        if x is not None
    ]
    last = found[stage]
    held = model.charge(last) if last is not None and stage > 1 else None
    return model.cap_objectives(upper, None if held is None else add_tolerance(held))


def _measure(program: Program, goal: Floats, before: Answer, bound: _PricedLimit, effort: Effort) -> Limit:
    """The limit with the worth that planning again with one unit more of it shows."""
    if bound.columns:
        upper = program.upper.copy()
        upper[bound.rows] += bound.adds
        more = program.with_bounds(program.lower, upper)
    else:
        more = replace(program, matrix=program.matrix.widen_rows(bound.rows, bound.adds))
    after = minimise(more, goal, effort=effort)
    worth = bound.limit.worth if after.values is None else max(0.0, before.value - after.value)
    return replace(bound.limit, worth=worth)


def _best(limits: list[Limit]) -> tuple[Limit, ...]:
    """The limits in the order of their worth; of those with the same name the one worth most."""
    best: dict[tuple[str, str, str], Limit] = {}
    for limit in sorted(limits, key=lambda limit: -limit.worth):
        best.setdefault((limit.kind, limit.place, limit.name), limit)
    return tuple(best.values())

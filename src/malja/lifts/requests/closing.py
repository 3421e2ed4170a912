"""Solve what is to be asked for: the extras of the least price, whole trips and packs of them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from malja.lifts.requests.extras import Extra, ExtrasModel
from malja.lifts.search.exact import is_small
from malja.lifts.search.unavoidable_shortfall import choose_effort
from malja.lifts.solver.matrix import Floats, Ints
from malja.lifts.solver.program import Answer, Program, Session, minimise

#: Shares of a requirement below this are the solver's dust.
DUST = 1e-6
#: Whole numbers of extras that are tried one lower, most expensive first.
_MAX_LOWER = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class ChosenExtras:
    """How much of each extra, the solution with them, the sum of their prices, and what no sum can beat.

    `left`: columns of shortfall that stay; `whole`: with whole trips and packs of the plan itself, too.
    """

    amounts: tuple[tuple[Extra, float], ...]
    x: Floats
    cost: float
    bound: float
    left: Ints
    whole: bool


def minimise_without_extras(asking: ExtrasModel, tier: int, before: tuple[float, ...]) -> Answer:
    """The least that is short from the day on without any extra."""
    program = asking.program(tier, before, open_=False)
    whole = asking.model.whole if is_small(asking.model) else None
    return minimise(program, asking.missing(tier), whole=whole, effort=choose_effort(asking.model))


def choose_extras(
    asking: ExtrasModel, tier: int, before: tuple[float, ...], given_up: Ints, *, last: bool
) -> ChosenExtras | None:
    """The extras of the least price with which nothing is short from the day on but the columns `given_up`.

    None where there are none; on the `last` try what cannot be helped stays short.
    """
    program = asking.program(tier, before, open_=True)
    late = np.setdiff1d(asking.late(tier), given_up)
    left: Ints = np.zeros(0, dtype=np.int64)
    upper = program.upper.copy()
    upper[late] = 0.0
    answer = minimise(program.with_bounds(program.lower, upper), asking.prices(), effort=choose_effort(asking.model))
    if answer.values is None:
        if not last:
            return None
        least = minimise(program, asking.missing(tier), effort=choose_effort(asking.model))
        if least.values is None:
            return None
        left = late[least.values[late] > DUST]
        upper[late] = np.where(least.values[late] > DUST, least.values[late] + DUST, 0.0)
        answer = minimise(
            program.with_bounds(program.lower, upper), asking.prices(), effort=choose_effort(asking.model)
        )
        if answer.values is None:
            return None
    found = _searched(asking, program.with_bounds(program.lower, upper))
    if found is not None and found.values is not None:
        return _closed(asking, found.values, answer.value, left, whole=True)
    x = _rounded(asking, program.with_bounds(program.lower, upper), answer)
    return _closed(asking, x, answer.value, left, whole=False)


def _searched(asking: ExtrasModel, program: Program) -> Answer | None:
    """The best with whole trips and packs, of the plan and of the extras, where the operation is small."""
    if not is_small(asking.model):
        return None
    extras = np.array([extra.column for extra in asking.extras if extra.whole], dtype=np.int64)
    return minimise(
        program, asking.prices(), whole=np.concatenate([asking.model.whole, extras]), effort=choose_effort(asking.model)
    )


def _rounded(asking: ExtrasModel, program: Program, answer: Answer) -> Floats:
    """Trips made whole: all rounded up, then one after the other a trip less where that is cheaper."""
    assert answer.values is not None  # noqa: S101 - asked for at the door
    trips = [extra for extra in asking.extras if extra.kind == "trips" and extra.whole]
    columns = np.array([extra.column for extra in trips], dtype=np.int64)
    asked = np.ceil(answer.values[columns] - DUST)
    if not asked.any():
        return answer.values
    session = Session(program, asking.prices(), choose_effort(asking.model))
    session.fix(columns, asked)
    best = session.solve()
    order = sorted(np.flatnonzero(asked), key=lambda n: -trips[n].price.price * trips[n].times)
    for n in order[:_MAX_LOWER]:
        fewer = asked.copy()
        fewer[n] -= 1
        session.fix(columns, fewer)
        other = session.solve()
        if other.values is not None and (best.values is None or other.value < best.value):
            best, asked = other, fewer
    return answer.values if best.values is None else best.values


def _closed(asking: ExtrasModel, x: Floats, bound: float, left: Ints, *, whole: bool) -> ChosenExtras:
    amounts = []
    for extra in asking.extras:
        amount = float(x[extra.column])
        if amount > DUST:
            amounts.append((extra, float(np.ceil(amount - 1e-4)) if extra.whole else amount))
    cost = sum(extra.price.price * extra.times * amount for extra, amount in amounts)
    return ChosenExtras(amounts=tuple(amounts), x=x, cost=cost, bound=min(bound, cost), left=left, whole=whole)

"""Chooses the cheapest extras: nobody short from the day on, within the basket, then the least price."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from malja.lifts.requests.extras import Extra, ExtrasModel
from malja.lifts.search.exact import is_small
from malja.lifts.search.unavoidable_shortfall import cap_charge, choose_effort
from malja.lifts.solver.matrix import Floats, Ints
from malja.lifts.solver.program import Answer, Program, Session, minimise
from malja.lifts.solver.tolerances import INTEGER_TOLERANCE

#: How many whole numbers of extras are tried one lower, the most expensive first.
_MAX_LOWER = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class ChosenExtras:
    """How much of each extra, the solution with them, the sum of their prices, and its lower bound.

    `left`: columns of shortfall that stay; `whole`: with whole trips and packs of the plan itself, too.
    """

    amounts: tuple[tuple[Extra, float], ...]
    x: Floats
    cost: float
    bound: float
    left: Ints
    whole: bool


def minimise_without_extras(extras_model: ExtrasModel, tier: int, before: tuple[float, ...]) -> Answer:
    """The least shortfall from the day on without any extra, the basket charged as in a plan."""
    program = extras_model.program(tier, before, open_=False)
    whole = extras_model.model.whole if is_small(extras_model.model) else None
    aims = extras_model.model.aims
    goal = extras_model.missing(tier) + aims.basket_prices[tier] * (aims.basket + extras_model.charge)
    return minimise(program, goal, whole=whole, effort=choose_effort(extras_model.model))


def choose_extras(
    extras_model: ExtrasModel, tier: int, before: tuple[float, ...], given_up: Ints, *, last: bool
) -> ChosenExtras | None:
    """The cheapest extras with which nothing is short from the day on except in the columns `given_up`.

    None where there are none; on the `last` try what cannot be helped stays short.
    """
    program = extras_model.program(tier, before, open_=True)
    late = np.setdiff1d(extras_model.late(tier), given_up)
    left: Ints = np.zeros(0, dtype=np.int64)
    upper = program.upper.copy()
    upper[late] = 0.0
    held, answer = _minimise_price(extras_model, program.with_bounds(program.lower, upper), tier, before)
    if answer.values is None:
        if not last:
            return None
        least = minimise(program, extras_model.missing(tier), effort=choose_effort(extras_model.model))
        if least.values is None:
            return None
        left = late[least.values[late] > INTEGER_TOLERANCE]
        upper[late] = np.where(least.values[late] > INTEGER_TOLERANCE, least.values[late] + INTEGER_TOLERANCE, 0.0)
        held, answer = _minimise_price(extras_model, program.with_bounds(program.lower, upper), tier, before)
        if answer.values is None:
            return None
    answer_whole = _search_whole(extras_model, held)
    if answer_whole is not None and answer_whole.values is not None:
        return _make_choice(extras_model, answer_whole.values, answer.value, left, whole=True)
    x = _round_trips(extras_model, held, answer)
    return _make_choice(extras_model, x, answer.value, left, whole=False)


def _minimise_price(
    extras_model: ExtrasModel, program: Program, tier: int, before: tuple[float, ...]
) -> tuple[Program, Answer]:
    """The least price with fractions, and the program it is of: with a basket, that which keeps to it."""
    held = _keep_to_basket(extras_model, program, extras_model.program(tier, before, open_=False))
    return held, minimise(held, extras_model.prices(), effort=choose_effort(extras_model.model))


def _keep_to_basket(extras_model: ExtrasModel, program: Program, without: Program) -> Program:
    """The program with the charge of the basket at its least: before the day `without` extras, then with them.

    Of small operations at its least with whole trips and packs, if there is any; as it is where nothing is found.
    """
    model, effort = extras_model.model, choose_effort(extras_model.model)
    if model.basket is None:
        return program
    for whole in (_list_whole(extras_model), None) if is_small(model) else (None,):
        early = minimise(without, model.aims.basket, whole=whole, effort=effort)
        held = program if early.values is None else program.with_caps(cap_charge(model.aims.basket, early.value))
        # What is asked for from the day on may not be had without some change before it.
        for each in (held, program):
            least = minimise(each, extras_model.charge, whole=whole, effort=effort)
            if least.values is not None:
                return each.with_caps(cap_charge(extras_model.charge, least.value))
    return program


def _list_whole(extras_model: ExtrasModel) -> Ints:
    """Columns that are whole numbers, of the plan and of the extras."""
    extras = np.array([extra.column for extra in extras_model.extras if extra.whole], dtype=np.int64)
    return np.concatenate([extras_model.model.whole, extras])


def _search_whole(extras_model: ExtrasModel, program: Program) -> Answer | None:
    """The best with whole trips and packs, of the plan and of the extras, where the operation is small."""
    if not is_small(extras_model.model):
        return None
    return minimise(
        program,
        extras_model.prices(),
        whole=_list_whole(extras_model),
        effort=choose_effort(extras_model.model),
    )


def _round_trips(extras_model: ExtrasModel, program: Program, answer: Answer) -> Floats:
    """Trips made whole: all rounded up, then one after the other a trip less where that is cheaper."""
    assert answer.values is not None  # noqa: S101 - the caller passes a solved program
    trips = [extra for extra in extras_model.extras if extra.kind == "trips" and extra.whole]
    columns = np.array([extra.column for extra in trips], dtype=np.int64)
    asked = np.ceil(answer.values[columns] - INTEGER_TOLERANCE)
    if not asked.any():
        return answer.values
    session = Session(program, extras_model.prices(), choose_effort(extras_model.model))
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


def _make_choice(extras_model: ExtrasModel, x: Floats, bound: float, left: Ints, *, whole: bool) -> ChosenExtras:
    amounts = []
    for extra in extras_model.extras:
        amount = float(x[extra.column])
        if amount > INTEGER_TOLERANCE:
            amounts.append((extra, float(np.ceil(amount - 1e-4)) if extra.whole else amount))
    cost = sum(extra.price.price * extra.times * amount for extra, amount in amounts)
    return ChosenExtras(amounts=tuple(amounts), x=x, cost=cost, bound=min(bound, cost), left=left, whole=whole)

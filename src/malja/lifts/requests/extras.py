"""The cheapest extras, as a linear program: further goods, trips and services are columns with a price.

    least  sum price * extra
    such that  short[k,m,t] = 0                          for every need and day from D on
               F[m'] before D <= the least it can be     for every tier m' up to m

over the model of the operation with further rows of supply, whose quantity is an extra, and wider limits of lifts.
With a basket its charge before D is kept at the least without extras, that from D on at the least with them: whoever
pays, people are asked to eat within it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from malja.lifts.model.basket_rows import charge_basket
from malja.lifts.model.limit_steps import add_trip_step, find_lifts_to
from malja.lifts.model.model import Model, build_model
from malja.lifts.model.problem import Problem
from malja.lifts.model.problem_arrays import build_problem
from malja.lifts.model.variables import Variables
from malja.lifts.requests.infant_formula import is_never_requested
from malja.lifts.requests.prices import Price, Prices, find_goods_price, find_service_price, find_trip_price
from malja.lifts.search.unavoidable_shortfall import cap_shortfalls
from malja.lifts.solver.matrix import Floats, Ints, MatrixBuilder, scatter
from malja.lifts.solver.program import Program
from malja.operation.counted_contents import list_counted_contents
from malja.operation.lift_calendar import count_cutoff_days
from malja.operation.operation import Operation
from malja.operation.rows import Supply
from malja.operation.rules.references import index_rows

#: Days before they are needed that goods may be handed over: some lifts leave only once a week.
EARLY_DAYS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Extra:
    """One column that may be requested: `number` of a lift, a row of supply or a site need; `times`: prices in it.

    A trip more a week is paid for each week; a kilogram a day for each day.
    """

    kind: Literal["trips", "goods", "service"]
    number: int
    column: int
    price: Price
    times: float
    first: int
    """The first day on which it counts."""
    whole: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtrasModel:
    """The model with its extras (closed in its program), and which shortfalls count from day `since` on."""

    model: Model
    since: int
    extras: tuple[Extra, ...]
    charge: Floats
    """The charge of the basket by column, from the day on (in the model's aims: before it); zeros without a basket."""

    def late(self, tier: int) -> Ints:
        """Columns of shortfall from the day on, of a tier and of those before it."""
        short = self.model.columns.short[:, : tier + 1, :, self.since :]
        return np.unique(short[short >= 0])

    def program(self, tier: int, before: tuple[float, ...], *, open_: bool) -> Program:
        """The program of a tier with shortfalls before the day at most `before`; with the extras or without."""
        program = self.model.program
        upper = program.upper.copy()
        if open_:
            upper[[extra.column for extra in self.extras]] = np.inf
        return program.with_bounds(program.lower, upper).with_caps(*cap_shortfalls(self.model, before[: tier + 1]))

    def prices(self) -> Floats:
        """The price of each column, plus a little of the operation's own cost to choose the cheaper of two ways."""
        price = 1e-6 * self.model.aims.cost
        for extra in self.extras:
            price[extra.column] = extra.price.price * extra.times
        return price

    def missing(self, tier: int) -> Floats:
        """The objective: weighted person-days short from the day on, of a tier and those before it."""
        p = self.model.problem
        weighted = p.weight[:, None] * _stack_people(p)
        goal = np.zeros(len(self.model.program.upper))
        for m in range(tier + 1):
            scatter(goal, self.model.columns.short[:, m, :, self.since :], weighted[:, None, self.since :])
        return goal


def _stack_people(p: Problem) -> Floats:
    return np.array([need.people for need in p.needs], dtype=float).reshape(len(p.needs), p.horizon)


def build_extras_model(
    operation: Operation, since: int, wanted: frozenset[tuple[str, str]], prices: Prices, early: int
) -> ExtrasModel:
    """The model with extras for the `wanted` needs (place, need) from day `since` on.

    Goods may be handed over `early` days before they must leave, by the slowest
    lift, to be set up by then.
    """
    wider, first = _add_supply_rows(operation, since, {need for _, need in wanted}, early) if wanted else (operation, 0)
    problem = build_problem(wider)
    concerned = problem.concerned.copy()
    concerned[:, since:] = 0.0
    extras: list[Extra] = []

    def add(p: Problem, v: Variables, m: MatrixBuilder) -> None:
        if wanted:
            extras.extend(_goods(p, v, m, first, prices))
            extras.extend(_services(p, v, m, since, wanted, prices))
            extras.extend(_trips(p, v, m, since, wanted, prices))

    made = build_model(replace(problem, concerned=concerned), add)
    upper = made.program.upper.copy()
    if wanted:
        upper[made.vehicles] = np.inf
    made = replace(made, program=replace(made.program, upper=upper))
    charge = charge_basket(problem, made.basket, len(upper)) - made.aims.basket
    return ExtrasModel(model=made, since=since, extras=tuple(extras), charge=charge)


def _add_supply_rows(operation: Operation, since: int, wanted: set[str], early: int) -> tuple[Operation, int]:
    """The operation with rows of supply for all that gives the wanted needs, and the number of the first such row."""
    items = index_rows(operation, "items")
    giving = {row.item for row in list_counted_contents(operation) if row.need in wanted and row.quantity > 0}
    giving |= {row.input for row in operation.running if row.item in giving and row.input in items}
    endless = {(row.place, row.item) for row in operation.supply if row.quantity is None and row.since is None}
    rows = []
    for place, lag in find_handover_places(operation).items():
        for item in operation.items:
            if item.item in giving and (place, item.item) not in endless and not is_never_requested(item):
                setup = item.setup_days if item.kind == "asset" else 0
                day = max(0, since - lag - setup - early)
                rows.append(Supply(place=place, item=item.item, since=operation.date(day)))
    return replace(operation, supply=(*operation.supply, *rows)), len(operation.supply)


def find_handover_places(operation: Operation) -> dict[str, int]:
    """Where goods can be handed over, and how many days they are then on their way: where lifts to a site begin.

    At a site to which no lift goes they must be brought to the site itself.
    """
    places = index_rows(operation, "places")
    lag = {
        lift.lift: count_cutoff_days(lift) + lift.transit_days + places[lift.destination].handling_days
        for lift in operation.lifts
    }
    far = {place.place: 0 for place in operation.places if place.role == "site"}
    for _ in operation.places:
        for lift in operation.lifts:
            if lift.destination in far and places[lift.origin].role != "site":
                days = far[lift.destination] + lag[lift.lift]
                far[lift.origin] = max(min(days, operation.horizon), far.get(lift.origin, 0))
    reached = {lift.destination for lift in operation.lifts}
    begin = {place: days for place, days in far.items() if places[place].role == "source"}
    begin = begin or {place: days for place, days in far.items() if places[place].role == "hub"}
    alone = {place: 0 for place in far if places[place].role == "site" and place not in reached}
    return begin | alone


def _goods(p: Problem, v: Variables, m: MatrixBuilder, first: int, prices: Prices) -> Iterator[Extra]:
    """sum over t: buy[a,t] <= extra[a], in whole packs."""
    rows = p.operation.supply
    for a in range(first, len(rows)):
        if (v.buy[a] >= 0).any():
            column = m.add_columns(np.ones(1, dtype=bool), upper=0.0)
            row = m.add_rows(np.ones(1, dtype=bool), -np.inf, 0.0)
            m.add_entries(row, v.buy[a], 1.0)
            m.add_entries(row, column, -1.0)
            price = find_goods_price(p.operation, rows[a].item, prices)
            times = float(p.pack[int(p.supply_item[a])])
            day = int(p.supply_since[a])
            yield Extra(kind="goods", number=a, column=int(column[0]), price=price, times=times, first=day, whole=True)


def _services(
    p: Problem, v: Variables, m: MatrixBuilder, since: int, wanted: frozenset[tuple[str, str]], prices: Prices
) -> Iterator[Extra]:
    """More of what places give by themselves: of needs that some place gives, or that no goods give.

    A need that leavers take along (blankets) is met by goods alone.
    """
    given = {row.need for row in p.operation.services}
    goods = {row.need for row in list_counted_contents(p.operation) if row.quantity > 0}
    for k, need in enumerate(p.needs):
        name = need.need.need
        lasting = name in given and not need.need.kept
        if (need.place, name) in wanted and (lasting or name not in goods):
            column = m.add_columns(np.ones(1, dtype=bool), upper=0.0)
            m.add_entries(m.limits["cover"][k, since:], column, -1.0 / p.highest[k, since:])
            price = find_service_price(p.operation, name, p.horizon - since, prices)
            yield Extra(
                kind="service", number=k, column=int(column[0]), price=price, times=1.0, first=since, whole=False
            )


def _trips(
    p: Problem, v: Variables, m: MatrixBuilder, since: int, wanted: frozenset[tuple[str, str]], prices: Prices
) -> Iterator[Extra]:
    """One trip a week more of every lift to a site in need, a kilogram a day more of every flow."""
    places = {p.operation.places[n].place: int(n) for n in p.sites}
    ways = sorted({n for place, _ in wanted for n in find_lifts_to(p, places[place])})
    days = np.arange(p.days)
    for n in ways:
        late = days + p.lifts.lag[n] >= since
        price = find_trip_price(p.operation, p.operation.lifts[n], prices)
        if p.lifts.trip[n] and (v.trips[n] >= 0).any():
            late &= (v.trips[n] >= 0) & p.lifts.open[n]
            column = add_trip_step(p, v, m, n, since)
        elif not p.lifts.trip[n] and (m.limits["flow"][n] >= 0).any():
            late &= m.limits["flow"][n] >= 0
            column = m.add_columns(np.ones(1, dtype=bool), upper=0.0)
            m.add_entries(m.limits["flow"][n, late], column, -1.0)
            density = p.lifts.volume[n] / np.maximum(p.lifts.room_kg[n], 1.0)
            m.add_entries(m.limits["flow_volume"][n, late], column, -density[late])
        else:
            continue
        times = float(len(np.unique(days[late] // 7)) if p.lifts.trip[n] else late.sum())
        if times:
            first = int(days[late][0])
            whole = bool(p.lifts.trip[n])
            yield Extra(
                kind="trips", number=n, column=int(column[0]), price=price, times=times, first=first, whole=whole
            )

"""The two-stage program of a camp with one item and one need, written out plainly: a second computation, no planner."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product
from typing import Any

import highspy

#: The price of a shortfall by quarter of the requirement that is missing.
SLOPES = (1.0, 1.1, 1.2, 1.3)


def find_least_expected(
    *,
    people: float,
    days: int,
    stock: float,
    pack: float,
    flights: Mapping[str, int],
    payload: float,
    trip_cost: float,
    unit_cost: float,
    shortfall_price: float,
    futures: Sequence[tuple[float, frozenset[str]]],
) -> float:
    """The least expected cost and priced shortfall; a future is its weight and the flights that do not go.

    Loads (in packs) and fractions of trips are the same in every future; what does not go is not bought.
    """
    solver: Any = highspy.Highs()  # type: ignore[no-untyped-call]
    solver.setOptionValue("output_flag", False)
    trip = {name: solver.addVariable(0, 1, trip_cost * sum(weight for weight, _ in futures)) for name in flights}
    load = {name: solver.addVariable(0, highspy.kHighsInf) for name in flights}
    for name in flights:
        solver.addConstr(load[name] <= payload * trip[name])
    for weight, lost in futures:
        eaten = [solver.addVariable(0, people) for _ in range(days)]
        price = weight * shortfall_price * people
        pieces = {key: solver.addVariable(0, 0.25, price * SLOPES[key[1]]) for key in product(range(days), range(4))}
        for day in range(days):
            short = sum((pieces[day, piece] for piece in range(1, 4)), start=1.0 * pieces[day, 0])
            solver.addConstr(eaten[day] + people * short >= people)
            came = [pack * load[name] for name, leaves in flights.items() if leaves <= day and name not in lost]
            used = sum(eaten[1 : day + 1], start=1.0 * eaten[0])
            solver.addConstr(used - sum(came[1:], start=came[0]) <= stock if came else used <= stock)
        for name in flights:
            if name not in lost:
                bought = solver.addVariable(0, highspy.kHighsInf, weight * unit_cost * pack)
                solver.addConstr(bought - load[name] >= 0)
    solver.run()
    return float(solver.getInfo().objective_function_value)

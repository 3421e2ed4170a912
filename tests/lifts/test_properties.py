"""What holds of every plan: random small operations, judged, compared with a plain formulation, changed a little."""

from __future__ import annotations

import dataclasses
import json
from typing import Any

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from malja.lifts.plan.plan import Plan
from malja.lifts.plan.plan_json import format_plan
from malja.lifts.search.planning import plan_lifts
from malja.operation.operation import Operation

from .judge import judge
from .plain import best_values
from .program import UnsolvedError
from .random_operations import operations

AIMS = ["survival", "minimum", "target", "cost"]
SLACK = 1e-5


def examples(number: int) -> settings:
    """So many examples, always the same."""
    checks = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
    return settings(derandomize=True, max_examples=number, deadline=None, suppress_health_check=checks)


def close(number: float) -> float:
    """By how much two solvers may differ at a number."""
    return SLACK * max(1.0, abs(number))


def first(found: Plan) -> tuple[float, float]:
    """Value and bound of the first aim."""
    return found.aims[0].value, found.aims[0].bound


@examples(150)
@given(operations(exact=False))
def test_every_plan_passes_the_judge(operation: Operation) -> None:
    parsed: dict[str, Any] = json.loads(format_plan(plan_lifts(operation)))
    assert judge(operation, parsed) == []


@examples(25)
@given(operations())
def test_the_same_operation_gives_the_same_bytes(operation: Operation) -> None:
    assert format_plan(plan_lifts(operation)) == format_plan(plan_lifts(operation))


@examples(120)
@given(st.one_of(operations(exact=True), operations(exact=False)))
def test_values_and_bounds_against_the_plain_formulation(operation: Operation) -> None:
    """bound <= the least value whose earlier aims are no worse than the plan's <= the plan's value, for every aim."""
    found = {str(aim.aim): aim for aim in plan_lifts(operation).aims}
    finals = {name: aim.value for name, aim in found.items()}
    try:
        best = best_values(operation, AIMS, finals)
    except UnsolvedError:
        assume(False)
    for name in AIMS:
        value, bound = found[name].value, found[name].bound
        assert best[name] <= value + close(value), f"{name}: {value} is less than can be, {best[name]}"
        # Limits on earlier aims are held within a ten-millionth, which an aim may use: hence the wider margin.
        assert bound <= best[name] + 10 * close(best[name]), f"{name}: the bound {bound} is above {best[name]}"


@examples(40)
@given(operations(), st.data())
def test_more_lift_never_makes_the_first_aim_worse(operation: Operation, data: st.DataObject) -> None:
    assume(operation.lifts)
    number = data.draw(st.integers(0, len(operation.lifts) - 1))
    lifts = list(operation.lifts)
    lift = lifts[number]
    more: dict[str, Any] = {"first": None, "last": None}
    if lift.mode == "trip":
        more["per_week"] = None if lift.per_week is None else lift.per_week + 1
        more["max_per_day"] = lift.max_per_day + 1
        more["payload_kg"] = None if lift.payload_kg is None else lift.payload_kg + 5
    else:
        more["kg_per_day"] = None if lift.kg_per_day is None else lift.kg_per_day + 5
    lifts[number] = dataclasses.replace(lift, **more)
    # Committed cargo on a larger truck takes fewer of them, and so fewer of the landings that it excuses.
    bare = dataclasses.replace(operation, committed=())
    before, _ = first(plan_lifts(bare))
    _, bound = first(plan_lifts(dataclasses.replace(bare, lifts=tuple(lifts))))
    assert bound <= before + close(before)


@examples(40)
@given(operations(), st.data())
def test_more_stock_never_makes_the_first_aim_worse(operation: Operation, data: st.DataObject) -> None:
    assume(operation.stock)
    number = data.draw(st.integers(0, len(operation.stock) - 1))
    stock = list(operation.stock)
    stock[number] = dataclasses.replace(stock[number], quantity=stock[number].quantity + 3)
    before, _ = first(plan_lifts(operation))
    _, bound = first(plan_lifts(dataclasses.replace(operation, stock=tuple(stock))))
    assert bound <= before + close(before)


def times(operation: Operation, factor: int) -> Operation:
    """People, goods, services and every limit that counts goods, times a factor; the number of vehicles stays."""

    def scaled(rows: tuple[Any, ...], *columns: str) -> tuple[Any, ...]:
        return tuple(
            dataclasses.replace(
                row, **{name: getattr(row, name) * factor for name in columns if getattr(row, name) is not None}
            )
            for row in rows
        )

    return dataclasses.replace(
        operation,
        people=scaled(operation.people, "arrivals", "departures"),
        stock=scaled(operation.stock, "quantity"),
        supply=scaled(operation.supply, "quantity"),
        services=scaled(operation.services, "quantity"),
        committed=scaled(operation.committed, "packs"),
        places=scaled(operation.places, "storage_m3", "unload_kg_per_day"),
        lifts=scaled(operation.lifts, "payload_kg", "volume_m3", "kg_per_day"),
    )


@examples(40)
@given(operations(whole=False), st.integers(2, 7))
def test_the_first_aim_scales(operation: Operation, factor: int) -> None:
    value, bound = first(plan_lifts(operation))
    scaled_value, scaled_bound = first(plan_lifts(times(operation, factor)))
    assert scaled_bound <= factor * value + close(factor * value)
    assert factor * bound <= scaled_value + close(scaled_value)

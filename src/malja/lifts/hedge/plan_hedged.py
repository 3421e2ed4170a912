"""Planning with an eye on what may go wrong: the first loads do well in many futures, the rest as if all went well."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from malja.lifts.hedge.chances import Chances
from malja.lifts.hedge.first_loads import FirstLoads, hedge_first_loads, start_from_first_loads
from malja.lifts.model.model import Model
from malja.lifts.plan.plan import Plan, Progress
from malja.lifts.search.deadline import Deadline
from malja.lifts.search.planning import plan_lifts
from malja.operation.operation import Operation

#: Days of loads that are settled before it is planned again.
FIRST_DAYS = 7


def plan_hedged(
    operation: Operation,
    chances: Chances,
    number: int,
    *,
    days: int = FIRST_DAYS,
    price: bool = True,
    seconds: float | None = None,
    gap: float | None = None,
    progress: Callable[[Progress], None] | None = None,
    stop: Callable[[], bool] | None = None,
) -> Plan:
    """The plan whose loads of the first `days` are best over `number` futures (docs/trying.md).

    What leaves later is planned as if all went well, since it will be planned again. Stopped before the first loads
    are found, the plan is the plain one. `price`: `Plan.safety` says what the hedge costs.
    """

    found: list[FirstLoads] = []

    def narrow(model: Model, deadline: Deadline) -> Model:
        effort, first = deadline.make_effort(), min(days, operation.days)
        loads = hedge_first_loads(operation, chances, days=first, number=number, effort=effort, price=price)
        if loads is None:
            return model
        found.append(loads)
        return start_from_first_loads(model, loads.packs, deadline.make_effort())

    plan = plan_lifts(operation, seconds=seconds, gap=gap, progress=progress, stop=stop, narrow=narrow)
    return replace(plan, safety=found[0].safety) if found else plan

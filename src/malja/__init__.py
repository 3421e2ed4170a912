"""malja plans and runs refuges kept alive by air.

    operation = malja.read("examples/hmeimim")
    plan = malja.plan(operation)
    print(malja.summary(operation, plan))

`read` checks an operation, `requirements` says what everyone is due, `days_of_cover` what runs out first, `plan` what
every coming lift must carry, `explain_loads` why, `capacity` how many people each site can hold, `requests` what to ask
for, and `next_flight_fails` and `rough_inputs` what a plan hangs on. Input that is not acceptable raises `Refused` with
every problem at once; work that cannot be done raises `Failed`. Nothing heavy is imported before it is used.
"""

from __future__ import annotations

from importlib import import_module
from importlib.metadata import version
from typing import TYPE_CHECKING

from malja.language import languages, speaking
from malja.problems import Failed, MaljaError, Refused

if TYPE_CHECKING:
    from malja import names
    from malja.briefing.operation.calls import (
        capacity,
        days_of_cover,
        explain_loads,
        next_flight_fails,
        plan,
        requests,
        requirements,
        rough_inputs,
        summary,
        write_manifests,
        write_report,
    )
    from malja.briefing.operation.calls import read_source as read
    from malja.briefing.operation.compare_plans import PlanChanges
    from malja.briefing.operation.compare_plans import compare_plans as compare
    from malja.cover.cover import Cover
    from malja.lifts.capacity.capacity import Capacity
    from malja.lifts.plan.plan import Plan, Progress
    from malja.lifts.plan.plan_json import format_plan as to_json
    from malja.lifts.plan.plan_json import read_plan as from_json
    from malja.lifts.requests.prices import Prices
    from malja.lifts.requests.requests import Requests
    from malja.lifts.what_if.flight_failure import FlightFails
    from malja.lifts.what_if.rough_inputs import RoughInputs
    from malja.needs.requirements import Requirement
    from malja.operation.operation import Operation

__all__ = [
    "Capacity",
    "Cover",
    "Failed",
    "FlightFails",
    "MaljaError",
    "Operation",
    "Plan",
    "PlanChanges",
    "Prices",
    "Progress",
    "Refused",
    "Requests",
    "Requirement",
    "RoughInputs",
    "capacity",
    "compare",
    "days_of_cover",
    "explain_loads",
    "from_json",
    "languages",
    "names",
    "next_flight_fails",
    "plan",
    "read",
    "requests",
    "requirements",
    "rough_inputs",
    "speaking",
    "summary",
    "to_json",
    "write_manifests",
    "write_report",
]

#: What is imported when it is asked for, and where it stands; type checkers read the imports above.
_HOMES = {
    "Capacity": "lifts.capacity.capacity:Capacity",
    "Cover": "cover.cover:Cover",
    "FlightFails": "lifts.what_if.flight_failure:FlightFails",
    "Operation": "operation.operation:Operation",
    "Plan": "lifts.plan.plan:Plan",
    "Prices": "lifts.requests.prices:Prices",
    "Progress": "lifts.plan.plan:Progress",
    "Requests": "lifts.requests.requests:Requests",
    "Requirement": "needs.requirements:Requirement",
    "RoughInputs": "lifts.what_if.rough_inputs:RoughInputs",
    "PlanChanges": "briefing.operation.compare_plans:PlanChanges",
    "capacity": "briefing.operation.calls:capacity",
    "compare": "briefing.operation.compare_plans:compare_plans",
    "days_of_cover": "briefing.operation.calls:days_of_cover",
    "explain_loads": "briefing.operation.calls:explain_loads",
    "from_json": "lifts.plan.plan_json:read_plan",
    "next_flight_fails": "briefing.operation.calls:next_flight_fails",
    "plan": "briefing.operation.calls:plan",
    "read": "briefing.operation.calls:read_source",
    "requests": "briefing.operation.calls:requests",
    "requirements": "briefing.operation.calls:requirements",
    "rough_inputs": "briefing.operation.calls:rough_inputs",
    "summary": "briefing.operation.calls:summary",
    "to_json": "lifts.plan.plan_json:format_plan",
    "write_manifests": "briefing.operation.calls:write_manifests",
    "write_report": "briefing.operation.calls:write_report",
}


def __getattr__(name: str) -> object:
    if name == "__version__":
        return version("malja")
    if name == "names":
        return import_module("malja.names")
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, _, own_name = _HOMES[name].partition(":")
    value = globals()[name] = getattr(import_module(f"malja.{module}"), own_name)
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})

"""malja plans and runs refuges kept alive by air.

    operation = malja.read("examples/hmeimim")
    plan = malja.plan(operation)
    print(malja.summary(operation, plan))

`read` checks an operation, `requirements` says what everyone is due, `days_of_cover` what runs out first, `plan` what
every coming lift must carry, `capacity` how many people each site can hold, `requests` what to ask for, and
`next_flight_fails` and `rough_inputs` what a plan hangs on. Input that is not acceptable raises `Refused` with every
problem at once; work that cannot be done raises `Failed`. Nothing heavy is imported before it is used.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from malja.language import languages, speaking
from malja.problems import Failed, MaljaError, Refused

if TYPE_CHECKING:
    from malja.cover.cover import Cover
    from malja.lifts.capacity.capacity import Capacity
    from malja.lifts.plan.plan import Plan, Progress
    from malja.lifts.requests.prices import Prices
    from malja.lifts.requests.requests import Requests
    from malja.lifts.what_if.what_if import FlightFails, RoughInputs
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
    "Prices",
    "Progress",
    "Refused",
    "Requests",
    "Requirement",
    "RoughInputs",
    "capacity",
    "days_of_cover",
    "from_json",
    "languages",
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

#: Types that are imported when they are asked for, and where they stand.
_TYPES = {
    "Capacity": "malja.lifts.capacity.capacity",
    "Cover": "malja.cover.cover",
    "FlightFails": "malja.lifts.what_if.what_if",
    "Operation": "malja.operation.operation",
    "Plan": "malja.lifts.plan.plan",
    "Prices": "malja.lifts.requests.prices",
    "Progress": "malja.lifts.plan.plan",
    "Requests": "malja.lifts.requests.requests",
    "Requirement": "malja.needs.requirements",
    "RoughInputs": "malja.lifts.what_if.what_if",
}


def __getattr__(name: str) -> object:
    from importlib import import_module

    if name == "__version__":
        from importlib.metadata import version

        return version("malja")
    if name in _TYPES:
        return getattr(import_module(_TYPES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def read(path: str | Path) -> Operation:
    """The operation in a folder (operation.toml and CSV files) or an Excel workbook, checked, the catalogue merged in.

    Raises Refused with every problem of every table at once: file, row, column, value, and what would be right
    (docs/tables.md).
    """
    from malja.operation.reading.read_operation import read_operation

    return read_operation(path)


def requirements(operation: Operation) -> tuple[Requirement, ...]:
    """What is due at each site for each need and tier: sites in the tables' order, then needs, then tiers.

    `quantity` and `people` are arrays by day, shape (days + reserve_days,): the need's unit (per day, for a daily
    need), and persons. R = standard * share * N, P = reach * N (docs/model.md).
    """
    from malja.needs.requirements import find_requirements as found

    return found(operation)


def days_of_cover(operation: Operation) -> tuple[Cover, ...]:
    """How long each need holds at each site and tier with today's stock and services, if nothing more comes.

    `days` in days, None beyond the horizon; each need by itself: goods that serve several count for each.
    """
    from malja.cover.cover import find_covers

    return find_covers(operation)


def plan(
    operation: Operation,
    *,
    seconds: float | None = None,
    gap: float | None = None,
    progress: Callable[[Progress], None] | None = None,
    stop: Callable[[], bool] | None = None,
) -> Plan:
    """What every lift carries and when, so that as few as possible fall short, for as short as possible, at least cost.

    `seconds` and `gap` (a share) end the work early; `progress` is told how far it has come; when `stop` says true the
    best plan so far is given, with the status stopped. An impossible task is no error: it is a plan with shortfalls.
    Raises Failed when no plan could be found in the time that was given (docs/model.md).
    """
    from malja.lifts.search.planning import plan_lifts

    return plan_lifts(operation, seconds=seconds, gap=gap, progress=progress, stop=stop)


def capacity(
    operation: Operation,
    *,
    since: datetime.date | None = None,
    without: Iterable[str] = (),
    whole: bool = True,
) -> Capacity:
    """How many people, constant from a day on, each site can hold at each tier without shortfall, and what limits it.

    `since`: the first day by which every lift could have delivered and its assets be set up, unless given. Needs in
    `without` are not asked. Without `whole` fractions of trips and packs will do, which is faster. Raises Refused for
    an unknown need or a day outside the plan's (docs/capacity.md).
    """
    from malja.lifts.capacity.capacity import find_capacity

    return find_capacity(operation, since=since, without=without, whole=whole)


def requests(operation: Operation, *, since: datetime.date | None = None, prices: Prices | None = None) -> Requests:
    """For each tier the trips, goods and services of the least price with which nobody is below it from a day on.

    `since` as in `capacity`; `prices` take the place of the tables' and the catalogue's, in the operation's currency.
    Infant formula is never asked for. Raises Refused for a day outside the plan's (docs/capacity.md).
    """
    from malja.lifts.requests.request_search import find_requests

    return find_requests(operation, since=since, prices=prices)


def next_flight_fails(operation: Operation, plan: Plan) -> FlightFails:
    """What becomes short, when and for how many, if the next flight of a plan does not come (docs/capacity.md)."""
    from malja.lifts.what_if.what_if import find_flight_failure

    return find_flight_failure(operation, plan)


def rough_inputs(operation: Operation, plan: Plan) -> RoughInputs:
    """Which rough figures would change the next load most, each planned again at its low and its high value."""
    from malja.lifts.what_if.what_if import rank_rough_inputs

    return rank_rough_inputs(operation, plan)


def summary(operation: Operation, plan: Plan, *, verbose: bool = False) -> str:
    """The plan on a page of plain text, 80 columns; `verbose`: with the aims, what is proven of them, and the gaps."""
    from malja.report.summary import summarise_plan as found
    from malja.report.terminal.plan_page import build_plan_page, render_text

    return render_text(build_plan_page(operation, found(operation, plan), verbose=verbose))


def to_json(plan: Plan) -> str:
    """The plan as plan.json: quantities in the item's unit with 12 significant digits, dates ISO 8601."""
    from malja.lifts.plan.plan_json import write_plan

    return write_plan(plan)


def from_json(text: str) -> Plan:
    """The plan that `to_json` wrote, without its limits; raises Refused when the text is no plan."""
    from malja.lifts.plan.plan_read import read_plan

    return read_plan(text)


def write_manifests(operation: Operation, plan: Plan, path: str | Path) -> None:
    """Write an Excel workbook with a sheet for each trip, whole or not at all; Failed: it cannot be written."""
    from malja.report.workbooks.manifests import save_manifests as written

    written(operation, plan, Path(path))


def write_report(operation: Operation, plan: Plan, folder: str | Path) -> None:
    """Write report.html, report.pdf, plan.xlsx and the HXL files into a folder, all or none, in the language spoken.

    With what happens if the next flight fails; what a solver takes longer for is left out (docs/report.md).
    Raises Failed when something cannot be written.
    """
    from malja.files import write_all
    from malja.lifts.what_if.what_if import find_flight_failure
    from malja.report.findings import Findings
    from malja.report.report_files import make_report_files
    from malja.report.situation import gather_situation

    found = Findings(limits=plan.limits, flight_fails=find_flight_failure(operation, plan))
    write_all(Path(folder), make_report_files(gather_situation(operation, plan, found)))

"""malja plans and runs refuges kept alive by air.

    operation = malja.read("examples/hmeimim")
    plan = malja.plan(operation)
    print(malja.summary(operation, plan))

`read` checks an operation, `requirements` says what everyone is due, `days_of_cover` what runs out first, `plan` what
every coming lift must carry. Input that is not acceptable raises `Refused` with every problem at once; work that cannot
be done raises `Failed`. Nothing heavy is imported before it is used.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from malja.problems import Failed, MaljaError, Refused

if TYPE_CHECKING:
    from malja.cover.cover import Cover
    from malja.lifts.plan import Plan, Progress
    from malja.needs.requirements import Requirement
    from malja.operation.operation import Operation

__all__ = [
    "Cover",
    "Failed",
    "MaljaError",
    "Operation",
    "Plan",
    "Progress",
    "Refused",
    "Requirement",
    "days_of_cover",
    "from_json",
    "plan",
    "read",
    "requirements",
    "summary",
    "to_json",
    "write_manifests",
]

#: Types that are imported when they are asked for, and where they stand.
_TYPES = {
    "Cover": "malja.cover.cover",
    "Operation": "malja.operation.operation",
    "Plan": "malja.lifts.plan",
    "Progress": "malja.lifts.plan",
    "Requirement": "malja.needs.requirements",
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
    from malja.operation import reading

    return reading.read(path)


def requirements(operation: Operation) -> tuple[Requirement, ...]:
    """What is due at each site for each need and tier: sites in the tables' order, then needs, then tiers.

    `quantity` and `people` are arrays by day, shape (days + reserve_days,): the need's unit (per day, for a daily
    need), and persons. R = standard * share * N, P = reach * N (docs/model.md).
    """
    from malja.needs.requirements import requirements as found

    return found(operation)


def days_of_cover(operation: Operation) -> tuple[Cover, ...]:
    """How long each need holds at each site and tier with today's stock and services, if nothing more comes.

    `days` in days, None beyond the horizon; each need by itself: goods that serve several count for each.
    """
    from malja.cover.cover import cover

    return cover(operation)


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
    from malja.lifts.planning import plan as planned

    return planned(operation, seconds=seconds, gap=gap, progress=progress, stop=stop)


def summary(operation: Operation, plan: Plan, *, verbose: bool = False) -> str:
    """The plan on a page of plain text, 80 columns; `verbose`: with the aims, what is proven of them, and the gaps."""
    from malja.report.page import as_text, page
    from malja.report.summary import summary as found

    return as_text(page(operation, found(operation, plan), verbose=verbose))


def to_json(plan: Plan) -> str:
    """The plan as plan.json: quantities in the item's unit with 12 significant digits, dates ISO 8601."""
    from malja.lifts.plan_json import to_json as written

    return written(plan)


def from_json(text: str) -> Plan:
    """The plan that `to_json` wrote, without its limits; raises Refused when the text is no plan."""
    from malja.lifts.plan_read import from_json as found

    return found(text)


def write_manifests(operation: Operation, plan: Plan, path: str | Path) -> None:
    """Write an Excel workbook with a sheet for each trip, whole or not at all; Failed: it cannot be written."""
    from malja.report.manifests import write_manifests as written

    written(operation, plan, Path(path))

"""The library's calls on an operation, which take the path of one as well: a folder, a workbook or a live site."""

from __future__ import annotations

import datetime
import os
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeAlias, TypeVar, cast

from malja.briefing.operation.report_writing import say_summary, write_quick_report
from malja.briefing.operation.source import OperationSource
from malja.cover.cover import find_covers
from malja.lifts.capacity.capacity import find_capacity
from malja.lifts.decomposition.planning import plan_operation
from malja.lifts.requests.request_search import find_requests
from malja.lifts.what_if.flight_failure import find_flight_failure
from malja.lifts.what_if.load_reasons import add_load_reasons
from malja.lifts.what_if.rough_inputs import rank_rough_inputs
from malja.needs.requirements import find_requirements
from malja.operation.operation import Operation
from malja.problems import Problem, Refused
from malja.report.workbooks.manifests import save_manifests

OperationOrPath: TypeAlias = Operation | str | os.PathLike[str]
_Rest = ParamSpec("_Rest")
_Result = TypeVar("_Result")


def read_source(path: str | os.PathLike[str], *, as_of: datetime.date | str | None = None) -> Operation:
    """The operation in a folder of tables or an Excel workbook, or of a live site, the catalogue's rows merged in.

    `as_of`: of a site, the day on whose evening it is taken, a date or text such as 2025-03-31; if not given, its last.
    Raises `Refused` with every problem of every table at once: file, row, column, value, and what would be right
    (docs/tables.md); for an `as_of` that is no day, and for one that is given with tables.
    """
    source = OperationSource(path=Path(path), as_of=_read_day(as_of))
    if source.as_of is not None and not source.is_site and source.path.exists():
        raise Refused([Problem.at(None, "as_of_not_site", "as_of", path)])
    return source.read()


def _read_day(given: object) -> datetime.date | None:
    if given is None or (isinstance(given, datetime.date) and not isinstance(given, datetime.datetime)):
        return given
    try:
        return datetime.date.fromisoformat(given if isinstance(given, str) else "")
    except ValueError:
        raise Refused([Problem.at(None, "date_wanted", "as_of", given)]) from None


def find_operation(given: OperationOrPath) -> Operation:
    """The operation that is given, or that in the folder, workbook or site of a path.

    Raises Refused where it cannot be read, and where something else is given.
    """
    if isinstance(given, Operation):
        return given
    if isinstance(given, str | os.PathLike):
        return read_source(given)
    raise Refused([Problem.at(None, "operation_wanted", "operation", type(given).__name__)])


def accept_path(
    function: Callable[Concatenate[Operation, _Rest], _Result],
) -> Callable[Concatenate[OperationOrPath, _Rest], _Result]:
    """The same function, which reads the operation where its path is given."""

    @wraps(function)
    def call(operation: OperationOrPath, *rest: _Rest.args, **named: _Rest.kwargs) -> _Result:
        return function(find_operation(operation), *rest, **named)

    return cast(Callable[Concatenate[OperationOrPath, _Rest], _Result], call)


capacity = accept_path(find_capacity)
days_of_cover = accept_path(find_covers)
explain_loads = accept_path(add_load_reasons)
next_flight_fails = accept_path(find_flight_failure)
plan = accept_path(plan_operation)
requests = accept_path(find_requests)
requirements = accept_path(find_requirements)
rough_inputs = accept_path(rank_rough_inputs)
summary = accept_path(say_summary)
write_manifests = accept_path(save_manifests)
write_report = accept_path(write_quick_report)

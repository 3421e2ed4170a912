"""Arguments and options that several commands have."""

from __future__ import annotations

import datetime
import functools
import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar, cast

import click

from malja.briefing.operation.findings_time import FINDINGS_SECONDS
from malja.briefing.operation.source import OperationSource
from malja.facts.kind import DAY_COLUMNS
from malja.language.names import say_name
from malja.language.say import say, say_problem
from malja.problems import Problem, Refused
from malja.tables.cells import read_cell
from malja.tables.columns import Column


class _Day(click.DateTime):
    """A day as it stands in tables too, no other year than theirs."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The day; a usage error where it is none, or of a year that nobody plans in."""
        day = super().convert(value, param, ctx).date()
        read = read_cell(day, Column(name="", kind="date"), None)
        if isinstance(read, Problem):
            self.fail(say_problem(read), param, ctx)
        return day


_Answer = TypeVar("_Answer")
_Command = TypeVar("_Command", bound=click.Command)

DAY = _Day(formats=["%Y-%m-%d"])
PATH = click.Path(path_type=Path)
SITE = click.argument("site", type=PATH, metavar="SITE")
AS_OF = click.option("--as-of", type=DAY, metavar="DATE", help=say("record", "help_status_as_of"))
FORCE = click.option("--force", is_flag=True, help=say("cli", "help_force"))
AS_JSON = click.option("--json", "as_json", is_flag=True, help=say("cli", "help_json"))
BY = click.option("--by", default="", metavar="CODE", help=say("record", "help_by"))
ON = click.option("--on", type=DAY, metavar="DATE", help=say("record", "help_on"))


def describe_column(column: Column) -> str:
    """What a column means, as a sentence."""
    meaning = say_name(column.meaning)
    return meaning[:1].upper() + meaning[1:] + "."


def when_options() -> list[click.Parameter]:
    """The options of every command that records a fact: the day, by whom, on whose word."""
    return [
        click.Option(["--on", "happened"], metavar="DATE", help=say("record", "help_on")),
        click.Option(["--by"], default="", metavar="CODE", help=say("record", "help_by")),
        click.Option(["--source"], metavar="TEXT", help=describe_column(DAY_COLUMNS[1])),
    ]


def with_when(command: _Command) -> _Command:
    """Add the `when_options` to a command."""
    command.params += when_options()
    return command


def check_finite(_: click.Context, option: click.Parameter, value: float | None) -> float | None:
    """Refuse nan and inf, which pass every range."""
    if value is not None and not math.isfinite(value):
        raise click.BadParameter(say("cli", "not_finite", value=value), param=option)
    return value


def on_operation(command: Callable[..., _Answer]) -> Callable[..., _Answer]:
    """Give a command the argument OPERATION and the option --as-of, as one value `source`."""

    @functools.wraps(command)
    def with_source(operation: Path, as_of: datetime.date | None, **rest: object) -> _Answer:
        source = OperationSource(path=operation, as_of=as_of)
        if as_of is not None and not source.is_site:
            raise click.UsageError(say("cli", "as_of_tables", path=operation))
        return command(source=source, **rest)

    argument = click.argument("operation", type=PATH, metavar="OPERATION")
    option = click.option("--as-of", type=DAY, metavar="DATE", help=say("cli", "help_as_of"))
    return cast(Callable[..., _Answer], argument(option(with_source)))


def name_options(problems: Iterable[Problem], labels: Mapping[str, str]) -> Refused:
    """The problems with what a column is called on the command line in its place; a command has no file and no row."""
    return Refused(
        dict.fromkeys(
            replace(problem, file=labels[problem.column], row=None, column="") if problem.column in labels else problem
            for problem in problems
        )
    )


#: How long what is looked for beside a plan may take.
REPORT_SECONDS = click.option(
    "--report-seconds",
    type=click.FloatRange(0),
    default=FINDINGS_SECONDS,
    show_default=True,
    callback=check_finite,
    help=say("cli", "help_report_seconds"),
)

"""What a command works on: a live site, as it stands on the evening of a day, or an operation's tables."""

from __future__ import annotations

import datetime
import functools
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click

from malja.cli.terminal.words import words
from malja.problems import Problem

if TYPE_CHECKING:
    from malja.operation.operation import Operation

#: A folder that holds this file is a site.
SITE_FILE = "site.toml"


class _Day(click.DateTime):
    """A day as it stands in tables too, no other year than theirs."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The day; a usage error where it is none, or of a year that nobody plans in."""
        from malja.language.say import say_problem
        from malja.tables.cells import read_cell
        from malja.tables.columns import Column

        day = super().convert(value, param, ctx)
        read = read_cell(day.date(), Column(name="", kind="date"), None)
        if isinstance(read, Problem):
            self.fail(say_problem(read), param, ctx)
        return day


DAY = _Day(formats=["%Y-%m-%d"])

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """A site's folder and the day as of whose evening it is asked (None: its last), or an operation's tables."""

    path: Path
    as_of: datetime.date | None = None

    @property
    def is_site(self) -> bool:
        """Whether it is the folder of a live site."""
        return (self.path / SITE_FILE).is_file()


def opened(where: Where, plan_file: Path | None = None) -> Operation:
    """The operation of a site as of a day, or the one that stands in tables.

    A site that is asked for no day and with a plan is as it was when that plan was made. Raises Refused for what cannot
    be read, click.UsageError where tables are asked for a day: they know one only.
    """
    if where.is_site:
        from malja.site.site import Site

        as_of = where.as_of or (_eve_of(plan_file) if plan_file else None)
        with Site.open(where.path) as site:
            return site.operation(None if as_of is None else as_of + datetime.timedelta(days=1))
    if where.as_of is not None:
        raise click.UsageError(words("as_of_tables", path=where.path))
    from malja.operation.reading.read_operation import read_operation

    return read_operation(where.path)


def on_operation(command: Callable[..., Answer]) -> Callable[..., Answer]:
    """Give a command the argument OPERATION and the option --as-of, as one value `operation`: a `Where`."""

    @functools.wraps(command)
    def asked(operation: Path, as_of: datetime.datetime | None, **rest: object) -> Answer:
        return command(operation=Where(path=operation, as_of=as_of.date() if as_of else None), **rest)

    argument = click.argument("operation", type=click.Path(path_type=Path), metavar="OPERATION")
    option = click.option("--as-of", type=DAY, metavar="DATE", help=words("help_as_of"))
    return cast(Callable[..., Answer], argument(option(asked)))


def _eve_of(plan_file: Path) -> datetime.date | None:
    """The day before the first day of a plan; None where that can't be read, which whoever reads the plan will say."""
    import json

    file = plan_file / "plan.json" if plan_file.is_dir() else plan_file
    try:
        start = json.loads(file.read_text(encoding="utf-8"))["start"]
        return datetime.date.fromisoformat(start) - datetime.timedelta(days=1)
    except (OSError, ValueError, TypeError, KeyError, OverflowError):
        return None

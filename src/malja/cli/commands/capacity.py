"""`malja capacity`: how many people each site can hold."""

from __future__ import annotations

import datetime

import click

from malja.briefing.operation.source import OperationSource
from malja.cli.options import AS_JSON, DAY, on_operation
from malja.cli.terminal.output import print_json, print_lines
from malja.cli.terminal.refusals import SpokenCommand
from malja.language.say import say
from malja.lifts.capacity.capacity import find_capacity, write_capacity
from malja.report.terminal.capacity_page import say_capacity


@click.command("capacity", cls=SpokenCommand, help=say("cli", "help_capacity"), short_help=say("cli", "short_capacity"))
@on_operation
@click.option("--from", "since", type=DAY, metavar="DATE", help=say("cli", "help_since"))
@click.option("--without", multiple=True, metavar="NEED", help=say("cli", "help_without"))
@AS_JSON
def capacity_command(
    source: OperationSource, since: datetime.date | None, without: tuple[str, ...], as_json: bool
) -> None:
    """Work the capacity out and say it, in words or for other programs."""
    operation = source.read()
    result = find_capacity(operation, since=since, without=without)
    if as_json:
        print_json(write_capacity(result))
    else:
        print_lines(say_capacity(operation, result))

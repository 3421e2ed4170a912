"""`malja check`: whether an operation is in order, and what was assumed."""

from __future__ import annotations

import click

from malja.briefing.operation.check_lines import check_lines
from malja.briefing.operation.source import OperationSource
from malja.cli.options import on_operation
from malja.cli.terminal.output import print_lines
from malja.cli.terminal.refusals import SpokenCommand
from malja.language.say import say


@click.command("check", cls=SpokenCommand, help=say("cli", "help_check"), short_help=say("cli", "short_check"))
@on_operation
@click.option("--all", "everything", is_flag=True, help=say("cli", "help_all"))
def check_command(source: OperationSource, everything: bool) -> None:
    """Say what is wrong with an operation, or what was read and assumed."""
    print_lines(check_lines(source.read(), everything=everything))

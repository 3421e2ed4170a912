"""`malja cover`: what runs out first if nothing more comes."""

from __future__ import annotations

import click

from malja.briefing.operation.source import OperationSource
from malja.cli.options import AS_JSON, on_operation
from malja.cli.terminal.output import print_json, print_lines
from malja.cli.terminal.refusals import SpokenCommand
from malja.cover.cover import find_covers
from malja.cover.cover_json import format_covers
from malja.cover.cover_page import say_covers
from malja.language.say import say


@click.command("cover", cls=SpokenCommand, help=say("cli", "help_cover"), short_help=say("cli", "short_cover"))
@on_operation
@AS_JSON
def cover_command(source: OperationSource, as_json: bool) -> None:
    """Say what runs out first, in words or for other programs."""
    operation = source.read()
    covers = find_covers(operation)
    if as_json:
        print_json(format_covers(operation, covers))
    else:
        print_lines(say_covers(operation, covers))

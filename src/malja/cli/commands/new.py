"""`malja new`: an operation to start from."""

from __future__ import annotations

from pathlib import Path

import click

from malja.cli.options import PATH
from malja.cli.terminal.output import print_lines
from malja.cli.terminal.refusals import SpokenCommand
from malja.language.say import say
from malja.operation.template.write_template import write_operation_template, write_operation_workbook


@click.command("new", cls=SpokenCommand, help=say("cli", "help_new"), short_help=say("cli", "short_new"))
@click.argument("folder", type=PATH, metavar="FOLDER")
@click.option("--workbook", is_flag=True, help=say("cli", "help_workbook"))
def new_command(folder: Path, workbook: bool) -> None:
    """Write tables to fill in, as a folder or as a workbook."""
    path = write_operation_workbook(folder) if workbook else write_operation_template(folder)
    print_lines([say("cli", "new_written", path=path)])

"""`malja compare`: what changes from one plan to another."""

from __future__ import annotations

from pathlib import Path

import click

from malja.briefing.operation.compare_page import describe_changes
from malja.briefing.operation.compare_plans import compare_plans, make_catalogue_tables
from malja.briefing.operation.read_plan_file import read_plan_file
from malja.briefing.operation.source import OperationSource
from malja.cli.options import AS_JSON, PATH
from malja.cli.terminal.output import print_blocks, print_json
from malja.cli.terminal.refusals import SpokenCommand
from malja.language.say import say
from malja.lifts.plan.record_json import write_record


@click.command("compare", cls=SpokenCommand, help=say("cli", "help_compare"), short_help=say("cli", "short_compare"))
@click.argument("before", type=PATH, metavar="PLAN")
@click.argument("after", type=PATH, metavar="PLAN")
@click.option("--operation", type=PATH, metavar="OPERATION", help=say("cli", "help_compare_operation"))
@AS_JSON
def compare_command(before: Path, after: Path, operation: Path | None, as_json: bool) -> None:
    """Say what changes, in words or for other programs."""
    plan = read_plan_file(before)
    tables = make_catalogue_tables(plan) if operation is None else OperationSource(path=operation).read()
    changes = compare_plans(plan, after, tables)
    if as_json:
        print_json(write_record("malja.changes/1", changes))
    else:
        print_blocks(describe_changes(changes, tables, str(before), str(after)))

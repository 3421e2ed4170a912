"""`malja papers`: the papers of a plan that was made before."""

from __future__ import annotations

from pathlib import Path

import click

from malja.briefing.operation.read_plan_file import read_plan_for
from malja.briefing.operation.report_writing import refuse_file
from malja.briefing.operation.source import OperationSource
from malja.cli.options import FORCE, PATH, check_finite, on_operation
from malja.cli.terminal.output import print_lines
from malja.cli.terminal.refusals import SpokenCommand
from malja.language.say import say
from malja.outputs import write_outputs
from malja.report.papers.pallets import PalletSize
from malja.report.papers.paper_files import make_paper_files
from malja.report.papers.waybill_numbers import name_series, number_trips


@click.command("papers", cls=SpokenCommand, help=say("cli", "help_papers"), short_help=say("cli", "short_papers"))
@on_operation
@click.option("--plan", "plan_file", required=True, type=PATH, metavar="PLAN", help=say("cli", "help_papers_plan"))
@click.option("--out", required=True, type=PATH, metavar="DIR", help=say("cli", "help_papers_out"))
@click.option(
    "--labels-per-page", type=click.Choice(["1", "2", "4"]), default="4", help=say("cli", "help_labels_per_page")
)
@click.option(
    "--pallet-kg",
    type=click.FloatRange(0, min_open=True),
    default=1000.0,
    callback=check_finite,
    show_default=True,
    help=say("cli", "help_pallet_kg"),
)
@click.option(
    "--pallet-m3",
    type=click.FloatRange(0, min_open=True),
    default=1.8,
    callback=check_finite,
    show_default=True,
    help=say("cli", "help_pallet_m3"),
)
@click.option("--public", is_flag=True, hidden=True)
@FORCE
def papers_command(
    source: OperationSource,
    plan_file: Path,
    out: Path,
    labels_per_page: str,
    pallet_kg: float,
    pallet_m3: float,
    public: bool,
    force: bool,
) -> None:
    """Write the papers of every trip of a plan into a folder of `out` that bears their number."""
    if public:
        raise click.UsageError(say("cli", "papers_never_public"))
    refuse_file(out)
    operation = source.read(plan_file)
    plan = read_plan_for(operation, plan_file)
    trips = len(number_trips(plan))
    if not trips:
        print_lines([say("cli", "papers_none")])
        return
    size = PalletSize(kg=pallet_kg, m3=pallet_m3)
    files = make_paper_files(operation, plan, size=size, labels_per_page=int(labels_per_page))
    write_outputs(out, files, force=force)
    print_lines([say("cli", "papers_written", path=out / name_series(plan), trips=trips)])

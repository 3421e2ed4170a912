"""`malja flight`: from the announcement to the claim, what was shipped and what was received kept apart."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from malja.briefing.operation.read_plan_file import read_plan_file
from malja.briefing.record.fact_day import NO_DAY
from malja.briefing.record.planned_flight import announce_planned_flight
from malja.briefing.show.flights import describe_flights, find_flight
from malja.briefing.show.founding import say_written
from malja.cli.fact_commands import add_show_command, fact_group
from malja.cli.options import BY, DAY, FORCE, ON, PATH, SITE, name_options
from malja.cli.terminal.output import print_lines, print_recorded
from malja.language.say import say
from malja.outputs import write_outputs
from malja.problems import Refused
from malja.report.papers.receipt_files import make_receipt_files
from malja.site.site import Site

flight_group = fact_group("flight")


@flight_group.command(
    "planned", help=say("record", "help_flight_planned"), short_help=say("record", "short_flight_planned")
)
@SITE
@click.argument("plan", type=PATH, metavar="PLAN")
@click.argument("lift", metavar="LIFT")
@click.argument("leaves", type=DAY, metavar="LEAVES")
@click.option("--flight", default="", metavar="FLIGHT", help=say("record", "help_planned_flight"))
@click.option("--manifest", default="", metavar="MANIFEST", help=say("record", "help_planned_manifest"))
@click.option("--sender", default="", metavar="TEXT", help=say("record", "help_planned_sender"))
@ON
@BY
def _announce_planned(
    site: Path, plan: Path, lift: str, leaves: datetime.date, on: datetime.date | None, by: str, **named: str
) -> None:
    """Announce a trip of a plan."""
    trips = read_plan_file(plan)
    try:
        with Site.open(site) as opened:
            happened = on or NO_DAY
            recorded = announce_planned_flight(opened, trips, lift, leaves, happened=happened, by=by, **named)
            print_recorded(recorded)
    except Refused as refused:
        raise name_options(refused.problems, {"happened": "--on"}) from refused


add_show_command(flight_group, lambda state, day, name: describe_flights(state, name), about="FLIGHT")


@flight_group.command("paper", help=say("record", "help_flight_paper"), short_help=say("record", "help_flight_paper"))
@SITE
@click.argument("name", metavar="FLIGHT")
@click.option("--out", required=True, type=PATH, metavar="DIR", help=say("record", "help_paper_out"))
@FORCE
def _write_flight_papers(site: Path, name: str, out: Path, force: bool) -> None:
    """Write the papers of a flight: its tally sheet, then its goods received note and its claim."""
    with Site.open(site) as opened:
        files = make_receipt_files(opened.operation(), find_flight(opened.state(), name))
    write_outputs(out, files, force=force)
    print_lines(say_written("paper_written", out / file) for file in files)

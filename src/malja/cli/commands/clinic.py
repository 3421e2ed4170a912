"""`malja clinic`: kits opened, and what the clinic counted in a week, zeros included."""

from __future__ import annotations

from pathlib import Path

import click

from malja.briefing.record.clinic_week import COUNT_COLUMNS, week_cells
from malja.briefing.record.recording import read_rows_of_cells, record_facts
from malja.briefing.show.clinic import describe_clinic
from malja.cli.fact_commands import add_show_command, fact_group
from malja.cli.options import SITE, name_options, with_when
from malja.cli.terminal.output import print_recorded
from malja.language.say import say
from malja.problems import Refused
from malja.site.site import Site
from malja.stock.kinds import CLINIC_COUNTED

_LABELS = {"place": "PLACE", "week": "WEEK", "happened": "--on"} | dict.fromkeys((*COUNT_COLUMNS, "illness"), "COUNTS")

clinic_group = fact_group("clinic")


@with_when
@clinic_group.command("week", help=say("record", "help_clinic_week"), short_help=say("record", "short_clinic_week"))
@SITE
@click.argument("place", metavar="PLACE")
@click.argument("week", metavar="WEEK")
@click.argument("counts", nargs=-1, metavar="[COUNTS]...")
@click.option("--others-zero", is_flag=True, help=say("record", "help_others_zero"))
@click.option("--note", default="", metavar="TEXT", help=say("record", "help_note"))
def _record_week(
    site: Path, place: str, week: str, counts: tuple[str, ...], others_zero: bool, by: str, **typed: str | None
) -> None:
    """Record the weekly counts of a place."""
    every = {name: text for name, text in typed.items() if text} | {"place": place, "week": week}
    try:
        rows = [{**every, **cells} for cells in week_cells(counts, others_zero=others_zero)]
        facts = read_rows_of_cells(CLINIC_COUNTED, rows)
        with Site.open(site) as opened:
            print_recorded(record_facts(opened, facts, by=by))
    except Refused as refused:
        raise name_options(refused.problems, _LABELS) from refused


add_show_command(clinic_group, lambda state, day, name: describe_clinic(state, day))

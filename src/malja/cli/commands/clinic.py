"""`malja clinic`: kits opened, and what the clinic counted in a week, zeros said."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from malja.cli.record.fact_commands import AS_OF, SITE, commands, when_options
from malja.cli.record.record_words import words
from malja.cli.record.told_columns import Telling
from malja.problems import Problem, Refused, shorten
from malja.stock.kinds import CALLED, CLINIC_COUNTED, ILLNESSES, OPENED

clinic = commands("clinic", {"open": Telling(kind=OPENED, arguments=("store", "item", "packs"))})

_PARTS = ("cases_under_5", "cases_5_and_over", "deaths_under_5", "deaths_5_and_over")


@clinic.command("week", help=words("help_clinic_week"), short_help=words("short_clinic_week"))
@SITE
@click.argument("place", metavar="PLACE")
@click.argument("week", metavar="WEEK")
@click.argument("counts", nargs=-1, metavar="[COUNTS]...")
@click.option("--others-zero", is_flag=True, help=words("help_others_zero"))
@click.option("--note", default="", metavar="TEXT", help=words("help_note"))
def week_command(
    site: Path, place: str, week: str, counts: tuple[str, ...], others_zero: bool, **said: str | None
) -> None:
    """Record the weekly counts of a place."""
    from malja.cli.record.recording import in_words_of_the_command, record, told_facts

    by = said.pop("by") or ""
    every = {name: text for name, text in said.items() if text} | {"place": place, "week": week}
    rows = [{**every, **cells} for cells in week_cells(counts, others_zero=others_zero)]
    try:
        record(site, told_facts(CLINIC_COUNTED, rows), by=by)
    except Refused as refused:
        labels = {"place": "PLACE", "week": "WEEK", "happened": "--on", "illness": "COUNTS"}
        labels |= dict.fromkeys(_PARTS, "COUNTS")
        raise Refused(dict.fromkeys(in_words_of_the_command(refused.problems, labels))) from refused


week_command.params += when_options()


def week_cells(counts: tuple[str, ...], *, others_zero: bool) -> list[dict[str, str]]:
    """The cells of each count, such as measles=1/0; `others_zero`: zeros for every illness that is not named.

    Raises Refused for what is no such count, and where there is none.
    """
    rows: list[dict[str, str]] = []
    wrong = [Problem(code="week_nothing", file="COUNTS")] if not counts and not others_zero else []
    for text in counts:
        illness, equals, numbers = text.partition("=")
        parts = numbers.split("/")
        if not equals or len(parts) not in (2, 4) or any(row["illness"] == illness for row in rows):
            wrong.append(Problem(code="week_count_wrong", file="COUNTS", value=shorten(text)))
        if (said := illness.strip().lower()) in CALLED:
            wrong.append(Problem(code="week_illness", file="COUNTS", value=said, values=(("called", CALLED[said]),)))
        rows.append({"illness": illness.strip().lower(), **dict(zip(_PARTS, parts, strict=False))})
    if wrong:
        raise Refused(wrong)
    named = {row["illness"] for row in rows}
    rest = [one for one in ILLNESSES if one not in named] if others_zero else []
    return rows + [{"illness": one, "cases_under_5": "0", "cases_5_and_over": "0"} for one in rest]


@clinic.command("show", help=words("help_clinic_show"), short_help=words("help_clinic_show"))
@SITE
@AS_OF
def show_command(site: Path, as_of: datetime.datetime | None) -> None:
    """Show the weekly counts."""
    from malja.cli.show.show import clinic_lines, show

    show(site, clinic_lines, as_of)

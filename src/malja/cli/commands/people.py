"""`malja people`: who came, who left, who was counted, and what of it was wrong."""

from __future__ import annotations

import datetime
from pathlib import Path

from malja.cli.record.fact_commands import AS_OF, SITE, commands
from malja.cli.record.record_words import words
from malja.cli.record.told_columns import Telling
from malja.people.kinds import ARRIVED, CORRECTED, COUNTED, DEPARTED

_WHO = ("place", "number")

people = commands(
    "people",
    {
        "arrive": Telling(kind=ARRIVED, arguments=_WHO),
        "leave": Telling(kind=DEPARTED, arguments=_WHO),
        "count": Telling(kind=COUNTED, arguments=_WHO),
        "correct": Telling(kind=CORRECTED, arguments=_WHO),
    },
)


@people.command("show", help=words("help_people_show"), short_help=words("help_people_show"))
@SITE
@AS_OF
def show_command(site: Path, as_of: datetime.datetime | None) -> None:
    """Show who is here."""
    from malja.cli.show.show import people_lines, show

    show(site, people_lines, as_of)

"""`malja people`: who came, who left, who was counted, and what of it was wrong."""

from __future__ import annotations

import datetime
from pathlib import Path

from malja.briefing.show.people import describe_people
from malja.cli.fact_commands import fact_group
from malja.cli.options import AS_OF, SITE
from malja.cli.terminal.output import print_parts
from malja.language.say import say
from malja.site.site import Site

people_group = fact_group("people")


@people_group.command("show", help=say("record", "help_people_show"), short_help=say("record", "help_people_show"))
@SITE
@AS_OF
def _show_people(site: Path, as_of: datetime.date | None) -> None:
    """Show who is here."""
    with Site.open(site) as opened:
        _, state = opened.evening(as_of)
        print_parts(describe_people(state))

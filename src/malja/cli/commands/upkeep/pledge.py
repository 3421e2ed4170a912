"""`malja pledge`: what organisations have promised, and what became of it."""

from __future__ import annotations

import datetime
from pathlib import Path

from malja.briefing.show.upkeep import describe_pledges
from malja.cli.fact_commands import fact_group
from malja.cli.options import AS_OF, SITE
from malja.cli.terminal.output import print_parts
from malja.language.say import say
from malja.site.site import Site

pledge_group = fact_group("pledge")


@pledge_group.command("show", help=say("record", "help_pledge_show"), short_help=say("record", "help_pledge_show"))
@SITE
@AS_OF
def _show_pledge(site: Path, as_of: datetime.date | None) -> None:
    """Show how they stand."""
    with Site.open(site) as opened:
        day, state = opened.evening(as_of)
        print_parts(describe_pledges(state, day))

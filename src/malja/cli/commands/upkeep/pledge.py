"""`malja pledge`: what organisations have promised, and what became of it."""

from __future__ import annotations

from malja.briefing.show.upkeep import describe_pledges
from malja.cli.fact_commands import add_show_command, fact_group

pledge_group = fact_group("pledge")
add_show_command(pledge_group, lambda state, day, name: describe_pledges(state, day))

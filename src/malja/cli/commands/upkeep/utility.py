"""`malja utility`: daily readings of wells, chlorine, generators, fuel and latrines."""

from __future__ import annotations

from malja.briefing.show.upkeep import describe_utilities
from malja.cli.fact_commands import add_show_command, fact_group

utility_group = fact_group("utility")
add_show_command(utility_group, lambda state, day, name: describe_utilities(state, day))

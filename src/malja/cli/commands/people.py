"""`malja people`: who came, who left, who was counted, and what of it was wrong."""

from __future__ import annotations

from malja.briefing.show.people import describe_people
from malja.cli.fact_commands import add_show_command, fact_group

people_group = fact_group("people")
add_show_command(people_group, lambda state, day, name: describe_people(state))

"""`malja round`: what a distribution gives, to whom it was given, and when it is over."""

from __future__ import annotations

from malja.briefing.show.rounds import describe_rounds
from malja.cli.fact_commands import add_show_command, fact_group

round_group = fact_group("round")
add_show_command(round_group, describe_rounds, about="ROUND")

"""`malja kitchen`: what a meal takes, and the meals that were cooked."""

from __future__ import annotations

from malja.briefing.show.kitchens import describe_kitchens
from malja.cli.fact_commands import add_show_command, fact_group

kitchen_group = fact_group("kitchen")
add_show_command(kitchen_group, describe_kitchens, about="PLACE")

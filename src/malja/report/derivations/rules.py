"""Figures that follow a rule instead of a table: shortfalls, days of cover, limits, capacity."""

from __future__ import annotations

from malja.report.document import Derivation, Paragraph
from malja.report.sections.context import ReportContext, say_plain


def explain_rules(context: ReportContext) -> list[Derivation]:
    """The rules that figures of this report follow, in words."""
    said = {
        "how-shortfalls": (context.say("how_shortfalls_title"), context.say("how_shortfalls")),
        "how-cover": (context.say("how_cover_title"), context.say("how_cover")),
        "how-limits": (context.say("how_limits_title"), context.say("how_limits")),
        "how-next-flight": (context.say("how_next_flight_title"), context.say("how_next_flight")),
        "how-rough": (context.say("how_rough_title"), context.say("how_rough")),
        "how-requests": (context.say("how_requests_title"), context.say("how_requests")),
        "how-capacity": (context.say("how_capacity_title"), context.say("how_capacity")),
    }
    return [
        Derivation(code=code, title=title, blocks=(Paragraph(said=say_plain(rule)),))
        for code, (title, rule) in said.items()
    ]

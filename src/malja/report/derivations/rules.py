"""How figures came about that follow a rule rather than a table: shortfalls, days of cover, limits, capacity."""

from __future__ import annotations

from malja.report.document import Derivation, Paragraph
from malja.report.sections.context import Telling, bare


def rules(telling: Telling) -> list[Derivation]:
    """The rules that figures of this report follow, in words."""
    said = {
        "how-shortfalls": (telling.say("how_shortfalls_title"), telling.say("how_shortfalls")),
        "how-cover": (telling.say("how_cover_title"), telling.say("how_cover")),
        "how-limits": (telling.say("how_limits_title"), telling.say("how_limits")),
        "how-next-flight": (telling.say("how_next_flight_title"), telling.say("how_next_flight")),
        "how-rough": (telling.say("how_rough_title"), telling.say("how_rough")),
        "how-requests": (telling.say("how_requests_title"), telling.say("how_requests")),
        "how-capacity": (telling.say("how_capacity_title"), telling.say("how_capacity")),
    }
    return [
        Derivation(code=code, title=title, blocks=(Paragraph(said=bare(rule)),)) for code, (title, rule) in said.items()
    ]

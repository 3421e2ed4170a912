"""What the situation is: what is urgent if nothing more comes, in a few sentences."""

from __future__ import annotations

from malja.cover.cover_page import say_idle_stock
from malja.language.say import say
from malja.report.document import Bullets, Paragraph, ReportBlock
from malja.report.sections.context import ReportContext, say_plain
from malja.report.urgent_in_plan import say_urgency_in_plan

#: Urgent needs that are told with what to send, goods that count for nothing; the rest are counted.
_MOST_URGENT, _MOST_IDLE = 4, 2


def tell_situation(context: ReportContext) -> tuple[ReportBlock, ...]:
    """What is short or runs out at any site, whom it harms how soon, what to send and by when: the gravest first."""
    urgent = [one for one in context.situation.urgencies if one.is_urgent]
    if not urgent:
        calm = [say("urgency", "none")] if context.situation.covers else []
        lines = [*calm, *_idle(context)]
        return (Bullets(lines=tuple(say_plain(line) for line in lines)),) if lines else ()
    lines = [" ".join(say_urgency_in_plan(context.operation, context.plan, one)) for one in urgent[:_MOST_URGENT]]
    if len(urgent) > _MOST_URGENT:
        lines.append(say("urgency", "more_counted", number=len(urgent) - _MOST_URGENT))
    lines += _idle(context)
    opening = Paragraph(said=say_plain(say("urgency", "opening")))
    return opening, Bullets(lines=tuple(say_plain(line) for line in lines))


def _idle(context: ReportContext) -> list[str]:
    """Goods in stock at the sites that count for nothing here, and why."""
    sites = [place.place for place in context.operation.places if place.role == "site"]
    said = [line for site in sites for line in say_idle_stock(context.operation, site)]
    more = len(said) - _MOST_IDLE
    return [*said[:_MOST_IDLE], *([say("two_pages", "more_idle", more=more)] if more > 0 else [])]

"""What the situation is: what is urgent if nothing more comes, in a few sentences."""

from __future__ import annotations

from malja.language.say import say
from malja.report.document import Bullets, Paragraph, ReportBlock
from malja.report.sections.context import ReportContext, say_plain
from malja.report.urgent_in_plan import say_urgency_in_plan

#: Urgent needs that are told with what to send; the rest are counted.
_MOST_URGENT = 4


def tell_situation(context: ReportContext) -> tuple[ReportBlock, ...]:
    """What is short or runs out at any site, whom it harms how soon, what to send and by when: the gravest first."""
    urgent = [one for one in context.situation.urgencies if one.is_urgent]
    if not urgent:
        return (Bullets(lines=(say_plain(say("urgency", "none")),)),) if context.situation.covers else ()
    lines = [" ".join(say_urgency_in_plan(context.operation, context.plan, one)) for one in urgent[:_MOST_URGENT]]
    if len(urgent) > _MOST_URGENT:
        lines.append(say("urgency", "more_counted", number=len(urgent) - _MOST_URGENT))
    opening = Paragraph(said=say_plain(say("urgency", "opening")))
    return opening, Bullets(lines=tuple(say_plain(line) for line in lines))

"""Which limits hold the plan back, and what a little more of each would spare."""

from __future__ import annotations

from malja.report.document import Bullets, ReportBlock, ReportSection
from malja.report.limits import say_limit
from malja.report.sections.context import ReportContext, say_figure

#: The most limits named; the others are worth less.
_MOST_LIMITS = 8


def build_limits(context: ReportContext) -> ReportSection:
    """The limits in the order of what they are worth; none are known of a plan that was read from plan.json."""
    limits = context.situation.summary.limits
    block: ReportBlock = context.paragraph("no_limits", tone="note")
    if limits:
        said = [say_limit(context.words, limit, context.plan.currency) for limit in limits[:_MOST_LIMITS]]
        block = Bullets(lines=tuple(say_figure(line, "how-limits") for line in said), ordered=True)
    return ReportSection(code="limits", title=context.say("limits"), blocks=(block,))

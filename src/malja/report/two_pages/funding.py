"""Money received against what is required, where the operation says either."""

from __future__ import annotations

from malja.language.numbers import say_percent
from malja.language.say import say
from malja.report.document import Paragraph, ReportBlock
from malja.report.sections.context import ReportContext, say_plain
from malja.report.unpriced import say_total


def tell_funding(context: ReportContext) -> tuple[ReportBlock, ...]:
    """Received of required, in per cent; without a sum required that of this plan, if all of it has a price."""
    received, required = context.operation.funding_received, context.operation.funding_required
    summary, currency = context.situation.summary, context.operation.currency
    if received is None and required is None:
        return ()
    if received is None:
        said = say("two_pages", "funding_required", required=say_total(required or 0.0, currency))
    elif required:
        share = say_percent(received / required)
        said = say(
            "two_pages",
            "funding_of",
            received=say_total(received, currency),
            required=say_total(required, currency),
            share=share,
        )
    elif summary.cost > 0 and not summary.unpriced:
        said = say(
            "two_pages",
            "funding_of_plan",
            received=say_total(received, currency),
            cost=say_total(summary.cost, currency),
            share=say_percent(received / summary.cost),
        )
    else:
        said = say("two_pages", "funding_received", received=say_total(received, currency))
    return (Paragraph(said=say_plain(said)),)

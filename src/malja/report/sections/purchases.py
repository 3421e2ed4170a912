"""What has to be bought or requested for the plan, in all."""

from __future__ import annotations

from malja.language.numbers import say_amount
from malja.report.document import Paragraph, ReportBlock, ReportSection, ReportTable
from malja.report.sections.context import ReportContext, say_figure, say_plain
from malja.report.unpriced import say_known_cost


def build_purchases(context: ReportContext) -> ReportSection:
    """Every item with its quantity, weight, cost and the day by which it must be at hand, the heaviest first."""
    purchases = context.situation.summary.asked
    block: ReportBlock = Paragraph(said=say_plain(context.words.say("asked_none")))
    if purchases:
        currency = context.plan.currency
        block = ReportTable(
            code="asked-items",
            caption=context.say("asked_caption"),
            columns=context.name_columns("item", "quantity", "weight", "cost_heading", "first_by"),
            rows=tuple(
                (
                    say_plain(context.words.item(one.item)),
                    say_figure(say_amount(one.quantity, context.words.items[one.item].unit), "how-cost"),
                    say_figure(say_amount(one.kg, "kg"), "how-cost"),
                    say_figure(say_known_cost(one.cost, currency, priced=one.priced), "how-cost"),
                    say_plain(context.words.date(one.first)),
                )
                for one in purchases
            ),
        )
    return ReportSection(code="asked", title=context.say("asked"), blocks=(block,))

"""What the plan has to be bought or asked for, in all."""

from __future__ import annotations

from malja.language.numbers import about, amount
from malja.report.document import Block, Column, Paragraph, Section, Table
from malja.report.sections.context import Telling, bare, derived


def asked(telling: Telling) -> Section:
    """Every item with its quantity, weight, cost and the day by which it must be at hand, the heaviest first."""
    found = telling.situation.summary.asked
    block: Block = Paragraph(said=bare(telling.words.say("asked_none")))
    if found:
        currency = telling.plan.currency
        block = Table(
            code="asked-items",
            caption=telling.say("asked_caption"),
            columns=(
                Column(heading=telling.say("item")),
                Column(heading=telling.say("quantity"), numeric=True),
                Column(heading=telling.say("weight"), numeric=True),
                Column(heading=telling.say("cost_heading"), numeric=True),
                Column(heading=telling.say("first_by")),
            ),
            rows=tuple(
                (
                    bare(telling.words.item(one.item)),
                    derived(amount(one.quantity, telling.words.items[one.item].unit), "how-cost"),
                    derived(amount(one.kg, "kg"), "how-cost"),
                    derived(telling.say("money", amount=about(one.cost), currency=currency), "how-cost"),
                    bare(telling.words.date(one.first)),
                )
                for one in found
            ),
        )
    return Section(code="asked", title=telling.say("asked"), blocks=(block,))

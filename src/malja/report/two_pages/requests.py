"""What to ask for: what closes the gravest gap, and what the plan itself takes for granted."""

from __future__ import annotations

from malja.language.numbers import say_amount
from malja.language.say import say
from malja.lifts.requests.requests import Request, TierRequests
from malja.report.document import Bullets, Paragraph, Phrase, ReportBlock, ReportColumn, ReportTable
from malja.report.sections.context import ReportContext, say_plain
from malja.report.terminal.requests_page import (
    say_price,
    say_referral,
    say_requested,
    say_requested_quantity,
    sort_by_day,
)
from malja.report.unpriced import say_total, say_unpriced

#: Requests and goods in the table, the first needed.
_MOST_ROWS = 6


def tell_requests(context: ReportContext) -> tuple[ReportBlock, ...]:
    """The requests of the lowest tier that has any, then in one line what has to be bought or asked for as planned."""
    requests = context.situation.requests
    tiers = requests.tiers if requests else ()
    first = next((one for one in tiers if one.requests), None)
    blocks: list[ReportBlock] = []
    if first is not None:
        blocks += _asked(context, first)
    lines = [*_planned(context), *_referrals(context, tiers)]
    if lines:
        blocks.append(Bullets(lines=tuple(say_plain(line) for line in lines)))
    return tuple(blocks)


def _asked(context: ReportContext, one: TierRequests) -> list[ReportBlock]:
    words = context.words
    cost = say_total(one.cost, context.plan.currency)
    since = {"tier": words.tier(one.tier), "date": words.date(one.since)}
    opening = Paragraph(said=say_plain(context.say("requests_opening", **since, cost=cost)))
    headings = ("what", "quantity", "weight", "cost_heading", "needed_by")
    numeric = ("quantity", "weight", "cost_heading")
    left = len(one.requests) - _MOST_ROWS
    table = ReportTable(
        code="requests-first",
        caption=context.say("requests_caption"),
        columns=tuple(ReportColumn(heading=context.say(code), numeric=code in numeric) for code in headings),
        rows=tuple(_row(context, request) for request in sort_by_day(one.requests)[:_MOST_ROWS]),
        note=say("two_pages", "more_requests", requests=left) if left > 0 else "",
    )
    return [opening, table]


def _row(context: ReportContext, one: Request) -> tuple[Phrase, ...]:
    cells = (
        say_requested(context.words, one),
        say_requested_quantity(context.words, one),
        "" if one.kg is None else say_amount(one.kg, "kg"),
        say_price(one, context.plan.currency),
        context.words.date(one.by),
    )
    return tuple(say_plain(cell) for cell in cells)


def _planned(context: ReportContext) -> list[str]:
    """What the plan takes for granted: goods bought or given, and what all of it costs."""
    summary = context.situation.summary
    if not summary.asked:
        return []
    kg = say_amount(sum(one.kg for one in summary.asked), "kg")
    lines = [say("two_pages", "planned", kg=kg, items=len(summary.asked))]
    if summary.cost > 0:
        without = say_unpriced(summary.unpriced)
        cost = say_total(summary.cost, context.plan.currency)
        lines.append(
            say("two_pages", "planned_cost_without", cost=cost, without=without)
            if without
            else say("two_pages", "planned_cost", cost=cost)
        )
    return [" ".join(lines)]


def _referrals(context: ReportContext, tiers: tuple[TierRequests, ...]) -> list[str]:
    """Infant formula is never requested: babies are referred to nutrition workers, once for each site and need."""
    found = {(one.place, one.need): one for tier in reversed(tiers) for one in tier.referrals}
    return [say_referral(context.words, one) for one in list(found.values())[:2]]

"""What to ask for: what closes the gravest gap and ends all danger to life, and what the plan takes for granted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain

from malja.catalogue.facts import Tier
from malja.language.numbers import say_amount
from malja.language.say import say, say_list
from malja.lifts.requests.requests import Request, TierRequests
from malja.report.document import Bullets, Paragraph, Phrase, ReportBlock, ReportColumn, ReportTable
from malja.report.sections.context import ReportContext, say_plain
from malja.report.terminal.requests_page import (
    say_price,
    say_referral,
    say_remaining,
    say_requested,
    say_requested_quantity,
    sort_by_day,
)
from malja.report.unpriced import say_total, say_unpriced

#: Requests in the table, the first needed; all those for what endangers lives stand in it.
_MOST_ROWS = 6


def tell_requests(context: ReportContext) -> tuple[ReportBlock, ...]:
    """The requests of the lowest tier that has any, with those of higher tiers for what endangers lives.

    Then what endangers lives whatever is given, or before it can come, and what the plan takes for granted.
    """
    requests = context.situation.requests
    tiers = requests.tiers if requests else ()
    deadly: dict[str, Tier] = {}
    for short in context.situation.summary.shortfalls:
        if short.severity.harm == "life":
            deadly.setdefault(short.need, short.tier)
    blocks: list[ReportBlock] = []
    if any(one.requests for one in tiers):
        blocks += _asked(context, tiers, deadly)
    left = [one for tier in tiers for one in tier.remaining if deadly.get(one.need) == tier.tier]
    lines = [*(say_remaining(context.words, one) for one in left), *_too_early(context, tiers, deadly)]
    lines += [*_not_worked_out(context, tiers, deadly), *_planned(context), *_referrals(context, tiers)]
    if lines:
        blocks.append(Bullets(lines=tuple(say_plain(line) for line in lines)))
    return tuple(blocks)


def choose_requests(tiers: Sequence[TierRequests], deadly: Mapping[str, Tier]) -> tuple[tuple[Request, ...], list[str]]:
    """The requests of the lowest tier that has any, with those of higher tiers for the deadly needs that it leaves out.

    `deadly`: the tier below which a lack of the need endangers lives, to which it is asked for. With them: which needs
    these are. What two tiers ask for alike is asked for once, the more of both.
    """
    first = next(one for one in tiers if one.requests)
    served = {need for request in first.requests for need in request.needs}
    besides = {
        need: asking
        for need, tier in deadly.items()
        if need not in served and (asking := [one for one in _list_requests(tiers, tier) if need in one.needs])
    }
    chosen: dict[tuple[str, ...], Request] = {}
    for one in (*first.requests, *chain.from_iterable(besides.values())):
        key = (one.kind, one.name, one.origin, one.place)
        if key not in chosen or chosen[key].quantity < one.quantity:
            chosen[key] = one
    return tuple(chosen.values()), list(besides)


def _list_requests(tiers: Sequence[TierRequests], tier: Tier) -> list[Request]:
    return [request for one in tiers if one.tier == tier for request in one.requests]


def _asked(context: ReportContext, tiers: Sequence[TierRequests], deadly: Mapping[str, Tier]) -> list[ReportBlock]:
    words = context.words
    first = next(one for one in tiers if one.requests)
    asked, besides = choose_requests(tiers, deadly)
    since = {"tier": words.tier(first.tier), "date": words.date(first.since)}
    cost = say_total(sum(one.cost for one in asked), context.plan.currency)
    if besides:
        needs = say_list([words.need(need) for need in besides], "semicolon")
        said = say("two_pages", "requests_opening", **since, cost=cost, needs=needs)
    else:
        said = context.say("requests_opening", **since, cost=cost)
    opening = Paragraph(said=say_plain(said))
    headings = ("what", "quantity", "weight", "cost_heading", "needed_by")
    numeric = ("quantity", "weight", "cost_heading")
    # For what endangers lives first, then what is needed first.
    ordered = sorted(sort_by_day(asked), key=lambda one: not any(need in deadly for need in one.needs))
    urgent = sum(any(need in deadly for need in one.needs) for one in asked)
    shown = ordered[: max(_MOST_ROWS, urgent)]
    left = len(asked) - len(shown)
    table = ReportTable(
        code="requests-first",
        caption=context.say("requests_caption"),
        columns=tuple(ReportColumn(heading=context.say(code), numeric=code in numeric) for code in headings),
        rows=tuple(_row(context, request) for request in sort_by_day(shown)),
        note=say("two_pages", "more_requests", requests=left) if left > 0 else "",
    )
    return [opening, table]


def _too_early(context: ReportContext, tiers: Sequence[TierRequests], deadly: Mapping[str, Tier]) -> list[str]:
    """What endangers lives only until the first day on which anything that is asked for could be there."""
    settled = {one.need for tier in tiers for one in tier.remaining}
    settled |= {one.need for tier in tiers for one in tier.referrals}
    settled |= {need for need, tier in deadly.items() for one in _list_requests(tiers, tier) if need in one.needs}
    known = {one.tier for one in tiers}
    early = [context.words.need(need) for need, tier in deadly.items() if tier in known and need not in settled]
    if not early:
        return []
    date = context.words.date(tiers[0].since)
    return [say("two_pages", "too_early", needs=say_list(early, "semicolon"), date=date)]


def _not_worked_out(context: ReportContext, tiers: Sequence[TierRequests], deadly: Mapping[str, Tier]) -> list[str]:
    """What endangers lives and for which time was up before it was found what to ask for."""
    known = {one.tier for one in tiers}
    asked = {need for tier in tiers for request in tier.requests for need in request.needs}
    missing = [context.words.need(need) for need, tier in deadly.items() if tier not in known and need not in asked]
    return [say("two_pages", "not_worked_out", needs=say_list(missing, "semicolon"))] if missing else []


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

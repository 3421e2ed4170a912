"""What to request from donors: the least extra that closes the gap at each tier."""

from __future__ import annotations

from malja.language.numbers import say_amount
from malja.language.say import say
from malja.lifts.requests.requests import Request, TierRequests
from malja.report.document import Bullets, Paragraph, Phrase, ReportBlock, ReportGroup, ReportSection, ReportTable
from malja.report.findings import list_missing_requests
from malja.report.sections.context import ReportContext, say_figure, say_plain
from malja.report.terminal.requests_page import (
    say_caution,
    say_needs,
    say_price,
    say_referral,
    say_remaining,
    say_requested,
    say_requested_quantity,
    sort_by_day,
)
from malja.report.unpriced import say_total

_PROOF = "how-requests"


def build_requests(context: ReportContext) -> ReportSection:
    """A group for each tier: what to ask for, how much, how heavy, at what cost, by when; what speaks against it."""
    requests = context.situation.requests
    if requests is None:
        blocks: tuple[ReportBlock, ...] = (context.say_not_worked_out("requests"),)
    else:
        left = (context.words.tier(tier) for tier in list_missing_requests(context.operation, requests))
        blocks = (*context.say_cut("requests", left), *(_tier(context, one) for one in requests.tiers))
    return ReportSection(code="requests", title=context.say("requests"), blocks=blocks)


def _tier(context: ReportContext, one: TierRequests) -> ReportGroup:
    words = context.words
    since = {"tier": words.tier(one.tier), "date": words.date(one.since)}
    lines = [*_cautions(context, one), *_referrals(context, one), *_remaining(context, one)]
    warnings = (Bullets(lines=tuple(lines)),) if lines else ()
    if one.requests:
        cost = say_total(one.cost, context.plan.currency)
        opening = Paragraph(said=say_figure(context.say("requests_opening", **since, cost=cost), _PROOF))
        blocks: tuple[ReportBlock, ...] = (opening, _table(context, one), *warnings)
    else:
        unmet = one.remaining or one.referrals
        said = say("requests", "nothing_helps", **since) if unmet else context.say("requests_none", **since)
        blocks = (Paragraph(said=say_figure(said, _PROOF), tone="plain" if unmet else "good"), *warnings)
    level = one.tier if one.requests or one.remaining else "fine"
    return ReportGroup(code=f"requests-{one.tier}", title=context.tier_name(one.tier), blocks=blocks, level=level)


def _table(context: ReportContext, one: TierRequests) -> ReportTable:
    rough = any(request.rough_price for request in one.requests)
    columns = context.name_columns("what", "quantity", "weight", "volume", "cost_heading", "needed_by", "serves")
    return ReportTable(
        code=f"requests-{one.tier}-list",
        caption=context.say("requests_caption"),
        columns=columns,
        rows=tuple(_row(context, request) for request in sort_by_day(one.requests)),
        note=context.say("rough_price") if rough else "",
    )


def _row(context: ReportContext, one: Request) -> tuple[Phrase, ...]:
    words = context.words
    return (
        say_plain(say_requested(context.words, one)),
        say_figure(say_requested_quantity(words, one), _PROOF),
        say_figure("" if one.kg is None else say_amount(one.kg, "kg"), _PROOF if one.kg is not None else ""),
        say_figure("" if one.m3 is None else say_amount(one.m3, "m3"), _PROOF if one.m3 is not None else ""),
        say_figure(say_price(one, context.plan.currency), _PROOF),
        say_plain(words.date(one.by)),
        say_plain(say_needs(words, one.needs)),
    )


def _cautions(context: ReportContext, one: TierRequests) -> list[Phrase]:
    return [say_figure(say_caution(context.words, caution, context.plan.currency), _PROOF) for caution in one.cautions]


def _referrals(context: ReportContext, one: TierRequests) -> list[Phrase]:
    return [
        say_figure(say_referral(context.words, referral), context.need_proof(referral.place, referral.need))
        for referral in one.referrals
    ]


def _remaining(context: ReportContext, one: TierRequests) -> list[Phrase]:
    """What stays short whatever is given."""
    return [
        say_figure(say_remaining(context.words, left), context.need_proof(left.place, left.need))
        for left in one.remaining
    ]

"""What to ask donors for: the least extra that closes the gap at each tier."""

from __future__ import annotations

from malja.language.numbers import about, about_people, amount
from malja.language.say import say
from malja.lifts.requests.request import Request, TierRequests
from malja.report.document import Block, Bullets, Column, Group, Paragraph, Said, Section, Table
from malja.report.sections.context import Telling, bare, derived
from malja.report.terminal.requests_page import caution_in_words, needs_in_words, quantity_in_words, what_in_words

PROOF = "how-requests"


def requests(telling: Telling) -> Section:
    """A group for each tier: what to ask for, how much, how heavy, at what cost, by when; what speaks against it."""
    found = telling.situation.requests
    if found is None:
        blocks: tuple[Block, ...] = (Paragraph(said=bare(telling.say("not_worked_out")), tone="note"),)
    else:
        blocks = tuple(_tier(telling, one) for one in found.tiers)
    return Section(code="requests", title=telling.say("requests"), blocks=blocks)


def _tier(telling: Telling, one: TierRequests) -> Group:
    words = telling.words
    since = {"tier": words.tier(one.tier), "date": words.date(one.since)}
    lines = [*_cautions(telling, one), *_referrals(telling, one), *_remaining(telling, one)]
    warnings = (Bullets(lines=tuple(lines)),) if lines else ()
    if one.requests:
        cost = telling.say("money", amount=about(one.cost), currency=telling.plan.currency)
        opening = Paragraph(said=derived(telling.say("requests_opening", **since, cost=cost), PROOF))
        blocks: tuple[Block, ...] = (opening, _table(telling, one), *warnings)
    else:
        unmet = one.remaining or one.referrals
        said = say("requests", "nothing_helps", **since) if unmet else telling.say("requests_none", **since)
        blocks = (Paragraph(said=derived(said, PROOF), tone="plain" if unmet else "good"), *warnings)
    level = one.tier if one.requests or one.remaining else "fine"
    return Group(code=f"requests-{one.tier}", title=telling.tier_name(one.tier), blocks=blocks, level=level)


def _table(telling: Telling, one: TierRequests) -> Table:
    rough = any(request.rough_price for request in one.requests)
    columns = (
        Column(heading=telling.say("what")),
        Column(heading=telling.say("quantity"), numeric=True),
        Column(heading=telling.say("weight"), numeric=True),
        Column(heading=telling.say("volume"), numeric=True),
        Column(heading=telling.say("cost_heading"), numeric=True),
        Column(heading=telling.say("needed_by")),
        Column(heading=telling.say("serves")),
    )
    return Table(
        code=f"requests-{one.tier}-list",
        caption=telling.say("requests_caption"),
        columns=columns,
        rows=tuple(_row(telling, request) for request in one.requests),
        note=telling.say("rough_price") if rough else "",
    )


def _row(telling: Telling, one: Request) -> tuple[Said, ...]:
    words = telling.words
    price = telling.say("money", amount=about(one.cost), currency=telling.plan.currency)
    return (
        bare(what_in_words(telling.words, one)),
        derived(quantity_in_words(words, one), PROOF),
        derived("" if one.kg is None else amount(one.kg, "kg"), PROOF if one.kg is not None else ""),
        derived("" if one.m3 is None else amount(one.m3, "m3"), PROOF if one.m3 is not None else ""),
        derived(telling.say("price_rough", price=price) if one.rough_price else price, PROOF),
        bare(words.date(one.by)),
        bare(needs_in_words(words, one.needs)),
    )


def _cautions(telling: Telling, one: TierRequests) -> list[Said]:
    return [derived(caution_in_words(telling.words, caution, telling.plan.currency), PROOF) for caution in one.cautions]


def _referrals(telling: Telling, one: TierRequests) -> list[Said]:
    """Infant formula is never asked for."""
    return [
        derived(
            telling.say(
                "referral",
                need=telling.words.need_at(referral.need, referral.place),
                people=about_people(referral.people),
                date=telling.words.date(referral.first),
            ),
            telling.need_proof(referral.place, referral.need),
        )
        for referral in one.referrals
    ]


def _remaining(telling: Telling, one: TierRequests) -> list[Said]:
    """What stays short whatever is given."""
    return [
        derived(
            telling.say(
                "stays_short",
                need=telling.words.need_at(left.need, left.place),
                people=about_people(left.people),
                share=telling.percent(left.worst),
                date=telling.words.date(left.first),
            ),
            telling.need_proof(left.place, left.need),
        )
        for left in one.remaining
    ]

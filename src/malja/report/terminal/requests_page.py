"""What to ask donors for, on a page for the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from malja.language.clean_text import clean_text
from malja.language.numbers import say_amount, say_number, say_people, say_percent
from malja.language.say import say, say_list
from malja.lifts.requests.cautions import Caution
from malja.lifts.requests.requests import Referral, Remaining, Request, Requests, TierRequests
from malja.operation.operation import Operation
from malja.report.unpriced import say_total
from malja.report.words import Words

#: The most needs named for one request.
_MOST_NEEDS = 4


def say_requests(operation: Operation, requests: Requests) -> list[str]:
    """What `malja requests` says: for each tier what to ask for, how much, how heavy, at what cost, by when."""
    words = Words(operation)
    lines = [say("requests", "title", name=requests.operation)]
    for one in requests.tiers:
        lines += ["", *_tier(words, one, requests.currency)]
    if any(request.rough_price for one in requests.tiers for request in one.requests):
        lines += ["", say("report", "rough_price")]
    if any(one.requests and not one.whole for one in requests.tiers):
        lines += ["", say("requests", "fractions")]
    if words.marked:
        lines += ["", words.say("mark")]
    return [clean_text(line) for line in lines]


def _tier(words: Words, one: TierRequests, currency: str) -> Iterator[str]:
    named = {"tier": words.tier(one.tier), "date": words.date(one.since)}
    if one.requests:
        yield say("report", "requests_opening", **named, cost=say_total(one.cost, currency))
    elif one.remaining or one.referrals:
        yield say("requests", "nothing_helps", **named)
    else:
        yield say("report", "requests_none", **named)
    for number, request in enumerate(one.requests, 1):
        yield "  " + say("requests", "line", number=say_number(number), **_line(words, request, currency))
        yield "     " + say("requests", "serves", needs=say_needs(words, request.needs))
    for caution in one.cautions:
        yield "  " + say_caution(words, caution, currency)
    for referral in one.referrals:
        yield "  " + say_referral(words, referral)
    for left in one.remaining:
        yield "  " + say_remaining(words, left)


def _line(words: Words, one: Request, currency: str) -> dict[str, str]:
    """The parts of a request's sentence."""
    sizes = [say_amount(one.kg, "kg")] if one.kg is not None else []
    sizes += [say_amount(one.m3, "m3")] if one.m3 is not None else []
    sizes.append(say_price(one, currency))
    return {
        "what": say_requested(words, one),
        "quantity": say_requested_quantity(words, one),
        "sizes": say_list(sizes),
        "date": words.date(one.by),
    }


def sort_by_day(requests: Iterable[Request]) -> list[Request]:
    """Requests in the order in which they are needed; of a day the dearest first, then as they were found."""
    return sorted(requests, key=lambda one: (one.by, -one.cost))


def say_requested(words: Words, one: Request) -> str:
    """What is asked for: trips of a lift, goods where they are handed over, a service of a site."""
    match one.kind:
        case "trips":
            return say("report", "ask_flow" if one.unit else "ask_trips", lift=words.lift(one.name))
        case "goods":
            return say("report", "ask_goods", item=words.item(one.name), origin=words.place(one.origin))
        case "service":
            return say("report", "ask_service", need=words.need(one.name), place=words.place(one.place))


def say_requested_quantity(words: Words, one: Request) -> str:
    """How much is asked for, with its unit, and in how many packs."""
    if one.kind == "trips" and not one.unit:
        return say("report", "per_week", times=say_number(one.quantity))
    said = say_amount(one.quantity, one.unit, 3)
    if one.daily:
        return say("report", "unit_daily", unit=said)
    return said if one.packs is None else say("report", "in_packs", quantity=said, packs=say_number(one.packs))


def say_price(one: Request, currency: str) -> str:
    """What is asked for costs; a price that was estimated is said as rough."""
    price = say_total(one.cost, currency)
    return say("report", "price_rough", price=price) if one.rough_price else price


def say_referral(words: Words, one: Referral) -> str:
    """Infant formula is never requested; the need is referred to nutrition workers."""
    babies = {"people": say_people(one.people), "date": words.date(one.first)}
    return say("report", "referral", need=words.need_at(one.need, one.place), **babies)


def say_remaining(words: Words, one: Remaining) -> str:
    """What stays short whatever is given."""
    short = {"share": say("report", "percent", share=say_percent(one.worst)), "date": words.date(one.first)}
    people = say_people(one.people)
    return say("report", "stays_short", need=words.need_at(one.need, one.place), people=people, **short)


def say_needs(words: Words, needs: tuple[str, ...]) -> str:
    """Needs by name, of many the first."""
    return words.list_needs(needs, _MOST_NEEDS)


def say_caution(words: Words, one: Caution, currency: str) -> str:
    """What speaks against a request."""
    named = {"item": words.item(one.name), "lift": words.lift(one.lift), "kg": say_amount(one.kg, "kg")}
    if one.kind == "bulk_water":
        return say("report", "caution_bulk_water", **named)
    money = {"cost": say_number(one.cost, 2), "other_cost": say_number(one.other_cost, 2), "currency": currency}
    return say("report", "caution_fly_or_drive", **named, other=words.lift(one.other), **money)

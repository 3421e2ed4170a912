"""The headline, and the few sentences that a reader needs who reads no further."""

from __future__ import annotations

from malja.catalogue.facts import TIERS
from malja.cover.cover_page import headlines
from malja.language.numbers import amount
from malja.language.say import listed
from malja.report.document import Bullets, Paragraph, Said, Section
from malja.report.limits import limit_in_words
from malja.report.sections.context import Telling, bare, derived
from malja.report.terminal.plan_page import headline_in_words

#: Needs that are named in a sentence, the worst first.
MOST_NAMES = 3


def headline(telling: Telling) -> Paragraph:
    """The most urgent thing in one sentence."""
    summary = telling.situation.summary
    short = summary.headline
    proof = "how-people" if short is None else telling.need_proof(short.place, short.need)
    said = derived(headline_in_words(telling.words, summary), proof)
    return Paragraph(said=said, tone="urgent" if short else "good")


def highlights(telling: Telling) -> Section:
    """How much is short, what runs out first, what comes next, what limits it, what to ask for."""
    lines = [*_short(telling), *_runs_out(telling), *_next_trip(telling), *_limit(telling), *_asked(telling)]
    if telling.plan.solver.status == "stopped":
        lines.append(bare(telling.words.say("stopped")))
    return Section(code="highlights", title=telling.say("highlights"), blocks=(Bullets(lines=tuple(lines)),))


def _short(telling: Telling) -> list[Said]:
    """How many needs are below each tier on some day."""
    found = telling.situation.summary.shortfalls
    lines = []
    for tier in TIERS:
        here = [telling.words.need_at(short.need, short.place) for short in found if short.tier == tier]
        if here:
            names, more = listed(here[:MOST_NAMES]), len(here) - MOST_NAMES
            if more > 0:
                names = telling.say("keys_more", keys=names, more=more)
            said = telling.say("short_count", needs=len(here), tier=telling.words.tier(tier), names=names)
            lines.append(derived(said, "how-shortfalls"))
    return lines


def _runs_out(telling: Telling) -> list[Said]:
    covers = telling.situation.covers
    lines = []
    for place in telling.operation.places:
        here = [one for one in covers if one.place == place.place]
        if place.role == "site" and any(one.people > 0 for one in here):
            said = headlines(telling.operation, place, here)
            lines += [derived(telling.say("if_nothing_comes", said=line), "how-cover") for line in said]
    return lines


def _next_trip(telling: Telling) -> list[Said]:
    leaving = telling.leaving()
    if not leaving:
        return [bare(telling.words.say("coming_none"))]
    number, trip = leaving[0]
    words = telling.words
    said = telling.say(
        "next_trip",
        lift=words.lift(trip.lift),
        origin=words.place(trip.origin),
        destination=words.place(trip.destination),
        leaves=words.date(trip.leaves),
        kg=amount(trip.kg, "kg"),
        usable=words.date(trip.usable),
    )
    return [derived(said, telling.trip_proof(number))]


def _limit(telling: Telling) -> list[Said]:
    limits = telling.situation.summary.limits
    if not limits:
        return []
    said = limit_in_words(telling.words, limits[0], telling.plan.currency)
    return [derived(telling.say("limited_by", limit=said), "how-limits")]


def _asked(telling: Telling) -> list[Said]:
    asked = telling.situation.summary.asked
    if not asked:
        return []
    kg = amount(sum(one.kg for one in asked), "kg")
    return [derived(telling.say("asked_in_all", kg=kg, items=len(asked)), "how-cost")]

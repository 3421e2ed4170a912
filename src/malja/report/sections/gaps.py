"""When one need falls short, in sentences."""

from __future__ import annotations

from malja.language.numbers import about_people, percent
from malja.report.sections.context import Telling
from malja.report.shortfalls import Shortfall


def gaps(telling: Telling, place: str, need: str) -> list[str]:
    """A sentence for each tier that a need falls below at a site: when, for how many, how much is missing."""
    found = [one for one in telling.situation.summary.shortfalls if (one.place, one.need) == (place, need)]
    return [_gap(telling, short) for short in found]


def _gap(telling: Telling, short: Shortfall) -> str:
    span = short.spans[0]
    whole = (span.last - span.first).days + 1 >= telling.plan.days + telling.plan.reserve_days
    return telling.say(
        "gap",
        tier=telling.words.tier(short.tier),
        when=telling.words.say("throughout") if whole else telling.words.spans(short.spans),
        people=about_people(short.people),
        share=percent(short.worst),
    )

"""When one need falls short, in sentences."""

from __future__ import annotations

from malja.language.numbers import say_people, say_percent
from malja.report.levels import find_level
from malja.report.sections.context import ReportContext
from malja.report.shortfalls import Shortfall


def say_gaps(context: ReportContext, place: str, need: str) -> list[str]:
    """A sentence for each tier that a need falls below at a site: when, for how many; then what a lack of it does."""
    shortfalls = [one for one in context.situation.summary.shortfalls if (one.place, one.need) == (place, need)]
    harm = context.words.harm(need) if shortfalls else ""
    return [*(say_shortfall(context, short) for short in shortfalls), *([harm] if harm else [])]


def is_asked(context: ReportContext, place: str, need: str) -> bool:
    """Whether anything is asked of a need at a site on any day of the plan."""
    return any(find_level(row) != "blank" for row in context.covered.get((place, need), ()))


def say_shortfall(context: ReportContext, short: Shortfall) -> str:
    """When a need falls below a tier, for how many, and how much of it is missing at worst."""
    span = short.spans[0]
    whole = (span.last - span.first).days + 1 >= context.plan.days + context.plan.reserve_days
    return context.say(
        "gap",
        tier=context.words.tier_of(short.need, short.tier),
        when=context.words.say("throughout") if whole else context.words.spans(short.spans),
        people=say_people(short.people),
        share=say_percent(short.worst),
    )

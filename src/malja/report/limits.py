"""Which limits hold a plan back, in words."""

from __future__ import annotations

import math

from malja.language.numbers import say_about, say_amount
from malja.lifts.plan.plan import LIMIT_UNITS, Limit
from malja.report.words import Words


def find_step_worth(limit: Limit) -> float:
    """What a step more of a limit is worth: limits compare by steps that one can picture."""
    return limit.worth * LIMIT_UNITS.get(limit.kind, 1.0)


def say_limit(words: Words, limit: Limit, currency: str) -> str:
    """What limits the plan, on how many days, and about what a little more of it would spare."""
    names = {"place": words.place(limit.place), "name": _name(words, limit)}
    said = words.say(f"limit_{limit.kind}", **names, days=limit.days)
    spared = find_step_worth(limit)
    if not math.isfinite(spared) or spared < 0.5:
        return said
    more = words.say(f"more_{limit.kind}", unit=_unit(words, limit))
    if limit.aim == "cost":
        return words.say("limit_cost", limit=said, more=more, worth=say_about(spared), currency=currency)
    return words.say("limit_short", limit=said, more=more, worth=say_about(spared), tier=words.tier(limit.aim))


def _name(words: Words, limit: Limit) -> str:
    match limit.kind:
        case "supply" | "ration":
            return words.item(limit.name)
        case "service":
            return words.need(limit.name)
        case _:
            return words.lift(limit.name)


def _unit(words: Words, limit: Limit) -> str:
    """One unit of what is scarce, as in "1 kg"; a bare 1 where it has no unit."""
    unit = words.items[limit.name].unit if limit.name in words.items else words.need_unit(limit.name)
    return say_amount(1, unit)

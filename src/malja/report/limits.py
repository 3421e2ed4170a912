"""Which limits hold a plan back, and how far it is from the best there can be, in words."""

from __future__ import annotations

import math

from malja.language.numbers import say_about, say_amount, say_digits
from malja.language.say import say_list
from malja.lifts.plan.plan import LIMIT_UNITS, Aim, Limit, Plan
from malja.report.words import Words

#: A gap below this share is none that anybody could use.
_NOTHING = 0.005
#: Beyond this share next to nothing is proven.
_LITTLE = 0.5


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


def say_quality(words: Words, plan: Plan) -> str:
    """By how much no plan can do better, for each aim of which anything is left.

    Blank where nothing is proven, as of a plan by another way than the planner's.
    """
    aims = [aim for aim in plan.aims if math.isfinite(aim.gap)]
    little = say_list([_name_aim(words, aim) for aim in aims if aim.gap > _LITTLE])
    proven = [aim for aim in aims if aim.gap <= _LITTLE]
    if not proven:
        return words.say("quality_unproven", rest=little) if little else ""
    told = [aim for aim in proven if aim.gap >= _NOTHING]
    said = words.say("quality_best")
    if told:
        said = words.say("quality", parts=say_list([_say_aim(words, aim) for aim in told], "semicolon"))
    best = [aim for aim in proven if aim not in told]
    if best and len(best) < len(aims):
        named = say_list([_name_aim(words, aim) for aim in best])
        said = words.say("quality_and_best" if told else "quality_best_for", said=said, rest=named)
    return words.say("quality_little", said=said, rest=little) if little else said


def _say_aim(words: Words, aim: Aim) -> str:
    share = say_digits(f"{100 * aim.gap:.1f}" if aim.gap < 0.1 else f"{100 * aim.gap:.0f}")
    return words.say("quality_aim", aim=_name_aim(words, aim), share=share)


def _name_aim(words: Words, aim: Aim) -> str:
    return words.say("aim_cost") if aim.aim == "cost" else words.tier(aim.aim)

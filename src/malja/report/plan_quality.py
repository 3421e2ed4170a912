"""How good a plan is, in one sentence: by how much no other plan can do better."""

from __future__ import annotations

import math

from malja.language.numbers import say_digits
from malja.language.say import say_list
from malja.lifts.plan.plan import Aim, Plan
from malja.report.words import Words

#: A gap below this share is none that anybody could use.
_NOTHING = 0.005


def say_quality(words: Words, plan: Plan) -> str:
    """By how much no plan can do better, for each aim of which anything is left.

    Blank where nothing is proven, as of a plan by another way than the planner's.
    """
    proven = [aim for aim in plan.aims if math.isfinite(aim.gap)]
    if not proven:
        return ""
    told = [aim for aim in proven if aim.gap >= _NOTHING]
    said = words.say("quality_best")
    if told:
        said = words.say("quality", parts=say_list([_say_aim(words, aim) for aim in told], "semicolon"))
        if len(told) < len(proven):
            rest = say_list([_name(words, aim) for aim in proven if aim not in told])
            said = words.say("quality_and_best", said=said, rest=rest)
    return said


def _say_aim(words: Words, aim: Aim) -> str:
    share = say_digits(f"{100 * aim.gap:.1f}" if aim.gap < 0.1 else f"{100 * aim.gap:.0f}")
    return words.say("quality_aim", aim=_name(words, aim), share=share)


def _name(words: Words, aim: Aim) -> str:
    return words.say("aim_cost") if aim.aim == "cost" else words.tier(aim.aim)

"""Why an item flies, in words: what is worse, by how much, for whom and from when, if this line alone stays behind."""

from __future__ import annotations

import math
from dataclasses import dataclass

from malja.language.clean_text import clean_text
from malja.language.names import say_food_group
from malja.language.numbers import say_about, say_digits, say_people, say_percent
from malja.lifts.plan.plan import Cargo, LoadLack, LoadReason
from malja.report.words import Words

#: Days' worth below this are said as less than it.
_LEAST_DAYS = 0.1

#: Where what keeps nothing from falling short stands in the order of lacks.
_LAST = (math.inf,)

#: The sector of food, to which variety belongs.
_FOOD = "food"


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """Cargo of a trip; `fixed`: all of it by its sender."""

    cargo: Cargo
    fixed: bool

    @property
    def lack(self) -> LoadLack | None:
        """The lack that is told of it, the gravest and soonest; None where nothing is short without it."""
        reason = self.cargo.reason
        return reason.lacks[0] if reason is not None and reason.lacks else None


def find_sector(words: Words, loaded: Loaded) -> str:
    """What a line is for: the sector of the need that it keeps up, else that of the item."""
    lack, reason = loaded.lack, loaded.cargo.reason
    if lack is not None and (sector := words.need_sector(lack.need)):
        return sector
    if reason is not None and reason.why == "variety":
        return _FOOD
    return words.items[loaded.cargo.item].sector


def sort_loaded(words: Words, loaded: list[Loaded]) -> tuple[Loaded, ...]:
    """Lines by what they are for, the most urgent sector first, and in a sector the most urgent line."""
    first: dict[str, tuple[float, ...]] = {}
    for one in loaded:
        sector = find_sector(words, one)
        first[sector] = min(first.get(sector, _LAST), _urgency(words, one))
    return tuple(
        sorted(
            loaded,
            key=lambda one: (
                first[find_sector(words, one)],
                find_sector(words, one),
                _urgency(words, one),
                -one.cargo.kg,
            ),
        )
    )


def _urgency(words: Words, loaded: Loaded) -> tuple[float, ...]:
    """The order of all lacks; last what keeps nothing from falling short."""
    lack, reason = loaded.lack, loaded.cargo.reason
    if lack is None or reason is None or reason.why != "need":
        return _LAST
    return words.rank_lack(lack)


def say_reason(words: Words, loaded: Loaded) -> str:
    """Why a line flies, in a sentence; that it was not worked out where it was not."""
    reason = loaded.cargo.reason
    if reason is None:
        return words.say("why_fixed" if loaded.fixed else "why_unknown")
    said = _say(words, reason)
    return words.say("why_and_fixed", why=said) if loaded.fixed else said


def _say(words: Words, reason: LoadReason) -> str:
    if reason.why == "need":
        return _say_lack(words, reason.lacks[0])
    if reason.why == "slight":
        lack = reason.lacks[0]
        return words.say("why_slight", need=words.need_at(lack.need, lack.place))
    if reason.why == "variety" and reason.first is not None:
        food = say_food_group(reason.food_group) if reason.food_group else ""
        return words.say(f"why_variety_{reason.rule}", food=food, date=words.date(reason.first))
    if reason.why == "cost":
        money = {"cost": say_about(reason.cost), "currency": clean_text(words.currency)}
        return words.say("why_cost", place=words.place(reason.place), **money)
    return words.say("why_room")


def _say_lack(words: Words, lack: LoadLack) -> str:
    """What falls below what, from when, by how much and for how many."""
    return words.say(
        "why_deeper" if lack.deeper else "why",
        need=words.need_at(lack.need, lack.place),
        tier=words.tier(lack.tier),
        date=words.date(lack.first),
        missing=say_lack_amount(words, lack),
    )


def say_lack_amount(words: Words, lack: LoadLack) -> str:
    """How much is missing, and for how many: of what stands in place a share, of daily needs so many days' worth."""
    people = say_people(lack.people)
    days = lack.person_days / lack.people if lack.people else 0.0
    if words.is_standing(lack.need):
        return words.say("why_share", share=say_percent(lack.worst), people=people)
    if days < _LEAST_DAYS:
        return words.say("why_less", days=say_digits(f"{_LEAST_DAYS:.1f}"), people=people)
    return words.say("why_days", days=say_digits(f"{days:,.1f}"), people=people)

"""How many people the sites can hold, on a page for the terminal."""

from __future__ import annotations

from collections.abc import Iterator

from malja import quantities
from malja.language.clean_text import clean_text
from malja.language.numbers import SaidNumber, say_amount, say_digits
from malja.language.say import say, say_list
from malja.lifts.capacity.capacity import Capacity, CapacityStep, SiteCapacity
from malja.operation.operation import Operation
from malja.report.words import Words

#: The most needs and steps named.
_MOST_NEEDS, _MOST_STEPS = 4, 5


def say_capacity(operation: Operation, capacity: Capacity) -> list[str]:
    """What `malja capacity` says: for each site and tier how many, what is in the way, what a little more would add."""
    words = Words(operation)
    lines = [say("capacity", "title", name=capacity.operation), say("capacity", "counted")]
    for place in dict.fromkeys(one.place for one in capacity.sites):
        mine = [one for one in capacity.sites if one.place == place]
        first = mine[0]
        here = {"place": words.place(place), "date": words.date(first.since), "people": round_people_down(first.here)}
        lines += ["", say("capacity", "site", **here)]
        for one in mine:
            lines += ["  " + _holds(words, one), *(f"      {line}" for line in _steps(words, one))]
    lines += [
        "",
        *(say("capacity", f"proof_{proof}") for proof in dict.fromkeys(one.proof for one in _limited(capacity))),
    ]
    if words.marked:
        lines.append(words.say("mark"))
    return [clean_text(line) for line in lines]


def round_people_down(people: int) -> SaidNumber:
    """A number of people that can be held: three figures, never more than there are."""
    step = 10 ** max(0, len(str(people)) - 3)
    return say_digits(quantities.format_number(people // step * step))


def _limited(capacity: Capacity) -> Iterator[SiteCapacity]:
    return (one for one in capacity.sites if one.people is not None)


def _holds(words: Words, one: SiteCapacity) -> str:
    """One tier of one site in a sentence."""
    tier = say("report", f"tier_{one.tier}")
    if one.aside:
        named = {"tier": tier, "needs": words.list_needs(one.aside, _MOST_NEEDS)}
        if one.besides is None:
            return say("capacity", "nobody", **named)
        return say("capacity", "nobody_unless", **named, people=round_people_down(one.besides))
    if one.people is None:
        return say("capacity", "no_limit", tier=tier)
    people = round_people_down(one.people)
    if not one.holding:
        return say("capacity", "holds", tier=tier, people=people)
    return say("capacity", "holds_for", tier=tier, people=people, needs=words.list_needs(one.holding, _MOST_NEEDS))


def _steps(words: Words, one: SiteCapacity) -> Iterator[str]:
    """What each step would add, the most first; then what everybody asks about and what would add nobody."""
    useful = sorted((step for step in (*one.limits, *one.more) if step.people > 0), key=lambda step: -step.people)
    told = list(dict.fromkeys((say_step(words, step), step.people) for step in useful))
    for said, people in told[:_MOST_STEPS]:
        yield say("report", "step_adds", step=said, people=round_people_down(people))
    idle = list(dict.fromkeys(say_step(words, step) for step in one.more if step.people == 0))
    if idle:
        yield say("capacity", "adds_nobody", steps=say_list(idle, "semicolon"))


def say_step(words: Words, step: CapacityStep) -> str:
    """A step in words."""
    named = {
        "lift": words.lift(step.name),
        "item": words.item(step.name) if step.kind in ("supply", "ration") else "",
        "need": words.need(step.name) if step.kind == "service" else "",
        "place": words.place(step.place),
    }
    return say("report", f"step_{step.kind}", more=say_amount(step.amount, step.unit), **named)

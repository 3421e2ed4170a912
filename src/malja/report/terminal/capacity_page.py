"""How many people the sites can hold, at which standard and what stands in the way, on a page for the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.table import Table
from rich.text import Text

from malja import quantities
from malja.catalogue.facts import Tier
from malja.language.clean_text import clean_text
from malja.language.numbers import SaidNumber, say_amount, say_digits, say_people
from malja.language.say import isolate_word, say, say_list
from malja.lifts.capacity.capacity import Capacity, CapacityStep, SiteCapacity
from malja.needs.requirements import find_groups
from malja.operation.operation import Operation
from malja.report.terminal.plan_page import render_text
from malja.report.words import Words

#: The most needs and steps named.
_MOST_NEEDS, _MOST_STEPS = 4, 5
#: So many more people are asked about.
_MORE_PEOPLE = 1000


def say_capacity(operation: Operation, capacity: Capacity) -> list[str]:
    """What `malja capacity` says: for each site a table of how many at which standard, what all of them lack, and what
    stands in the way of a thousand more; then what a little more of something would add.
    """
    words = Words(operation)
    lines = [say("capacity", "title", name=capacity.operation), say("capacity", "counted")]
    for place in dict.fromkeys(one.place for one in capacity.sites):
        mine = [one for one in capacity.sites if one.place == place]
        first = mine[0]
        here = {"place": words.place(place), "date": words.date(first.since), "people": say_people(first.here)}
        lines += ["", say("capacity", "site", **here), *_table(operation, words, mine)]
        for one in mine:
            steps = list(_steps(words, one))
            if steps:
                tier = say("report", f"tier_{one.tier}")
                lines += [say("capacity", "steps", tier=tier), *(f"  - {line}" for line in steps)]
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


def say_holds(one: SiteCapacity) -> str:
    """How many people a site holds at a tier, those needs left aside that it gives nobody enough of anyway.

    "no limit found" where nothing limits it.
    """
    people = one.besides if one.aside else one.people
    return say("capacity", "no_limit") if people is None else round_people_down(people)


def list_lacked(words: Words, one: SiteCapacity) -> list[str]:
    """What everybody is short of however few they are, the first needs by name; that it is nothing."""
    if not one.aside:
        return [say("capacity", "lack_nothing")]
    more = len(one.aside) - _MOST_NEEDS
    counted = [say("capacity", "lack_more", needs=more)] if more > 0 else []
    return [*(words.need(name) for name in one.aside[:_MOST_NEEDS]), *counted]


def list_next_thousand(operation: Operation, words: Words, one: SiteCapacity) -> list[str]:
    """What stands in the way of more people, each need with how much a thousand more would need of it."""
    return [_say_more(operation, words, name, one.tier) for name in one.holding[:_MOST_NEEDS]]


def _say_more(operation: Operation, words: Words, name: str, tier: Tier) -> str:
    need = next((row for row in operation.needs if row.need == name), None)
    group = find_groups(operation).get(need.group) if need else None
    if need is None or group is None:
        return words.need(name)
    amount = say_amount((need.standard(tier) or 0.0) * group.share * _MORE_PEOPLE, need.unit)
    code = "more_daily" if need.kind == "daily" else "more"
    return say("capacity", code, need=words.need(name), amount=amount)


def _limited(capacity: Capacity) -> Iterator[SiteCapacity]:
    return (one for one in capacity.sites if one.people is not None)


def _table(operation: Operation, words: Words, sites: Sequence[SiteCapacity]) -> list[str]:
    """A row a tier."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for code in ("head_tier", "head_holds", "head_lack", "head_more"):
        table.add_column(say("capacity", code), justify="left", overflow="fold")
    for one in sites:
        more = "\n".join(list_next_thousand(operation, words, one)) or say("capacity", "nothing_in_the_way")
        cells = (say("report", f"tier_{one.tier}"), say_holds(one), "\n".join(list_lacked(words, one)), more)
        table.add_row(*(Text("\n".join(isolate_word(line) for line in cell.split("\n"))) for cell in cells))
    return render_text(table).splitlines()


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

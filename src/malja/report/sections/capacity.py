"""How many people the sites can hold, what stands in the way, and what a little more would add."""

from __future__ import annotations

from malja.language.numbers import about_people
from malja.language.say import listed
from malja.lifts.capacity.capacity import SiteCapacity, Step
from malja.report.document import Block, Bullets, Column, Group, Paragraph, Said, Section, Table
from malja.report.sections.context import Telling, bare, derived
from malja.report.terminal.capacity_page import down, step_in_words

#: Needs that are named as standing in the way.
MOST_NEEDS = 3
PROOF = "how-capacity"


def capacity(telling: Telling) -> Section:
    """Each site at each tier; below it what one step more of something would add."""
    found = telling.situation.capacity
    if found is None:
        blocks: tuple[Block, ...] = (Paragraph(said=bare(telling.say("not_worked_out")), tone="note"),)
    else:
        steps = [group for number, one in enumerate(found.sites, 1) for group in _steps(telling, number, one)]
        blocks = (_table(telling, found.sites), *steps)
    return Section(code="capacity", title=telling.say("capacity"), blocks=blocks)


def _table(telling: Telling, sites: tuple[SiteCapacity, ...]) -> Table:
    columns = (
        Column(heading=telling.say("place")),
        Column(heading=telling.say("tier")),
        Column(heading=telling.say("holds"), numeric=True),
        Column(heading=telling.say("most_there"), numeric=True),
        Column(heading=telling.say("stands_in_the_way")),
    )
    rows = tuple(_row(telling, one) for one in sites)
    return Table(code="capacity-sites", caption=telling.say("capacity_caption"), columns=columns, rows=rows)


def _row(telling: Telling, one: SiteCapacity) -> tuple[Said, ...]:
    holds = telling.say("without_limit") if one.people is None else down(one.people)
    if one.besides is not None and one.aside:
        aside = _needs(telling, one.aside)
        holds = telling.say("holds_besides", people=holds, besides=down(one.besides), needs=aside)
    return (
        bare(telling.words.place(one.place)),
        bare(telling.tier_name(one.tier)),
        derived(holds, PROOF),
        derived(about_people(one.here), "how-people"),
        bare(_needs(telling, one.holding)),
    )


def _needs(telling: Telling, needs: tuple[str, ...]) -> str:
    said = listed([telling.words.need(need) for need in needs[:MOST_NEEDS]])
    more = len(needs) - MOST_NEEDS
    return telling.say("keys_more", keys=said, more=more) if more > 0 else said


def _steps(telling: Telling, number: int, one: SiteCapacity) -> list[Group]:
    """What each step would add, the most first; what helps nobody is left out."""
    useful = sorted((step for step in (*one.limits, *one.more) if step.people > 0), key=lambda step: -step.people)
    lines = list(dict.fromkeys(_step(telling, step) for step in useful))
    if not lines:
        return []
    title = telling.say("steps_at", place=telling.words.place(one.place), tier=telling.tier_name(one.tier))
    bullets = Bullets(lines=tuple(derived(line, PROOF) for line in lines))
    return [Group(code=f"capacity-steps-{number}", title=title, blocks=(bullets,))]


def _step(telling: Telling, step: Step) -> str:
    return telling.say("step_adds", step=step_in_words(telling.words, step), people=down(step.people))

"""How many people the sites can hold, what stands in the way, and what a little more would add."""

from __future__ import annotations

from malja.language.numbers import say_people
from malja.language.say import say, say_list
from malja.lifts.capacity.capacity import CapacityStep, SiteCapacity
from malja.report.document import Bullets, Phrase, ReportBlock, ReportGroup, ReportSection, ReportTable
from malja.report.findings import list_missing_capacity
from malja.report.sections.context import ReportContext, say_figure, say_plain
from malja.report.terminal.capacity_page import (
    list_lacked,
    list_next_thousand,
    round_people_down,
    say_holds,
    say_step,
)

_PROOF = "how-capacity"


def build_capacity(context: ReportContext) -> ReportSection:
    """Each site at each tier; below it what one step more of something would add."""
    capacity = context.situation.capacity
    if capacity is None:
        blocks: tuple[ReportBlock, ...] = (context.say_not_worked_out("capacity"),)
    else:
        steps = [group for number, one in enumerate(capacity.sites, 1) for group in _steps(context, number, one)]
        missing = list_missing_capacity(context.operation, capacity)
        left = (
            context.say("cut_place_tier", place=context.words.place(place), tier=context.words.tier(tier))
            for place, tier in missing
        )
        blocks = (*context.say_cut("capacity", left), _table(context, capacity.sites), *steps)
    return ReportSection(code="capacity", title=context.say("capacity"), blocks=blocks)


def _table(context: ReportContext, sites: tuple[SiteCapacity, ...]) -> ReportTable:
    columns = context.name_columns("place", "tier", "holds", "most_there", "all_lack", "stands_in_the_way")
    rows = tuple(_row(context, one) for one in sites)
    return ReportTable(code="capacity-sites", caption=context.say("capacity_caption"), columns=columns, rows=rows)


def _row(context: ReportContext, one: SiteCapacity) -> tuple[Phrase, ...]:
    more = list_next_thousand(context.operation, context.words, one)
    return (
        say_plain(context.words.place(one.place)),
        say_plain(context.tier_name(one.tier)),
        say_figure(say_holds(one), _PROOF),
        say_figure(say_people(one.here), "how-people"),
        say_plain(say_list(list_lacked(context.words, one), "semicolon")),
        say_plain(say_list(more, "semicolon") if more else say("capacity", "nothing_in_the_way")),
    )


def _steps(context: ReportContext, number: int, one: SiteCapacity) -> list[ReportGroup]:
    """What each step would add, the most first; what helps nobody is left out."""
    useful = sorted((step for step in (*one.limits, *one.more) if step.people > 0), key=lambda step: -step.people)
    lines = list(dict.fromkeys(_step(context, step) for step in useful))
    if not lines:
        return []
    title = context.say("steps_at", place=context.words.place(one.place), tier=context.tier_name(one.tier))
    bullets = Bullets(lines=tuple(say_figure(line, _PROOF) for line in lines))
    return [ReportGroup(code=f"capacity-steps-{number}", title=title, blocks=(bullets,))]


def _step(context: ReportContext, step: CapacityStep) -> str:
    return context.say("step_adds", step=say_step(context.words, step), people=round_people_down(step.people))

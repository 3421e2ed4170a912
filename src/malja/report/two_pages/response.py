"""Needs and response, sector by sector: who is due what, what was reached, what the plan reaches."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from malja.catalogue.facts import TIERS, Need, Tier
from malja.cover.severity import NOTICED_SHARE, judge_severity
from malja.language.names import say_sector
from malja.language.numbers import say_people, say_percent
from malja.language.say import say
from malja.lifts.plan.plan import Coverage
from malja.report.document import Bullets, Level, Paragraph, Phrase, ReportBlock, ReportColumn, ReportTable
from malja.report.sections.context import ReportContext, say_plain

#: Sectors in the table, those with the gravest gaps first.
_MOST_SECTORS = 10
#: The tier that a need is measured by: the minimum, or else the lowest that it asks.
_MEASURED: tuple[Tier, ...] = ("minimum", "survival", "target")


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedReached:
    """How far a need of all sites is met: the most people concerned on a day, and the share of what they are due.

    `worst` is the lowest tier that is missed on any day (None: none is).
    """

    need: str
    people: float
    met: float
    worst: Tier | None


def tell_response(context: ReportContext) -> tuple[ReportBlock, ...]:
    """What was reached so far, where there is a site that tells it; then a row for each sector."""
    blocks: list[ReportBlock] = []
    if context.situation.reached:
        since, *lines = (say_plain(line) for line in context.situation.reached)
        blocks += [Paragraph(said=since), Bullets(lines=tuple(lines))]
    sectors: dict[str, list[NeedReached]] = defaultdict(list)
    facts = {need.need: need for need in context.operation.needs}
    for one in find_reached_needs(context.plan.coverage):
        if one.need in facts and one.people > 0:
            sectors[facts[one.need].sector].append(one)
    if sectors:
        blocks.append(_table(context, sectors))
    return tuple(blocks)


def find_reached_needs(coverage: tuple[Coverage, ...]) -> tuple[NeedReached, ...]:
    """Each need with what all sites together get of it, by the minimum (or else the lowest tier that is asked).

    The share is that of people and days: half of what is due to everybody on every day is 0.5, and so is all of it on
    every second day.
    """
    by_need: dict[str, list[Coverage]] = {}
    for row in coverage:
        by_need.setdefault(row.need, []).append(row)
    return tuple(_reached(need, rows) for need, rows in by_need.items())


def find_least_met(reached: Iterable[NeedReached], needs: Iterable[Need]) -> NeedReached:
    """The need of the smallest share in whole per cent; of several, the one whose lack harms most, then soonest."""
    facts = {need.need: need for need in needs}

    def order(one: NeedReached) -> tuple[float, ...]:
        lack = min(1.0, max(NOTICED_SHARE, 1.0 - one.met))
        return (round(one.met, 2), *judge_severity(facts[one.need], one.worst or "target", lack).order, one.met)

    return min(reached, key=order)


def _reached(need: str, rows: list[Coverage]) -> NeedReached:
    asked = (tier for tier in _MEASURED if any(row.required.get(tier, 0.0) > 0 for row in rows))
    tier: Tier = next(asked, "minimum")
    by_day: dict[object, float] = defaultdict(float)
    due = met = 0.0
    for row in rows:
        if row.required.get(tier, 0.0) > 0:
            by_day[row.date] += row.people
            due += row.people
            met += row.people * (1.0 - row.short.get(tier, 0.0))
    missed = [one for one in TIERS if any(row.short.get(one, 0.0) > NOTICED_SHARE for row in rows)]
    share = met / due if due > 0 else 1.0
    return NeedReached(need=need, people=max(by_day.values(), default=0.0), met=share, worst=next(iter(missed), None))


def _table(context: ReportContext, sectors: dict[str, list[NeedReached]]) -> ReportTable:
    levels = {sector: _level(theirs) for sector, theirs in sectors.items()}
    order: tuple[Level, ...] = (*TIERS, "fine")
    shown = sorted(sectors, key=lambda one: (order.index(levels[one]), min(need.met for need in sectors[one])))
    left = len(shown) - _MOST_SECTORS
    headings = ("sector", "in_need", "reached", "least_met")
    return ReportTable(
        code="response-sectors",
        caption=say("two_pages", "response_caption"),
        columns=tuple(
            ReportColumn(heading=say("two_pages", code), numeric=code in ("in_need", "reached")) for code in headings
        ),
        rows=tuple(_row(context, sector, sectors[sector]) for sector in shown[:_MOST_SECTORS]),
        levels=tuple(levels[sector] for sector in shown[:_MOST_SECTORS]),
        note=" ".join(
            [say("two_pages", "reached_note"), *([say("two_pages", "more_sectors", sectors=left)] if left > 0 else [])]
        ),
    )


def _level(theirs: list[NeedReached]) -> Level:
    return next((tier for tier in TIERS if any(one.worst == tier for one in theirs)), "fine")


def _row(context: ReportContext, sector: str, theirs: list[NeedReached]) -> tuple[Phrase, ...]:
    least = find_least_met(theirs, context.operation.needs)
    full = least.met > 1 - NOTICED_SHARE
    mean = sum(one.met for one in theirs) / len(theirs)
    least_met = say("two_pages", "met_of", need=context.words.need(least.need), share=say_percent(least.met))
    least_met = say("two_pages", "all_met", needs=len(theirs)) if full else least_met
    cells = (
        say_sector(sector) or context.say("no_sector"),
        say_people(max(one.people for one in theirs)),
        context.percent(mean),
        least_met,
    )
    return tuple(say_plain(cell) for cell in cells)

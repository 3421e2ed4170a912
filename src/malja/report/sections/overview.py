"""All needs on all days at a glance: the heat map."""

from __future__ import annotations

from malja.lifts.plan.plan import Coverage
from malja.report.document import Block, Heat, HeatRow, Paragraph, Section
from malja.report.levels import gravest, level
from malja.report.sections.context import Telling, bare
from malja.report.sections.gaps import gaps


def overview(telling: Telling) -> Section:
    """Needs by days, the worst first: those on top are where lives are at risk for longest."""
    block: Block = Paragraph(said=bare(telling.say("nothing_asked")))
    shown = [one for one in _ordered(telling) if one in telling.covered]
    if shown:
        days = tuple(row.date for row in max(telling.covered.values(), key=len))
        block = Heat(
            code="heat",
            caption=telling.say("heat_caption"),
            days=days,
            rows=tuple(_row(telling, place, need, days) for place, need in shown),
            legend=telling.legend(),
            heading=telling.say("need"),
        )
    return Section(code="overview", title=telling.say("overview"), blocks=(block,))


def _ordered(telling: Telling) -> list[tuple[str, str]]:
    """Needs in the order of their worst shortfall, then those of which nothing is short, in the tables' order."""
    short = [(one.place, one.need) for one in telling.situation.summary.shortfalls]
    return list(dict.fromkeys([*short, *telling.needs]))


def _row(telling: Telling, place: str, need: str, days: tuple[object, ...]) -> HeatRow:
    rows = telling.covered[place, need]
    by_day: dict[object, Coverage] = {row.date: row for row in rows}
    levels = tuple(level(by_day[day]) if day in by_day else "blank" for day in days)
    said = gaps(telling, place, need)
    worst = gravest(levels)
    quiet = telling.say("level_blank") if worst == "blank" else telling.say("nothing_missing")
    return HeatRow(
        label=telling.words.need_at(need, place),
        levels=levels,
        said=" ".join(said) or quiet,
        link=telling.need_code(place, need),
    )

"""All needs on all days at a glance: the heat map."""

from __future__ import annotations

from malja.lifts.plan.plan import Coverage
from malja.report.document import Heat, HeatRow, ReportBlock, ReportSection
from malja.report.levels import find_gravest_level, find_level
from malja.report.sections.context import ReportContext
from malja.report.sections.gaps import is_asked, say_gaps


def build_overview(context: ReportContext) -> ReportSection:
    """Needs by days, the worst first: those on top are where lives are at risk for longest."""
    block: ReportBlock = context.paragraph("nothing_asked")
    shown = [one for one in _ordered(context) if is_asked(context, *one)]
    if shown:
        days = tuple(row.date for row in max(context.covered.values(), key=len))
        block = Heat(
            code="heat",
            caption=context.say("heat_caption"),
            days=days,
            rows=tuple(_row(context, place, need, days) for place, need in shown),
            legend=context.legend(),
            heading=context.say("need"),
        )
    return ReportSection(code="overview", title=context.say("overview"), blocks=(block,))


def _ordered(context: ReportContext) -> list[tuple[str, str]]:
    """Needs in the order of their worst shortfall, then those of which nothing is short, in the tables' order."""
    short = [(one.place, one.need) for one in context.situation.summary.shortfalls]
    return list(dict.fromkeys([*short, *context.needs]))


def _row(context: ReportContext, place: str, need: str, days: tuple[object, ...]) -> HeatRow:
    rows = context.covered[place, need]
    by_day: dict[object, Coverage] = {row.date: row for row in rows}
    levels = tuple(find_level(by_day[day]) if day in by_day else "blank" for day in days)
    said = say_gaps(context, place, need)
    worst = find_gravest_level(levels)
    quiet = context.say("level_blank") if worst == "blank" else context.say("nothing_missing")
    return HeatRow(
        label=context.words.need_at(need, place),
        levels=levels,
        said=" ".join(said) or quiet,
        link=context.need_code(place, need),
    )

"""Each need with what is asked, what is provided and what is missing: a chart and a few sentences, sector by sector."""

from __future__ import annotations

from malja.catalogue.facts import Need, Tier
from malja.language.names import say_sector, say_unit
from malja.language.numbers import say_amount, say_number
from malja.language.speech import current_speech
from malja.lifts.plan.plan import Coverage
from malja.quantities import convert_to_larger_unit
from malja.report.charts.day_axis import say_axis_day
from malja.report.charts.need_chart import ChartWords, NeedDays, draw_need
from malja.report.charts.scales import choose_day_ticks
from malja.report.document import Bullets, Picture, ReportBlock, ReportGroup, ReportSection
from malja.report.levels import find_gravest_level, find_level
from malja.report.sections.arrivals import Arrivals
from malja.report.sections.context import ReportContext, say_figure
from malja.report.sections.gaps import is_asked, say_gaps

#: From here on an axis counts in millions.
_MILLION = 1e6


def build_needs(context: ReportContext) -> ReportSection:
    """A group for each sector, in it one for each need and site, the worst first."""
    facts = {need.need: need for need in context.operation.needs}
    arrivals = Arrivals(context.operation, context.plan)
    sectors: dict[str, list[tuple[str, str]]] = {}
    for place, need in context.needs:
        if need in facts and is_asked(context, place, need):
            sectors.setdefault(facts[need].sector, []).append((place, need))
    order = {one: number for number, one in enumerate(_worst_first(context))}
    groups: list[ReportBlock] = [
        ReportGroup(
            code=f"sector-{number}",
            title=say_sector(sector) or context.say("no_sector"),
            blocks=tuple(
                _need(context, facts[need], place, arrivals)
                for place, need in sorted(theirs, key=lambda one: order.get(one, len(order)))
            ),
            level=find_gravest_level(find_level(row) for one in theirs for row in context.covered[one]),
        )
        for number, (sector, theirs) in enumerate(sectors.items(), 1)
    ]
    key = context.paragraph("chart_key", tone="note")
    empty = context.paragraph("nothing_asked")
    return ReportSection(code="needs", title=context.say("needs"), blocks=(key, *groups) if groups else (empty,))


def _worst_first(context: ReportContext) -> list[tuple[str, str]]:
    return list(dict.fromkeys((one.place, one.need) for one in context.situation.summary.shortfalls))


def _need(context: ReportContext, need: Need, place: str, arrivals: Arrivals) -> ReportGroup:
    rows = context.covered[place, need.need]
    proof = context.need_proof(place, need.need)
    short = say_gaps(context, place, need.need)
    lines = [say_figure(line, proof) for line in short or [_enough(context, rows)]]
    lines.append(say_figure(_provided(context, need, rows), proof))
    days = arrivals.days(place, need.need)
    if days:
        first = context.words.date(context.operation.date(days[0]))
        lines.append(say_figure(context.say("goods_come", days=len(days), first=first), proof))
    title = context.words.need_at(need.need, place)
    code = context.need_code(place, need.need)
    picture = Picture(
        code=f"chart-{code}",
        kind="chart",
        title=title,
        svg=_chart(context, need, rows, days, f"chart-{code}", title, " ".join(line.text for line in lines)),
        said=" ".join(line.text for line in lines),
    )
    blocks = (Bullets(lines=tuple(lines)), picture)
    return ReportGroup(code=code, title=title, blocks=blocks, level=find_gravest_level(find_level(row) for row in rows))


def _enough(context: ReportContext, rows: list[Coverage]) -> str:
    blank = all(find_level(row) == "blank" for row in rows)
    return context.say("level_blank") if blank else context.say("nothing_missing")


def _provided(context: ReportContext, need: Need, rows: list[Coverage]) -> str:
    """The least and the most that is provided on a day."""
    given = [row.provided for row in rows]
    least, most = say_amount(min(given), need.unit, 3), say_amount(max(given), need.unit, 3)
    if need.kind == "daily":
        return context.say("provided_daily", least=least, most=most)
    return context.say("provided_standing", least=least, most=most)


def _chart(
    context: ReportContext, need: Need, rows: list[Coverage], days: list[int], code: str, title: str, said: str
) -> str:
    first = context.operation.day(rows[0].date)
    tiers: list[Tier] = [tier for tier in ("survival", "minimum", "target") if tier in rows[0].required]
    shown = NeedDays(
        provided=[row.provided for row in rows],
        required={tier: [row.required.get(tier, 0.0) for row in rows] for tier in tiers},
        levels=[find_level(row) for row in rows],
        arrivals=[day - first for day in days if 0 <= day - first < len(rows)],
        named=[(index, say_axis_day(rows[index].date)) for index in choose_day_ticks(rows[0].date, len(rows), 4)],
    )
    most = max(*shown.provided, *(value for days in shown.required.values() for value in days), 0.0)
    factor, unit = _axis_unit(context, need, most)
    words = ChartWords(
        code=code,
        title=title,
        said=said,
        unit=unit,
        tiers=context.tier_names(),
        figure=lambda mark: say_number(mark / factor, 3),
        direction=current_speech().language.direction,
    )
    return draw_need(shown, words)


def _axis_unit(context: ReportContext, need: Need, most: float) -> tuple[float, str]:
    """What an axis is marked in so that its figures stay short, and how many of the need's units that is."""
    larger, unit = convert_to_larger_unit(most, need.unit)
    factor, said = (most / larger if larger else 1.0), say_unit(unit)
    if larger >= _MILLION:
        factor *= _MILLION
        daily = need.kind == "daily"
        return factor, context.say("unit_daily_million" if daily else "unit_million", unit=said)
    return factor, context.say("unit_daily", unit=said) if need.kind == "daily" and said else said

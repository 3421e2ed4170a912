"""Each need with what is asked, what is provided and what is missing: a chart and a few sentences, sector by sector."""

from __future__ import annotations

from malja.catalogue.facts import Need, Tier
from malja.language.names import sector_name, unit_name
from malja.language.numbers import amount, plain
from malja.lifts.plan.plan import Coverage
from malja.quantities import in_larger_unit
from malja.report.charts.need_chart import ChartWords, NeedDays, need_chart
from malja.report.charts.scales import day_ticks
from malja.report.document import Block, Bullets, Group, Paragraph, Picture, Section
from malja.report.levels import gravest, level
from malja.report.sections.arrivals import Arrivals
from malja.report.sections.context import Telling, bare, derived
from malja.report.sections.gaps import gaps

#: From here on an axis counts in millions.
MILLION = 1e6


def needs(telling: Telling) -> Section:
    """A group for each sector, in it one for each need and site, the worst first."""
    facts = {need.need: need for need in telling.operation.needs}
    arrivals = Arrivals(telling.operation, telling.plan)
    sectors: dict[str, list[tuple[str, str]]] = {}
    for place, need in telling.needs:
        if (place, need) in telling.covered and need in facts:
            sectors.setdefault(facts[need].sector, []).append((place, need))
    order = {one: number for number, one in enumerate(_worst_first(telling))}
    groups: list[Block] = [
        Group(
            code=f"sector-{number}",
            title=sector_name(sector) or telling.say("no_sector"),
            blocks=tuple(
                _need(telling, facts[need], place, arrivals)
                for place, need in sorted(theirs, key=lambda one: order.get(one, len(order)))
            ),
            level=gravest(level(row) for one in theirs for row in telling.covered[one]),
        )
        for number, (sector, theirs) in enumerate(sectors.items(), 1)
    ]
    key = Paragraph(said=bare(telling.say("chart_key")), tone="note")
    empty = Paragraph(said=bare(telling.say("nothing_asked")))
    return Section(code="needs", title=telling.say("needs"), blocks=(key, *groups) if groups else (empty,))


def _worst_first(telling: Telling) -> list[tuple[str, str]]:
    return list(dict.fromkeys((one.place, one.need) for one in telling.situation.summary.shortfalls))


def _need(telling: Telling, need: Need, place: str, arrivals: Arrivals) -> Group:
    rows = telling.covered[place, need.need]
    proof = telling.need_proof(place, need.need)
    short = gaps(telling, place, need.need)
    lines = [derived(line, proof) for line in short or [_enough(telling, rows)]]
    lines.append(derived(_provided(telling, need, rows), proof))
    days = arrivals.days(place, need.need)
    if days:
        first = telling.words.date(telling.operation.date(days[0]))
        lines.append(derived(telling.say("goods_come", days=len(days), first=first), proof))
    title = telling.words.need_at(need.need, place)
    code = telling.need_code(place, need.need)
    picture = Picture(
        code=f"chart-{code}",
        kind="chart",
        title=title,
        svg=_chart(telling, need, rows, days, f"chart-{code}", title, " ".join(line.text for line in lines)),
        said=" ".join(line.text for line in lines),
    )
    blocks = (Bullets(lines=tuple(lines)), picture)
    return Group(code=code, title=title, blocks=blocks, level=gravest(level(row) for row in rows))


def _enough(telling: Telling, rows: list[Coverage]) -> str:
    blank = all(level(row) == "blank" for row in rows)
    return telling.say("level_blank") if blank else telling.say("nothing_missing")


def _provided(telling: Telling, need: Need, rows: list[Coverage]) -> str:
    """The least and the most that is provided on a day."""
    given = [row.provided for row in rows]
    least, most = amount(min(given), need.unit, 3), amount(max(given), need.unit, 3)
    if need.kind == "daily":
        return telling.say("provided_daily", least=least, most=most)
    return telling.say("provided_standing", least=least, most=most)


def _chart(
    telling: Telling, need: Need, rows: list[Coverage], days: list[int], code: str, title: str, said: str
) -> str:
    first = telling.operation.day(rows[0].date)
    tiers: list[Tier] = [tier for tier in ("survival", "minimum", "target") if tier in rows[0].required]
    shown = NeedDays(
        provided=[row.provided for row in rows],
        required={tier: [row.required.get(tier, 0.0) for row in rows] for tier in tiers},
        levels=[level(row) for row in rows],
        arrivals=[day - first for day in days if 0 <= day - first < len(rows)],
        named=[(index, telling.axis_day(rows[index].date)) for index in day_ticks(rows[0].date, len(rows), 4)],
    )
    most = max(*shown.provided, *(value for days in shown.required.values() for value in days), 0.0)
    factor, unit = _axis_unit(telling, need, most)
    words = ChartWords(
        code=code,
        title=title,
        said=said,
        unit=unit,
        tiers=telling.tier_names(),
        figure=lambda mark: plain(mark / factor, 3),
    )
    return need_chart(shown, words)


def _axis_unit(telling: Telling, need: Need, most: float) -> tuple[float, str]:
    """What an axis is marked in so that its figures stay short, and how many of the need's units that is."""
    larger, unit = in_larger_unit(most, need.unit)
    factor, said = (most / larger if larger else 1.0), unit_name(unit)
    if larger >= MILLION:
        factor *= MILLION
        daily = need.kind == "daily"
        return factor, telling.say("unit_daily_million" if daily else "unit_million", unit=said)
    return factor, telling.say("unit_daily", unit=said) if need.kind == "daily" and said else said

"""What people eat, week by week beside the basket, and where the basket gives way."""

from __future__ import annotations

from itertools import groupby

from malja.language.numbers import say_amount
from malja.report.document import Bullets, Phrase, ReportBlock, ReportColumn, ReportGroup, ReportSection, ReportTable
from malja.report.eaten.periods import FoodPeriod, find_basket_gaps, list_food_periods, list_rules
from malja.report.eaten.sentences import is_eaten, say_food, say_gap, say_limits
from malja.report.sections.context import ReportContext, say_figure, say_plain
from malja.report.shortfalls import Span

#: The most weeks side by side in a table, and rules that gave way in a list.
_MOST_WEEKS, _MOST_GAPS = 4, 12


def build_food(context: ReportContext) -> ReportSection:
    """A table for each site and rules of the basket: grams a person and day of each food, week by week."""
    periods = list_food_periods(context.plan)
    sites = [(place, list(theirs)) for place, theirs in groupby(periods, key=lambda period: period.place)]
    blocks: list[ReportBlock] = [context.paragraph("food_note", tone="note")]
    for number, (place, theirs) in enumerate(sites, 1):
        tables: list[ReportBlock] = [
            _table(context, f"food-{number}-{part}", weeks) for part, weeks in enumerate(_cut(theirs), 1)
        ]
        said = _gaps(context, place)
        if len(sites) > 1:
            blocks.append(
                ReportGroup(code=f"food-at-{number}", title=context.words.place(place), blocks=(*tables, *said))
            )
        else:
            blocks += [*tables, *said]
    return ReportSection(code="food", title=context.say("food_title"), blocks=tuple(blocks))


def _cut(periods: list[FoodPeriod]) -> list[list[FoodPeriod]]:
    """Weeks under the same rules, so many to a table."""
    parts: list[list[FoodPeriod]] = []
    for _, same in groupby(periods, key=lambda period: list_rules(period.lines)):
        weeks = list(same)
        parts += [weeks[start : start + _MOST_WEEKS] for start in range(0, len(weeks), _MOST_WEEKS)]
    return parts


def _table(context: ReportContext, code: str, weeks: list[FoodPeriod]) -> ReportTable:
    words = context.words
    foods = list(dict.fromkeys(line.food_group for week in weeks for line in week.lines))
    rows = [_row(context, food, weeks) for food in foods]
    spans = [words.span(Span(first=week.first, last=week.last)) for week in weeks]
    return ReportTable(
        code=code,
        caption=words.span(Span(first=weeks[0].first, last=weeks[-1].last)),
        columns=(
            *context.name_columns("food_heading", "food_basket"),
            *(ReportColumn(heading=said, numeric=True) for said in spans),
        ),
        rows=tuple(row for row in rows if row),
    )


def _row(context: ReportContext, food: str, weeks: list[FoodPeriod]) -> tuple[Phrase, ...]:
    """Empty where nobody eats the food and the basket does not ask for it."""
    found = {week.first: line for week in weeks for line in week.lines if line.food_group == food}
    if not any(is_eaten(line) or line.min_share or line.min_g for line in found.values()):
        return ()
    proof = context.need_proof(weeks[0].place, "energy")
    asked = say_limits(context.words, next(iter(found.values())))
    cells = []
    for week in weeks:
        line = found.get(week.first)
        grams, share = (0.0, 0.0) if line is None else (line.grams, line.share)
        said = context.say("food_cell", grams=say_amount(grams, "g", 2), share=context.percent(share))
        cells.append(say_figure(said, proof))
    return (say_plain(say_food(context.words, food)), say_plain(asked), *cells)


def _gaps(context: ReportContext, place: str) -> list[ReportBlock]:
    gaps = [gap for gap in find_basket_gaps(context.plan) if gap.place == place]
    if not gaps:
        return [context.paragraph("food_kept", tone="good")]
    proof = context.need_proof(place, "energy")
    lines = tuple(say_figure(say_gap(context.words, gap), proof) for gap in gaps[:_MOST_GAPS])
    return [context.paragraph("food_gaps"), Bullets(lines=lines)]

"""The few figures that a reader should remember, each in a box of its own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable

from malja.cover.severity import NOTICED_SHARE
from malja.cover.urgency_words import say_severity
from malja.language.numbers import say_amount, say_people
from malja.language.say import say_list
from malja.lifts.plan.plan import Coverage
from malja.operation.headcount import count_present
from malja.report.document import KeyFigure, KeyFigures, Level, ReportSection
from malja.report.sections.context import ReportContext, say_figure, say_plain
from malja.report.terminal.capacity_page import round_people_down
from malja.report.unpriced import say_total, say_unpriced

#: Needs that are named in a note.
_MOST_NEEDS = 2


def build_key_figures(context: ReportContext) -> ReportSection:
    """People, whose lives are in danger, who is below the minimum, what runs out first, what comes, what it costs."""
    figures = [
        *_people(context),
        _endangered(context),
        _below_minimum(context),
        *_first(context),
        *_trips(context),
        *_capacity(context),
        _cost(context),
    ]
    return ReportSection(code="figures", title=context.say("figures"), blocks=(KeyFigures(figures=tuple(figures)),))


def _people(context: ReportContext) -> list[KeyFigure]:
    """People on the first day, and the most on any."""
    by_site = list(count_present(context.operation).values())
    days = [float(sum(heads)) for heads in zip(*by_site, strict=True)]
    most = max(days, default=0.0)
    note = context.say("people_most", people=say_people(most))
    said = say_figure(say_people(days[0] if days else 0.0), "how-people")
    return [KeyFigure(figure=said, label=context.say("people_here"), note=note)]


def _endangered(context: ReportContext) -> KeyFigure:
    """The most people on a day whose lives a lack endangers, by the rule of severity."""
    deadly = [one for one in context.situation.summary.shortfalls if one.severity.harm == "life"]
    tiers = {(one.place, one.need): one.tier for one in deadly}

    def kills(row: Coverage) -> bool:
        tier = tiers.get((row.place, row.need))
        return tier is not None and row.short.get(tier, 0.0) > NOTICED_SHARE

    return _lacking(context, "survival", "endangered", kills)


def _below_minimum(context: ReportContext) -> KeyFigure:
    """The most people on a day who lack at least one thing of the minimum."""
    return _lacking(context, "minimum", "below_minimum", lambda row: row.short.get("minimum", 0.0) > NOTICED_SHARE)


def _lacking(context: ReportContext, level: Level, label: str, counts: Callable[[Coverage], bool]) -> KeyFigure:
    """The most people on a day for whom a row counts; at each site those of the need that concerns most people."""
    by_day: defaultdict[tuple[object, str], float] = defaultdict(float)
    for row in context.plan.coverage:
        if counts(row):
            by_day[row.date, row.place] = max(by_day[row.date, row.place], row.people)
    days: defaultdict[object, float] = defaultdict(float)
    for (date, _), people in by_day.items():
        days[date] += people
    note = context.say("below_days", days=len(days)) if days else ""
    most = say_people(max(days.values(), default=0.0))
    figure = say_figure(most, "how-shortfalls")
    return KeyFigure(figure=figure, label=context.say(label), note=note, level=level if days else "fine")


def _first(context: ReportContext) -> list[KeyFigure]:
    """Of what is not short already, what harms most once it runs out, if nothing more comes."""
    first = next((one for one in context.situation.urgencies if not one.is_short_now), None)
    if first is None:
        return []
    proof = context.need_proof(first.place, first.need.need)
    need = context.words.need_at(first.need.need, first.place)
    label = context.say("runs_out_next", need=need, harm=say_severity(first.severity))
    note = context.say("if_nothing_more")
    said = say_figure(context.words.date(first.first_short), proof)
    return [KeyFigure(figure=said, label=label, note=note, level=first.tier)]


def _trips(context: ReportContext) -> list[KeyFigure]:
    """The next trip, and what all of them carry."""
    leaving = context.leaving()
    kg = sum(trip.kg for trip in context.plan.trips)
    figures = []
    if leaving:
        number, trip = leaving[0]
        note = context.say("next_lift", lift=context.words.lift(trip.lift), kg=say_amount(trip.kg, "kg"))
        said = say_figure(context.words.date(trip.leaves), context.trip_proof(number))
        figures.append(KeyFigure(figure=said, label=context.say("next_leaves"), note=note))
    if context.plan.trips:
        if not leaving:
            note = context.say("road_only")
        elif any(trip.vehicles is None for trip in context.plan.trips):
            note = context.say("trips_and_road", trips=len(leaving))
        else:
            note = context.say("trips_in_all", trips=len(leaving))
        said = say_figure(say_amount(kg, "kg"), "how-cost")
        figures.append(KeyFigure(figure=said, label=context.say("carried"), note=note))
    return figures


def _capacity(context: ReportContext) -> list[KeyFigure]:
    """How many people the sites hold at the minimum, where it was worked out."""
    capacity = context.situation.capacity
    whole = capacity if "capacity" not in context.situation.cut else None
    sites = [one for one in whole.sites if one.tier == "minimum"] if whole else []
    holds = [people for one in sites if (people := one.besides if one.aside else one.people) is not None]
    if not holds or len(holds) < len(sites):
        return []
    note = context.say("holds_from", date=context.words.date(max(one.since for one in sites)))
    lacked = list(dict.fromkeys(need for one in sites for need in one.aside))
    if lacked:
        note = context.say("holds_but", needs=context.words.list_needs(lacked, _MOST_NEEDS))
    said = say_figure(round_people_down(sum(holds)), "how-capacity")
    return [KeyFigure(figure=said, label=context.say("holds_minimum"), note=note)]


def _cost(context: ReportContext) -> KeyFigure:
    summary = context.situation.summary
    known = summary.cost > 0 or not summary.unpriced
    said = say_total(summary.cost, context.plan.currency) if known else context.say("cost_unknown")
    figure = say_figure(said, "how-cost") if summary.cost > 0 or summary.unpriced else say_plain(said)
    note = say_list(filter(None, (context.say("cost_note"), say_unpriced(summary.unpriced))))
    return KeyFigure(figure=figure, label=context.say("cost"), note=note)

"""The few figures that a reader takes along, each in a box of its own."""

from __future__ import annotations

from collections import defaultdict

from malja.catalogue.facts import Tier
from malja.cover.cover import first_to_run_out
from malja.language.numbers import about, about_people, amount
from malja.language.say import listed
from malja.operation.headcount import present
from malja.report.document import KeyFigure, KeyFigures, Level, Section
from malja.report.sections.context import Telling, bare, derived
from malja.report.shortfalls import NOTICED
from malja.report.terminal.capacity_page import down

#: Needs that are named in a note.
MOST_NEEDS = 2


def key_figures(telling: Telling) -> Section:
    """People, those below survival and the minimum, what runs out first, what comes, what it costs."""
    figures = [
        *_people(telling),
        _below(telling, "survival"),
        _below(telling, "minimum"),
        *_first(telling),
        *_trips(telling),
        *_capacity(telling),
        _cost(telling),
    ]
    return Section(code="figures", title=telling.say("figures"), blocks=(KeyFigures(figures=tuple(figures)),))


def _people(telling: Telling) -> list[KeyFigure]:
    """People on the first day, and the most on any."""
    by_site = list(present(telling.operation).values())
    days = [float(sum(heads)) for heads in zip(*by_site, strict=True)]
    most = max(days, default=0.0)
    note = telling.say("people_most", people=about_people(most))
    said = derived(about_people(days[0] if days else 0.0), "how-people")
    return [KeyFigure(figure=said, label=telling.say("people_here"), note=note)]


def _below(telling: Telling, tier: Tier) -> KeyFigure:
    """The most people on a day who lack at least one thing; at each site those of the need that most people lack."""
    by_day: defaultdict[tuple[object, str], float] = defaultdict(float)
    for row in telling.plan.coverage:
        if row.short.get(tier, 0.0) > NOTICED:
            by_day[row.date, row.place] = max(by_day[row.date, row.place], row.people)
    days: defaultdict[object, float] = defaultdict(float)
    for (date, _), people in by_day.items():
        days[date] += people
    level: Level = tier if days else "fine"
    words = {"survival": telling.say("below_survival"), "minimum": telling.say("below_minimum")}
    note = telling.say("below_days", days=len(days)) if days else ""
    most = about_people(max(days.values(), default=0.0))
    return KeyFigure(figure=derived(most, "how-shortfalls"), label=words[tier], note=note, level=level)


def _first(telling: Telling) -> list[KeyFigure]:
    """What runs out first of what is not short already, if nothing more comes."""
    later = [one for one in first_to_run_out(telling.situation.covers) if not one.short]
    lowest: list[Tier] = ["survival", "minimum", "target"]
    found = next((one for tier in lowest for one in later if one.tier == tier), None)
    if found is None or found.first_short is None:
        return []
    proof = telling.need_proof(found.place, found.need.need)
    need = telling.words.need_at(found.need.need, found.place)
    label = telling.say("runs_out_next", need=need, tier=telling.words.tier(found.tier))
    note = telling.say("if_nothing_more")
    said = derived(telling.words.date(found.first_short), proof)
    return [KeyFigure(figure=said, label=label, note=note, level=found.tier)]


def _trips(telling: Telling) -> list[KeyFigure]:
    """The next trip, and what all of them carry."""
    leaving = telling.leaving()
    kg = sum(trip.kg for trip in telling.plan.trips)
    figures = []
    if leaving:
        number, trip = leaving[0]
        note = telling.say("next_lift", lift=telling.words.lift(trip.lift), kg=amount(trip.kg, "kg"))
        said = derived(telling.words.date(trip.leaves), telling.trip_proof(number))
        figures.append(KeyFigure(figure=said, label=telling.say("next_leaves"), note=note))
    if telling.plan.trips:
        if not leaving:
            note = telling.say("road_only")
        elif any(trip.vehicles is None for trip in telling.plan.trips):
            note = telling.say("trips_and_road", trips=len(leaving))
        else:
            note = telling.say("trips_in_all", trips=len(leaving))
        said = derived(amount(kg, "kg"), "how-cost")
        figures.append(KeyFigure(figure=said, label=telling.say("carried"), note=note))
    return figures


def _capacity(telling: Telling) -> list[KeyFigure]:
    """How many people the sites hold at the minimum, where it was worked out."""
    capacity = telling.situation.capacity
    sites = [one for one in capacity.sites if one.tier == "minimum"] if capacity else []
    holds = [one.people for one in sites if one.people is not None]
    if not holds or len(holds) < len(sites):
        return []
    note = telling.say("holds_from", date=telling.words.date(max(one.since for one in sites)))
    besides = [one for one in sites if one.besides is not None and one.aside]
    if besides:
        needs = listed([telling.words.need(need) for need in besides[0].aside[:MOST_NEEDS]])
        note = telling.say("holds_but", besides=down(besides[0].besides or 0), needs=needs)
    said = derived(down(sum(holds)), "how-capacity")
    return [KeyFigure(figure=said, label=telling.say("holds_minimum"), note=note)]


def _cost(telling: Telling) -> KeyFigure:
    said = telling.say("money", amount=about(telling.situation.summary.cost), currency=telling.plan.currency)
    figure = derived(said, "how-cost") if telling.situation.summary.cost > 0 else bare(said)
    return KeyFigure(figure=figure, label=telling.say("cost"), note=telling.say("cost_note"))

"""From a situation to the figures that may leave: the only way to anything public.

What is not copied here cannot be in anything public: flights and their times, loads, stores and stock, hubs,
airfields, vehicles, positions, limits, capacity, notes, sources of the operation's own rows, names of its places.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from malja.catalogue.facts import TIERS
from malja.language.clean_text import clean_text, cut_text
from malja.language.names import say_group
from malja.needs.requirements import Requirement, find_groups
from malja.operation.headcount import Headcounts, count_present
from malja.operation.operation import Operation
from malja.report.public import rounding
from malja.report.public.figures import PublicCount, PublicFigures, PublicNeed, PublicPeople, PublicStandard, Week
from malja.report.public.public_names import PublicNames
from malja.report.public.public_requests import add_up_requests
from malja.report.situation import Situation

_LONGEST_TITLE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class _CoarseNeed:
    """One requirement with what may be told of it, week by week."""

    requirement: Requirement
    told: dict[Week, PublicNeed]

    @property
    def concerns_few(self) -> bool:
        """Whether so few people are concerned in some week that they are not counted out."""
        return any(need.people is None for need in self.told.values())


def coarsen_figures(situation: Situation, *, title: str = "", own_names: bool = False) -> PublicFigures:
    """The figures of a situation that may leave the operation, in the current language.

    `title`: what to call it; nothing of the operation's name is taken over. `own_names`: needs and goods that are not
    the catalogue's are called by the names the operation gave them, else by a stand-in.
    """
    operation = situation.operation
    weeks = rounding.assign_weeks(situation.plan.start, operation.horizon)
    known = PublicNames(operation, own_names=own_names)
    sites = {place: number for number, place in enumerate(_sites(operation), 1)}
    coarse = list(_needs(situation, known, weeks, sites))
    return PublicFigures(
        title=cut_text(clean_text(title), _LONGEST_TITLE),
        sites=len(sites),
        weeks=tuple(dict.fromkeys(weeks)),
        people=tuple(_people(situation, coarse, weeks, sites)),
        needs=tuple(need for one in coarse for need in one.told.values()),
        standards=tuple(_standards(operation, known)),
        asked=None
        if situation.requests is None or "requests" in situation.cut
        else add_up_requests(operation, situation.requests, known, sites, _few(coarse)),
        currency=operation.currency,
    )


def _few(coarse: list[_CoarseNeed]) -> set[tuple[str, str]]:
    """The places and needs that concern so few people that they are not counted out."""
    return {(one.requirement.place, one.requirement.need.need) for one in coarse if one.concerns_few}


def _sites(operation: Operation) -> list[str]:
    return [place.place for place in operation.places if place.role == "site"]


def _most(days: Headcounts, weeks: tuple[Week, ...]) -> dict[Week, float]:
    """The most of each week."""
    most: dict[Week, float] = {}
    for week, value in zip(weeks, days, strict=True):
        most[week] = max(most.get(week, 0.0), float(value))
    return most


def _needs(
    situation: Situation, known: PublicNames, weeks: tuple[Week, ...], sites: dict[str, int]
) -> Iterator[_CoarseNeed]:
    """Each requirement, in the weeks in which it concerns anybody."""
    worst: dict[tuple[str, str, str, Week], float] = defaultdict(float)
    for row in situation.plan.coverage:
        for tier, short in row.short.items():
            key = (row.place, row.need, tier, weeks[(row.date - situation.plan.start).days])
            worst[key] = max(worst[key], short)
    for requirement in situation.requirements:
        heads = _most(requirement.heads, weeks)
        told = {
            week: _need(requirement, known, sites[requirement.place], week, number, worst)
            for week, number in heads.items()
            if number > 0 and requirement.group.reach > 0
        }
        yield _CoarseNeed(requirement=requirement, told=told)


def _need(
    requirement: Requirement,
    known: PublicNames,
    site: int,
    week: Week,
    heads: float,
    worst: dict[tuple[str, str, str, Week], float],
) -> PublicNeed:
    """What is told of a requirement in a week: worked out from the rounded number of people, so that none is finer."""
    need, counted = requirement.need, rounding.round_people(heads)
    few = counted is None or requirement.group.reach * heads < rounding.FEW_PEOPLE
    people = None if few or counted is None else rounding.round_people(requirement.group.reach * counted)
    few = people is None
    share = worst.get((requirement.place, need.need, requirement.tier, week), 0.0)
    return PublicNeed(
        site=site,
        week=week,
        need="" if known.own(need) else need.need,
        name=known.need(need),
        sector=known.sector(need),
        unit=known.unit(need.unit),
        own=known.own(need),
        daily=need.kind == "daily",
        kept=need.kept,
        tier=requirement.tier,
        counted=counted,
        people=people,
        required=None
        if few
        else rounding.round_quantity(requirement.standard * requirement.group.share * (counted or 0)),
        missing=None if few else rounding.round_missing(share),
    )


def _people(
    situation: Situation, coarse: list[_CoarseNeed], weeks: tuple[Week, ...], sites: dict[str, int]
) -> Iterator[PublicPeople]:
    failing = {
        (one.place, one.need.need) for one in situation.covers if one.tier == "minimum" and one.first_short is not None
    }
    here = count_present(situation.operation)
    for place, site in sites.items():
        short = [
            one.told
            for one in coarse
            if one.requirement.tier == "minimum" and (place, one.requirement.need.need) in failing
            if one.requirement.place == place
        ]
        for week, heads in _most(here[place], weeks).items():
            people = rounding.round_people(heads)
            concerned = [told[week].people for told in short if week in told]
            yield PublicPeople(site=site, week=week, people=people, in_need=_at_most(people, concerned))


def _at_most(people: PublicCount, concerned: Iterable[PublicCount]) -> PublicCount:
    """The most people whom any one need concerns, and no more than there are; those of several are the same people."""
    counts = list(concerned)
    if people is None or not counts:
        return people if counts else 0
    counted = [number for number in counts if number is not None]
    return min(people, max(counted)) if counted else None


def _standards(operation: Operation, known: PublicNames) -> Iterator[PublicStandard]:
    """The standards that are the catalogue's, for groups that are."""
    groups = find_groups(operation)
    for need in operation.needs:
        source, share_source = known.source(need), known.share(groups[need.group])
        for tier in TIERS:
            quantity = need.standard(tier)
            if source is not None and share_source is not None and quantity is not None:
                yield PublicStandard(
                    need=need.need,
                    name=known.need(need),
                    tier=tier,
                    group=say_group(need.group),
                    share=groups[need.group].share,
                    share_source=share_source,
                    quantity=quantity,
                    unit=known.unit(need.unit),
                    daily=need.kind == "daily",
                    source=source,
                )

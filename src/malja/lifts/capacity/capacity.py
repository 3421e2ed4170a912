"""How many people each site can hold at each tier, what limits it, and what one step more would add."""

from __future__ import annotations

import datetime
import math
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from malja.catalogue.facts import TIERS, Tier
from malja.lifts.capacity.most_people import (
    MostPeople,
    TriedStep,
    find_most_people,
    find_most_people_whole,
    find_shortfall_elsewhere,
)
from malja.lifts.capacity.people_model import PeopleModel, build_people_model, find_peak_headcount
from malja.lifts.model.full_supply_day import find_full_supply_day
from malja.lifts.plan.record_json import write_record
from malja.lifts.search.exact import is_small
from malja.lifts.solver.time_limit import OutOfTimeError, refuse_when_late, within_time
from malja.lifts.solver.tolerances import PEOPLE_TOLERANCE
from malja.operation.operation import Operation
from malja.problems import Problem, Refused

#: People beyond whom a site counts as without a limit, and people that are tried first.
_MAX_PEOPLE, _FEW_PEOPLE = 4_000_000, 5_000

#: Sites at a time: the machine of a camp manager has two cores.
_SIDE_BY_SIDE = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class CapacityStep:
    """One step more of a limit, and how many more people the site could then hold: found by solving again.

    `kind`: trips_per_week, trips_per_day, payload, volume, flow, landings, unloading, storage, supply, ration or
    service. `name`: a lift, an item, a need or a place, as the kind asks. `amount` of the step is in `unit` (kg, m3,
    the item's or the need's; empty: trips, landings). `people` is 0 where this alone helps nobody.
    """

    kind: str
    place: str
    name: str
    amount: float
    unit: str
    people: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteCapacity:
    """How many people a site holds at a tier without shortfall from `since` on, the number being constant from then.

    `people` (None: nothing limits it): with whole trips and whole packs if `proof` is whole, with whole trips and
    fractions of packs if whole_trips, else with fractions of both. `at_most`: no plan can hold more.
    `here`: the most who are there from `since` on by the tables. `holding`: needs that one person more would
    fall short of. `aside`: needs that nothing gives, or that fall short even for those who came before: with any,
    `people` is 0, and `besides` (to which `holding`, `limits` and `more` belong) is the number without these needs.
    `limits`: what limits it, worth most first. `more`: what one trip a week more, one tonne a trip, 1,000 l of water a
    day, 100 m2 of cover would each add. Both are solved again with fractions, everybody else keeping what they have.
    """

    place: str
    tier: Tier
    since: datetime.date
    people: int | None
    at_most: int | None
    proof: Literal["whole", "whole_trips", "fractions"]
    here: int
    holding: tuple[str, ...]
    aside: tuple[str, ...]
    besides: int | None
    limits: tuple[CapacityStep, ...]
    more: tuple[CapacityStep, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Capacity:
    """The capacity of every site at every tier that is asked: sites in the tables' order, then tiers."""

    operation: str
    start: datetime.date
    last: datetime.date
    """The last day that counts."""
    sites: tuple[SiteCapacity, ...]

    def at(self, place: str, tier: Tier) -> SiteCapacity:
        """The capacity of one site at one tier; KeyError where there is none."""
        for one in self.sites:
            if (one.place, one.tier) == (place, tier):
                return one
        raise KeyError((place, tier))


def find_capacity(
    operation: Operation,
    *,
    since: datetime.date | None = None,
    without: Iterable[str] = (),
    whole: bool = True,
    stop: Callable[[], bool] | None = None,
) -> Capacity:
    """The most people, constant from a day on, whom each site holds at each tier without shortfall from then on.

    `since` is the first day by which every lift could have delivered and its assets be set up, unless given. What is
    short before it and at other sites stays at its minimum: nobody else pays for it. Needs named in `without`
    are not asked. Without `whole` fractions of trips and packs will do, which is faster. Once `stop` says true the
    sites and tiers that are not worked out by then are left out. Raises Refused for a day outside the plan's or an
    unknown need (docs/model.md, Other answers).
    """
    asked = _leave_out_needs(operation, since, tuple(without))
    sites = [place.place for place in operation.places if place.role == "site"]

    def of_site(place: str) -> list[SiteCapacity]:
        return _find_site_capacities(asked, place, since, whole=whole, stop=stop)

    with ThreadPoolExecutor(_SIDE_BY_SIDE) as pool:
        whole_answer = list(pool.map(of_site, sites))
    return Capacity(
        operation=operation.name,
        start=operation.start,
        last=operation.date(operation.horizon - 1),
        sites=tuple(one for site in whole_answer for one in site),
    )


def _leave_out_needs(operation: Operation, since: datetime.date | None, without: tuple[str, ...]) -> Operation:
    """The operation without the standards of some needs; refuses what is not there."""
    known = {need.need for need in operation.needs}
    wrong = [Problem.at(None, "unknown_name", "", name, among="needs") for name in without if name not in known]
    if since is not None and not 0 <= operation.day(since) < operation.days:
        last = operation.date(operation.days - 1)
        wrong.append(Problem.at(None, "day_outside", "", since, start=operation.start, last=last))
    if wrong:
        raise Refused(wrong)
    needs = tuple(
        replace(need, survival=None, minimum=None, target=None) if need.need in without else need
        for need in operation.needs
    )
    return replace(operation, needs=needs) if without else operation


def _find_site_capacities(
    operation: Operation,
    place: str,
    since: datetime.date | None,
    *,
    whole: bool,
    stop: Callable[[], bool] | None,
) -> list[SiteCapacity]:
    """The capacity of one site at each tier that any need asks, as far as time allows."""
    day = find_full_supply_day(operation, place) if since is None else operation.day(since)
    tiers = [n for n, tier in enumerate(TIERS) if any(need.standard(tier) for need in operation.needs)]
    scale = max(_FEW_PEOPLE, 8 * find_peak_headcount(operation, place, 0))
    begun: dict[int, Future[SiteCapacity | None]] = {}

    def finish(model: PeopleModel, tier: int, most: MostPeople) -> SiteCapacity | None:
        with suppress(OutOfTimeError), within_time(stop):
            return _site_capacity(operation, model, tier, most, whole=whole)
        return None

    with ThreadPoolExecutor(1) as pool, suppress(OutOfTimeError), within_time(stop):
        while len(begun) < len(tiers):
            refuse_when_late()
            model = build_people_model(operation, place, day, scale)
            before, short = find_shortfall_elsewhere(model, operation), None
            for tier in tiers:
                if tier not in begun:
                    most = find_most_people(model, before, tier, short)
                    short = most.short
                    if most.people < 0.95 * scale or scale >= _MAX_PEOPLE:
                        # Trips are made whole on another core while the next tier is looked at.
                        begun[tier] = pool.submit(finish, model, tier, most)
            scale = min(_MAX_PEOPLE, 16 * scale)
    found = (begun[tier].result() for tier in tiers if tier in begun)
    return [one for one in found if one is not None]


def _site_capacity(
    operation: Operation, model: PeopleModel, tier: int, most: MostPeople, *, whole: bool
) -> SiteCapacity:
    """The answer for one tier."""
    place = operation.places[int(model.model.problem.sites[model.site])].place
    names = np.array([model.model.problem.needs[k].need.need for k in model.needs])
    endless = most.people >= 0.95 * _MAX_PEOPLE
    # With other sites the trips made whole would have to be weighed against theirs, which takes too long.
    alone = is_small(model.model) or sum(place.role == "site" for place in operation.places) == 1
    whole_answer = find_most_people_whole(model, operation, tier, most) if whole and alone and not endless else None
    people = None if endless else math.floor((whole_answer[0] if whole_answer else most.people) + PEOPLE_TOLERANCE)
    at_most = None if endless else math.floor((whole_answer[1] if whole_answer else most.people) + PEOPLE_TOLERANCE)
    aside = tuple(str(name) for name in names[most.aside])
    proof: Literal["whole", "whole_trips", "fractions"] = "fractions"
    if whole_answer:
        # Vehicles that goods to be kept apart take to themselves stay fractions where the operation is large.
        apart = len(model.model.carriers) > 0
        proof = "whole" if is_small(model.model) else "fractions" if apart else "whole_trips"
    return SiteCapacity(
        place=place,
        tier=TIERS[tier],
        since=operation.date(model.since),
        people=0 if aside else people,
        at_most=0 if aside else at_most,
        proof=proof,
        here=find_peak_headcount(operation, place, model.since),
        holding=() if endless else tuple(str(name) for name in names[most.holding]),
        aside=aside,
        besides=people if aside else None,
        limits=() if endless else tuple(_step(one) for one in most.limits),
        more=() if endless else tuple(_step(one) for one in most.more),
    )


def _step(tried: TriedStep) -> CapacityStep:
    step = tried.step
    return CapacityStep(
        kind=step.kind,
        place=step.place,
        name=step.name,
        amount=step.amount,
        unit=step.unit,
        people=math.floor(tried.people + 0.01),
    )


def write_capacity(capacity: Capacity) -> str:
    """The answer as JSON: the fields of `Capacity`; null where nothing limits it."""
    return write_record("malja.capacity/1", capacity)

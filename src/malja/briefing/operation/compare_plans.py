"""Two plans side by side: what changes on the next trips, who is short of what for how long, and what each comes to."""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from malja.briefing.operation.read_plan_file import read_plan_file
from malja.catalogue.facts import TIERS, Tier
from malja.catalogue.load_catalogue import load_catalogue
from malja.frames import RecordsOf, hold_records
from malja.lifts.plan.plan import Load, Plan, Trip
from malja.operation.rows import Tables
from malja.problems import Problem, Refused
from malja.report.shortfalls import Shortfall, find_shortfalls

#: What two plans may differ by without a word: a rounding, not a decision.
_SAME_SHARE, _SAME_LEAST = 0.005, 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class TripChange:
    """A trip that only one of two plans has, or has otherwise: vehicles (None: a flow) and kilograms, 0 where not."""

    lift: str
    origin: str
    destination: str
    leaves: datetime.date
    vehicles_before: int | None
    vehicles_after: int | None
    kg_before: float
    kg_after: float


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadChange:
    """An item of which a trip carries more or less: units and kilograms, 0 where a plan has none of it."""

    lift: str
    origin: str
    destination: str
    leaves: datetime.date
    item: str
    quantity_before: float
    quantity_after: float
    kg_before: float
    kg_after: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ShortageChange:
    """A need below a tier at a site for more or fewer days or people, in days both plans have.

    `days`: on which at least half a percent is missing; `first`: the first of them, None where there is none; `people`:
    the most concerned; `person_days`: people times the share that is missing, added up.
    """

    place: str
    need: str
    tier: Tier
    days_before: int
    days_after: int
    first_before: datetime.date | None
    first_after: datetime.date | None
    people_before: float
    people_after: float
    person_days_before: float
    person_days_after: float


@dataclass(frozen=True, slots=True, kw_only=True)
class AimChange:
    """What an aim comes to: person-days short of a tier (plain sum), or the cost in the plans' currency."""

    aim: Literal["survival", "minimum", "target", "cost"]
    before: float
    after: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanChanges:
    """How one plan differs from another on the days from `first` to `last`, which both have.

    `aims` is empty where the plans are not of the same days or not in one currency: their sums then mean other things.
    `same_shortages`: how many shortages stay as they are.
    """

    before: str
    after: str
    first: datetime.date
    last: datetime.date
    currency: str
    trips: RecordsOf[TripChange] = RecordsOf(TripChange)
    loads: RecordsOf[LoadChange] = RecordsOf(LoadChange)
    shortages: RecordsOf[ShortageChange] = RecordsOf(ShortageChange)
    aims: RecordsOf[AimChange] = RecordsOf(AimChange)
    same_shortages: int = 0

    def __post_init__(self) -> None:
        """Hold every table as `Records`."""
        hold_records(self)

    @property
    def is_same(self) -> bool:
        """Whether nothing differs that anybody would notice."""
        aims = (not _is_same(aim.before, aim.after) for aim in self.aims)
        return not (self.trips or self.loads or self.shortages or any(aims))


def compare_plans(
    before: Plan | str | os.PathLike[str],
    after: Plan | str | os.PathLike[str],
    operation: Tables | None = None,
) -> PlanChanges:
    """What changes from one plan to another, each a plan, its plan.json or the folder of that.

    `operation` gives needs of its own their weight; else the catalogue's are known. Trips before the later plan's first
    day are left out, as are all days that only one of them has. Raises Refused where a file is no plan, and where the
    plans have no day in common.
    """
    first_plan, second_plan = _take_plan(before), _take_plan(after)
    first = max(first_plan.start, second_plan.start)
    last = min(map(_last_day, (first_plan, second_plan)))
    if last < first:
        raise Refused([Problem.at(None, "plans_apart", first=first_plan.start, other=second_plan.start)])
    known = operation or make_catalogue_tables(first_plan)
    one, other = (_cut(plan, first, last) for plan in (first_plan, second_plan))
    shortages, same = _compare_shortages(known, one, other)
    return PlanChanges(
        before=first_plan.operation,
        after=second_plan.operation,
        first=first,
        last=last,
        currency=second_plan.currency,
        trips=_compare_trips(one.trips, other.trips),
        loads=_compare_loads(one.loads, other.loads),
        shortages=shortages,
        aims=_compare_aims(first_plan, second_plan),
        same_shortages=same,
    )


def make_catalogue_tables(plan: Plan) -> Tables:
    """The catalogue's needs and items, by which a plan of which no table is at hand can be told."""
    known = load_catalogue("warm")
    return Tables(name=plan.operation, start=plan.start, needs=known.needs, items=known.items)


def _take_plan(given: Plan | str | os.PathLike[str]) -> Plan:
    if isinstance(given, Plan):
        return given
    if isinstance(given, str | os.PathLike):
        return read_plan_file(Path(given))
    raise Refused([Problem.at(None, "plan_wanted", "plan", type(given).__name__)])


def _last_day(plan: Plan) -> datetime.date:
    return plan.start + datetime.timedelta(days=plan.days + plan.reserve_days - 1)


def _cut(plan: Plan, first: datetime.date, last: datetime.date) -> Plan:
    return replace(
        plan,
        trips=[trip for trip in plan.trips if first <= trip.leaves <= last],
        coverage=[row for row in plan.coverage if first <= row.date <= last],
    )


def _compare_trips(before: Iterable[Trip], after: Iterable[Trip]) -> list[TripChange]:
    """The trips that differ in vehicles or weight, by the day they leave; several of a lift on a day count together."""
    sums: dict[tuple[datetime.date, str, str, str], list[tuple[int | None, float]]] = {}
    for side, trips in enumerate((before, after)):
        for trip in trips:
            key = (trip.leaves, trip.lift, trip.origin, trip.destination)
            sides = sums.setdefault(key, [(None if trip.vehicles is None else 0, 0.0) for _ in range(2)])
            vehicles, kg = sides[side]
            sides[side] = (None if trip.vehicles is None else (vehicles or 0) + trip.vehicles, kg + trip.kg)
    return [
        TripChange(
            lift=lift,
            origin=origin,
            destination=destination,
            leaves=leaves,
            vehicles_before=one[0],
            vehicles_after=other[0],
            kg_before=one[1],
            kg_after=other[1],
        )
        for (leaves, lift, origin, destination), (one, other) in sorted(sums.items())
        if one[0] != other[0] or not _is_same(one[1], other[1])
    ]


def _compare_loads(before: Iterable[Load], after: Iterable[Load]) -> list[LoadChange]:
    """The items of which a lift carries more or less on a day, by the day, then by how many kilograms differ."""
    sums: dict[tuple[datetime.date, str, str, str, str], list[list[float]]] = {}
    for side, loads in enumerate((before, after)):
        for load in loads:
            key = (load.leaves, load.lift, load.origin, load.destination, load.item)
            told = sums.setdefault(key, [[0.0, 0.0], [0.0, 0.0]])[side]
            told[0] += load.quantity
            told[1] += load.kg
    changes = [
        LoadChange(
            lift=lift,
            origin=origin,
            destination=destination,
            leaves=leaves,
            item=item,
            quantity_before=one[0],
            quantity_after=other[0],
            kg_before=one[1],
            kg_after=other[1],
        )
        for (leaves, lift, origin, destination, item), (one, other) in sums.items()
        if not _is_same(one[1], other[1]) or not _is_same(one[0], other[0])
    ]
    return sorted(changes, key=lambda one: (one.leaves, one.lift, one.origin, -abs(one.kg_after - one.kg_before)))


def _compare_shortages(known: Tables, before: Plan, after: Plan) -> tuple[list[ShortageChange], int]:
    """The shortages that differ, the gravest first, and how many do not."""
    found = [
        {(one.place, one.need, one.tier): one for one in find_shortfalls(known, plan)[0]} for plan in (after, before)
    ]
    changes = [
        _compare_shortage(key, found[1].get(key), found[0].get(key)) for key in dict.fromkeys((*found[0], *found[1]))
    ]
    changed = [one for one in changes if not _is_as_short(one)]
    return sorted(changed, key=lambda one: TIERS.index(one.tier)), len(changes) - len(changed)


def _compare_shortage(key: tuple[str, str, Tier], before: Shortfall | None, after: Shortfall | None) -> ShortageChange:
    place, need, tier = key
    return ShortageChange(
        place=place,
        need=need,
        tier=tier,
        days_before=_count_days(before),
        days_after=_count_days(after),
        first_before=before.spans[0].first if before else None,
        first_after=after.spans[0].first if after else None,
        people_before=before.people if before else 0.0,
        people_after=after.people if after else 0.0,
        person_days_before=before.person_days if before else 0.0,
        person_days_after=after.person_days if after else 0.0,
    )


def _count_days(short: Shortfall | None) -> int:
    return sum((span.last - span.first).days + 1 for span in short.spans) if short else 0


def _is_as_short(one: ShortageChange) -> bool:
    return (
        one.days_before == one.days_after
        and one.first_before == one.first_after
        and _is_same(one.person_days_before, one.person_days_after)
    )


def _compare_aims(before: Plan, after: Plan) -> list[AimChange]:
    comparable = [(plan.start, plan.days, plan.reserve_days, plan.currency) for plan in (before, after)]
    if comparable[0] != comparable[1]:
        return []
    theirs = {aim.aim: aim for aim in after.aims}
    return [
        AimChange(
            aim=aim.aim,
            before=aim.value if aim.person_days is None else aim.person_days,
            after=other.value if other.person_days is None else other.person_days,
        )
        for aim in before.aims
        if (other := theirs.get(aim.aim)) is not None
    ]


def _is_same(one: float, other: float) -> bool:
    return abs(one - other) <= max(_SAME_LEAST, _SAME_SHARE * max(abs(one), abs(other)))

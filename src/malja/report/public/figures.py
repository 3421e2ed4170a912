"""The figures that may leave the operation. Whatever is public is made from these alone, and knows nothing else.

There is no place here for a flight, a store, a position, a date, a vehicle or a note: what does not exist cannot leak.
Sites have numbers, days are weeks, people are round numbers, and a group of fewer than ten is not counted out.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, TypeAlias

from malja.catalogue.facts import Tier

#: People, rounded; None: fewer than ten, which is all that is told.
PublicCount: TypeAlias = int | None


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Week:
    """A week from Monday to Sunday as ISO 8601 counts it, and the month in which most of it lies (1..12)."""

    year: int
    number: int
    month: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicPeople:
    """The most people at a site on any day of a week, and those of them in need.

    In need: below a minimum standard at some time of all the weeks, if nothing more came. When, is not told.
    """

    site: int
    week: Week
    people: PublicCount
    in_need: PublicCount


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicNeed:
    """What one tier of one need asks at a site in a week, and what is missing of it with everything that is planned.

    `name`, `sector`: of the catalogue, else a stand-in, in the current language; `unit`: as the catalogue's
    tables have it, "" for any other; `own`: a number that tells stand-ins apart, else 0.
    `counted`: the people it is worked out from (all who have come, if `kept`); `people`: those concerned. `required`: a
    day, for a daily need, to two digits; None where so few people are concerned. `missing`: per cent on the worst day
    of the week, in tens; None as `required`.
    """

    site: int
    week: Week
    need: str
    name: str
    sector: str
    unit: str
    own: int
    daily: bool
    kept: bool
    tier: Tier
    counted: PublicCount
    people: PublicCount
    required: float | None
    missing: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicStandard:
    """A published standard that figures rest on: `quantity` for each of `group` (a day, for a daily need).

    `share`: so many of the group a person. `source` and `share_source` say where the two are said.
    """

    need: str
    name: str
    tier: Tier
    group: str
    share: float
    share_source: str
    quantity: float
    unit: str
    daily: bool
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicRequest:
    """What would help: goods, or a service at a site, in all and to two digits; `by`: the month (year, 1..12).

    `own` as for needs. `unit` "" and `kg`, `m3` None: it has none. `daily`: of a service, each day.
    """

    kind: Literal["goods", "service"]
    tier: Tier
    name: str
    own: int
    sector: str
    site: int | None
    quantity: float
    unit: str
    daily: bool
    kg: float | None
    m3: float | None
    cost: float
    by: tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicFigures:
    """Everything that may leave: what a public report, table or file is made from.

    `title`: what whoever publishes calls it ("": nothing was given). `asked` None: requests were not worked out.
    """

    title: str
    sites: int
    weeks: tuple[Week, ...]
    people: tuple[PublicPeople, ...]
    needs: tuple[PublicNeed, ...]
    standards: tuple[PublicStandard, ...]
    asked: tuple[PublicRequest, ...] | None
    currency: str

    @property
    def most_people(self) -> PublicCount:
        """The most people in a week at all sites: added up from what is told, so that it tells nothing more."""
        totals = [_total(row.people for row in self.people if row.week == week) for week in self.weeks]
        return max((total for total in totals if total), default=None if None in totals else 0)

    @property
    def hides_some(self) -> bool:
        """Whether some needs concern so few people that what is missing of them is not told."""
        return any(need.people is None for need in self.needs)


def _total(people: Iterable[PublicCount]) -> PublicCount:
    """The sum of what is told; few where nothing else is."""
    counts = list(people)
    return sum(one for one in counts if one is not None) or (None if None in counts else 0)

"""What if: the next flight fails; a rough figure is wrong."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Literal

from malja.catalogue.facts import Tier
from malja.lifts.plan import Trip


@dataclass(frozen=True, slots=True, kw_only=True)
class Fall:
    """A need at a site that is shorter without the flight: first to last day on which it is, people at most concerned.

    `worst`: the largest share missing without the flight, `before`: with it, on that day. `person_days`: how many more.
    """

    place: str
    need: str
    tier: Tier
    first: datetime.date
    last: datetime.date
    people: float
    worst: float
    before: float
    person_days: float


@dataclass(frozen=True, slots=True, kw_only=True)
class FlightFails:
    """What happens if the next flight does not come and nothing takes its place; its fixed cargo is lost too.

    The later trips leave on the plan's days; what they carry is planned again, with fractions of packs (`packs`).
    `trip` is None where no trip is planned. `falls`: worst tier first, then the first day. `more`: person-days more by
    tier.
    """

    trip: Trip | None
    falls: tuple[Fall, ...]
    more: dict[Tier, float]
    packs: Literal["fractions", "whole"] = "fractions"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What a load would carry more (or less, negative) of an item, in kg."""

    item: str
    kg: float


@dataclass(frozen=True, slots=True, kw_only=True)
class RoughInput:
    """A rough figure, and how the next load would change if it were as low or as high as it may be.

    `kind`: people, arrivals, standard, share, service, stock, content, ration, running, payload, trips_per_week or
    flow. `place`, `name`, `other`: what it is of (site; need, item, lift or group; of a content the need). `value`,
    `low`, `high` in `unit`. `kg_low`, `kg_high`: so much of the next load would be other goods. `low_changes`,
    `high_changes`: the largest changes. `basis`, `note`: why it is rough.
    """

    kind: str
    place: str
    name: str
    other: str
    unit: str
    value: float
    low: float
    high: float
    kg_low: float
    kg_high: float
    low_changes: tuple[Change, ...]
    high_changes: tuple[Change, ...]
    basis: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RoughInputs:
    """Rough figures of which the next load depends most, the one that changes it most first.

    Each is planned again at its low and its high value, with fractions of trips and packs, looking `days` days ahead.
    `tried`: so many of `rough` rough figures were planned again, those likely to matter most; the others were not.
    """

    trip: Trip | None
    days: int
    rough: int
    tried: int
    inputs: tuple[RoughInput, ...]

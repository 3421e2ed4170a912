"""The rows of an operation's tables, and all of them together, unchecked."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import Literal

from malja.catalogue.facts import (
    NO_SOURCE,
    BasketRule,
    Content,
    Group,
    Item,
    Names,
    Need,
    Running,
    Segregation,
    Source,
    Stowage,
)
from malja.problems import Origin, Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A source (goods are bought or donated), a hub (goods pass through) or a site (people live there)."""

    place: str
    role: Literal["source", "hub", "site"]
    name: str = ""
    names: Names = ()
    lat: float | None = None
    lon: float | None = None
    storage_m3: float | None = None
    handling_days: int = 0
    landings_per_day: int | None = None
    unload_kg_per_day: float | None = None
    source: Source = NO_SOURCE
    read_at: Origin | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Movement:
    """People who arrive at and depart from a site on a date (rows of people.csv)."""

    place: str
    date: datetime.date
    arrivals: int = 0
    departures: int = 0
    source: Source = NO_SOURCE
    read_at: Origin | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """What a site gives by itself, per day for a daily need, standing otherwise; `since`, `until` inclusive."""

    place: str
    need: str
    quantity: float
    since: datetime.date | None = None
    until: datetime.date | None = None
    source: Source = NO_SOURCE
    read_at: Origin | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stock:
    """Units of an item at a place when the first day opens."""

    place: str
    item: str
    quantity: float
    source: Source = NO_SOURCE
    read_at: Origin | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Supply:
    """Units of an item that can be bought at a place from the date `since` on, in all; None: as many as wanted.

    `priced`: False where nobody knows the price, which counts as 0 then. `blank`: columns that stood blank, whose
    values are what a blank one means.
    """

    place: str
    item: str
    quantity: float | None = None
    since: datetime.date | None = None
    unit_cost: float = 0.0
    priced: bool = True
    blank: tuple[str, ...] = field(default=(), compare=False)
    source: Source = NO_SOURCE
    read_at: Origin | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lift:
    """A way goods move between two places: whole vehicles on days (`trip`) or a rate, as by road (`flow`).

    `weekdays` holds the days of the week on which it runs, such as "tue thu"; blank: any. `priced` and `blank` are as
    in `Supply`.
    """

    lift: str
    origin: str
    destination: str
    name: str = ""
    names: Names = ()
    mode: Literal["trip", "flow"] = "trip"
    vehicle: str = ""
    per_week: float | None = None
    max_per_day: int = 1
    first: datetime.date | None = None
    last: datetime.date | None = None
    payload_kg: float | None = None
    volume_m3: float | None = None
    transit_days: int = 0
    fixed_cost: float = 0.0
    cost_per_kg: float = 0.0
    kg_per_day: float | None = None
    weekdays: str = ""
    cutoff_hours: float = 0.0
    priced: bool = True
    blank: tuple[str, ...] = field(default=(), compare=False)
    source: Source = NO_SOURCE
    read_at: Origin | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class LiftDay:
    """A date on which a lift runs, or does not, whatever its days of the week are."""

    lift: str
    date: datetime.date
    runs: bool = True
    source: Source = NO_SOURCE
    read_at: Origin | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Alias:
    """What people here call an item; `pack_quantity`: its units in one of what a bare number counts (None: one)."""

    word: str
    item: str
    pack_quantity: float | None = None
    source: Source = NO_SOURCE
    read_at: Origin | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Committed:
    """Whole packs that a sender has already fixed for a lift's trip on a date: a fact, not a wish."""

    lift: str
    date: datetime.date
    item: str
    packs: int
    source: Source = NO_SOURCE
    read_at: Origin | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Risk:
    """What may go wrong, at a lift or place or at any: how often, and by how much (blank: docs/trying.md)."""

    risk: Literal["departure_fails", "more_people", "miscount"]
    at: str = "any"
    share: float | None = None
    size: float | None = None
    source: Source = NO_SOURCE
    read_at: Origin | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tables:
    """All tables of one operation, the catalogue's rows already merged in: as read, not yet checked.

    `notices` holds what was assumed or is worth knowing; it is no part of equality, nor is where a row was read.
    """

    name: str
    start: datetime.date
    days: int = 60
    reserve_days: int = 7
    household_size: float = 5.0
    climate: Literal["warm", "cold"] = "warm"
    catalogue: Literal["sphere", "none"] = "sphere"
    currency: str = "USD"
    whole_packs: bool = True
    tolerance: tuple[float, float, float] = (0.001, 0.001, 0.01)
    time_zone: str = ""
    week_starts: str = "monday"
    basket: str = ""
    loading: Literal["by_sum", "stowed"] = "by_sum"
    payload_margin: float = 0.0
    split_price: float = 0.0
    # What only the report says stays out of the fingerprint by which findings are known again.
    name_ar: str = field(default="", repr=False)
    name_en: str = field(default="", repr=False)
    contact: str = field(default="", repr=False)
    issued: datetime.date | None = field(default=None, repr=False)
    next_issue: datetime.date | None = field(default=None, repr=False)
    funding_required: float | None = field(default=None, repr=False)
    funding_received: float | None = field(default=None, repr=False)
    places: tuple[Place, ...] = ()
    groups: tuple[Group, ...] = ()
    people: tuple[Movement, ...] = ()
    needs: tuple[Need, ...] = ()
    items: tuple[Item, ...] = ()
    contents: tuple[Content, ...] = ()
    running: tuple[Running, ...] = ()
    services: tuple[Service, ...] = ()
    stock: tuple[Stock, ...] = ()
    supply: tuple[Supply, ...] = ()
    lifts: tuple[Lift, ...] = ()
    lift_days: tuple[LiftDay, ...] = ()
    committed: tuple[Committed, ...] = ()
    baskets: tuple[BasketRule, ...] = ()
    stowage: tuple[Stowage, ...] = ()
    segregation: tuple[Segregation, ...] = ()
    aliases: tuple[Alias, ...] = ()
    risks: tuple[Risk, ...] = ()
    notices: tuple[Problem, ...] = field(default=(), compare=False)

    @property
    def horizon(self) -> int:
        """Days on which requirements count: `days` on which lifts may leave, and `reserve_days` behind them."""
        return self.days + self.reserve_days

    def day(self, date: datetime.date) -> int:
        """The index of a date, `start` being 0; negative before it."""
        return (date - self.start).days

    def date(self, day: int) -> datetime.date:
        """The date of a day's index."""
        return self.start + datetime.timedelta(days=day)

"""Requests to donors: one request, those of a tier, referrals, and needs that stay short."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Literal

from malja.catalogue.facts import Tier
from malja.frames import RecordsOf, hold_records
from malja.lifts.plan.record_json import write_record
from malja.lifts.requests.cautions import Caution


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One thing to ask for.

    `kind` trips: so many more a week of lift `name` (quantity; `unit` empty), or more kg a day of a flow (`unit` kg).
    goods: `quantity` units of item `name` in `packs`, handed over at `origin`. service: `quantity` of need `name` at
    `place` itself, per day for a daily need. `by`: the day by which it must be there (goods: at `origin`; trips: the
    first leaves; service: usable). `place`: the site it is for (the first, of several). `needs`: what it serves.
    `kg`, `m3`: of goods in all; of trips what they carry in all. `cost`: price times quantity, in the operation's
    currency. `rough_price`: nobody gave a price, a rule of thumb is taken.
    """

    kind: Literal["trips", "goods", "service"]
    name: str
    origin: str
    place: str
    quantity: float
    unit: str
    packs: int | None
    kg: float | None
    m3: float | None
    cost: float
    rough_price: bool
    by: datetime.date
    needs: tuple[str, ...]
    daily: bool = False
    """Whether the quantity is of each day: kilograms by a flow, a service of a daily need."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Referral:
    """Infant formula is never asked for: the babies behind need `need` at `place` go to nutrition workers.

    `people`: the most concerned on a day; `first`: the first day on which it falls short. `item`: what is not asked
    for.
    """

    place: str
    need: str
    item: str
    people: float
    first: datetime.date


@dataclass(frozen=True, slots=True, kw_only=True)
class Remaining:
    """A need at a site that stays short even with everything that may be asked for."""

    place: str
    need: str
    people: float
    worst: float
    first: datetime.date


@dataclass(frozen=True, slots=True, kw_only=True)
class TierRequests:
    """What to ask for so that nobody is below a tier from `since` on.

    `person_days`: the shortfall from then on without it (plain sum). `requests` may be empty: nothing is short. `cost`:
    the sum of the prices; `bound`: no set of extras of a lower price can do it. `whole`: found with whole trips and
    packs, else with fractions of what is planned (extras themselves are always whole).
    """

    tier: Tier
    since: datetime.date
    person_days: float
    requests: RecordsOf[Request] = RecordsOf(Request)
    cost: float
    bound: float
    whole: bool
    cautions: tuple[Caution, ...]
    referrals: RecordsOf[Referral] = RecordsOf(Referral)
    remaining: RecordsOf[Remaining] = RecordsOf(Remaining)

    def __post_init__(self) -> None:
        """Hold every table as `Records`."""
        hold_records(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Requests:
    """Requests for each tier that is asked, survival first; each tier by itself (the minimum's include survival's)."""

    operation: str
    start: datetime.date
    currency: str
    tiers: tuple[TierRequests, ...]


def write_requests(requests: Requests) -> str:
    """The requests as JSON: the fields of `Requests`."""
    return write_record("malja.requests/1", requests)

"""The plan: what every lift carries and when, what people get, what is short, and how good all this is proven to be."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from malja.catalogue.facts import Tier
from malja.frames import Records, RecordsOf, hold_records


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim:
    """One aim: the plan's value, the cap that later aims had to keep, and the proven lower bound.

    Shortfall aims are in weighted, charged person-days (docs/model.md, Aims), `cost` in the operation's currency.
    `person_days` is the plain sum without charge (None for cost).
    """

    aim: Literal["survival", "minimum", "target", "cost"]
    value: float
    person_days: float | None
    cap: float
    bound: float

    @property
    def gap(self) -> float:
        """How far the value can be from the least possible, as a share of it: (value - bound) / max(1, |value|)."""
        return (self.value - self.bound) / max(1.0, abs(self.value))


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far planning has come: the stage (a code), the share that is done, the gap so far where one is known."""

    stage: str
    done: float
    gap: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadLack:
    """A need at a site that is short, or shorter, without a load: below a tier from `first` to `last`.

    As much as can be is used as late as can be, so that `first` is the latest day. `people`: the most concerned on any
    of these days. `worst`: the largest share that is missing besides; `person_days`: in all. `deeper`: it is short on
    the first day in the plan too.
    """

    place: str
    need: str
    tier: Tier
    first: datetime.date
    last: datetime.date
    people: float
    worst: float
    person_days: float
    deeper: bool = False


#: Why a line of a load goes: a need would be short; people would eat less variedly; a need would be short by less
#: than is noticed; the same would have to be bought where it is used; there was room, and nothing is short without it.
WHYS = ("need", "variety", "slight", "cost", "room")
Why: TypeAlias = Literal["need", "variety", "slight", "cost", "room"]


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadReason:
    """What is worse if a line of a load alone stays behind, all else goes as planned, and the best is made of it.

    `lacks`: of the gravest tier that would be short, the gravest and soonest harm first (`need`, `slight`). Of
    `variety`: the site, the food group, the rule that gives way and the first day; of `cost`: what would have to be
    paid more, in the operation's currency.
    """

    why: Why
    lacks: tuple[LoadLack, ...] = ()
    place: str = ""
    food_group: str = ""
    rule: str = ""
    first: datetime.date | None = None
    cost: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Cargo:
    """What a trip carries of one item: whole packs (None on a flow), units, kilograms, cubic metres.

    `reason`: why it goes; None where that was not worked out.
    """

    item: str
    packs: float | None
    quantity: float
    kg: float
    m3: float
    reason: LoadReason | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Trip:
    """What leaves on a lift on a day: vehicles (None on a flow), totals and cargo, committed cargo included.

    `pallets`: the pallet positions that it takes in all its vehicles, None where they use no pallets.
    """

    lift: str
    vehicle: str
    origin: str
    destination: str
    leaves: datetime.date
    usable: datetime.date
    vehicles: int | None
    kg: float
    m3: float
    cargo: tuple[Cargo, ...]
    pallets: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """What a trip carries of one item, with the trip: a row of `Plan.loads`, in the units of `Cargo`.

    `why` it goes, and the first need that would be short without it, below which tier and from when: blank where that
    was not worked out or none would be.
    """

    lift: str
    origin: str
    destination: str
    leaves: datetime.date
    usable: datetime.date
    item: str
    packs: float | None
    quantity: float
    kg: float
    m3: float
    why: str = ""
    need: str = ""
    tier: str = ""
    first_short: datetime.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """Units of an item at a place on a day: used, running, wasted, in stock or in place."""

    place: str
    item: str
    date: datetime.date
    quantity: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Buy:
    """Units taken from supply at a place on a day, and what they cost in all."""

    place: str
    item: str
    date: datetime.date
    quantity: float
    cost: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """One need at one site on one day: people concerned, what is provided, required and short (share) by tier."""

    place: str
    need: str
    date: datetime.date
    people: float
    provided: float
    required: dict[Tier, float]
    short: dict[Tier, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Eaten:
    """What a person at a site eats of one food group on a day: grams, share of the energy, and the basket's rules.

    `food_group` is blank for food of no group. Limits are those of the day, None where there is none.
    """

    place: str
    date: datetime.date
    food_group: str
    grams: float
    share: float
    min_share: float | None
    max_share: float | None
    min_g: float | None
    max_g: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BasketMiss:
    """A rule of the basket that gave way at a site on a day, because nothing else is there or hunger comes first.

    `rule`: min_share, max_share, min_g or max_g of a food group; cooked: what nobody can cook, for want of kitchens or
    fuel. `missed`: the share of a full ration that is too little or too much.
    """

    place: str
    date: datetime.date
    food_group: str
    rule: Literal["min_share", "max_share", "min_g", "max_g", "cooked"]
    missed: float


@dataclass(frozen=True, slots=True, kw_only=True)
class SmallConsignments:
    """How many consignments are smaller than the least sensible one, and what splitting them costs."""

    small: int
    charge: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Solver:
    """Which solver found the plan, and whether it ended by itself or was stopped."""

    name: str
    version: str
    status: Literal["solved", "stopped"]


@dataclass(frozen=True, slots=True, kw_only=True)
class StartUse:
    """How many loads of a start plan (an item on a lift on a date, committed cargo left out) could be taken over."""

    used: int
    of: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Safety:
    """What first loads that look at feared futures cost and spare, against those that suppose that all goes well.

    Worked out with fractions of trips and packs on both sides. `cost` and `more`: of the cost and of each tier's
    person-days (weighted and charged), if all goes well. `spared`: person-days less in the mean of the futures.
    """

    futures: int
    days: int
    cost: float
    more: dict[Tier, float]
    spared: dict[Tier, float]


def _make_load(trip: Trip, cargo: Cargo) -> Load:
    reason = cargo.reason
    lack = reason.lacks[0] if reason is not None and reason.lacks else None
    return Load(
        lift=trip.lift,
        origin=trip.origin,
        destination=trip.destination,
        leaves=trip.leaves,
        usable=trip.usable,
        item=cargo.item,
        packs=cargo.packs,
        quantity=cargo.quantity,
        kg=cargo.kg,
        m3=cargo.m3,
        why="" if reason is None else reason.why,
        need="" if lack is None else lack.need,
        tier="" if lack is None else lack.tier,
        first_short=None if lack is None else lack.first,
    )


def has_reasons(plan: Plan) -> bool:
    """Whether it is known of every line of a plan why it goes."""
    return all(cargo.reason is not None for trip in plan.trips for cargo in trip.cargo if cargo.quantity)


def drop_reasons(plan: Plan) -> Plan:
    """The plan without the reasons of its lines."""
    trips = (replace(trip, cargo=tuple(replace(cargo, reason=None) for cargo in trip.cargo)) for trip in plan.trips)
    return replace(plan, trips=tuple(trips))


#: Units of a limit that its worth is shown for, where it is not one: a kilogram more would be too little to picture.
LIMIT_UNITS = {"payload": 1000.0, "flow": 1000.0, "unloading": 1000.0}


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """A limit that binds: what it is, where, on how many days, and what one more unit of it would be worth.

    `kind`: payload, volume, trips_per_week, trips_per_day, flow, landings, unloading, storage, supply, ration, service
    (of a need that no item on its way gives). `worth`: how much less of `aim` one more unit would leave, planned
    again with fractions of trips (a ration: a tenth more). `place` and `name` (lift, item or need) say where.
    """

    kind: str
    place: str
    name: str
    days: int
    aim: Literal["survival", "minimum", "target", "cost"]
    worth: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A plan in the order and the terms of plan.json (docs/model.md, plan.json).

    `eaten` and `basket_misses` are empty without a basket, `consignments` None where no item says what is small.
    `limits` says which limits bind and how much of each aim one more unit would save, `start_use` how much of a start
    plan fitted (None: it was planned without one), `safety` what a hedge costs (None: it has none); none of these
    stands in plan.json. Every table is `Records`: a tuple that can be a frame.
    """

    operation: str
    start: datetime.date
    days: int
    reserve_days: int
    currency: str
    aims: RecordsOf[Aim] = RecordsOf(Aim)
    trips: RecordsOf[Trip] = RecordsOf(Trip)
    buys: RecordsOf[Buy] = RecordsOf(Buy)
    uses: RecordsOf[Quantity] = RecordsOf(Quantity)
    runs: RecordsOf[Quantity] = RecordsOf(Quantity)
    waste: RecordsOf[Quantity] = RecordsOf(Quantity)
    stock: RecordsOf[Quantity] = RecordsOf(Quantity)
    in_place: RecordsOf[Quantity] = RecordsOf(Quantity)
    coverage: RecordsOf[Coverage] = RecordsOf(Coverage)
    solver: Solver
    eaten: RecordsOf[Eaten] = RecordsOf(Eaten)
    basket_misses: RecordsOf[BasketMiss] = RecordsOf(BasketMiss)
    consignments: SmallConsignments | None = None
    limits: RecordsOf[Limit] = RecordsOf(Limit)
    start_use: StartUse | None = None
    safety: Safety | None = None

    def __post_init__(self) -> None:
        """Hold every table as `Records`."""
        hold_records(self)

    @property
    def loads(self) -> Records[Load]:
        """What the trips carry, a row for each item of each trip, in their order."""
        return Records(Load, (_make_load(trip, cargo) for trip in self.trips for cargo in trip.cargo))

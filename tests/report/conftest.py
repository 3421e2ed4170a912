"""A small operation and a plan of it, made by hand: 100 people, 4 days and 1 behind them, rice and tents by air.

Everyone needs 1 kg of food a day (survival 0.5) and 1 m2 of roof (survival 0.5). The camp has 120 kg of rice when day
0 opens; a plane brings 100 kg to be used on day 2 and 100 kg on day 3. Two tents of 25 m2 come on day 1.
"""

from __future__ import annotations

import datetime

import pytest

from malja.catalogue.facts import Content, Item, Need, Source, Tier
from malja.lifts.plan.plan import Aim, Buy, Cargo, Coverage, Limit, LoadLack, LoadReason, Plan, Quantity, Solver, Trip
from malja.operation.rows import Lift, Movement, Place, Stock, Supply, Tables
from malja.report.document import Document
from tests.report import situations
from tests.report.reports import told

START = datetime.date(2025, 3, 14)


def date(day: int) -> datetime.date:
    return START + datetime.timedelta(days=day)


@pytest.fixture
def operation() -> Tables:
    return Tables(
        name="Small",
        start=START,
        days=4,
        reserve_days=1,
        places=(Place(place="depot", role="source"), Place(place="camp", role="site", name="The camp")),
        people=(Movement(place="camp", date=START, arrivals=100),),
        needs=(
            Need(need="food", name="Food", sector="food", kind="daily", unit="kg", survival=0.5, minimum=1.0),
            Need(
                need="roof",
                name="Roof",
                sector="shelter",
                kind="standing",
                unit="m2",
                survival=0.5,
                minimum=1.0,
                source=Source(document="a hand book", basis="recalled"),
            ),
        ),
        items=(
            Item(item="rice", name="Rice", unit="kg", pack_quantity=50.0, pack_kg=51.0, pack_m3=0.08),
            Item(item="tent", name="Tent", kind="asset", unit="tent", pack_kg=60.0, pack_m3=0.3, setup_days=1),
        ),
        contents=(
            Content(item="rice", need="food", how="use", quantity=1.0),
            Content(item="tent", need="roof", how="in_place", quantity=25.0),
        ),
        stock=(Stock(place="camp", item="rice", quantity=120.0),),
        supply=(
            Supply(place="depot", item="rice", unit_cost=0.5),
            Supply(place="depot", item="tent", unit_cost=300.0),
        ),
        lifts=(
            Lift(
                lift="plane",
                origin="depot",
                destination="camp",
                vehicle="any",
                payload_kg=250.0,
                volume_m3=2.0,
                transit_days=1,
                fixed_cost=1000.0,
            ),
        ),
    )


def short(need: str, day: int, last: int, worst: float) -> LoadReason:
    """By pencil: without a flight of rice 220 kg are there for 250 at survival, without the tents no roof."""
    lack = LoadLack(
        place="camp",
        need=need,
        tier="survival",
        first=date(day),
        last=date(last),
        people=100.0,
        worst=worst,
        person_days=100.0 * worst * (last - day + 1),
    )
    return LoadReason(why="need", lacks=(lack,))


def rice(packs: float, day: int) -> Cargo:
    reason = short("food", day, day, 0.6)
    return Cargo(item="rice", packs=packs, quantity=50 * packs, kg=51 * packs, m3=0.08 * packs, reason=reason)


def tents(packs: float) -> Cargo:
    reason = short("roof", 2, 4, 1.0)
    return Cargo(item="tent", packs=packs, quantity=packs, kg=60 * packs, m3=0.3 * packs, reason=reason)


def flight(day: int, *cargo: Cargo) -> Trip:
    return Trip(
        lift="plane",
        vehicle="any",
        origin="depot",
        destination="camp",
        leaves=date(day),
        usable=date(day + 1),
        vehicles=1,
        kg=sum(part.kg for part in cargo),
        m3=sum(part.m3 for part in cargo),
        cargo=cargo,
    )


def at_camp(item: str, quantities: list[float]) -> tuple[Quantity, ...]:
    return tuple(
        Quantity(place="camp", item=item, date=date(day), quantity=quantity)
        for day, quantity in enumerate(quantities)
        if quantity
    )


def covered(need: str, provided: list[float]) -> tuple[Coverage, ...]:
    required: dict[Tier, float] = {"survival": 50.0, "minimum": 100.0}
    return tuple(
        Coverage(
            place="camp",
            need=need,
            date=date(day),
            people=100.0,
            provided=given,
            required=required,
            short={tier: max(0.0, 1 - given / asked) for tier, asked in required.items()},
        )
        for day, given in enumerate(provided)
    )


@pytest.fixture
def plan() -> Plan:
    return Plan(
        operation="Small",
        start=START,
        days=4,
        reserve_days=1,
        currency="USD",
        aims=(
            Aim(aim="survival", value=210.0, person_days=200.0, cap=210.21, bound=209.0),
            Aim(aim="minimum", value=330.0, person_days=300.0, cap=330.33, bound=330.0),
            Aim(aim="cost", value=3700.0, person_days=None, cap=3700.0, bound=3650.0),
        ),
        trips=(flight(0, tents(2)), flight(1, rice(2, 2)), flight(2, rice(2, 4))),
        buys=(
            Buy(place="depot", item="tent", date=date(0), quantity=2.0, cost=600.0),
            Buy(place="depot", item="rice", date=date(1), quantity=100.0, cost=50.0),
            Buy(place="depot", item="rice", date=date(2), quantity=100.0, cost=50.0),
        ),
        uses=at_camp("rice", [60, 60, 75, 75, 50]),
        runs=(),
        waste=(),
        stock=at_camp("rice", [60, 0, 25, 50, 0]),
        in_place=at_camp("tent", [0, 0, 2, 2, 2]),
        coverage=(*covered("food", [60, 60, 75, 75, 50]), *covered("roof", [0, 0, 50, 50, 50])),
        solver=Solver(name="HiGHS", version="1.11.0", status="solved"),
        limits=(Limit(kind="payload", place="camp", name="plane", days=2, aim="survival", worth=0.02),),
    )


@pytest.fixture(scope="session")
def small() -> Document:
    """The report of the small operation of `situations`."""
    return told(situations.operation())

"""An operation full of what must not leave: each name, note and number is one of a kind, so that it can be found.

8,217 people at one site and 7 at another; an own need of a group of three; goods by air through a hub, from a source
with a store; a plan of it, found by the planner.
"""

from __future__ import annotations

import datetime

import pytest

from malja.catalogue.facts import Content, Group, Item, Need, Source
from malja.lifts.plan.plan import Plan
from malja.lifts.search.planning import plan_lifts as planned
from malja.operation.headcount import count_present
from malja.operation.operation import Operation
from malja.operation.rows import Committed, Lift, Movement, Place, Service, Stock, Supply
from malja.report.situation import Situation, gather_situation

#: A Monday; its weeks (19 to 21) have other numbers than the days on which flights leave and land.
START = datetime.date(2025, 5, 5)
SOURCE = Source(document="Qdocument", edition="Qedition", page="Qpage", basis="assumed", confidence="low", note="Qnote")


def date(day: int) -> datetime.date:
    return START + datetime.timedelta(days=day)


def secret_operation() -> Operation:
    """Three whole weeks."""
    return Operation(
        name="Qoperation",
        start=START,
        days=20,
        reserve_days=1,
        catalogue="none",
        places=(
            Place(place="qsource", role="source", name="Qwarehouse", lat=25.123456, lon=55.654321, source=SOURCE),
            Place(place="qhub", role="hub", name="Qhangar", lat=34.567891, lon=33.198765, storage_m3=4321.5),
            Place(place="qsite", role="site", name="Qairfield", lat=35.411223, lon=35.943322, unload_kg_per_day=87654),
            Place(place="qsmall", role="site", name="Qfarm", lat=35.777888, lon=36.111222, source=SOURCE),
        ),
        groups=(Group(group="qgroup", share=3 / 8217, reach=3 / 8217, source=SOURCE),),
        people=(
            Movement(place="qsite", date=date(0), arrivals=8217, source=SOURCE),
            Movement(place="qsite", date=date(9), arrivals=0, departures=313),
            Movement(place="qsmall", date=date(0), arrivals=7),
        ),
        needs=(
            Need(need="water", name="Qwater", sector="Qsector", kind="daily", unit="l", survival=7.5, minimum=15),
            Need(need="covered_area", name="Roof", sector="shelter", kind="standing", unit="m2", minimum=3.5),
            Need(
                need="qneed",
                name="Qneed",
                sector="Qsector",
                kind="daily",
                group="qgroup",
                unit="Qunit",
                survival=1.0,
                source=SOURCE,
            ),
            Need(need="qfood", name="Qfood", sector="food", kind="daily", unit="kg", survival=0.4, source=SOURCE),
        ),
        items=(
            Item(item="qitem", name="Qitem", sector="Qsector", unit="Qunit", pack_kg=7.77, pack_m3=0.0123),
            Item(item="qrice", name="Qrice", sector="food", unit="kg", pack_quantity=50, pack_kg=51.3, pack_m3=0.0789),
        ),
        contents=(
            Content(item="qitem", need="qneed", how="use", quantity=1.0),
            Content(item="qrice", need="qfood", how="use", quantity=1.0),
        ),
        services=(
            Service(place="qsite", need="water", quantity=98765.4, source=SOURCE),
            Service(place="qsite", need="covered_area", quantity=23456.7),
        ),
        stock=(Stock(place="qsite", item="qrice", quantity=13579.0, source=SOURCE),),
        supply=(
            Supply(place="qsource", item="qrice", unit_cost=0.777, source=SOURCE),
            Supply(place="qsource", item="qitem", unit_cost=3.333),
        ),
        lifts=(
            Lift(
                lift="qplane",
                origin="qsource",
                destination="qhub",
                vehicle="YK-QTAIL",
                per_week=2,
                payload_kg=38123,
                volume_m3=181.7,
                transit_days=1,
                fixed_cost=61234,
                source=SOURCE,
            ),
            Lift(lift="qroad", origin="qhub", destination="qsite", mode="flow", kg_per_day=45678, volume_m3=91.3),
        ),
        committed=(Committed(lift="qplane", date=date(2), item="qrice", packs=437, source=SOURCE),),
    )


@pytest.fixture(scope="session")
def secret() -> Operation:
    """The operation."""
    return secret_operation()


@pytest.fixture(scope="session")
def secret_plan(secret: Operation) -> Plan:
    """Its plan, with flights that land."""
    found = planned(secret, seconds=20)
    assert sum(bool(trip.vehicles) for trip in found.trips) >= 2
    return found


@pytest.fixture(scope="session")
def secret_situation(secret: Operation, secret_plan: Plan) -> Situation:
    """Its situation."""
    assert [float(heads[0]) for heads in count_present(secret).values()] == [8217, 7]
    return gather_situation(secret, secret_plan)

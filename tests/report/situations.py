"""Small operations with their plans, for reports: ordinary, and strange in one way each."""

from __future__ import annotations

import dataclasses
import datetime
from functools import cache
from typing import Any

import malja
from malja.catalogue.facts import Content, Item, Need, Source
from malja.operation.operation import Operation
from malja.operation.rows import Lift, Movement, Place, Service, Stock, Supply
from malja.problems import Origin
from malja.report.situation import Situation, gather_situation

START = datetime.date(2025, 3, 10)
HANDBOOK = Source(document="A Handbook", edition="4th ed.", page="p. 12", basis="read", confidence="high")
SCRIPT = "<script>document.title='run'</script><img src=x onerror=\"document.title='run'\">"
ARABIC = "أرز أبيض «فاخر»"


def camp(name: str = "camp", **values: Any) -> Place:
    return Place(**{"place": name, "role": "site", "name": name.title(), "lat": 35.4, "lon": 35.9, **values})


def operation(**tables: Any) -> Operation:
    """100 people for two weeks: water from the site itself, rice from its stock and by air, tents by air."""
    own: dict[str, Any] = {
        "name": "Small",
        "start": START,
        "days": 12,
        "reserve_days": 2,
        "catalogue": "none",
        "places": (Place(place="depot", role="source", name="The depot", lat=34.9, lon=33.6), camp()),
        "people": (Movement(place="camp", date=START, arrivals=100, read_at=Origin(file="people.csv", row=2)),),
        "needs": (
            Need(
                need="food",
                name="Food",
                sector="food",
                kind="daily",
                unit="kg",
                survival=0.5,
                minimum=1.0,
                source=HANDBOOK,
            ),
            Need(need="water", name="Water", sector="water", kind="daily", unit="l", survival=7.5, minimum=15.0),
            Need(need="roof", name="Roof", sector="shelter", kind="standing", unit="m2", minimum=3.5, weight=0.5),
        ),
        "items": (
            Item(item="rice", name="Rice", unit="kg", pack_quantity=50.0, pack_kg=51.0, pack_m3=0.08),
            Item(item="tent", name="Tent", kind="asset", unit="tent", pack_kg=60.0, pack_m3=0.3, setup_days=1),
        ),
        "contents": (
            Content(item="rice", need="food", how="use", quantity=1.0),
            Content(item="tent", need="roof", how="in_place", quantity=25.0),
        ),
        "services": (Service(place="camp", need="water", quantity=1200.0, read_at=Origin(file="services.csv", row=2)),),
        "stock": (Stock(place="camp", item="rice", quantity=170.0, read_at=Origin(file="stock.csv", row=7)),),
        "supply": (
            Supply(place="depot", item="rice", unit_cost=0.5),
            Supply(place="depot", item="tent", unit_cost=300.0),
        ),
        "lifts": (
            Lift(
                lift="plane",
                origin="depot",
                destination="camp",
                per_week=2.0,
                first=START + datetime.timedelta(days=1),
                payload_kg=450.0,
                volume_m3=2.0,
                transit_days=1,
                fixed_cost=1000.0,
            ),
        ),
    }
    return Operation(**{**own, **tables})


@cache
def planned(asked: Operation) -> Situation:
    return gather_situation(asked, malja.plan(asked))


def changed(asked: Operation, table: str, row: int, **values: Any) -> Operation:
    """The operation with values of one row changed."""
    rows = list(getattr(asked, table))
    rows[row] = dataclasses.replace(rows[row], **values)
    tables: dict[str, Any] = {table: tuple(rows)}
    return dataclasses.replace(asked, **tables)


def nothing_short() -> Operation:
    roomy = changed(operation(), "stock", 0, quantity=5000.0)
    roomy = dataclasses.replace(roomy, stock=(*roomy.stock, Stock(place="camp", item="tent", quantity=20.0)))
    return changed(roomy, "services", 0, quantity=3000.0)


def everything_short() -> Operation:
    return operation(services=(), stock=(), supply=(), lifts=())


def nobody() -> Operation:
    return operation(people=())


def one_day() -> Operation:
    return operation(days=1, reserve_days=0)


def three_sites() -> Operation:
    sites = ("north", "middle", "south")
    return operation(
        places=(Place(place="depot", role="source", name="The depot"), *(camp(site) for site in sites)),
        people=tuple(Movement(place=site, date=START, arrivals=50) for site in sites),
        services=tuple(Service(place=site, need="water", quantity=600.0) for site in sites),
        stock=(),
        lifts=tuple(
            Lift(lift=f"to_{site}", origin="depot", destination=site, per_week=1.0, payload_kg=300.0) for site in sites
        ),
    )


def by_road_only() -> Operation:
    road = Lift(lift="road", origin="depot", destination="camp", mode="flow", kg_per_day=60.0)
    return operation(lifts=(road,))


def long_names() -> Operation:
    long = "Camp of the " + "very " * 37 + "long"
    assert len(long) >= 200
    asked = changed(operation(), "places", 1, name=long)
    asked = changed(asked, "items", 0, name="Rice" + "r" * 200)
    return changed(asked, "needs", 0, name="Food " * 40)


def hostile_names() -> Operation:
    asked = dataclasses.replace(operation(), name=SCRIPT)
    asked = changed(asked, "places", 1, name=SCRIPT)
    asked = changed(asked, "items", 0, name=SCRIPT, unit="<b>kg")
    asked = changed(asked, "needs", 0, name=SCRIPT, unit="</svg><b>", sector=SCRIPT)
    return changed(asked, "needs", 1, source=Source(document=SCRIPT, note=SCRIPT, basis="assumed"))


def arabic_names() -> Operation:
    return changed(changed(operation(), "items", 0, name=ARABIC), "places", 1, name="مخيم الشمال")


STRANGE = {
    "ordinary": operation,
    "nothing short": nothing_short,
    "everything short": everything_short,
    "nobody": nobody,
    "one day": one_day,
    "three sites": three_sites,
    "by road only": by_road_only,
    "names of 200 characters": long_names,
    "hostile names": hostile_names,
    "Arabic names": arabic_names,
}

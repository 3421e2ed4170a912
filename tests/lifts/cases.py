"""One small operation for each constraint in which it alone binds, and the same without it: values by pencil.

The base: ten people for three days, one meal a day each to survive, 30 meals in all. Packs of 10 meals weigh 5 kg and
fill 0.5 m3. A truck without limits leaves on day 0 from a depot that has as much as is wanted: nothing is short.

Meals that are missing cost, for each of the three days, 1.0 for each of the first 2.5, then 1.1, 1.2, 1.3 (ten people,
ten meals: one person-day a meal). So with all meals there on day 0
    24 meals: 6 missing, 2 a day                            6 x 1.0                            =  6
    20 meals: 10 missing                                  7.5 x 1.0 + 2.5 x 1.1                = 10.25
    10 meals: 20 missing                                  7.5 x 1.0 + 7.5 x 1.1 + 5 x 1.2      = 21.75
     0 meals: 30 missing                                  7.5 x (1.0 + 1.1 + 1.2 + 1.3)        = 34.5
and a day without any costs 34.5 / 3 = 11.5.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from malja.catalogue.facts import Content, Group, Item, Need
from malja.operation.operation import Operation
from malja.operation.rows import Lift, Movement, Place, Service, Stock, Supply

from .operations import on, operation

FULL, MOST, SOME, DAY, NONE = 0.0, 6.0, 10.25, 11.5, 34.5
LITTLE = 21.75


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """An operation in which one constraint binds, one in which it does not, and an aim's value in both."""

    bound: Operation
    value: float
    free: Operation
    freed: float = FULL
    aim: str = "survival"


def camp(**limits: Any) -> Place:
    """The site."""
    return Place(place="camp", role="site", **limits)


def truck(**limits: Any) -> Lift:
    """A trip from the depot to the camp on day 0, without limits."""
    return Lift(**{"lift": "truck", "origin": "depot", "destination": "camp", "first": on(0), "last": on(0), **limits})


def meal(**values: Any) -> Item:
    """Packs of 10 meals."""
    return Item(**{"item": "meal", "name": "Meal", "pack_quantity": 10, "pack_kg": 5, "pack_m3": 0.5, **values})


def supply(**values: Any) -> Supply:
    """Meals at the depot."""
    return Supply(**{"place": "depot", "item": "meal", **values})


DEPOT = Place(place="depot", role="source")
STORE = Place(place="store", role="hub")
TEN = Movement(place="camp", date=on(0), arrivals=10)
MEALS = Need(need="meals", name="Meals", sector="food", kind="daily", survival=1)
EATEN = Content(item="meal", need="meals", how="use", quantity=1)


def base(**tables: Any) -> Operation:
    """The base, with other tables."""
    own: dict[str, Any] = {
        "places": (DEPOT, camp()),
        "people": (TEN,),
        "needs": (MEALS,),
        "items": (meal(),),
        "contents": (EATEN,),
        "supply": (supply(),),
        "lifts": (truck(),),
    }
    return operation(**{**own, **tables})


def _lifts(*lifts: Lift, **tables: Any) -> Operation:
    return base(lifts=lifts, **tables)


ANY_DAY: dict[str, Any] = {"first": None, "last": None}
FLOW: dict[str, Any] = {"mode": "flow", **ANY_DAY}
TWO = (truck(payload_kg=5), truck(lift="second", payload_kg=5))
HUB = (
    truck(lift="in", destination="store"),
    truck(lift="out", origin="store", first=on(2), last=on(2)),
)

ON_LIFTS = {
    # 10 kg are 2 packs; 1 m3 is 2 packs.
    "payload": Case(bound=_lifts(truck(payload_kg=10)), value=SOME, free=_lifts(truck(payload_kg=15))),
    "volume": Case(bound=_lifts(truck(volume_m3=1)), value=SOME, free=_lifts(truck(volume_m3=1.5))),
    # One pack a trip: as many packs as trips.
    "trips a week": Case(
        bound=_lifts(truck(payload_kg=5, per_week=1, **ANY_DAY)),
        value=LITTLE,
        free=_lifts(truck(payload_kg=5, **ANY_DAY)),
    ),
    "part of a trip a week": Case(
        bound=_lifts(truck(payload_kg=5, per_week=1.9, **ANY_DAY)),
        value=LITTLE,
        free=_lifts(truck(payload_kg=5, per_week=3.9, **ANY_DAY)),
    ),
    # Ten meals on day 6 and on day 7: two trips in two blocks of seven days; with a block of 0-7 there would be one.
    "a week is a block from start": Case(
        bound=_lifts(
            truck(payload_kg=5, per_week=1, first=on(5), last=on(6)),
            days=8,
            people=(Movement(place="camp", date=on(6), arrivals=10),),
        ),
        # 10 meals for two days: 10 missing, 5 x 1.0 and 5 x 1.1.
        value=10.5,
        free=_lifts(
            truck(payload_kg=5, per_week=1, first=on(6), last=on(7)),
            days=8,
            people=(Movement(place="camp", date=on(6), arrivals=10),),
        ),
    ),
    "trips a day": Case(
        bound=_lifts(truck(payload_kg=5, max_per_day=1)), value=LITTLE, free=_lifts(truck(payload_kg=5, max_per_day=3))
    ),
    "first": Case(bound=_lifts(truck(first=on(1), last=None)), value=DAY, free=_lifts(truck(first=on(0), last=None))),
    "last": Case(
        bound=_lifts(truck(payload_kg=5, first=None, last=on(1))),
        value=SOME,
        free=_lifts(truck(payload_kg=5, first=None, last=on(2))),
    ),
    # A flow carries parts of packs: 4 kg or 0.4 m3 are 8 meals.
    "flow's kilograms": Case(
        bound=_lifts(truck(kg_per_day=4, **FLOW)), value=MOST, free=_lifts(truck(kg_per_day=5, **FLOW))
    ),
    "flow's volume": Case(
        bound=_lifts(truck(volume_m3=0.4, **FLOW)), value=MOST, free=_lifts(truck(volume_m3=0.5, **FLOW))
    ),
    "unloading": Case(
        bound=base(places=(DEPOT, camp(unload_kg_per_day=10))),
        value=SOME,
        free=base(places=(DEPOT, camp(unload_kg_per_day=15))),
    ),
    "unloading a flow": Case(
        bound=_lifts(truck(**FLOW), places=(DEPOT, camp(unload_kg_per_day=4))),
        value=MOST,
        free=_lifts(truck(**FLOW), places=(DEPOT, camp(unload_kg_per_day=5))),
    ),
    "landings": Case(
        bound=_lifts(*TWO, places=(DEPOT, camp(landings_per_day=1))),
        value=LITTLE,
        free=_lifts(*TWO, places=(DEPOT, camp(landings_per_day=2))),
        freed=SOME,
    ),
    "landings count no flow": Case(
        bound=_lifts(truck(), places=(DEPOT, camp(landings_per_day=0))),
        value=NONE,
        free=_lifts(truck(**FLOW), places=(DEPOT, camp(landings_per_day=0))),
    ),
    "transit": Case(bound=_lifts(truck(transit_days=1)), value=DAY, free=_lifts(truck())),
    "handling": Case(bound=base(places=(DEPOT, camp(handling_days=1))), value=DAY, free=base()),
    # What is usable on day 3 or later is not sent.
    "usable too late": Case(bound=_lifts(truck(transit_days=3)), value=NONE, free=_lifts(truck(transit_days=0))),
    # One day on which lifts leave, one pack a trip; the reserve must live on it.
    "no lift in reserve": Case(
        bound=_lifts(truck(payload_kg=5, **ANY_DAY), days=1, reserve_days=2),
        value=LITTLE,
        free=_lifts(truck(payload_kg=5, **ANY_DAY), days=3, reserve_days=0),
    ),
    "reserve": Case(
        bound=_lifts(truck(payload_kg=10), days=1, reserve_days=2),
        value=SOME,
        free=_lifts(truck(payload_kg=10), days=1, reserve_days=1),
    ),
    # 12 kg are 2 whole packs, or 2.4.
    "whole packs": Case(
        bound=_lifts(truck(payload_kg=12)),
        value=SOME,
        free=_lifts(truck(payload_kg=12), whole_packs=False),
        freed=MOST,
    ),
    # 16 kg in two vehicles: one pack of 5 kg in each, not three.
    "whole packs in each vehicle": Case(
        bound=_lifts(truck(payload_kg=8, max_per_day=2)), value=SOME, free=_lifts(truck(payload_kg=16))
    ),
    "a pack too heavy": Case(bound=_lifts(truck(payload_kg=4, max_per_day=9)), value=NONE, free=base()),
}

AT_PLACES = {
    # 10 meals are eaten on day 0, 10 may lie there behind it: 10 for two days, 5 x 1.0 and 5 x 1.1 missing.
    "storage": Case(
        bound=base(places=(DEPOT, camp(storage_m3=0.5))), value=10.5, free=base(places=(DEPOT, camp(storage_m3=1)))
    ),
    # The storage is for 10, but 20 lie there already; the same without them.
    "storage of opening stock": Case(
        bound=base(
            places=(DEPOT, camp(storage_m3=0.5)), stock=(Stock(place="camp", item="meal", quantity=20),), lifts=()
        ),
        value=SOME,
        free=base(
            places=(DEPOT, camp(storage_m3=0.5)), stock=(Stock(place="camp", item="meal", quantity=30),), lifts=()
        ),
    ),
    "storage in a hub": Case(
        bound=_lifts(*HUB, places=(DEPOT, Place(place="store", role="hub", storage_m3=0), camp())),
        value=NONE,
        free=_lifts(*HUB, places=(DEPOT, STORE, camp())),
        freed=2 * DAY,
    ),
    "supply": Case(bound=base(supply=(supply(quantity=20),)), value=SOME, free=base(supply=(supply(quantity=30),))),
    "supply's date": Case(
        bound=_lifts(truck(**ANY_DAY), supply=(supply(since=on(1)),)),
        value=DAY,
        free=_lifts(truck(**ANY_DAY), supply=(supply(since=on(0)),)),
    ),
    # 9 meals a day for ten people.
    "ration": Case(
        bound=base(items=(meal(max_per_person_day=0.9),)), value=3.0, free=base(items=(meal(max_per_person_day=1),))
    ),
    # Bought on day 0, used through day 1.
    "shelf life": Case(
        bound=base(items=(meal(shelf_life_days=1),)), value=DAY, free=base(items=(meal(shelf_life_days=2),))
    ),
    "shelf life of opening stock": Case(
        bound=base(items=(meal(shelf_life_days=1),), lifts=(), stock=(Stock(place="camp", item="meal", quantity=30),)),
        value=DAY,
        free=base(items=(meal(),), lifts=(), stock=(Stock(place="camp", item="meal", quantity=30),)),
    ),
    # Into the hub on day 0, out of it on day 2 only: days 0 and 1 are without meals; on day 2 they are 2 days old.
    "shelf life in a hub": Case(
        bound=_lifts(*HUB, places=(DEPOT, STORE, camp()), items=(meal(shelf_life_days=1),)),
        value=NONE,
        free=_lifts(*HUB, places=(DEPOT, STORE, camp()), items=(meal(shelf_life_days=2),)),
        freed=2 * DAY,
    ),
    # Two days on the way: fresh when it left, past its shelf life when it can be used.
    "shelf life on the way": Case(
        bound=_lifts(truck(transit_days=2), items=(meal(shelf_life_days=1),)),
        value=NONE,
        free=_lifts(truck(transit_days=2), items=(meal(shelf_life_days=2),)),
        freed=2 * DAY,
    ),
    # 5 meals a day of their own: half is missing each day, 10 x (0.25 x 1.0 + 0.25 x 1.1) = 5.25.
    "service": Case(
        bound=base(lifts=(), services=(Service(place="camp", need="meals", quantity=5),)),
        value=15.75,
        free=base(lifts=(), services=(Service(place="camp", need="meals", quantity=10),)),
    ),
    "service's dates": Case(
        bound=base(
            lifts=(),
            services=(Service(place="camp", need="meals", quantity=10, since=on(1), until=on(1)),),
        ),
        value=2 * DAY,
        free=base(lifts=(), services=(Service(place="camp", need="meals", quantity=10, until=on(2)),)),
    ),
    # Half of the people, a meal each: 5 meals a day. With one day's 5 meals, for 5 persons: 10 of 15 missing,
    # 3 x 1.25 x (1.0 + 1.1) + 2.5 x 1.2 = 7.875 + 3.
    "a group's share": Case(
        bound=base(
            groups=(Group(group="half", share=0.5, reach=0.5),),
            needs=(Need(need="meals", name="", sector="food", kind="daily", group="half", survival=1),),
            items=(meal(pack_quantity=5),),
            lifts=(truck(payload_kg=5),),
        ),
        value=10.875,
        free=base(
            groups=(Group(group="half", share=0.5, reach=0.5),),
            needs=(Need(need="meals", name="", sector="food", kind="daily", group="half", survival=1),),
            items=(meal(pack_quantity=15),),
            lifts=(truck(payload_kg=5),),
        ),
    ),
}

"""Cases as in `cases`, for assets, committed cargo, kept needs and the order of the aims: values by pencil."""

from __future__ import annotations

from typing import Any

from malja.catalogue.facts import Content, Item, Need, Running
from malja.operation.operation import Operation
from malja.operation.rows import Committed, Movement, Service, Stock, Supply

from .cases import DAY, DEPOT, EATEN, FULL, LITTLE, NONE, SOME, STORE, TEN, Case, base, camp, meal, truck
from .operations import on

ROOF = Need(need="roof", name="Roof", sector="shelter", kind="standing", survival=2)
TENT = Content(item="tent", need="roof", how="in_place", quantity=10)
WATER = Need(need="water", name="Water", sector="wash", kind="daily", survival=10)
RIVER = Need(need="river", name="River", sector="wash", kind="daily")
PUMPED = Content(item="pump", need="water", how="per_day", quantity=100)
CRATE = Item(item="crate", name="Crate", pack_kg=5, pack_m3=0.5)


def tents(*, stock: tuple[Stock, ...] = (), place: Any = None, **values: Any) -> Operation:
    """Ten people need 20 m2 of roof, which 2 tents give; 2 tents may come by truck on day 0."""
    return base(
        places=(DEPOT, place or camp()),
        needs=(ROOF,),
        items=(Item(item="tent", name="Tent", kind="asset", pack_kg=40, pack_m3=1, **values),),
        contents=(TENT,),
        supply=(Supply(place="depot", item="tent", quantity=2),) if not stock else (),
        stock=stock,
    )


def pump(*, fuel: float, river: float) -> Operation:
    """Ten people need 100 l a day; a pump stands at the camp and gives as much from 1 l of fuel and 100 l of river."""
    return base(
        needs=(WATER, RIVER),
        items=(
            Item(item="pump", name="Pump", kind="asset", pack_kg=50, pack_m3=1),
            Item(item="fuel", name="Fuel", pack_kg=1, pack_m3=0.001),
        ),
        contents=(PUMPED,),
        running=(Running(item="pump", input="fuel", quantity=1), Running(item="pump", input="river", quantity=100)),
        services=(Service(place="camp", need="river", quantity=river),),
        stock=(Stock(place="camp", item="pump", quantity=1), Stock(place="camp", item="fuel", quantity=fuel)),
        supply=(),
        lifts=(),
    )


def blankets(*, kept: bool) -> Operation:
    """Ten people come, five leave on day 1; there are 5 blankets, one is due to each."""
    return base(
        people=(
            Movement(place="camp", date=on(0), arrivals=10),
            Movement(place="camp", date=on(1), departures=5),
        ),
        needs=(Need(need="warmth", name="Warmth", sector="nfi", kind="standing", survival=1, kept=kept),),
        items=(Item(item="blanket", name="Blanket", kind="asset", pack_kg=1, pack_m3=0.01),),
        contents=(Content(item="blanket", need="warmth", how="in_place", quantity=1),),
        stock=(Stock(place="camp", item="blanket", quantity=5),),
        supply=(),
        lifts=(),
    )


def crates(packs: int, day: int = 0, **limits: Any) -> Operation:
    """A sender has fixed crates of 5 kg, of no use to anybody, on a truck for 10 kg."""
    return base(
        places=(DEPOT, camp(**limits)),
        items=(meal(), CRATE),
        lifts=(truck(payload_kg=10, last=on(day)),),
        committed=(Committed(lift="truck", date=on(day), item="crate", packs=packs),) if packs else (),
    )


LATE = (Movement(place="camp", date=on(2), arrivals=10),)


HUB_LATE = (
    truck(lift="in", destination="store", transit_days=1, first=on(0), last=on(0)),
    truck(lift="out", origin="store", first=on(2), last=on(2)),
)


def on_the_way(day: int, *, people: tuple[Movement, ...] = (TEN,), shelf: int | None = None, **lift: Any) -> Operation:
    """Three packs of meals are on a truck that left on the day; nothing else comes."""
    return base(
        people=people,
        items=(meal(shelf_life_days=shelf),),
        lifts=(truck(**lift),),
        supply=(),
        committed=(Committed(lift="truck", date=on(day), item="meal", packs=3),),
    )


def games(*, survival: float | None, **lift: Any) -> Operation:
    """Meals to survive (or not), and games as a minimum that weigh a hundred times as much; one pack goes."""
    return base(
        needs=(
            Need(need="meals", name="", sector="food", kind="daily", survival=survival, target=1),
            Need(need="games", name="", sector="play", kind="daily", minimum=1, weight=100),
        ),
        items=(meal(), meal(item="game")),
        contents=(EATEN, Content(item="game", need="games", how="use", quantity=1)),
        supply=(Supply(place="depot", item="meal"), Supply(place="depot", item="game")),
        lifts=(truck(payload_kg=5, **lift),),
    )


def by_road(*, tolerance: float, **tables: Any) -> Operation:
    """4 kg = 8 meals a day by a flow, each at 2: the shortfall is 6."""
    return base(
        lifts=(truck(mode="flow", first=None, last=None, kg_per_day=4),),
        supply=(Supply(place="depot", item="meal", unit_cost=2),),
        tolerance=(tolerance, 0.0, 0.0),
        **tables,
    )


OF_ASSETS = {
    "set-up": Case(bound=tents(setup_days=1), value=DAY, free=tents(setup_days=0)),
    # In place on days 0 and 1.
    "life": Case(bound=tents(life_days=2), value=DAY, free=tents(life_days=3)),
    # What stands at the site when the first day opens is set up; its life begins then.
    "set-up of opening stock": Case(
        bound=tents(setup_days=1),
        value=DAY,
        free=tents(setup_days=1, stock=(Stock(place="camp", item="tent", quantity=2),)),
    ),
    "assets take no storage": Case(
        bound=base(places=(DEPOT, camp(storage_m3=0)), lifts=(truck(first=on(0), last=on(0)),)),
        # 10 meals are eaten on day 0, none may stay.
        value=2 * DAY,
        free=tents(place=camp(storage_m3=0)),
    ),
    # 2 l of fuel: 200 of 300 l of water; 75 missing at 1.0, 25 at 1.1, ten people, 100 l a day.
    "running on an item": Case(bound=pump(fuel=2, river=100), value=SOME, free=pump(fuel=3, river=100)),
    # 80 l of river a day: the pump runs at 0.8, each day misses 0.2.
    "running on a service": Case(bound=pump(fuel=3, river=80), value=6.0, free=pump(fuel=3, river=100)),
    # Half is missing: 10 x (0.25 x 1.0 + 0.25 x 1.1) = 5.25 on day 0, and for all who have come on the others too.
    "kept": Case(bound=blankets(kept=True), value=15.75, free=blankets(kept=False), freed=5.25),
}

OF_COMMITTED = {
    "committed cargo on the payload": Case(bound=crates(1), value=LITTLE, free=crates(0), freed=SOME),
    # 4 crates of 5 kg in a truck for 10: a fact, and the limit of that day; nothing else goes. Without them, 2 packs.
    "committed cargo above the payload": Case(bound=crates(4), value=NONE, free=crates(0), freed=SOME),
    "committed cargo on the unloading": Case(
        bound=crates(1, unload_kg_per_day=5), value=NONE, free=crates(0, unload_kg_per_day=5), freed=LITTLE
    ),
    # Landings are forbidden, one is committed: it lands with what room it has left.
    "committed cargo lands": Case(
        bound=crates(0, landings_per_day=0), value=NONE, free=crates(1, landings_per_day=0), freed=LITTLE
    ),
    "on the way": Case(bound=on_the_way(-1, transit_days=2), value=DAY, free=on_the_way(-2, transit_days=2)),
    # Usable on day 0, eaten on day 2, when people come.
    "on the way, kept for later": Case(
        bound=base(people=LATE, lifts=()), value=DAY, free=on_the_way(-1, people=LATE, transit_days=1)
    ),
    # In the hub on day 0, out of it on day 2, when people come.
    "on the way to a hub": Case(
        bound=base(people=LATE, places=(DEPOT, STORE, camp()), lifts=HUB_LATE, supply=()),
        value=DAY,
        free=base(
            people=LATE,
            places=(DEPOT, STORE, camp()),
            lifts=HUB_LATE,
            supply=(),
            committed=(Committed(lift="in", date=on(-1), item="meal", packs=3),),
        ),
    ),
    # Usable on day 1, but fresh on day -1: with a shelf life of 1 day nobody can eat them, with 3 on days 1 and 2.
    "past its shelf life on arrival": Case(
        bound=on_the_way(-1, shelf=1, transit_days=2),
        value=NONE,
        free=on_the_way(-1, shelf=3, transit_days=2),
        freed=DAY,
    ),
    # Fresh when they left, on day -1: used through day 1.
    "shelf life of committed cargo": Case(
        bound=on_the_way(-1, shelf=2, transit_days=1),
        value=DAY,
        free=on_the_way(-1, transit_days=1),
    ),
}

OF_AIMS = {
    # The one pack is of meals; games are short on three days for ten people at weight 100: 100 x 34.5.
    "survival comes first": Case(
        bound=games(survival=1), value=3450.0, free=games(survival=None), freed=100 * LITTLE, aim="minimum"
    ),
    # 6 may become 7.5 (each day's first quarter): 22.5 meals at 2; without slack 24.
    "tolerance": Case(bound=by_road(tolerance=0), value=48.0, free=by_road(tolerance=0.25), freed=45.0, aim="cost"),
    # The first 10 meals at 0.5, the others at 2; or all at 0.5.
    "the cheapest lots first": Case(
        bound=base(
            supply=(
                Supply(place="depot", item="meal", unit_cost=2),
                Supply(place="depot", item="meal", unit_cost=0.5, quantity=10),
            )
        ),
        value=45.0,
        free=base(supply=(Supply(place="depot", item="meal", unit_cost=0.5),)),
        freed=15.0,
        aim="cost",
    ),
    # A truck without limits is one vehicle all the same.
    "cost of a vehicle": Case(
        bound=base(lifts=(truck(fixed_cost=100, max_per_day=3),)), value=100.0, free=base(), freed=0.0, aim="cost"
    ),
    # Three packs of 5 kg at 2 a kg, and what a committed crate of 5 kg costs.
    "cost of kilograms": Case(
        bound=base(
            items=(meal(), CRATE),
            lifts=(truck(cost_per_kg=2),),
            committed=(Committed(lift="truck", date=on(0), item="crate", packs=1),),
        ),
        value=40.0,
        free=base(items=(meal(), CRATE), lifts=(truck(cost_per_kg=2),)),
        freed=30.0,
        aim="cost",
    ),
    "cost of what is on the way": Case(
        bound=on_the_way(-1, transit_days=1, fixed_cost=7, cost_per_kg=1),
        value=22.0,
        free=on_the_way(-1, transit_days=1),
        freed=FULL,
        aim="cost",
    ),
}

"""Where goods go: the needs that a load ends up serving, through hubs and machines."""

from __future__ import annotations

import dataclasses
import datetime

from malja.lifts.plan.plan import Buy, Plan, Quantity
from malja.operation.rows import Committed, Lift, Place, Tables
from malja.report.flows import Flows

START = datetime.date(2025, 3, 14)


def date(day: int) -> datetime.date:
    return START + datetime.timedelta(days=day)


def test_an_asset_serves_no_longer_than_it_lives(operation: Tables, plan: Plan) -> None:
    items = (operation.items[0], dataclasses.replace(operation.items[1], life_days=2))
    shorter = dataclasses.replace(plan, in_place=plan.in_place[:2])
    flows = Flows(dataclasses.replace(operation, items=items), shorter)
    assert flows.trace_losses(0, "tent") == {("camp", "roof"): {2: 50.0, 3: 50.0}}


def through_hub(operation: Tables, plan: Plan) -> tuple[Tables, Plan]:
    """The same rice by a hub: two loads reach it before day 1 and leave it on days 1 and 2."""
    hub = Place(place="port", role="hub")
    ship = Lift(lift="ship", origin="depot", destination="port")
    plane = dataclasses.replace(operation.lifts[0], origin="port")
    sea = tuple(
        dataclasses.replace(
            trip, lift="ship", destination="port", leaves=date(day), usable=date(day), cargo=plan.trips[1].cargo
        )
        for day, trip in enumerate(plan.trips[:2])
    )
    air = tuple(dataclasses.replace(trip, origin="port") for trip in plan.trips[1:])
    at_port = tuple(
        Quantity(place="port", item="rice", date=date(day), quantity=quantity) for day, quantity in ((0, 100), (1, 100))
    )
    return (
        dataclasses.replace(operation, places=(*operation.places, hub), lifts=(ship, plane)),
        dataclasses.replace(plan, trips=(*sea, *air), stock=(*plan.stock, *at_port)),
    )


def test_goods_are_followed_through_a_hub(operation: Tables, plan: Plan) -> None:
    by_hub, routed = through_hub(operation, plan)
    flows = Flows(by_hub, routed)
    assert flows.trace_losses(0, "rice") == {("camp", "food"): {2: 75.0, 3: 75.0, 4: 50.0}}
    assert flows.trace_losses(1, "rice") == {("camp", "food"): {3: 50.0, 4: 50.0}}


def test_committed_goods_are_not_taken_from_the_hub(operation: Tables, plan: Plan) -> None:
    by_hub, routed = through_hub(operation, plan)
    fixed = Committed(lift="plane", date=date(2), item="rice", packs=2)
    flows = Flows(dataclasses.replace(by_hub, committed=(fixed,)), routed)
    assert flows.trace_losses(1, "rice") == {}


def test_what_the_site_itself_buys_is_not_lost(operation: Tables, plan: Plan) -> None:
    bought = dataclasses.replace(plan, buys=(Buy(place="camp", item="rice", date=date(2), quantity=75.0, cost=1.0),))
    assert min(Flows(operation, bought).trace_losses(1, "rice")["camp", "food"]) == 3

"""The smallest operation that a pencil can solve, its plan written by hand, and a short way to write others."""

from __future__ import annotations

import datetime
from typing import Any

from malja.catalogue.facts import Content, Item, Need
from malja.operation.operation import Operation
from malja.operation.rows import Lift, Movement, Place, Supply

START = datetime.date(2025, 3, 10)
EXACT = (0.0, 0.0, 0.0)


def on(day: int) -> datetime.date:
    """The date of a day; 0 is `start`."""
    return START + datetime.timedelta(days=day)


def operation(**tables: Any) -> Operation:
    """An operation from START on, of its own tables alone, without reserve and without slack, unless said otherwise."""
    settings: dict[str, Any] = {"name": "test", "start": START, "catalogue": "none", "tolerance": EXACT}
    return Operation(**{**settings, "days": 3, "reserve_days": 0, **tables})


def smallest() -> Operation:
    """A source, a site, a need with three tiers, an item, a trip.

    Two days on which lifts may leave and one in reserve: days 0, 1, 2. Ten people at the camp on all three.
    Each day needs 10 meals to survive, 20 as a minimum, 40 as a target. One truck leaves on day 0 (20 kg; a pack
    of 10 meals weighs 5 kg), so at most 4 packs = 40 meals come, for three days.

    survival  10 meals on each of 3 days are 30 <= 40: nothing is short.                                     value 0
    minimum   3 x 20 = 60 are wanted, 40 are there: 20 are missing. A quarter of a day's 20 is 5 meals.
              Each day's first quarter is charged 1.0, the second 1.1: 3 x 5 at 1.0 and 5 at 1.1.
              10 people x (15 x 1.0 + 5 x 1.1) / 20 = 10 x 20.5 / 20                                    value 10.25
              without charge 10 x 20 / 20                                                          person_days 10
    target    3 x 40 = 120 are wanted, 80 are missing. A quarter of a day's 40 is 10 meals. Between 10 and 20
              meals a day are eaten, so every day misses 20 to 30: all of its first and second quarter, and
              80 - 3 x 20 = 20 in third quarters. 10 x (3 x 10 x 1.0 + 3 x 10 x 1.1 + 20 x 1.2) / 40
              = 10 x 87 / 40                                                                            value 21.75
              without charge 10 x 80 / 40                                                          person_days 20
    cost      40 meals at 0.5 = 20, one trip at 100, 20 kg at 2 = 40                                      value 160
    """
    return operation(
        name="smallest",
        days=2,
        reserve_days=1,
        places=(Place(place="depot", role="source"), Place(place="camp", role="site")),
        people=(Movement(place="camp", date=on(0), arrivals=10),),
        needs=(Need(need="meals", name="Meals", sector="food", kind="daily", survival=1, minimum=2, target=4),),
        items=(Item(item="meal", name="Meal", pack_quantity=10, pack_kg=5, pack_m3=0.5),),
        contents=(Content(item="meal", need="meals", how="use", quantity=1),),
        supply=(Supply(place="depot", item="meal", unit_cost=0.5),),
        lifts=(
            Lift(
                lift="road",
                origin="depot",
                destination="camp",
                vehicle="truck",
                first=on(0),
                last=on(0),
                payload_kg=20,
                volume_m3=10,
                fixed_cost=100,
                cost_per_kg=2,
            ),
        ),
    )


def smallest_plan() -> dict[str, Any]:
    """A right plan for `smallest()`: 15, 15 and 10 meals are eaten."""
    aims = [
        {"aim": "survival", "value": 0.0, "person_days": 0.0, "cap": 3e-08, "bound": 0.0, "gap": 0.0},
        {"aim": "minimum", "value": 10.25, "person_days": 10.0, "cap": 10.25000003, "bound": 10.25, "gap": 0.0},
        {"aim": "target", "value": 21.75, "person_days": 20.0, "cap": 21.75000003, "bound": 21.75, "gap": 0.0},
        {"aim": "cost", "value": 160.0, "person_days": None, "cap": 160.0, "bound": 160.0, "gap": 0.0},
    ]
    trip = {
        "lift": "road",
        "vehicle": "truck",
        "origin": "depot",
        "destination": "camp",
        "leaves": "2025-03-10",
        "usable": "2025-03-10",
        "vehicles": 1,
        "kg": 20.0,
        "m3": 2.0,
        "cargo": [{"item": "meal", "packs": 4, "quantity": 40.0, "kg": 20.0, "m3": 2.0}],
    }
    days = ["2025-03-10", "2025-03-11", "2025-03-12"]
    eaten = [15.0, 15.0, 10.0]
    return {
        "format": "malja.plan/1",
        "operation": "smallest",
        "start": "2025-03-10",
        "days": 2,
        "reserve_days": 1,
        "currency": "USD",
        "aims": aims,
        "trips": [trip],
        "buys": [{"place": "depot", "item": "meal", "date": days[0], "quantity": 40.0, "cost": 20.0}],
        "uses": [
            {"place": "camp", "item": "meal", "date": day, "quantity": meals}
            for day, meals in zip(days, eaten, strict=True)
        ],
        "runs": [],
        "waste": [],
        "stock": [
            {"place": "camp", "item": "meal", "date": days[0], "quantity": 25.0},
            {"place": "camp", "item": "meal", "date": days[1], "quantity": 10.0},
        ],
        "in_place": [],
        "coverage": [
            {
                "place": "camp",
                "need": "meals",
                "date": day,
                "people": 10.0,
                "provided": meals,
                "required": {"survival": 10.0, "minimum": 20.0, "target": 40.0},
                "short": {"survival": 0.0, "minimum": 1 - meals / 20, "target": 1 - meals / 40},
            }
            for day, meals in zip(days, eaten, strict=True)
        ],
        "solver": {"name": "pencil", "version": "1", "status": "solved"},
    }

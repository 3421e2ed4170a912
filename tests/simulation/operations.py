"""A camp that a pencil can simulate: ten people, a meal a day each, two flights that can be booked."""

from __future__ import annotations

from typing import Any

from malja.catalogue.facts import Content, Item, Need
from malja.lifts.hedge.chances import Chances, Draws
from malja.operation.operation import Operation
from malja.operation.rows import Lift, Movement, Place, Stock, Supply
from tests.lifts.operations import on, operation


def camp(**tables: Any) -> Operation:
    """Six days, 0 to 5; 60 meals are due, 20 lie in the camp; a flight may leave on day 1, another on day 3.

    A flight carries 4 packs of 10 meals and costs 100, so that the cheapest plan sends all 40 meals by the first: the
    meals of days 0 and 1 are there, those of day 2 must come on day 1 or 2.
    """
    flights = [
        Lift(
            lift=name,
            origin="depot",
            destination="camp",
            vehicle="plane",
            first=on(day),
            last=on(day),
            payload_kg=20,
            volume_m3=10,
            fixed_cost=100,
        )
        for name, day in (("first", 1), ("second", 3))
    ]
    given: dict[str, Any] = {
        "name": "camp",
        "days": 6,
        "places": (Place(place="depot", role="source"), Place(place="camp", role="site")),
        "people": (Movement(place="camp", date=on(0), arrivals=10),),
        "needs": (Need(need="meals", name="Meals", sector="food", kind="daily", survival=1),),
        "items": (Item(item="meal", name="Meal", pack_quantity=10, pack_kg=5, pack_m3=0.5),),
        "contents": (Content(item="meal", need="meals", how="use", quantity=1),),
        "stock": (Stock(place="camp", item="meal", quantity=20),),
        "supply": (Supply(place="depot", item="meal", unit_cost=0.5),),
        "lifts": tuple(flights),
    }
    return operation(**{**given, **tables})


def chances_of(fate: dict[tuple[str, int], bool], **settings: Any) -> Chances:
    """Chances with the first seed for which lifts fail (or not) on days as `fate` says, in run 0."""
    for seed in range(1000):
        chances = Chances(seed=seed, **{"more_people": 0.0, "count_error": 0.0, "fails": 0.5, **settings})
        draws = Draws(chances=chances, run=0)
        if all(draws.does_fail(lift, on(day)) is fails for (lift, day), fails in fate.items()):
            return chances
    raise LookupError(fate)

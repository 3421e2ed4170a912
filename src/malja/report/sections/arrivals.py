"""On which days goods come to a site that give something to a need."""

from __future__ import annotations

from malja.lifts.plan.plan import Plan, Trip
from malja.operation.counted_contents import list_counted_contents
from malja.operation.rows import Tables


class Arrivals:
    """The trips of a plan by what they bring where: looked up once for all needs."""

    def __init__(self, operation: Tables, plan: Plan) -> None:
        self._operation = operation
        self._plan = plan
        self._gives: dict[str, dict[str, float]] = {}
        for content in list_counted_contents(operation):
            if content.quantity > 0:
                self._gives.setdefault(content.need, {})[content.item] = content.quantity

    def trips(self, place: str, need: str) -> list[tuple[int, Trip]]:
        """The trips to a site with goods for a need, and their places in the plan, by the day they are usable."""
        items = self._gives.get(need, {})
        trips = [
            (number, trip)
            for number, trip in enumerate(self._plan.trips)
            if trip.destination == place and any(cargo.item in items for cargo in trip.cargo)
        ]
        return sorted(trips, key=lambda one: (one[1].usable, one[0]))

    def days(self, place: str, need: str) -> list[int]:
        """The indices of the days on which goods for a need become usable at a site, each once, in order."""
        return sorted({self._operation.day(trip.usable) for _, trip in self.trips(place, need)})

    def given(self, trip: Trip, need: str) -> dict[str, tuple[float, float]]:
        """Of a trip's cargo for a need: units of each item, and units of the need that they give."""
        items = self._gives.get(need, {})
        given: dict[str, tuple[float, float]] = {}
        for cargo in trip.cargo:
            if cargo.item in items:
                before = given.get(cargo.item, (0.0, 0.0))
                gives = before[1] + cargo.quantity * items[cargo.item]
                given[cargo.item] = before[0] + cargo.quantity, gives
        return given

"""What a blank price or a blank time under way means: the catalogue's goods, vehicles and distances; and what is said.

Prices are the catalogue's where it is asked for (`catalogue = "sphere"`) and costs are in its currency, US dollars. A
vehicle that a lift names counts in any case, as for payloads. 0 that is written means: given.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from malja.catalogue.facts import Vehicle
from malja.catalogue.load_catalogue import load_catalogue
from malja.operation.rows import Lift, Place, Supply
from malja.operation.vehicles import (
    find_cost_a_kg,
    find_transit_days,
    find_trip_cost,
    load_vehicles,
    measure_distance_km,
)
from malja.problems import Problem, join_names

#: The currency of the catalogue's prices.
CATALOGUE_CURRENCY = "USD"
#: What a flow by road is taken to be carried by where it names nothing.
ROAD_VEHICLE = "truck_20t"

#: The columns that may be blank and then mean something that has to be looked up.
ASSUMED_COLUMNS: dict[str, tuple[str, ...]] = {
    "supply": ("unit_cost",),
    "lifts": ("transit_days", "fixed_cost", "cost_per_kg"),
}
#: The notices of `find_blank_notices`.
BLANK_NOTICES = frozenset(
    {
        "unit_cost_catalogue",
        "price_unknown",
        "trip_cost_assumed",
        "road_cost_assumed",
        "transit_assumed",
        "transit_unknown",
    }
)
#: So long the list of what was assumed may be, in characters.
_LONGEST_LIST = 200
_Row = TypeVar("_Row", Supply, Lift)


@dataclass(frozen=True, slots=True, kw_only=True)
class AssumedCosts:
    """What stands for blank prices and times in one operation's tables."""

    prices: Mapping[str, float]
    places: Mapping[str, Place] = field(default_factory=dict)
    road: bool = True
    dollars: bool = True

    def fill_supply(self, row: Supply) -> Supply:
        """The row with the catalogue's price for a blank one; 0 and `priced` false where there is none."""
        if "unit_cost" not in row.blank:
            return row
        price = self.prices.get(row.item)
        return dataclasses.replace(row, unit_cost=price or 0.0, priced=price is not None)

    def fill_lift(self, row: Lift) -> Lift:
        """The lift with the costs and days under way that its vehicle and distance give where they are blank."""
        if not row.blank:
            return row
        way = self.find_way(row)
        filled: dict[str, Any] = {}
        if "transit_days" in row.blank:
            filled["transit_days"] = (find_transit_days(*way) or 0) if way else 0
        column, find = ("fixed_cost", find_trip_cost) if row.mode == "trip" else ("cost_per_kg", find_cost_a_kg)
        if column in row.blank:
            cost = find(*way) if way and self.dollars else None
            filled[column] = cost or 0.0
            filled["priced"] = cost is not None or (row.mode == "trip" and row.cost_per_kg > 0)
        return dataclasses.replace(row, **filled)

    def find_way(self, lift: Lift) -> tuple[Vehicle, float] | None:
        """The catalogue's vehicle that a lift names, a truck for a flow that names nothing, and the distance in km."""
        vehicle = load_vehicles().get(lift.vehicle or (ROAD_VEHICLE if lift.mode == "flow" and self.road else ""))
        origin, destination = self.places.get(lift.origin), self.places.get(lift.destination)
        if vehicle is None or origin is None or destination is None:
            return None
        if None in (origin.lat, origin.lon, destination.lat, destination.lon):
            return None
        return vehicle, measure_distance_km(origin, destination)


def know_costs(settings: Mapping[str, Any], places: Iterable[Place]) -> AssumedCosts:
    """What is known for an operation with these keys of operation.toml and these places."""
    sphere, dollars = settings["catalogue"] == "sphere", settings["currency"] == CATALOGUE_CURRENCY
    listed = load_catalogue(settings["climate"]).prices if sphere and dollars else ()
    return AssumedCosts(
        prices={price.item: price.unit_cost for price in listed},
        places={place.place: place for place in places},
        road=sphere,
        dollars=dollars,
    )


def fill_blank_costs(costs: AssumedCosts, table: str, rows: Iterable[Any]) -> tuple[Any, ...]:
    """The rows of supply or lifts with what their blank columns mean; rows of other tables as they are."""
    if table == "supply":
        return tuple(costs.fill_supply(row) for row in rows)
    return tuple(costs.fill_lift(row) for row in rows) if table == "lifts" else tuple(rows)


def keep_true_blanks(costs: AssumedCosts, table: str, rows: Iterable[Any]) -> tuple[Any, ...]:
    """The rows with a column among the blank ones only if blank would mean again what stands in it."""
    return tuple(_keep(costs, table, row) for row in rows) if table in ASSUMED_COLUMNS else tuple(rows)


def _keep(costs: AssumedCosts, table: str, row: _Row) -> _Row:
    (again,) = fill_blank_costs(costs, table, [row])
    return row if again == row else dataclasses.replace(row, blank=())


def find_blank_notices(costs: AssumedCosts, supply: Sequence[Supply], lifts: Sequence[Lift]) -> Iterator[Problem]:
    """What was taken for blank prices and times: one notice for each kind, which lists the goods or the lifts."""
    yield from _say(
        "unit_cost_catalogue", "unit_cost", [row for row in supply if "unit_cost" in row.blank and row.priced]
    )
    yield from _say("price_unknown", "unit_cost", [row for row in supply if not row.priced])
    trips = [row for row in lifts if row.mode == "trip" and "fixed_cost" in row.blank and row.priced]
    yield from _say("trip_cost_assumed", "fixed_cost", [row for row in trips if row.fixed_cost], costs)
    flows = [row for row in lifts if row.mode == "flow" and "cost_per_kg" in row.blank and row.priced]
    yield from _say("road_cost_assumed", "cost_per_kg", flows, costs)
    yield from _say("price_unknown", "", [row for row in lifts if not row.priced])
    timed = [row for row in lifts if "transit_days" in row.blank]
    yield from _say("transit_assumed", "transit_days", [row for row in timed if row.transit_days], costs)
    yield from _say("transit_unknown", "transit_days", [row for row in timed if not costs.find_way(row)])


def _say(code: str, column: str, rows: Sequence[Supply | Lift], costs: AssumedCosts | None = None) -> Iterator[Problem]:
    """One notice that lists the rows' goods or lifts, these with what was worked out if `costs` is given."""
    if not rows:
        return
    names = dict.fromkeys(
        row.item if isinstance(row, Supply) else _tell_lift(costs, row, column) if costs else row.lift for row in rows
    )
    file = rows[0].read_at.file if rows[0].read_at else ""
    yield Problem(code=code, file=file, column=column, values=(("names", join_names(list(names), _LONGEST_LIST)),))


def _tell_lift(costs: AssumedCosts, lift: Lift, column: str) -> str:
    """A lift with its vehicle, its distance and what they give: uplift (mi8mtv, 210 km: 9,000)."""
    figure = {
        "fixed_cost": f"{lift.fixed_cost:,.0f}",
        "cost_per_kg": f"{lift.cost_per_kg:.2g}",
        "transit_days": str(lift.transit_days),
    }[column]
    way = costs.find_way(lift)
    return f"{lift.lift} ({way[0].vehicle}, {way[1]:,.0f} km: {figure})" if way else lift.lift

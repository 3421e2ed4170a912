"""What extras cost, or how much they weigh against each other: by the user's own list, else by what the tables say."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from malja.catalogue.load_catalogue import load_catalogue
from malja.operation.counted_contents import list_counted_contents
from malja.operation.operation import Operation
from malja.operation.rows import Lift
from malja.operation.rules.references import index_rows
from malja.operation.vehicles import find_vehicle_capacity
from malja.problems import Problem, Refused
from malja.tables.columns import Column, Table
from malja.tables.read_csv import read_csv
from malja.tables.rows import parse_sheet

#: A list of prices: one row a thing that may be asked for.
PRICES_TABLE = Table(
    name="prices",
    key=("kind", "name"),
    unique=True,
    meaning="what extras cost, or how much they weigh against each other",
    columns=(
        Column(name="kind", kind="choice", choices=("trips", "goods", "service"), required=True, meaning="what it is"),
        Column(name="name", kind="key", required=True, meaning="a lift, an item or a need"),
        Column(name="price", kind="number", least=0.0, required=True, meaning="of one trip, unit, or unit a day"),
    ),
)

#: Rules of thumb where nobody gave a price: a kilogram of goods; a kilogram of payload on a trip; a kilogram by road.
_GOODS_KG, _TRIP_KG, _ROAD_KG = 5.0, 0.5, 0.1
#: Payload of a vehicle of which nothing is known, kg.
_PAYLOAD = 10_000.0
#: A service costs so many times the cheapest goods that give the same, or so much a unit where no goods give it.
_SERVICE_TIMES, _SERVICE = 2.0, 100.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """What one more of a thing costs in the operation's currency; `rough`: by a rule of thumb."""

    price: float
    rough: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Prices:
    """The user's prices: of a trip by lift (of a flow: of a kg a day), of a unit by item, of a unit by need."""

    trips: dict[str, float] = field(default_factory=dict)
    goods: dict[str, float] = field(default_factory=dict)
    service: dict[str, float] = field(default_factory=dict)


def read_prices(path: str | Path, operation: Operation) -> Prices:
    """The prices in a CSV file with the columns kind, name, price; Refused: every cell and name that cannot be."""
    parsed = parse_sheet(PRICES_TABLE, read_csv(Path(path)))
    among = {"trips": "lifts", "goods": "items", "service": "needs"}
    problems = list(parsed.problems)
    found: dict[str, dict[str, float]] = {"trips": {}, "goods": {}, "service": {}}
    for row in parsed.rows:
        kind, name, price = row.values["kind"], row.values["name"], row.values["price"]
        if row.broken or not isinstance(price, int | float):
            continue
        table = among[str(kind)]
        if name not in index_rows(operation, table):
            problems.append(Problem.at(row.origin, "unknown_name", "name", name, among=table))
        found[str(kind)][str(name)] = float(price)
    if problems:
        raise Refused(problems)
    return Prices(**found)


def find_trip_price(operation: Operation, lift: Lift, prices: Prices) -> Price:
    """Of one trip, or of one kilogram a day on one day of a flow."""
    if lift.lift in prices.trips:
        return Price(price=prices.trips[lift.lift])
    if lift.mode == "flow":
        return Price(price=lift.cost_per_kg or _ROAD_KG, rough=not lift.cost_per_kg)
    if lift.fixed_cost:
        return Price(price=lift.fixed_cost)
    payload = find_vehicle_capacity(operation, lift).payload_kg
    return Price(price=_TRIP_KG * (payload if payload < float("inf") else _PAYLOAD), rough=True)


def find_goods_price(operation: Operation, item: str, prices: Prices) -> Price:
    """Of one unit of an item: the user's, else the tables' lowest, else the catalogue's, else by weight."""
    if item in prices.goods:
        return Price(price=prices.goods[item])
    sold = [row.unit_cost for row in operation.supply if row.item == item and row.unit_cost > 0]
    if sold:
        return Price(price=min(sold))
    listed = {row.item: row.unit_cost for row in load_catalogue(operation.climate).prices}
    if item in listed and operation.currency == "USD" and operation.catalogue == "sphere":
        return Price(price=listed[item])
    row = index_rows(operation, "items")[item]
    return Price(price=max(0.01, _GOODS_KG * row.pack_kg / row.pack_quantity), rough=True)


def find_service_price(operation: Operation, need: str, days: int, prices: Prices) -> Price:
    """Of one unit of a service (a day), from its day to the end: else twice the cheapest goods that give the same."""
    if need in prices.service:
        return Price(price=prices.service[need])
    same = []
    for row in list_counted_contents(operation):
        if row.need == need and row.quantity > 0:
            times = days if row.how == "use" else 1
            same.append(find_goods_price(operation, row.item, prices).price * times / row.quantity)
    return Price(price=_SERVICE_TIMES * min(same) if same else _SERVICE, rough=True)

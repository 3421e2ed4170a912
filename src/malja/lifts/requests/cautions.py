"""What speaks against a request: flying what a road could bring cheaper, flying water by the bottle."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from malja.lifts.model.limit_steps import is_water_need
from malja.lifts.model.model import Model
from malja.lifts.solver.matrix import Floats
from malja.operation.lift_calendar import find_first_open_day
from malja.operation.operation import Operation
from malja.operation.rows import Lift
from malja.operation.rules.references import index_rows
from malja.operation.vehicles import find_vehicle_capacity, load_vehicles

_GROUND = re.compile(r"truck|lorr|convoy|road|car\b|van\b|bus\b|cart|train|rail|ship|boat|barge|ferry|camion", re.I)
_AIR = re.compile(r"air|flight|plane|heli|charter|c-?130|il-?76|an-?\d\d|mi-?\d", re.I)

#: Below so many litres a kilogram an item is water itself, not what treats water.
_LITRES_PER_KG = 2.0
#: Kilograms below which goods do not count as flown.
_LEAST_KG = 1.0
#: Of a pack: so little less than a whole one is a whole one.
_SOLVER_NOISE = 1e-4


@dataclass(frozen=True, slots=True, kw_only=True)
class Caution:
    """What speaks against a request as it stands.

    `kind` fly_or_drive: `kg` of item `name` would fly on `lift` at `cost` a kg; by `other` it would cost `other_cost`.
    bulk_water: `kg` of item `name`, which is water itself, would fly on `lift`. `kg`: of whole packs.
    """

    kind: Literal["fly_or_drive", "bulk_water"]
    name: str
    lift: str
    kg: float
    cost: float
    other: str
    other_cost: float


def is_by_air(lift: Lift) -> bool:
    """Whether a lift is by air: by its vehicle in the catalogue, else by what its vehicle or its name says."""
    known = load_vehicles().get(lift.vehicle)
    if lift.mode == "flow":
        return False
    if known is not None:
        return not _GROUND.search(known.vehicle)
    said = f"{lift.vehicle} {lift.lift}"
    return bool(_AIR.search(said)) and not _GROUND.search(lift.vehicle)


def find_cost_per_kg(operation: Operation, lift: Lift) -> float:
    """What a kilogram costs on a lift whose vehicles are full."""
    payload = find_vehicle_capacity(operation, lift).payload_kg
    return lift.cost_per_kg + (lift.fixed_cost / payload if math.isfinite(payload) and payload > 0 else 0.0)


def list_cautions(
    operation: Operation, model: Model, x: Floats, asked: dict[tuple[str, str], float], since: int
) -> Iterator[Caution]:
    """What speaks against requested goods (kg by place and item), as the solution `x` would bring them.

    A road that opens too late for day `since` is no other way.
    """
    lifts = list(operation.lifts)
    for (origin, item), kg in asked.items():
        onward = _onward(operation, origin)
        for n, lift in enumerate(lifts):
            flown = min(kg, _carried(model, x, n, item)) if lift.origin in onward and is_by_air(lift) else 0.0
            flown = weigh_whole_packs(operation, item, flown)
            if flown < _LEAST_KG:
                continue
            cost = find_cost_per_kg(operation, lift)
            if _is_bulk_water(operation, item):
                yield Caution(
                    kind="bulk_water", name=item, lift=lift.lift, kg=flown, cost=cost, other="", other_cost=0.0
                )
            roads = [
                other
                for other in lifts
                if other.destination == lift.destination
                and not is_by_air(other)
                and other.priced
                and _in_time(operation, other, since)
            ]
            best = min(roads, key=lambda other: find_cost_per_kg(operation, other), default=None)
            if best is not None and lift.priced and find_cost_per_kg(operation, best) < cost:
                other_cost = find_cost_per_kg(operation, best)
                yield Caution(
                    kind="fly_or_drive",
                    name=item,
                    lift=lift.lift,
                    kg=flown,
                    cost=cost,
                    other=best.lift,
                    other_cost=other_cost,
                )


def _in_time(operation: Operation, lift: Lift, since: int) -> bool:
    """Whether what a lift brings on its first day can be used by a day."""
    first = find_first_open_day(operation, lift)
    handling = index_rows(operation, "places")[lift.destination].handling_days
    return first is not None and first + lift.transit_days + handling <= since


def _onward(operation: Operation, origin: str) -> set[str]:
    """Places to which lifts lead from a place, and itself."""
    reached = {origin}
    for _ in operation.places:
        reached |= {lift.destination for lift in operation.lifts if lift.origin in reached}
    return reached


def _carried(model: Model, x: Floats, lift: int, item: str) -> float:
    """Kilograms of an item on a lift in all."""
    p, load = model.problem, model.columns.load[lift]
    reached = 0.0
    for lot, number in enumerate(p.lots.item):
        if p.operation.items[int(number)].item == item:
            columns = load[lot]
            reached += float(x[columns[columns >= 0]].sum() * p.kg[int(number)])
    return reached


def weigh_whole_packs(operation: Operation, item: str, kg: float) -> float:
    """Kilograms of the whole packs in so many: nobody flies a part of a machine, whatever a plan in fractions holds."""
    pack_kg = index_rows(operation, "items")[item].pack_kg
    return math.floor(kg / pack_kg + _SOLVER_NOISE) * pack_kg if pack_kg > 0 else kg


def _is_bulk_water(operation: Operation, item: str) -> bool:
    needs, row = index_rows(operation, "needs"), index_rows(operation, "items")[item]
    litres = [
        c.quantity for c in operation.contents if c.item == item and c.how == "use" and is_water_need(needs[c.need])
    ]
    return bool(litres) and max(litres) * row.pack_quantity < _LITRES_PER_KG * row.pack_kg

"""What one vehicle of a lift carries over the distance it has to go, how long that takes and what it costs."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from malja.catalogue.facts import Vehicle
from malja.catalogue.load_catalogue import load_catalogue
from malja.operation.rows import Lift, Place, Tables
from malja.problems import Problem, Refused

#: Mean radius of the earth in km (IUGG, R1).
_EARTH_KM = 6371.0088
#: Words in the name of what goes on the ground.
_ON_THE_GROUND = re.compile(r"truck|lorry|lorries|tractor|trailer|\bvan\b|pickup|convoy|شاحن|مقطور", re.IGNORECASE)
#: A day has so many hours under way: daylight, loading and rest take the others.
HOURS_A_DAY = 10.0
#: No trip costs less than so many hours each way: starting, landing, loading and the way to the ramp or the road.
_LEAST_HOURS = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class VehicleCapacity:
    """What one vehicle carries: kilograms and cubic metres, infinite where nothing limits it."""

    payload_kg: float
    volume_m3: float


UNLIMITED = VehicleCapacity(payload_kg=math.inf, volume_m3=math.inf)


def measure_distance_km(a: Place, b: Place) -> float:
    """The great-circle distance between two places in km (haversine, mean earth radius).

    Refuses places without `lat` and `lon`.
    """
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        raise Refused(
            Problem.at(place.read_at, "place_without_position", place=place.place)
            for place in (a, b)
            if place.lat is None or place.lon is None
        )
    north_a, north_b = math.radians(a.lat), math.radians(b.lat)
    half_north, half_east = (north_b - north_a) / 2, math.radians(b.lon - a.lon) / 2
    chord = math.sin(half_north) ** 2 + math.cos(north_a) * math.cos(north_b) * math.sin(half_east) ** 2
    return 2 * _EARTH_KM * math.asin(math.sqrt(min(1.0, chord)))


def find_vehicle_capacity(tables: Tables, lift: Lift) -> VehicleCapacity:
    """What one vehicle of a lift carries (docs/tables.md, rules): its own figures, else those of its vehicle.

    A blank figure without a vehicle is unlimited. A flow has no vehicle: its kilograms are limited by `kg_per_day` only
    and `volume_m3` is per day. Refuses a vehicle the catalogue has not, when a figure is needed of it, and a distance
    that is unknown or beyond its range.
    """
    if lift.mode == "flow":
        return VehicleCapacity(payload_kg=math.inf, volume_m3=_or_unlimited(lift.volume_m3))
    if not lift.vehicle or (lift.payload_kg is not None and lift.volume_m3 is not None):
        return VehicleCapacity(payload_kg=_or_unlimited(lift.payload_kg), volume_m3=_or_unlimited(lift.volume_m3))
    vehicle = load_vehicles().get(lift.vehicle)
    if vehicle is None:
        raise Refused([Problem.at(lift.read_at, "unknown_vehicle", "vehicle", lift.vehicle, lift=lift.lift)])
    return VehicleCapacity(
        payload_kg=_payload(tables, lift, vehicle) if lift.payload_kg is None else lift.payload_kg,
        volume_m3=vehicle.volume_m3 if lift.volume_m3 is None else lift.volume_m3,
    )


def goes_by_road(lift: Lift) -> bool:
    """Whether a lift goes on the ground: a flow, or trips of trucks.

    A vehicle that the catalogue has not is known by the words for it; a lift without a vehicle is taken to fly.
    """
    vehicle = load_vehicles().get(lift.vehicle)
    name = lift.vehicle if vehicle is None else vehicle.name
    return lift.mode == "flow" or bool(_ON_THE_GROUND.search(name))


def load_vehicles() -> dict[str, Vehicle]:
    """The catalogue's vehicles by name; they are the same for every climate and for `catalogue = "none"`."""
    return {vehicle.vehicle: vehicle for vehicle in load_catalogue("warm").vehicles}


def interpolate_payload(vehicle: Vehicle, km: float) -> float:
    """A vehicle's payload in kg over a distance in km: straight lines between the distances that are known.

    Nearer than the first the first holds; beyond the last it is NaN: the vehicle's reach is not known. A vehicle with
    one payload only carries it over any distance.
    """
    near, kg_near = vehicle.payloads[0]
    if len(vehicle.payloads) == 1 or km <= near:
        return kg_near
    for far, kg_far in vehicle.payloads[1:]:
        if km <= far:
            return kg_near + (kg_far - kg_near) * (km - near) / (far - near)
        near, kg_near = far, kg_far
    return math.nan


def find_transit_days(vehicle: Vehicle, km: float) -> int | None:
    """Days from leaving to arrival over a distance in km, 0 on the same day; None: nobody knows how fast it is.

    ceil(km / cruise / HOURS_A_DAY) - 1: what is under way for ten hours or less arrives on the day it leaves.
    """
    if not vehicle.cruise_km_h:
        return None
    return max(0, math.ceil(km / vehicle.cruise_km_h / HOURS_A_DAY - 1e-9) - 1)


def find_trip_cost(vehicle: Vehicle, km: float) -> float | None:
    """What a trip there and back costs in US dollars; None: nobody knows what an hour costs or how fast it is.

    2 * max(1 h, km / cruise) * cost an hour.
    """
    if not vehicle.cruise_km_h or vehicle.cost_per_hour is None:
        return None
    return 2 * max(_LEAST_HOURS, km / vehicle.cruise_km_h) * vehicle.cost_per_hour


def find_cost_a_kg(vehicle: Vehicle, km: float) -> float | None:
    """What a full trip there and back costs a kilogram, in US dollars; None as for `find_trip_cost`."""
    cost, payload = find_trip_cost(vehicle, km), interpolate_payload(vehicle, km)
    return None if cost is None or not payload > 0 else cost / payload


def _payload(tables: Tables, lift: Lift, vehicle: Vehicle) -> float:
    """The payload in kg of a lift's vehicle over the lift's distance."""
    if len({kg for _, kg in vehicle.payloads}) == 1 and not _positions_known(tables, lift):
        return vehicle.payloads[0][1]
    places = {place.place: place for place in tables.places}
    try:
        km = measure_distance_km(places[lift.origin], places[lift.destination])
    except Refused as refused:
        blank = ", ".join(dict(problem.values)["place"] for problem in refused.problems)
        raise Refused(
            [
                Problem.at(
                    lift.read_at, "vehicle_without_distance", "vehicle", lift.vehicle, lift=lift.lift, places=blank
                )
            ]
        ) from refused
    kg = interpolate_payload(vehicle, km)
    if math.isnan(kg):
        reach = f"{vehicle.payloads[-1][0]:,.0f}"
        far = f"{km:,.0f}"
        raise Refused(
            [
                Problem.at(
                    lift.read_at, "vehicle_out_of_reach", "vehicle", lift.vehicle, lift=lift.lift, km=far, reach=reach
                )
            ]
        )
    return kg


def _positions_known(tables: Tables, lift: Lift) -> bool:
    ends = [place for place in tables.places if place.place in (lift.origin, lift.destination)]
    return all(place.lat is not None and place.lon is not None for place in ends)


def _or_unlimited(figure: float | None) -> float:
    return math.inf if figure is None else figure

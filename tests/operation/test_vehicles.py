"""Distances between known airports, and what vehicles carry over them."""

from __future__ import annotations

import datetime
import math

import pytest

from malja.catalogue.facts import Vehicle
from malja.operation.rows import Lift, Place, Tables
from malja.operation.vehicles import (
    VehicleCapacity,
    find_vehicle_capacity,
    interpolate_payload,
    load_vehicles,
    measure_distance_km,
)
from malja.problems import Refused

LATAKIA = Place(place="latakia", role="site", lat=35.4011, lon=35.9487)
DAMASCUS = Place(place="damascus", role="hub", lat=33.4115, lon=36.5156)
MOSCOW = Place(place="moscow", role="source", lat=55.4088, lon=37.9063)
NAIROBI = Place(place="nairobi", role="source", lat=-1.3192, lon=36.9278)
NOWHERE = Place(place="nowhere", role="source")
QUITO = Place(place="quito", role="source", lat=-0.1292, lon=-78.3575)
SINGAPORE = Place(place="singapore", role="source", lat=1.3502, lon=103.9944)


def carries(lift: Lift, *places: Place) -> VehicleCapacity:
    return find_vehicle_capacity(Tables(name="x", start=datetime.date(2025, 3, 1), places=places, lifts=(lift,)), lift)


@pytest.mark.parametrize(
    ("a", "b", "km"),
    [
        # Great-circle distances by the spherical law of cosines on a sphere of 6371 km.
        (LATAKIA, DAMASCUS, 227.3),
        (LATAKIA, MOSCOW, 2229.3),
        (LATAKIA, LATAKIA, 0.0),
        # Nearly half the world apart: the arc must not be cut at a quarter of it.
        (QUITO, SINGAPORE, 19_730.0),
    ],
)
def test_distance(a: Place, b: Place, km: float) -> None:
    assert measure_distance_km(a, b) == pytest.approx(km, rel=0.01)
    assert measure_distance_km(b, a) == pytest.approx(measure_distance_km(a, b), rel=1e-12)


def test_distance_needs_both_positions() -> None:
    with pytest.raises(Refused) as refused:
        measure_distance_km(NOWHERE, LATAKIA)
    assert [problem.values for problem in refused.value.problems] == [(("place", "nowhere"),)]


@pytest.mark.parametrize(
    ("km", "kg"), [(0, 50_000), (500, 50_000), (1000, 50_000), (1500, 45_000), (2000, 40_000), (2500, 25_000)]
)
def test_payload_falls_in_straight_lines(km: float, kg: float) -> None:
    plane = Vehicle(
        vehicle="p", name="", payloads=((1000.0, 50_000.0), (2000.0, 40_000.0), (3000.0, 10_000.0)), volume_m3=100
    )
    assert interpolate_payload(plane, km) == kg


def test_payload_beyond_the_last_distance_is_not_known() -> None:
    plane = Vehicle(vehicle="p", name="", payloads=((0.0, 50_000.0), (1000.0, 40_000.0)), volume_m3=100)
    assert math.isnan(interpolate_payload(plane, 1000.1))


def test_one_payload_holds_over_any_distance() -> None:
    truck = Vehicle(vehicle="t", name="", payloads=((0.0, 20_000.0),), volume_m3=80)
    assert interpolate_payload(truck, 5000) == 20_000


def test_blank_without_a_vehicle_is_unlimited() -> None:
    lift = Lift(lift="l", origin="damascus", destination="latakia")
    assert carries(lift, DAMASCUS, LATAKIA) == VehicleCapacity(payload_kg=math.inf, volume_m3=math.inf)


def test_own_figures_make_the_vehicle_free_text() -> None:
    lift = Lift(lift="l", origin="a", destination="b", vehicle="the blue one", payload_kg=900, volume_m3=0)
    assert carries(lift) == VehicleCapacity(payload_kg=900, volume_m3=0)


def test_a_flow_has_no_vehicle() -> None:
    lift = Lift(lift="l", origin="a", destination="b", mode="flow", vehicle="trucks", payload_kg=5, volume_m3=70)
    assert carries(lift) == VehicleCapacity(payload_kg=math.inf, volume_m3=70)


def test_a_vehicle_of_the_catalogue_gives_what_is_blank() -> None:
    plane = load_vehicles()["il76td"]
    km = measure_distance_km(MOSCOW, LATAKIA)
    (near, kg_near), (far, kg_far) = next(
        pair for pair in zip(plane.payloads, plane.payloads[1:], strict=False) if pair[0][0] <= km <= pair[1][0]
    )
    expected = kg_near + (kg_far - kg_near) * (km - near) / (far - near)
    blank = Lift(lift="l", origin="moscow", destination="latakia", vehicle="il76td")
    assert carries(blank, MOSCOW, LATAKIA).payload_kg == pytest.approx(expected)
    assert carries(blank, MOSCOW, LATAKIA).volume_m3 == plane.volume_m3
    heavy = Lift(lift="l", origin="moscow", destination="latakia", vehicle="il76td", payload_kg=1)
    assert carries(heavy, MOSCOW, LATAKIA) == VehicleCapacity(payload_kg=1, volume_m3=plane.volume_m3)


@pytest.mark.parametrize(
    ("vehicle", "origin", "code"),
    [
        ("the blue one", MOSCOW, "unknown_vehicle"),
        ("il76td", NOWHERE, "vehicle_without_distance"),
        ("il76td", QUITO, "vehicle_out_of_reach"),
    ],
)
def test_a_vehicle_that_cannot_say_is_refused(vehicle: str, origin: Place, code: str) -> None:
    lift = Lift(lift="l", origin=origin.place, destination="latakia", vehicle=vehicle)
    with pytest.raises(Refused) as refused:
        carries(lift, origin, LATAKIA)
    assert [problem.code for problem in refused.value.problems] == [code]

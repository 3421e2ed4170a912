"""How a trip's load is derived."""

from __future__ import annotations

import pytest

from malja.report.document import (
    Document,
    TripLoads,
)
from tests.report import situations
from tests.report.reports import derivation, everything


def test_the_bars_of_a_trip_are_its_load_against_its_limits(small: Document) -> None:
    loads = next(block for block in everything(small) if isinstance(block, TripLoads))
    plan = situations.planned(situations.operation()).plan
    trip = next(trip for trip in plan.trips if trip.vehicles)
    weight, volume = loads.trips[0].bars
    assert weight.share == pytest.approx(trip.kg / 450)
    assert volume.share == pytest.approx(trip.m3 / 2)
    said = derivation(small, "how-trip-1")
    assert "450 kg" in said
    assert "x 51 =" in said or "x 60 =" in said

"""The section on flights."""

from __future__ import annotations

from malja.report.document import (
    TripLoads,
)
from tests.report import situations
from tests.report.reports import everything, told


def test_a_trip_without_limits_has_no_share() -> None:
    found = told(situations.three_sites())
    loads = next(block for block in everything(found) if isinstance(block, TripLoads))
    assert {bar.share for load in loads.trips for bar in load.bars[1:]} == {None}

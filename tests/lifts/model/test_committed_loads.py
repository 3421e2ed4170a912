"""Committed cargo by lift and day, and the vehicles it takes."""

from __future__ import annotations

import pytest

from malja.lifts.model.committed_loads import sum_committed_loads
from malja.lifts.model.numbering import Numbering
from malja.lifts.model.vehicle_loading import Room
from malja.operation.rows import Committed
from tests.lifts.cases import base, truck
from tests.lifts.operations import on


@pytest.mark.parametrize(("payload", "vehicles", "splits"), [(10.0, 1, True), (5.0, 2, True), (4.0, 2, False)])
def test_two_packs_of_five_kilograms(payload: float, vehicles: int, splits: bool) -> None:
    row = Committed(lift="truck", date=on(1), item="meal", packs=1)
    operation = base(lifts=(truck(max_per_day=2, transit_days=1),), committed=(row, row))
    (load,) = sum_committed_loads(operation, Numbering(operation), [Room(kg=payload, m3=float("inf"))])
    assert (load.lift, load.leaves, load.lands, load.packs, load.kg) == (0, 1, 2, ((0, 2),), 10.0)
    assert (load.vehicles, load.splits) == (vehicles, splits)

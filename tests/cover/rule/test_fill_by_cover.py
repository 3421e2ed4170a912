"""The rule of today on cases that a pencil can solve."""

from __future__ import annotations

from dataclasses import replace

from malja.cover.rule.fill_by_cover import fill_by_cover
from malja.operation.rows import Committed
from tests.lifts.operations import on, smallest


def test_the_only_truck_is_filled() -> None:
    """Sixty meals are wanted as a minimum; a truck of 20 kg takes four packs of 5 kg."""
    filling = fill_by_cover(smallest())
    assert filling.loads == {("road", "meal", 0): 4.0}
    assert filling.trips == {("road", 0): 1}


def test_committed_packs_take_their_room() -> None:
    operation = smallest()
    fixed = (Committed(lift="road", date=on(0), item="meal", packs=3),)
    assert fill_by_cover(replace(operation, committed=fixed)).loads == {("road", "meal", 0): 1.0}


def test_only_the_days_that_are_asked_for() -> None:
    assert fill_by_cover(smallest(), days=0).trips == {}

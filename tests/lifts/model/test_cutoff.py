"""Cargo that must be there before the flight leaves; a truck takes packs of ten meals (tests/lifts/cases.py)."""

from __future__ import annotations

from malja.lifts.search.planning import plan_lifts
from malja.operation.rows import Stock
from tests.lifts.cases import base, truck
from tests.lifts.operations import on


def test_what_is_bought_on_the_first_day_misses_that_days_flight() -> None:
    """A day before: what is bought on day 0 may leave on day 1, not on day 0."""
    assert plan_lifts(base(lifts=(truck(cutoff_hours=2),))).trips == ()
    later = plan_lifts(base(lifts=(truck(cutoff_hours=24, first=on(1), last=on(1)),)))
    assert [(trip.leaves, trip.cargo[0].packs) for trip in later.trips] == [(on(1), 2.0)]
    assert {buy.date for buy in later.buys} == {on(0)}


def test_what_was_in_stock_before_goes_on_the_first_flight() -> None:
    """Of 25 meals in stock two whole packs; none of what can be bought."""
    plan = plan_lifts(base(lifts=(truck(cutoff_hours=24),), stock=(Stock(place="depot", item="meal", quantity=25),)))
    assert [(trip.leaves, trip.cargo[0].packs) for trip in plan.trips] == [(on(0), 2.0)]
    assert plan.buys == ()


def test_a_cutoff_of_two_days_counts_from_every_flight() -> None:
    plan = plan_lifts(base(days=4, lifts=(truck(cutoff_hours=25, first=None, last=None, payload_kg=5),)))
    assert [trip.leaves for trip in plan.trips] == [on(2), on(3)]
    assert [buy.date for buy in plan.buys] == [on(0), on(1)]

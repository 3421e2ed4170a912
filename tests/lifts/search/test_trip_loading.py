"""Pallets of a planned trip, by pencil; the papers count the same."""

from __future__ import annotations

from malja.catalogue.facts import Stowage
from malja.lifts.search.planning import plan_lifts
from malja.lifts.search.trip_loading import TripLoading
from malja.report.papers.consignments import make_consignments
from malja.report.papers.pallets import PalletSize, load_pallets
from malja.report.papers.waybill_numbers import number_trips
from malja.report.words import Words
from tests.lifts.cases import base, truck

#: Four positions of 5 kg and 0.75 m3 each, a pallet weighs 1 kg.
PALLETS = Stowage(vehicle="van", pallets=4, pallet_tare_kg=1, pallet_max_kg=6)


def test_the_plan_and_the_papers_count_the_same_pallets() -> None:
    """Three packs of 5 kg: a pallet each, as 6 kg hold one."""
    operation = base(
        lifts=(truck(vehicle="van", payload_kg=100, volume_m3=3, max_per_day=2),), stowage=(PALLETS,), days=6
    )
    plan = plan_lifts(operation)
    (trip,) = plan.trips
    packs = sum(cargo.packs or 0 for cargo in trip.cargo)
    assert trip.pallets == packs
    (numbered,) = number_trips(plan)
    consignments = make_consignments(operation, numbered, Words(operation), {})
    found = [pallet for one in consignments for pallet in load_pallets(one, PalletSize())]
    assert sum(pallet.positions for pallet in found) == trip.pallets
    assert sum(line.packs for pallet in found for line in pallet.lines) == packs


def test_vehicles_without_pallets_count_none() -> None:
    operation = base()
    (trip,) = plan_lifts(operation).trips
    assert trip.pallets is None
    assert TripLoading(operation).load_pallets(trip, [3.0]) is None

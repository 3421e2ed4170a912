"""Trips of a small plan with rice and tents, as consignments."""

from __future__ import annotations

import dataclasses

from malja.catalogue.facts import Hazard
from malja.lifts.plan.plan import Cargo, Plan
from malja.operation.rows import Tables
from malja.report.papers.consignments import Consignment, make_consignments
from malja.report.papers.waybill_numbers import number_trips
from malja.report.words import Words


def loaded(operation: Tables, plan: Plan, *cargo: Cargo, vehicles: int | None = 1) -> tuple[Consignment, ...]:
    """The consignments of a trip with this cargo; tents are dangerous goods here, for the sake of the test."""
    trip = dataclasses.replace(
        plan.trips[0],
        vehicles=vehicles,
        kg=sum(one.kg for one in cargo),
        m3=sum(one.m3 for one in cargo),
        cargo=cargo,
    )
    (one,) = number_trips(dataclasses.replace(plan, trips=(trip,)))
    return make_consignments(
        operation, one, Words(operation), {"tent": Hazard(item="tent", un_numbers=("UN1202",), cold_chain=False)}
    )


def rice(packs: float) -> Cargo:
    return Cargo(item="rice", packs=packs, quantity=50 * packs, kg=51 * packs, m3=0.08 * packs)


def tents(packs: float) -> Cargo:
    return Cargo(item="tent", packs=packs, quantity=packs, kg=60 * packs, m3=0.3 * packs)

"""The report of a large operation: the air base's needs, days and trips, its plan put together without planning."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

import malja
from malja.lifts.plan.plan import Aim, Buy, Cargo, Coverage, Plan, Solver, Trip
from malja.operation.operation import Operation
from malja.report.findings import Findings, format_findings, parse_findings
from malja.report.report_files import make_report_files
from malja.report.situation import Situation, gather_situation
from tests.report.printing import pages

HMEIMIM = Path(__file__).parents[2] / "examples" / "hmeimim"
#: Every need gets this share of its target, with what each seventh day lacks: steps as a real plan has.
SHARES = (0.4, 0.7, 0.95, 1.0, 1.1, 0.9, 1.3)
TRIPS, ITEMS = 41, 12


def made_up(operation: Operation) -> Plan:
    """A plan of the true size: a row for each need and day, as many trips as the air base's, each of a dozen goods."""
    asked: dict[tuple[str, str], list[malja.Requirement]] = {}
    for one in malja.requirements(operation):
        asked.setdefault((one.place, one.need.need), []).append(one)
    coverage = []
    for (place, need), tiers in asked.items():
        for day in range(operation.horizon):
            required = {one.tier: float(one.quantity[day]) for one in tiers}
            given = SHARES[(day + len(need)) % len(SHARES)] * max(required.values())
            short = {tier: max(0.0, 1 - given / most) if most else 0.0 for tier, most in required.items()}
            coverage.append(
                Coverage(
                    place=place,
                    need=need,
                    date=operation.date(day),
                    people=float(tiers[0].people[day]),
                    provided=given,
                    required=required,
                    short=short,
                )
            )
    return Plan(
        operation=operation.name,
        start=operation.start,
        days=operation.days,
        reserve_days=operation.reserve_days,
        currency=operation.currency,
        aims=(Aim(aim="cost", value=2e6, person_days=None, cap=2e6, bound=2e6),),
        trips=tuple(trip(operation, number) for number in range(TRIPS)),
        buys=tuple(
            Buy(place="dubai", item=item.item, date=operation.start, quantity=item.pack_quantity, cost=10.0)
            for item in operation.items[:40]
        ),
        uses=(),
        runs=(),
        waste=(),
        stock=(),
        in_place=(),
        coverage=tuple(coverage),
        solver=Solver(name="none", version="0", status="solved"),
    )


def trip(operation: Operation, number: int) -> Trip:
    lift = operation.lifts[number % 2]
    goods = operation.items[number : number + ITEMS]
    cargo = tuple(
        Cargo(item=one.item, packs=3.0, quantity=3 * one.pack_quantity, kg=3 * one.pack_kg, m3=3 * one.pack_m3)
        for one in goods
    )
    return Trip(
        lift=lift.lift,
        vehicle=lift.vehicle,
        origin=lift.origin,
        destination=lift.destination,
        leaves=operation.date(1 + number),
        usable=operation.date(2 + number),
        vehicles=1,
        kg=sum(one.kg for one in cargo),
        m3=sum(one.m3 for one in cargo),
        cargo=cargo,
    )


@pytest.fixture(scope="module")
def large() -> Situation:
    operation = malja.read(HMEIMIM)
    return gather_situation(operation, made_up(operation))


def test_a_large_report_is_small(large: Situation) -> None:
    files = make_report_files(large)
    assert len(files["annex.html"]) < 2e6
    assert len(files["annex.pdf"]) < 3e6
    assert files["annex.html"].count(b'class="chart"') >= 45
    assert len(files["report.html"]) < 1e5
    assert len(files["report.pdf"]) < 2e5
    assert len(pages(files["report.pdf"])) == 2


def test_findings_come_back_as_they_were(large: Situation) -> None:
    found = Findings(limits=large.plan.limits)
    text = format_findings(found, large.operation, large.plan)
    assert parse_findings(text, large.operation, large.plan) == found
    assert format_findings(found, large.operation, large.plan) == text


def test_findings_of_another_plan_or_other_tables_are_not_taken(large: Situation) -> None:
    text = format_findings(Findings(), large.operation, large.plan)
    shorter = dataclasses.replace(large.plan, trips=large.plan.trips[1:])
    assert parse_findings(text, large.operation, shorter) is None
    fewer = dataclasses.replace(large.operation, people=large.operation.people[1:])
    assert parse_findings(text, fewer, large.plan) is None


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"format": "malja.findings/1"}', "null", '{"findings": 1}'])
def test_what_is_no_findings_is_none(large: Situation, text: str) -> None:
    assert parse_findings(text, large.operation, large.plan) is None

"""`malja flight planned`: what a plan sends becomes an announced flight, less what is announced already."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

import malja
from malja.lifts.plan.plan import Cargo, Plan, Solver, Trip
from tests.cli.sites import a_site, refused, said


def trip(lift: str, day: int, vehicles: int | None, *cargo: Cargo) -> Trip:
    leaves = datetime.date(2025, 3, day)
    return Trip(
        lift=lift,
        vehicle="il76td",
        origin="dubai",
        destination="base",
        leaves=leaves,
        usable=leaves,
        vehicles=vehicles,
        kg=sum(one.kg for one in cargo),
        m3=sum(one.m3 for one in cargo),
        cargo=cargo,
    )


def cargo(item: str, packs: float | None, quantity: float) -> Cargo:
    return Cargo(item=item, packs=packs, quantity=quantity, kg=1.0, m3=1.0)


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """A plan for the air base: the trip of 12 March holds the 200 packs of tents that its tables fix already."""
    made = Plan(
        operation="Hmeimim air base, March 2025",
        start=datetime.date(2025, 3, 10),
        days=30,
        reserve_days=7,
        currency="USD",
        aims=(),
        trips=(
            trip("il76", 12, 1, cargo("rice", 40.0, 2000.0), cargo("tent_family_16", 206.0, 206.0)),
            trip("road", 14, None, cargo("rice", None, 75.0)),
        ),
        buys=(),
        uses=(),
        runs=(),
        waste=(),
        stock=(),
        in_place=(),
        coverage=(),
        solver=Solver(name="hand", version="1", status="solved"),
    )
    (tmp_path / "planned").mkdir()
    (tmp_path / "planned" / "plan.json").write_text(malja.to_json(made), encoding="utf-8")
    return tmp_path / "planned"


def test_what_is_left_of_a_trip_is_announced_under_the_number_of_its_waybill(plan: Path, tmp_path: Path) -> None:
    site = a_site(tmp_path)
    words = ("flight", "planned", site, plan, "il76", "2025-03-12", "--on", "2025-03-10", "--sender", "UNHCR")
    told = said(*words)
    assert "il76-2025-03-12-2 announced by Il-76 from Dubai, to leave on Wed 12 March." in told
    assert "line 1: 40 packs of 50, 2,000 kg of Rice, white." in told
    assert (
        "line 2: 6 packs of 1, 6 pieces of Family tent 16 m2, double fly, groundsheet (UNHCR/IFRC/ICRC standard)."
        in told
    )
    # Now all of it is announced, and nothing is announced twice.
    assert "carries nothing that is not announced already" in refused(*words)
    assert said("flight", "show", site).count("il76-2025-03-12") == 2


def test_a_trip_that_the_plan_has_not_or_not_in_packs(plan: Path, tmp_path: Path) -> None:
    site = a_site(tmp_path)
    before = said("flight", "show", site)
    assert "the plan has no trip il76 2025-03-13; its trips are: il76 2025-03-12" in " ".join(
        refused("flight", "planned", site, plan / "plan.json", "il76", "2025-03-13").split()
    )
    assert "no whole packs of rice" in refused("flight", "planned", site, plan, "road", "2025-03-14")
    assert "no such file" in refused("flight", "planned", site, plan / "other.json", "road", "2025-03-14")
    assert said("flight", "show", site) == before

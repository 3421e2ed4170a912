"""Two plans side by side, by pencil: a camp of 100 that drinks 10 litres a day, and a truck that carries 800."""

from __future__ import annotations

import dataclasses
import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import malja
from malja.briefing.operation.compare_page import describe_changes
from malja.briefing.operation.compare_plans import compare_plans, make_catalogue_tables
from malja.catalogue.facts import Content, Item, Need
from malja.lifts.plan.plan import Plan
from malja.operation.rows import Lift, Movement, Place, Supply

MONDAY = datetime.date(2026, 5, 4)
CAMP = malja.Operation(
    name="By pencil",
    start=MONDAY,
    days=2,
    reserve_days=0,
    catalogue="none",
    whole_packs=False,
    tolerance=(0.0, 0.0, 0.0),
    places=(Place(place="town", role="source"), Place(place="camp", role="site")),
    people=(Movement(place="camp", date=MONDAY, arrivals=100),),
    needs=(Need(need="water", name="Water", sector="water", kind="daily", unit="l", survival=10.0),),
    items=(Item(item="water_l", name="Water", unit="l", pack_kg=1.0, pack_m3=0.001),),
    contents=(Content(item="water_l", need="water", how="use", quantity=1.0),),
    supply=(Supply(place="town", item="water_l", unit_cost=0.01),),
    lifts=(Lift(lift="truck", origin="town", destination="camp", payload_kg=800.0, fixed_cost=50.0),),
)


@pytest.fixture(scope="module")
def before() -> Plan:
    return malja.plan(CAMP)


@pytest.fixture(scope="module")
def after() -> Plan:
    return malja.plan(CAMP.with_lift("truck", payload_kg=1000, last="2026-05-04"))


def test_a_plan_beside_itself_changes_nothing(before: Plan) -> None:
    changes = compare_plans(before, before)
    assert changes.is_same
    assert (changes.trips, changes.loads, changes.shortages) == ((), (), ())
    blocks = list(describe_changes(changes, CAMP, "a", "b"))
    assert [block.lines[-1] for block in blocks] == ["Nothing changes: the same trips, loads, shortages and cost."]


def test_trips_loads_shortages_and_aims_are_set_side_by_side(before: Plan, after: Plan) -> None:
    changes = malja.compare(before, after, CAMP)
    told = [(one.leaves, one.vehicles_before, one.vehicles_after) for one in changes.trips]
    assert told == [(MONDAY, 1, 1), (MONDAY + datetime.timedelta(days=1), 1, 0)]
    assert [one.kg_after - one.kg_before for one in changes.trips] == pytest.approx([200.0, -800.0])
    assert [one.quantity_after for one in changes.loads] == pytest.approx([1000.0, 0.0])
    (short,) = changes.shortages
    assert (short.days_before, short.days_after, short.people_after) == (2, 2, 100.0)
    assert (short.first_before, short.first_after) == (MONDAY, MONDAY)  # 800 of 1,000 a day; then 500
    assert (short.person_days_before, short.person_days_after) == pytest.approx((40.0, 100.0))
    sums = {aim.aim: (aim.before, aim.after) for aim in changes.aims}
    assert sums["survival"] == pytest.approx((40.0, 100.0))
    assert sums["cost"] == pytest.approx((116.0, 60.0))


def test_they_are_told_in_words(before: Plan, after: Plan) -> None:
    changes = compare_plans(before, after, CAMP)
    titles = [block.title for block in describe_changes(changes, CAMP, "first", "second")]
    assert titles == [
        "From first to second:",
        "What each comes to:",
        "Trips that change: 2, the next first:",
        "Mon 4 May, truck: 1 t instead of 800 kg",
        "Tue 5 May, truck: does not leave any more; it had 800 kg",
        "Days on which a need is below survival:",
    ]
    with malja.speaking("ar"):
        said = " ".join(block.title for block in describe_changes(changes, CAMP, "first", "second"))
    assert "trip" not in said.replace("truck", "")


def test_a_later_plan_is_compared_on_the_days_that_both_have(before: Plan, after: Plan) -> None:
    tuesday = MONDAY + datetime.timedelta(days=1)
    later = dataclasses.replace(after, start=tuesday)
    changes = compare_plans(before, later)
    assert (changes.first, changes.last) == (tuesday, tuesday)
    assert [one.leaves for one in changes.trips] == [tuesday]
    assert changes.aims == ()
    titled = {block.title: block for block in describe_changes(changes, CAMP, "a", "b")}
    assert "do not plan the same days" in titled["What each comes to:"].lines[0]
    with pytest.raises(malja.Refused, match="no day in common: one begins on 2026-05-04, the other on 2027-05-04"):
        compare_plans(before, dataclasses.replace(after, start=datetime.date(2027, 5, 4)))


def test_plans_are_taken_by_their_path_and_nothing_else_is_guessed(tmp_path: Path, before: Plan, after: Plan) -> None:
    for name, plan in (("one", before), ("two", after)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "plan.json").write_text(malja.to_json(plan), encoding="utf-8")
    read, told = compare_plans(tmp_path / "one", str(tmp_path / "two")), compare_plans(before, after)
    assert [one.leaves for one in read.trips] == [one.leaves for one in told.trips]
    with pytest.raises(malja.Refused, match="a plan is wanted here, not int"):
        compare_plans(before, 3)  # type: ignore[arg-type]
    assert make_catalogue_tables(before).name == "By pencil"


@given(st.lists(st.tuples(st.integers(0, 1), st.floats(1, 5000)), max_size=4))
def test_the_way_back_says_the_opposite(before: Plan, loads: list[tuple[int, float]]) -> None:
    first = before.trips[0]
    trips = [
        dataclasses.replace(
            first,
            leaves=MONDAY + datetime.timedelta(days=day),
            kg=kg,
            cargo=(dataclasses.replace(first.cargo[0], kg=kg, quantity=kg),),
        )
        for day, kg in loads
    ]
    other = dataclasses.replace(before, trips=trips)
    there, back = compare_plans(before, other), compare_plans(other, before)
    assert [(one.kg_before, one.kg_after) for one in there.trips] == [
        (one.kg_after, one.kg_before) for one in back.trips
    ]
    weighs = [sum(kg for _, kg in loads), sum(trip.kg for trip in before.trips)]
    # What differs by half a percent of a load, or half a kilogram, is not told.
    assert sum(one.kg_after - one.kg_before for one in there.loads) == pytest.approx(
        weighs[0] - weighs[1], abs=2.0 + 0.005 * sum(weighs)
    )

"""Why each line of a load goes, by pencil: taken away alone, all else as planned."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from malja.catalogue.facts import Content, Item, Need
from malja.lifts.plan.plan import Cargo, LoadReason, Plan, Trip, has_reasons
from malja.lifts.search.planning import plan_lifts
from malja.lifts.what_if.flight_failure import find_flight_failure
from malja.lifts.what_if.load_reasons import add_load_reasons
from malja.operation.operation import Operation
from malja.operation.rows import Committed, Place, Service, Stock, Supply
from tests.lifts.cases import base, camp, meal, supply, truck
from tests.lifts.operations import on


def reasons(operation: Operation, plan: Plan | None = None) -> dict[tuple[int, str], LoadReason]:
    """By the day on which a trip leaves and the item."""
    explained = add_load_reasons(operation, plan or plan_lifts(operation))
    assert has_reasons(explained)
    return {
        (operation.day(trip.leaves), cargo.item): cargo.reason
        for trip in explained.trips
        for cargo in trip.cargo
        if cargo.reason is not None
    }


def carry(*loads: tuple[int, int], **tables: Any) -> tuple[Operation, Plan]:
    """A truck on each day that brings so many packs: (day, packs)."""
    asked = base(lifts=(truck(first=None, last=on(2)),), **tables)
    made = plan_lifts(asked)
    trips = tuple(
        Trip(
            lift="truck",
            vehicle="",
            origin="depot",
            destination="camp",
            leaves=on(day),
            usable=on(day),
            vehicles=1,
            kg=5.0 * packs,
            m3=0.5 * packs,
            cargo=(Cargo(item="meal", packs=packs, quantity=10.0 * packs, kg=5.0 * packs, m3=0.5 * packs),),
        )
        for day, packs in loads
    )
    eaten = [0.0, 0.0, 0.0]
    stock = sum(row.quantity for row in asked.stock)
    for day in range(3):
        stock += sum(10.0 * packs for other, packs in loads if other == day)
        eaten[day] = min(10.0, stock)
        stock -= eaten[day]
    coverage = tuple(
        replace(row, provided=given, short={"survival": 1 - given / 10})
        for row, given in zip(made.coverage, eaten, strict=True)
    )
    return asked, replace(made, trips=trips, coverage=coverage)


def test_one_day_is_lost_and_later_loads_still_come() -> None:
    """A pack a day: without that of day 1 nobody eats on day 1, and everybody on day 2."""
    found = reasons(*carry((0, 1), (1, 1), (2, 1)))
    for day in range(3):
        (lack,) = found[day, "meal"].lacks
        assert (lack.need, lack.tier, lack.first, lack.last) == ("meals", "survival", on(day), on(day))
        assert [lack.people, lack.worst, lack.person_days] == pytest.approx([10, 1.0, 10])


def test_what_is_there_is_used_first() -> None:
    """Two packs on day 0, one on day 1: without the first two days 0 goes hungry, day 1 eats, day 2 has nothing."""
    found = reasons(*carry((0, 2), (1, 1)))
    (lack,) = found[0, "meal"].lacks
    assert (lack.first, lack.last) == (on(0), on(2))
    assert lack.person_days == pytest.approx(20)
    # Without that of day 1 what came on day 0 lasts two days: day 2 is the first without.
    (lack,) = found[1, "meal"].lacks
    assert (lack.first, lack.last) == (on(2), on(2))
    assert lack.person_days == pytest.approx(10)


def test_stock_that_would_be_left_makes_up_for_it() -> None:
    """Ten meals lie in stock: all three packs come, so that each alone can stay behind: there was room."""
    found = reasons(*carry((0, 1), (1, 1), (2, 1), stock=(Stock(place="camp", item="meal", quantity=10),)))
    assert {reason.why for reason in found.values()} == {"room"}


def test_a_service_makes_up_for_it() -> None:
    asked, plan = carry((0, 1), (1, 1), (2, 1), services=(Service(place="camp", need="meals", quantity=10),))
    assert {reason.why for reason in reasons(asked, plan).values()} == {"room"}


def test_what_can_be_bought_at_the_site_is_a_question_of_money() -> None:
    """The market of the camp sells meals at 3: a pack of ten that stays behind costs 30 there."""
    dear = Supply(place="camp", item="meal", unit_cost=3.0)
    found = reasons(*carry((0, 1), (1, 1), (2, 1), supply=(supply(unit_cost=0.5), dear)))
    assert {(reason.why, reason.place, round(reason.cost)) for reason in found.values()} == {("cost", "camp", 30)}


def test_another_food_makes_up_for_it() -> None:
    """Soup feeds like meals: its two packs too many on day 0 make up for a pack of meals on any later day."""
    asked, plan = carry(
        (0, 1),
        (1, 1),
        (2, 1),
        items=(meal(), Item(item="soup", name="Soup", pack_quantity=10, pack_kg=5, pack_m3=0.5)),
        contents=(
            Content(item="meal", need="meals", how="use", quantity=1),
            Content(item="soup", need="meals", how="use", quantity=1),
        ),
        stock=(Stock(place="camp", item="soup", quantity=10),),
    )
    assert {reason.why for reason in reasons(asked, plan).values()} == {"room"}


def test_what_its_sender_has_fixed_is_taken_away_too() -> None:
    asked = base(
        lifts=(truck(payload_kg=10, first=None, last=on(0)),),
        supply=(),
        committed=(Committed(lift="truck", date=on(0), item="meal", packs=2),),
    )
    (lack,) = reasons(asked)[0, "meal"].lacks
    assert lack.first == on(0)
    assert lack.person_days == pytest.approx(20)


def test_what_stays_behind_before_a_hub_is_missing_behind_it() -> None:
    """Depot to hub to camp: what does not reach the hub on day 0 cannot go on to the camp."""
    to_hub = truck(lift="first", destination="hub", first=on(0), last=on(0))
    onward = truck(lift="second", origin="hub", first=on(0), last=on(0))
    asked = base(
        lifts=(to_hub, onward), places=(Place(place="depot", role="source"), Place(place="hub", role="hub"), camp())
    )
    plan = add_load_reasons(asked, plan_lifts(asked))
    lacks = {trip.lift: cargo.reason.lacks for trip in plan.trips for cargo in trip.cargo if cargo.reason is not None}
    assert [lack.person_days for one in ("first", "second") for lack in lacks[one]] == pytest.approx([30, 30])


def test_assets_are_missing_from_when_they_would_stand() -> None:
    """Two tents of five places for ten people; one line of both: nobody has a roof from day 1 on, when they stand."""
    asked = base(
        needs=(Need(need="roof", name="Roof", sector="shelter", kind="standing", survival=1),),
        items=(Item(item="tent", name="Tent", kind="asset", pack_kg=60, pack_m3=0.3, setup_days=1),),
        contents=(Content(item="tent", need="roof", how="in_place", quantity=5),),
        supply=(Supply(place="depot", item="tent"),),
    )
    (lack,) = reasons(asked)[0, "tent"].lacks
    assert (lack.first, lack.last) == (on(1), on(2))
    assert lack.worst == pytest.approx(1.0)
    assert not lack.deeper


def test_the_gravest_tier_is_told() -> None:
    """Two packs a day are the minimum, one keeps alive: without a line of one pack nobody dies."""
    needs = (Need(need="meals", name="Meals", sector="food", kind="daily", survival=1, minimum=2),)
    asked = base(lifts=(truck(first=on(0), last=on(2), payload_kg=10, max_per_day=1),), needs=needs)
    plan = plan_lifts(asked)
    assert sum(cargo.quantity for trip in plan.trips for cargo in trip.cargo) == pytest.approx(60)
    found = reasons(asked, plan)
    # On day 0 nothing else is there, and the first day is survival's; later ones are made up for by what came before.
    assert found[0, "meal"].lacks[0].tier == "survival"


def test_no_time_no_reason() -> None:
    asked, plan = carry((0, 1))
    assert not has_reasons(add_load_reasons(asked, plan, stop=lambda: True))


def test_the_next_flight_takes_all_its_lines_with_it() -> None:
    """What is short without a line of the next trip is short too if the whole trip fails and nothing is changed."""
    asked, plan = carry((0, 1), (1, 1), (2, 1))
    fails = find_flight_failure(asked, plan)
    assert [(lack.need, lack.tier, lack.first) for lack in fails.as_planned] == [("meals", "survival", on(0))]


def test_nothing_changes_before_a_load_would_have_been_there() -> None:
    """A pack that comes on day 2 changes nothing on days 0 and 1, though all of day 2 is lost."""
    found = reasons(*carry((0, 2), (2, 1)))
    (lack,) = found[2, "meal"].lacks
    assert (lack.first, lack.last) == (on(2), on(2))

"""Pledges and daily readings: what they are told as, what counts, and what a plan sees of them."""

from __future__ import annotations

import dataclasses
from decimal import Decimal

import pytest

from malja.briefing.show.upkeep import describe_pledges, describe_utilities, pledges_block, say_alert, utilities_block
from malja.catalogue.facts import Content, Item, Need
from malja.cover.cover import find_covers
from malja.facts.fact import BodyValue, Fact
from malja.language.say import say_problem
from malja.language.speech import speaking
from malja.operation.rows import Movement, Service, Supply
from malja.site.state.state import State
from malja.site.status.upkeep import list_pledges, list_utilities
from malja.stock.kinds import UTILITIES
from malja.stock.upkeep.utilities import UTILITY_UNITS
from tests.lifts.cases import base, meal
from tests.lifts.operations import on
from tests.site.evenings import evening, morning, told

CAMP = base(
    days=10,
    people=(Movement(place="camp", date=on(-1), arrivals=100),),
    needs=(
        Need(need="meals", name="Meals", sector="food", kind="daily", unit="meals", survival=1),
        Need(need="water", name="Water", sector="water", kind="daily", unit="l", survival=10),
        Need(need="treated_water", name="Safe water", sector="water", kind="daily", unit="l", survival=10),
        Need(need="power", name="Power", sector="energy", kind="daily", unit="h", survival=1),
    ),
    items=(meal(), Item(item="diesel_l", name="Diesel", unit="l", pack_kg=1, pack_m3=0.001)),
    contents=(
        Content(item="meal", need="meals", how="use", quantity=1),
        Content(item="diesel_l", need="power", how="use", quantity=1),
    ),
    services=(
        Service(place="camp", need="water", quantity=2000),
        Service(place="camp", need="treated_water", quantity=2000),
        Service(place="camp", need="water", quantity=500, since=on(8)),
    ),
    supply=(Supply(place="depot", item="meal", unit_cost=1.0),),
)


def pledge(day: int = 1, due: int = 4, **more: BodyValue) -> Fact:
    body = {"pledge": "p", "organisation": "WFP", "place": "camp", "due": on(due).isoformat(), "item": "meal"}
    return told("pledge.made", day, **{**body, "quantity": "500", **more})


def read(utility: str, amount: str, day: int = 1, **more: BodyValue) -> Fact:
    return told("utility.read", day, place="camp", utility=utility, amount=amount, **more)


def stands(state: State, day: int) -> list[str]:
    return [one.stands for one in list_pledges(state, on(day), ended=True)]


def refused(fact: Fact, *before: Fact) -> list[str]:
    return [say_problem(problem) for problem in evening(CAMP, *before).refusals(dataclasses.replace(fact, device="a"))]


def test_a_pledge_is_never_stock_or_cargo() -> None:
    without, pledged = morning(CAMP, 2, read("chlorine", "0.3")), morning(CAMP, 2, read("chlorine", "0.3"), pledge())
    assert pledged == without
    assert [one.days for one in find_covers(pledged)] == [one.days for one in find_covers(without)]
    confirmed = morning(
        CAMP, 2, read("chlorine", "0.3"), pledge(), told("pledge.confirmed", 1, pledge="p", supply="depot")
    )
    assert confirmed == without  # the row of supply counts, and it was there before


def test_a_pledge_stays_visible_until_it_is_there() -> None:
    made = pledge()
    assert stands(evening(CAMP, made), 4) == ["promised"]
    assert stands(evening(CAMP, made), 5) == ["overdue"]
    confirmed = told("pledge.confirmed", 2, pledge="p", supply="depot")
    assert stands(evening(CAMP, made, confirmed), 4) == ["confirmed"]
    assert stands(evening(CAMP, made, confirmed), 5) == ["late"]
    ended = told("pledge.ended", 6, pledge="p", outcome="arrived")
    state = evening(CAMP, made, confirmed, ended)
    assert (stands(state, 6), list_pledges(state, on(6))) == (["arrived"], ())
    withdrawn = told("pledge.ended", 7, pledge="p", outcome="withdrawn", reason="no funds")
    assert stands(evening(CAMP, made, withdrawn), 7) == ["withdrawn"]


def test_a_pledge_comes_by_the_flight_that_confirms_it() -> None:
    announced = told("flight.announced", 2, flight="f1", lift="truck", leaves=on(4).isoformat())
    confirmed = told("pledge.confirmed", 2, pledge="p", flight="f1")
    state = evening(CAMP, pledge(), announced, confirmed)
    assert [(one.stands, one.via) for one in list_pledges(state, on(3))] == [("confirmed", "f1")]
    cancelled = evening(CAMP, pledge(), announced, confirmed, told("flight.cancelled", 3, flight="f1"))
    assert stands(cancelled, 5) == ["overdue"]


def test_what_cannot_be_promised_is_refused_by_name() -> None:
    assert "give what is promised" in refused(pledge(what="a truck"))[0]
    assert "how much of meal is promised" in refused(pledge(quantity="0"))[0]
    assert (
        "there is no pledge q; made are: p"
        in refused(told("pledge.ended", 2, pledge="q", outcome="arrived"), pledge())[0]
    )
    assert "either as a flight" in refused(told("pledge.confirmed", 2, pledge="p"), pledge())[0]
    assert "there is no f9 in flights" in refused(told("pledge.confirmed", 2, pledge="p", flight="f9"), pledge())[0]
    assert (
        "no meal in the table supply at camp"
        in refused(told("pledge.confirmed", 2, pledge="p", supply="camp"), pledge())[0]
    )
    assert "at most 24 h" in refused(read("generator_hours", "25"))[0]


def test_a_pledge_that_ended_or_whose_name_is_used_is_told_no_more() -> None:
    confirmed = told("pledge.confirmed", 3, pledge="p", supply="depot")
    withdrawn = told("pledge.ended", 2, pledge="p", outcome="withdrawn")
    arrived = told("pledge.ended", 3, pledge="p", outcome="arrived")
    assert "pledge p was withdrawn on" in refused(confirmed, pledge(), withdrawn)[0]
    assert "pledge p was withdrawn on" in refused(arrived, pledge(), withdrawn)[0]
    assert "pledge p arrived on" in refused(withdrawn, pledge(), arrived)[0]
    assert "pledge p was made on" in refused(pledge(day=2, quantity="200"), pledge())[0]
    assert refused(arrived, pledge(), confirmed) == []
    # What was told apart may be told again, to put it right.
    state = evening(CAMP, pledge(), withdrawn)
    for number, other in enumerate((pledge(quantity="200"), arrived), start=1):
        state.apply(dataclasses.replace(other, device="b", number=number))
    for again in (pledge(), arrived):
        assert state.refusals(dataclasses.replace(again, device="a")) == []


def test_a_reading_of_the_wells_takes_the_place_of_the_tables_litres() -> None:
    operation = morning(CAMP, 2, read("well_water", "900", point="north"), read("well_water", "300", point="south"))
    given = {(row.need, row.since): row.quantity for row in operation.services}
    assert given == {("water", None): 1200.0, ("treated_water", None): 1200.0, ("water", on(8)): 500.0}
    assert next(row.source for row in operation.services if row.need == "water" and row.since is None).basis == "read"
    assert morning(CAMP, 9, read("well_water", "900")).services == morning(CAMP, 9).services  # read too long ago


def test_fuel_left_in_tanks_is_stock_and_the_last_reading_corrects() -> None:
    without = next(one.days for one in find_covers(morning(CAMP, 2)) if one.need.need == "power")
    operation = morning(CAMP, 2, read("fuel_left", "900"), read("fuel_left", "250"))
    assert [row.quantity for row in operation.stock if row.item == "diesel_l"] == [250.0]
    power = next(one.days for one in find_covers(operation) if one.need.need == "power")
    assert without == 0.0
    assert power == pytest.approx(2.5)


def test_chlorine_outside_its_range_is_an_alert_that_says_what_to_do() -> None:
    state = evening(CAMP, read("chlorine", "0.1", point="tap 1"), read("chlorine", "0.2"), read("chlorine", "0.9", 2))
    readings = list_utilities(state, on(2))
    assert [(one.key.point, one.amount, one.is_alert) for one in readings] == [
        ("", Decimal("0.9"), True),
        ("tap 1", Decimal("0.1"), True),
    ]
    assert "above 0.5: people turn to other water" in say_alert(state.known, readings[0])
    assert "below 0.2: this water is not safe" in say_alert(state.known, readings[1])
    assert list_utilities(state, on(1))[1].is_alert is False


def test_pages_tell_them_and_print_nothing_empty() -> None:
    assert list(pledges_block((), None, 5)) == list(utilities_block(evening(CAMP).known, (), 5)) == []
    state = evening(CAMP, pledge(), read("chlorine", "0.1"), read("well_water", "7000"))
    (block,) = pledges_block(list_pledges(state, on(9)), CAMP, 5)
    assert block.grave
    assert block.rows[0] == ("500 of Meal (p)", "WFP", block.rows[0][-1])
    assert block.rows[0][-1].startswith("OVERDUE since")
    assert "no stock and no cargo" in block.lines[0]
    (block,) = utilities_block(state.known, list_utilities(state, on(1)), 5)
    assert [row[2] for row in block.rows] == ["0.1 mg/l", "7,000 l"]
    with speaking("ar"):
        said = [str(part) for part in (*describe_pledges(state, on(9)), *describe_utilities(state, on(1)))]
    assert not any("OVERDUE" in part or "chlorine" in part for part in said)


def test_everything_that_is_read_has_a_unit() -> None:
    assert tuple(UTILITY_UNITS) == UTILITIES

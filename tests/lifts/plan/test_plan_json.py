"""plan.json: keys in their order, 12 digits, the same plan back."""

from __future__ import annotations

import dataclasses
import datetime
import json

import pytest

from malja.lifts.plan.plan import Aim, BasketMiss, Buy, Cargo, Coverage, Eaten, Plan, Quantity, Solver, Trip
from malja.lifts.plan.plan_json import format_plan, read_plan
from malja.problems import Refused

DAY = datetime.date(2025, 3, 14)


def quantity(number: float) -> Quantity:
    return Quantity(place="camp", item="rice", date=DAY, quantity=number)


PLAN = Plan(
    operation="ملجأ",
    start=DAY,
    days=2,
    reserve_days=1,
    currency="USD",
    aims=(
        Aim(aim="survival", value=2.0, person_days=1.9, cap=2.002, bound=1.0),
        Aim(aim="cost", value=1 / 3, person_days=None, cap=1 / 3, bound=0.25),
    ),
    trips=(
        Trip(
            lift="plane",
            vehicle="il-76",
            origin="depot",
            destination="camp",
            leaves=DAY,
            usable=DAY + datetime.timedelta(days=1),
            vehicles=1,
            kg=50.0,
            m3=0.1 + 0.2,
            cargo=(
                Cargo(item="rice", packs=1.0, quantity=50.0, kg=50.0, m3=0.1),
                Cargo(item="salt", packs=0.0, quantity=0.0, kg=0.0, m3=0.0),
            ),
        ),
    ),
    buys=(Buy(place="depot", item="rice", date=DAY, quantity=50.0, cost=20.5),),
    uses=(quantity(1234567.891234567), quantity(0.0)),
    runs=(),
    waste=(quantity(-0.0),),
    stock=(quantity(1e-7),),
    in_place=(quantity(3.0),),
    coverage=(
        Coverage(
            place="camp",
            need="food",
            date=DAY,
            people=8040.0,
            provided=0.0,
            required={"target": 3.0, "survival": 1.0},
            short={"target": 1.0, "survival": 0.0},
        ),
    ),
    solver=Solver(name="HiGHS", version="1.11.0", status="solved"),
)


def test_the_keys_stand_in_the_order_of_the_contract() -> None:
    read = json.loads(format_plan(PLAN))
    assert list(read) == [
        *("format", "operation", "start", "days", "reserve_days", "currency", "aims", "trips", "buys", "uses", "runs"),
        *("waste", "stock", "in_place", "coverage", "eaten", "basket_charge", "solver"),
    ]
    assert read["format"] == "malja.plan/2"
    assert [list(aim) for aim in read["aims"]] == [
        ["aim", "value", "person_days", "cap", "bound", "gap"],
        ["aim", "value", "cap", "bound", "gap"],
    ]
    trip = read["trips"][0]
    assert list(trip) == [
        *("lift", "vehicle", "origin", "destination", "leaves", "usable", "vehicles", "kg", "m3", "pallets", "cargo")
    ]
    assert trip["cargo"] == [{"item": "rice", "packs": 1, "quantity": 50, "kg": 50, "m3": 0.1}]
    assert list(read["buys"][0]) == ["place", "item", "date", "quantity", "cost"]
    assert list(read["coverage"][0]) == ["place", "need", "date", "people", "provided", "required", "short"]
    assert list(read["coverage"][0]["required"]) == list(read["coverage"][0]["short"]) == ["survival", "target"]
    assert list(read["solver"].items()) == [("name", "HiGHS"), ("version", "1.11.0"), ("status", "solved")]


def test_quantities_have_twelve_digits_and_zero_rows_are_left_out() -> None:
    read = json.loads(format_plan(PLAN))
    assert read["uses"] == [{"place": "camp", "item": "rice", "date": "2025-03-14", "quantity": 1234567.89123}]
    assert read["trips"][0]["m3"] == 0.3
    assert read["waste"] == read["runs"] == []
    assert read["stock"][0]["quantity"] == 1e-7
    assert read["aims"][0]["gap"] == 0.5
    assert read["aims"][1]["gap"] == 0.083333333333


def test_a_row_is_a_line_and_names_are_readable() -> None:
    text = format_plan(PLAN)
    assert text.endswith("}\n")
    assert '\n  "operation": "ملجأ",\n' in text
    assert '\n    {"place": "camp", "item": "rice", "date": "2025-03-14", "quantity": 3}\n' in text


def test_a_trip_without_cargo_stays_as_long_as_a_vehicle_leaves() -> None:
    empty = dataclasses.replace(PLAN.trips[0], cargo=())
    flow = dataclasses.replace(empty, vehicles=None)
    read = json.loads(format_plan(dataclasses.replace(PLAN, trips=(empty, flow))))
    assert [trip["vehicles"] for trip in read["trips"]] == [1]
    assert read["trips"][0]["cargo"] == []


def test_a_number_that_is_not_finite_is_no_json() -> None:
    with pytest.raises(ValueError, match="JSON"):
        format_plan(dataclasses.replace(PLAN, stock=(quantity(float("inf")),)))


def test_what_was_written_reads_back_and_writes_the_same_bytes() -> None:
    text = format_plan(PLAN)
    read = read_plan(text)
    assert format_plan(read) == text
    assert read.trips[0].leaves == DAY
    assert read.coverage == PLAN.coverage


def test_what_is_eaten_reads_back() -> None:
    """A share without a limit stays without one."""
    limits = {"min_share": 0.5, "max_share": None, "min_g": None, "max_g": 400.0}
    eaten = Eaten(place="camp", date=DAY, food_group="cereals", grams=350.0, share=0.6, **limits)
    miss = BasketMiss(place="camp", date=DAY, food_group="", rule="cooked", missed=0.25)
    text = format_plan(dataclasses.replace(PLAN, eaten=(eaten,), basket_misses=(miss,)))
    assert json.loads(text)["basket_charge"] == [
        {"place": "camp", "date": DAY.isoformat(), "food_group": "", "rule": "cooked", "missed": 0.25}
    ]
    read = read_plan(text)
    assert (read.eaten, read.basket_misses) == ((eaten,), (miss,))


def test_a_plan_of_the_first_format_is_read() -> None:
    old = json.loads(format_plan(PLAN))
    del old["eaten"], old["basket_charge"]
    assert read_plan(json.dumps({**old, "format": "malja.plan/1"})) == read_plan(format_plan(PLAN))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "plan_unreadable"),
        ("[]", "plan_format"),
        ('{"format": "malja.plan/3"}', "plan_format"),
        ('{"format": "malja.plan/2"}', "plan_unreadable"),
        ('{"format": "malja.plan/1"}', "plan_unreadable"),
        (format_plan(PLAN).replace("1234567.89123", "NaN"), "plan_unreadable"),
        (format_plan(PLAN).replace('"solved"', '"perfect"'), "plan_unreadable"),
        (format_plan(PLAN).replace('"stock": [', '"stock": [7, '), "plan_unreadable"),
    ],
)
def test_what_is_no_plan_is_refused(text: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        read_plan(text)
    assert [problem.code for problem in refused.value.problems] == [code]

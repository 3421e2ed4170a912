"""Seven rough answers: read as people type them, refused all at once where they can't be."""

from __future__ import annotations

import datetime

import pytest

from malja.language.say import load_messages, say_problem
from malja.problems import Problem, Refused
from malja.quick.questions import QUESTIONS, Answers, read_answer, read_answers

TODAY = datetime.date(2025, 3, 11)
TYPED = {
    "people": "8040",
    "water": "100000",
    "roofed": "12000.5",
    "toilets": "60",
    "food_days": "4",
    "flight": "3",
    "vehicle": "il76td",
    "cold": "no",
}
ANSWERS = Answers(
    people=8040, water=100000, roofed=12000.5, toilets=60, food_days=4, flight=3, vehicle="il76td", cold=False
)


def refusals(typed: dict[str, str]) -> list[str]:
    with pytest.raises(Refused) as refused:
        read_answers(typed, TODAY)
    return [say_problem(problem) for problem in refused.value.problems]


def test_answers_are_read_as_typed() -> None:
    assert read_answers(TYPED, TODAY) == ANSWERS


def test_digits_may_be_arabic() -> None:
    assert read_answers({**TYPED, "people": "٨٠٤٠", "toilets": "٦٠"}, TODAY) == ANSWERS


@pytest.mark.parametrize(
    ("flight", "days"),
    [
        ("2025-03-14", 3),
        ("2025-03-11", 0),
        ("0", 0),
        ("60", 60),
        ("tomorrow", 1),
        ("Thursday", 2),
        ("الخميس", 2),
        ("12 March", 1),
        ("March 12", 1),
        ("١٢ آذار", 1),
        ("demain", 1),
    ],
)
def test_the_flight_is_a_date_or_a_number_of_days(flight: str, days: int) -> None:
    assert read_answers({**TYPED, "flight": flight}, TODAY).flight == days


@pytest.mark.parametrize("vehicle", ["il76td", "IL76TD", "Ilyushin Il-76TD", "ilyushin il 76td"])
def test_the_vehicle_may_be_written_as_people_do(vehicle: str) -> None:
    assert read_answers({**TYPED, "vehicle": vehicle}, TODAY).vehicle == "il76td"


@pytest.mark.parametrize(
    ("name", "typed", "words"),
    [
        ("people", "0", "people: 0 is too little; write at least 1"),
        ("people", "12.5", "people: 12.5 is not a whole number"),
        ("water", "much", "water: much is not a number"),
        ("water", "-1", "water: -1 is too little; write at least 0"),
        ("water", "inf", "water: inf is no amount"),
        ("roofed", "1e12", "roofed: 1e12 is too much"),
        ("toilets", "", "toilets: this must be answered"),
        ("food_days", "1000", "food_days: 1000 is too much; write at most 365"),
        ("flight", "2025-03-10", "flight: 2025-03-10 is past; today is 2025-03-11"),
        ("flight", "2025-09-01", "flight: 174 is too much; write at most 60"),
        ("flight", "soon", "flight: soon is neither a day nor a number of days from today"),
        ("flight", "61", "flight: 61 is too much"),
        ("vehicle", "zeppelin", "vehicle: zeppelin is not known here; write one of: il76td, il76md, "),
        (
            "vehicle",
            "il-76",
            "vehicle: il-76 may be several; write one of: il76td (Ilyushin Il-76TD), il76md (Ilyushin Il-76MD)",
        ),
        ("vehicle", "", "vehicle: this must be answered"),
        ("vehicle", "truck", "vehicle: truck may be several; write one of: truck_10t (Truck, 10 t), truck_20t"),
        ("vehicle", "2 trucks and mi8mtv", "vehicle: trucks may be several"),
        ("vehicle", "0 truck_10t", "vehicle: truck_10t may be several"),
        ("vehicle", "مروحية", "vehicle: \u2068مروحية\u2069 may be several; write one of: mi26"),
        ("flight", "Tuesday", "flight: Tuesday is neither a day nor a number of days from today"),
        ("people", "0 families", "people: 0 families is too little"),
        ("people", "many families", "people: many families is not a number"),
        ("cold", "rather", "cold: rather is neither yes nor no"),
    ],
)
def test_nonsense_is_refused_by_name(name: str, typed: str, words: str) -> None:
    said = refusals({**TYPED, name: typed})
    assert len(said) == 1
    assert said[0].startswith(words)


def test_everything_wrong_is_said_at_once() -> None:
    assert len(refusals(dict.fromkeys(TYPED, "?"))) == len(QUESTIONS)
    assert len(refusals({})) == len(QUESTIONS)


def test_a_program_cannot_answer_nonsense_either() -> None:
    with pytest.raises(Refused) as refused:
        Answers(
            people=0,
            water=float("nan"),
            roofed=-1.0,
            toilets=-1,
            food_days=1.0,
            flight=-1,
            vehicle="zeppelin",
            cold=True,
        )
    assert [problem.file for problem in refused.value.problems] == [
        "people",
        "water",
        "roofed",
        "toilets",
        "flight",
        "vehicle",
    ]


def test_every_question_has_its_words() -> None:
    words = load_messages()["quick"]
    assert {question.name for question in QUESTIONS} == {code[4:] for code in words if code.startswith("ask_")}


@pytest.mark.parametrize(
    ("typed", "vehicles"),
    [
        ("2 truck_10t, mi8mtv", ("mi8mtv", "truck_10t", "truck_10t")),
        ("mi8mtv and 2 x Truck, 10 t", None),
        ("truck_20t + truck_20t", ("truck_20t", "truck_20t")),
        ("Truck, 10 t", ("truck_10t",)),
        ("٢ truck_10t و mi8mtv", ("mi8mtv", "truck_10t", "truck_10t")),
    ],
)
def test_several_vehicles_may_come(typed: str, vehicles: tuple[str, ...] | None) -> None:
    if vehicles is None:
        assert refusals({**TYPED, "vehicle": typed})
    else:
        assert read_answers({**TYPED, "vehicle": typed}, TODAY).vehicles == vehicles


@pytest.mark.parametrize("typed", ["240 families", "240 households", "٢٤٠ عائلة", "240 familles"])
def test_families_are_people_by_the_usual_size(typed: str) -> None:
    answers = read_answers({**TYPED, "people": typed}, TODAY)
    assert (answers.people, answers.families) == (1200, 240)


def test_an_answer_is_refused_at_its_question() -> None:
    wrong = read_answer("toilets", "many", TODAY)
    assert isinstance(wrong, Problem)
    assert wrong.file == "toilets"
    assert read_answer("toilets", "12", TODAY) == 12

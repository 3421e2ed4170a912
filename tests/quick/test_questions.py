"""Seven rough answers: read as people type them, refused all at once where they can't be."""

from __future__ import annotations

import datetime

import pytest

from malja.language.say import load_messages, say_problem
from malja.problems import Refused
from malja.quick.questions import QUESTIONS, Answers, read_answers

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


@pytest.mark.parametrize(("flight", "days"), [("2025-03-14", 3), ("2025-03-11", 0), ("0", 0), ("60", 60)])
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
        ("flight", "soon", "flight: soon is neither a date nor a number of days from today"),
        ("flight", "61", "flight: 61 is too much"),
        ("vehicle", "zeppelin", "vehicle: zeppelin is not known here; write one of: il76td, il76md, "),
        ("vehicle", "il-76", "vehicle: il-76 is not known here; write one of: il76td, il76md, il76md90a"),
        ("vehicle", "", "vehicle: this must be answered"),
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

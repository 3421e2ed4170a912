"""The seven rough questions, and answers that refuse nonsense."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import cast

from malja.operation.rules.cell_bounds import find_number_fault
from malja.operation.vehicles import load_vehicles
from malja.problems import Problem, Refused
from malja.tables.cells import read_cell
from malja.tables.columns import Column

#: A flight later than this is no "next flight" to plan by.
_LATEST_FLIGHT = 60

#: What is asked, in this order: bounds and units. The words are in the language, section quick: ask_people and so on.
QUESTIONS: tuple[Column, ...] = (
    Column(name="people", kind="whole", required=True, least=1, most=10_000_000, unit="persons"),
    Column(name="water", kind="number", required=True, least=0, most=1e9, unit="l a day"),
    Column(name="roofed", kind="number", required=True, least=0, most=1e8, unit="m2"),
    Column(name="toilets", kind="whole", required=True, least=0, most=1_000_000, unit="toilets"),
    Column(name="food_days", kind="number", required=True, least=0, most=365, unit="days"),
    Column(name="flight", kind="whole", required=True, least=0, most=_LATEST_FLIGHT, unit="days from today"),
    Column(name="vehicle", kind="key", required=True),
    Column(name="cold", kind="yes_no", required=True),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What is known of a site, roughly, in the units of QUESTIONS; `vehicle` is one of the catalogue's.

    The next flight and its type are one question, so that eight values answer seven. Raises `Refused` with every
    answer that can't be.
    """

    people: int
    water: float
    roofed: float
    toilets: int
    food_days: float
    flight: int
    vehicle: str
    cold: bool

    def __post_init__(self) -> None:
        """Refuse nonsense, all of it at once."""
        problems = []
        for question in QUESTIONS:
            value = getattr(self, question.name)
            fault = find_number_fault(value, question) if question.kind in ("number", "whole") else None
            if fault:
                problems.append(_at(question.name, fault[0], value, **fault[1]))
        if self.vehicle not in load_vehicles():
            problems.append(_unknown_vehicle(self.vehicle))
        if problems:
            raise Refused(problems)


def read_answers(texts: Mapping[str, str], today: datetime.date) -> Answers:
    """The answers from what people typed, by the question's name; digits of any script, `flight` also as a date.

    Raises `Refused` with every answer that is missing or can't be read.
    """
    values: dict[str, object] = {}
    problems: list[Problem] = []
    for question in QUESTIONS:
        text = texts.get(question.name, "").strip()
        if not text:
            value: object = _at(question.name, "answer_missing", "")
        elif question.name == "flight":
            value = _flight(text, question, today)
        elif question.name == "vehicle":
            value = _vehicle(text)
        else:
            value = read_cell(text, question, None)
        if isinstance(value, Problem):
            problems.append(replace(value, file=question.name, column=""))
        values[question.name] = value
    if problems:
        raise Refused(problems)
    return Answers(
        people=cast(int, values["people"]),
        water=cast(float, values["water"]),
        roofed=cast(float, values["roofed"]),
        toilets=cast(int, values["toilets"]),
        food_days=cast(float, values["food_days"]),
        flight=cast(int, values["flight"]),
        vehicle=cast(str, values["vehicle"]),
        cold=cast(bool, values["cold"]),
    )


def _flight(text: str, question: Column, today: datetime.date) -> object:
    """Days from today, of a number of days or of a date."""
    date = read_cell(text, Column(name=question.name, kind="date", required=True), None)
    if not isinstance(date, datetime.date):
        value = read_cell(text, question, None)
        wanted = isinstance(value, Problem) and value.code == "number_wanted"
        return _at(question.name, "flight_wanted", text) if wanted else value
    if date < today:
        return _at(question.name, "flight_past", date, today=today)
    return read_cell((date - today).days, question, None)


def _vehicle(text: str) -> str | Problem:
    """The catalogue's name of a vehicle given by that name or as people write it: il76td, Ilyushin Il-76TD."""
    bare = _bare(text)
    for name, vehicle in load_vehicles().items():
        if bare in (_bare(name), _bare(vehicle.name)):
            return name
    return _unknown_vehicle(text)


def _unknown_vehicle(text: str) -> Problem:
    """The refusal of a vehicle, with those that it may mean, or with all."""
    known = load_vehicles()
    meant = [name for name, vehicle in known.items() if _bare(text) and _bare(text) in _bare(name + vehicle.name)]
    problem = _at("vehicle", "not_a_choice", text)
    return replace(problem, values=(("choices", ", ".join(meant or known)),))


def _bare(text: str) -> str:
    """Letters and digits only, small: how two spellings of one aircraft compare."""
    return "".join(sign for sign in text.casefold() if sign.isalnum())


def _at(question: str, code: str, value: object, **values: object) -> Problem:
    """A problem with an answer, at its question."""
    return replace(Problem.at(None, code, "", value, **values), file=question)

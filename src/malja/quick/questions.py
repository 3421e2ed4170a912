"""The seven rough questions, and answers that refuse nonsense, each at its question."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import cast

from malja.language.names import say_name
from malja.operation.people_counts import PeopleCount, read_people_count
from malja.operation.rules.cell_bounds import find_number_fault
from malja.operation.vehicles import load_vehicles
from malja.problems import Problem, Refused
from malja.tables.cells import read_cell
from malja.tables.columns import Column
from malja.tables.dates import read_spoken_day
from malja.tables.numbers import to_plain_digits

#: A flight later than this is no "next flight" to plan by.
_LATEST_FLIGHT = 60

#: Households are taken to have so many persons, as in any operation that does not say.
HOUSEHOLD_SIZE = 5.0

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

    The next flight and its type are one question, so that eight values answer seven. `more`: other vehicles that come
    on the same day, each by itself. `families`: where they were counted in place of people; 0: people were. Raises
    `Refused` with every answer that can't be.
    """

    people: int
    water: float
    roofed: float
    toilets: int
    food_days: float
    flight: int
    vehicle: str
    cold: bool
    more: tuple[str, ...] = ()
    families: int = 0

    @property
    def vehicles(self) -> tuple[str, ...]:
        """Every vehicle that comes, each by itself."""
        return (self.vehicle, *self.more)

    def __post_init__(self) -> None:
        """Refuse nonsense, all of it at once."""
        problems = []
        for question in QUESTIONS:
            value = getattr(self, question.name)
            fault = find_number_fault(value, question) if question.kind in ("number", "whole") else None
            if fault:
                problems.append(_at(question.name, fault[0], value, **fault[1]))
        problems += [_unknown_vehicle(one) for one in self.vehicles if one not in load_vehicles()]
        if problems:
            raise Refused(problems)


def read_answers(texts: Mapping[str, str], today: datetime.date) -> Answers:
    """The answers from what people typed, by the question's name; digits of any script, `flight` also as a date.

    Raises `Refused` with every answer that is missing or can't be read.
    """
    values: dict[str, object] = {}
    problems: list[Problem] = []
    for question in QUESTIONS:
        value = read_answer(question.name, texts.get(question.name, ""), today)
        problems += (value,) if isinstance(value, Problem) else ()
        values[question.name] = value
    if problems:
        raise Refused(problems)
    people, vehicles = cast(PeopleCount, values["people"]), cast(tuple[str, ...], values["vehicle"])
    return Answers(
        people=people.people,
        water=cast(float, values["water"]),
        roofed=cast(float, values["roofed"]),
        toilets=cast(int, values["toilets"]),
        food_days=cast(float, values["food_days"]),
        flight=cast(int, values["flight"]),
        vehicle=vehicles[0],
        cold=cast(bool, values["cold"]),
        more=vehicles[1:],
        families=people.families,
    )


def read_answer(name: str, text: str, today: datetime.date) -> object | Problem:
    """The answer to one question, in the form that `read_answers` puts together; a Problem at the question."""
    question = next(one for one in QUESTIONS if one.name == name)
    said = text.strip()
    if not said:
        value: object = _at(name, "answer_missing", "")
    elif name == "people":
        value = _people(said, question)
    elif name == "flight":
        value = _flight(said, question, today)
    elif name == "vehicle":
        value = _vehicles(said)
    else:
        value = read_cell(said, question, None)
    return replace(value, file=name, column="") if isinstance(value, Problem) else value


def _people(text: str, question: Column) -> object:
    """People, or families of the usual size."""
    number = read_cell(text, question, None)
    if not isinstance(number, Problem):
        return PeopleCount(people=cast(int, number))
    counted = read_people_count(text, HOUSEHOLD_SIZE)
    if counted is None:
        return number
    fault = find_number_fault(counted.people, question)
    return _at(question.name, fault[0], text, **fault[1]) if fault else counted


def _flight(text: str, question: Column, today: datetime.date) -> object:
    """Days from today, of a number of days or of a date as people say it: tomorrow, Thursday, 12 March."""
    date = read_cell(text, Column(name=question.name, kind="date", required=True), None)
    if not isinstance(date, datetime.date):
        date = read_spoken_day(text, today, ahead=True) or date
    if not isinstance(date, datetime.date):
        value = read_cell(text, question, None)
        wanted = isinstance(value, Problem) and value.code == "number_wanted"
        return _at(question.name, "flight_wanted", text) if wanted else value
    if date < today:
        return _at(question.name, "flight_past", date, today=today)
    return read_cell((date - today).days, question, None)


#: What stands between several vehicles, and before one of which there are several: 2 truck_10t, mi8mtv
_BETWEEN = re.compile(r"\s*(?:[,;+&،؛]|\band\b|\bet\b|(?<=\s)و(?=\s))\s*", re.IGNORECASE)
_NUMBERED = re.compile(r"(\d{1,2})\s*(?:[x×*]\s*|(?<=\d)\s+)(\S.*)")
#: Words for kinds of vehicles, by what the catalogue's names of such begin or end with.
_KINDS = {
    "truck": ("truck", "trucks", "lorry", "lorries", "camion", "camions", "شاحنة", "شاحنات", "شاحنتان"),
    "helicopter": (
        "helicopter",
        "helicopters",
        "chopper",
        "hélicoptère",
        "hélicoptères",
        "مروحية",
        "مروحيات",
        "هليكوبتر",
    ),
    "aircraft": ("plane", "planes", "aircraft", "airplane", "avion", "avions", "طائرة", "طائرات"),
}


def _vehicles(text: str) -> tuple[str, ...] | Problem:
    """The vehicles of an answer, each by itself; the problem of the first that is none, or may be several."""
    known = load_vehicles()
    if _find_vehicle(text):
        return (_find_vehicle(text),)
    found: list[str] = []
    for part in filter(None, _BETWEEN.split(text)):
        counted = _NUMBERED.fullmatch(to_plain_digits(part).replace("'", " "))
        times, said = (int(counted[1]), counted[2]) if counted else (1, part)
        name = _find_vehicle(said)
        if not name or not times:
            return _unknown_vehicle(said)
        found += [name] * times
    return tuple(sorted(found, key=list(known).index)) if found else _unknown_vehicle(text)


def _find_vehicle(text: str) -> str:
    """The catalogue's id of a vehicle given by it or as people write it: il76td, Ilyushin Il-76TD; blank: none."""
    bare = _bare(text)
    return next((name for name, one in load_vehicles().items() if bare in (_bare(name), _bare(one.name))), "")


def _unknown_vehicle(text: str) -> Problem:
    """The refusal of a vehicle, with those that it may mean, or with all."""
    known = load_vehicles()
    meant = [name for name, vehicle in known.items() if _bare(text) and _bare(text) in _bare(name + vehicle.name)]
    meant = meant or [name for kind, words in _KINDS.items() if text.casefold().strip() in words for name in _of(kind)]
    problem = _at("vehicle", "vehicle_which" if meant else "not_a_choice", text)
    said = [f"{name} ({say_name(known[name].name)})" for name in meant] if meant else list(known)
    return replace(problem, values=(("choices", ", ".join(said)),))


def _of(kind: str) -> list[str]:
    """The vehicles of a kind: trucks, helicopters, or what flies and is none."""
    kinds = {name: _tell_kind(vehicle.name) for name, vehicle in load_vehicles().items()}
    return [name for name, said in kinds.items() if said == kind]


def _tell_kind(name: str) -> str:
    if name.startswith(("Truck", "Tractor")):
        return "truck"
    return "helicopter" if "helicopter" in name else "aircraft"


def _bare(text: str) -> str:
    """Letters and digits only, small: how two spellings of one aircraft compare."""
    return "".join(sign for sign in text.casefold() if sign.isalnum())


def _at(question: str, code: str, value: object, **values: object) -> Problem:
    """A problem with an answer, at its question."""
    return replace(Problem.at(None, code, "", value, **values), file=question)

"""What is asked about once it is recorded: beyond each limit, and not at it; the limits as the docs tell them."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from malja.facts.fact import BodyValue, Fact
from malja.site.status.unusual import FEW, UNUSUAL, find_unusual
from tests.lifts.operations import on
from tests.site.evenings import evening, told
from tests.site.status.test_upkeep import CAMP

JOURNAL_PAGE = Path(__file__).parents[3] / "docs" / "journal.md"


def _of(*facts: Fact) -> list[tuple[str, str, str]]:
    """What is unusual about the last of some facts at a camp of a hundred people."""
    return [(one.code, str(one.told), str(one.than)) for one in find_unusual(evening(CAMP, *facts), facts[-1:])]


def _arrive(number: int) -> tuple[Fact, ...]:
    return (told("people.arrived", 1, place="camp", number=number),)


def _give(persons: int) -> tuple[Fact, ...]:
    due = told("round.due", 0, round="r", store="camp", item="meal", quantity="0.01", per="person")
    came = told("stock.received", 0, store="camp", item="meal", quantity="100")
    gift: dict[str, BodyValue] = {"round": "r", "token": "T", "persons": persons}
    return came, due, told("round.given", 1, **gift)


def _fall_ill(cases: int) -> tuple[Fact, ...]:
    week = str(on(-7))
    body: dict[str, BodyValue] = {"place": "camp", "week": week, "illness": "measles"}
    return (told("clinic.counted", 1, cases_under_5=cases - 1, cases_5_and_over=1, **body),)


def _receive(units: int) -> tuple[Fact, ...]:
    return (told("stock.received", 1, store="camp", item="diesel_l", quantity=str(units)),)


@pytest.mark.parametrize(
    ("tell", "limit", "code"),
    [(_arrive, 500, "arrivals"), (_give, 30, "token"), (_fall_ill, 20, "cases"), (_receive, 20_000, "goods")],
)
def test_asks_beyond_a_limit_and_not_at_it(tell: Callable[[int], tuple[Fact, ...]], limit: int, code: str) -> None:
    assert _of(*tell(limit)) == []
    assert [one[0] for one in _of(*tell(limit + 1))] == [code]


def test_a_bus_is_never_asked_about() -> None:
    empty = told("people.departed", 0, place="camp", number=99)
    assert _of(empty, told("people.arrived", 1, place="camp", number=FEW - 1)) == []
    assert _of(empty, told("people.arrived", 1, place="camp", number=FEW)) == [("arrivals", "500", "1")]


def _read(day: int, utility: str, amount: int, point: str = "") -> Fact:
    return told("utility.read", day, place="camp", utility=utility, amount=str(amount), point=point)


def test_a_reading_is_compared_with_the_one_before_of_its_point() -> None:
    before = _read(0, "well_water", 100, "north"), _read(0, "well_water", 9, "south")
    assert _of(*before, _read(2, "well_water", 500, "north")) == []
    assert _of(*before, _read(2, "well_water", 501, "north")) == [("reading", "501", "100")]
    assert _of(_read(2, "well_water", 501)) == []


def test_fuel_rises_by_what_came() -> None:
    came = told("stock.received", 1, store="camp", item="diesel_l", quantity="300")
    assert _of(_read(0, "fuel_left", 100), _read(1, "fuel_left", 105)) == []
    assert _of(_read(0, "fuel_left", 100), _read(1, "fuel_left", 106)) == [("fuel", "106", "100")]
    assert _of(_read(0, "fuel_left", 100), came, _read(1, "fuel_left", 400)) == []


def test_the_docs_tell_every_limit() -> None:
    page = JOURNAL_PAGE.read_text("utf-8").partition("### Is that so?")[2].partition("###")[0]
    said = re.findall(r"^\| [^|]+\| ([\d.]+) \|", page, re.MULTILINE)
    assert sorted(said) == sorted(str(limit) for limit in UNUSUAL.values())

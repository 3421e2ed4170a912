"""A mistake in what was recorded of a day's arrivals or departures is put right, and the mistake counts no more."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from malja.facts.fact import Fact
from malja.language.say import say_problem
from malja.people.headcount import Headcount
from tests.people.test_headcount import DAY, folded, told

#: Kind of fact (`corrected` with what it corrects), number, day.
Telling = tuple[str, int, int]


def correct(number: int, *, day: int = 0, what: str = "", group: str = "everyone", entry: int = 50) -> Fact:
    body: dict[str, str | int] = {"place": "base", "group": group, "number": number, "reason": "a slip of the hand"}
    if what:
        body["what"] = what
    happened = DAY + datetime.timedelta(days=day)
    return Fact(kind="people.corrected", happened=happened, body=body, device="a" * 16, number=entry)


def rows(headcount: Headcount) -> list[tuple[int, int, int, int]]:
    return [(day.date.day, day.arrivals, day.departures, day.present) for day in headcount.days()]


def test_3600_for_360() -> None:
    """By hand: 100 are there, 360 come and 3,600 are typed, 60 leave the day after; 40 more come late on the day."""
    headcount = folded(told("arrived", 100), told("arrived", 3600, day=1, entry=2), told("departed", 60, day=2))
    fact = correct(360, day=1)
    assert headcount.refusals(fact) == []
    headcount.apply(fact)
    assert rows(headcount) == [(10, 100, 0, 100), (11, 360, 0, 460), (12, 0, 60, 400)]
    headcount.apply(told("arrived", 40, day=1, entry=51))
    assert rows(headcount) == [(10, 100, 0, 100), (11, 400, 0, 500), (12, 0, 60, 440)]
    headcount.apply(correct(390, day=1, entry=52))
    assert rows(headcount)[1:] == [(11, 390, 0, 490), (12, 0, 60, 430)]
    assert (headcount.doubts, headcount.differences) == ([], [])


def test_departures_are_put_right_too() -> None:
    headcount = folded(told("arrived", 500), told("departed", 40, day=1), told("arrived", 7, day=1))
    headcount.apply(correct(400, day=1, what="departures"))
    assert rows(headcount) == [(10, 500, 0, 500), (11, 7, 400, 107)]
    headcount.apply(correct(0, day=1, what="departures"))
    assert rows(headcount) == [(10, 500, 0, 500), (11, 7, 0, 507)]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ([("arrived", 3600), ("counted", 360)], (360, 360)),
        ([("arrived", 3600), ("counted", 360), ("arrived", 20)], (380, 380)),
        ([("arrived", 100), ("counted", 100), ("arrived", 3600)], (460, 460)),
        ([("arrived", 36), ("counted", 360), ("arrived", 200)], (560, 560)),
        ([("arrived", 200), ("counted", 200), ("arrived", 36)], (560, 560)),
        ([("arrived", 200), ("arrived", 300)], (0, 0)),
    ],
)
def test_a_count_of_the_day_stands_and_is_explained(before: list[tuple[str, int]], after: tuple[int, int]) -> None:
    headcount = folded(*(told(kind, number, entry=at) for at, (kind, number) in enumerate(before, start=1)))
    headcount.apply(correct(after[0]))
    assert rows(headcount) == [(10, after[0], 0, after[1])]
    assert (headcount.doubts, headcount.differences) == ([], [])


def test_a_count_that_agreed_with_the_mistake_differs_for_the_corrections_reason() -> None:
    headcount = folded(told("arrived", 500), told("counted", 500, day=2), told("counted", 500, day=3))
    headcount.apply(correct(450))
    assert [(one.counted, one.expected, one.reason) for one in headcount.differences] == [
        (500, 450, "a slip of the hand")
    ]
    assert headcount.doubts == []
    headcount.apply(correct(500))
    assert headcount.differences == []


def test_what_cannot_be_put_right_is_refused() -> None:
    headcount = folded(told("arrived", 500), told("departed", 450, day=2), told("arrived", 30, day=4))
    assert [say_problem(problem) for problem in headcount.refusals(correct(360, day=1))] == [
        "column happened: no arrivals of everyone at base on 2025-03-11 are recorded that could be put right (recorded"
        " last: 2025-03-10, 2025-03-14); who came on that day is recorded with `malja people arrive --on 2025-03-11`"
    ]
    [nobody_left] = headcount.refusals(correct(3, what="departures"))
    assert nobody_left.code == "people_no_departures"
    assert [say_problem(problem) for problem in headcount.refusals(correct(440))] == [
        "column number: with 440 in all on 2025-03-10, there would be 10 of everyone too few at base on 2025-03-12;"
        " check the number, or put right first who left"
    ]
    [too_many_left] = headcount.refusals(correct(501, day=2, what="departures"))
    assert dict(too_many_left.values)["missing"] == "1"
    assert headcount.refusals(correct(450)) == headcount.refusals(correct(500, day=2, what="departures")) == []
    assert rows(headcount) == [(10, 500, 0, 500), (12, 0, 450, 50), (14, 30, 0, 80)]


def test_a_group_is_put_right_up_to_everyone() -> None:
    headcount = folded(told("arrived", 500), told("arrived", 900, group="under_5"))
    assert headcount.refusals(correct(90, group="under_5")) == []
    headcount.apply(correct(90, group="under_5"))
    assert (headcount.present("base"), headcount.present("base", "under_5")) == (500, 90)
    assert [problem.code for problem in headcount.refusals(correct(501, group="under_5"))] == ["people_group_larger"]


def test_merged_corrections_never_make_fewer_than_nobody() -> None:
    headcount = folded(told("arrived", 500), told("departed", 450, day=2), correct(360))
    assert rows(headcount) == [(10, 360, 0, 360), (12, 0, 450, 0)]
    assert [doubt.code for doubt in headcount.doubts] == ["left_more"]
    assert rows(folded(correct(360))) == [(10, 360, 0, 360)]


@pytest.mark.parametrize(
    ("first", "second", "codes"),
    [
        (correct(360), told("arrived", 40), ["arrivals_corrected_apart"]),
        (told("arrived", 40), correct(360), ["arrivals_corrected_apart"]),
        (correct(360), correct(350), ["arrivals_corrected_apart"]),
        (correct(3, what="departures"), told("departed", 4), ["departures_corrected_apart"]),
        (correct(360), correct(360), []),
        (correct(360), correct(3, what="departures"), []),
        (correct(360), told("arrived", 40, day=1), []),
        (correct(360), told("arrived", 40, group="under_5"), []),
        (correct(360), told("departed", 0), []),
        (correct(360), told("counted", 360), ["counted_apart"]),
    ],
)
def test_what_devices_said_apart_is_a_doubt(first: Fact, second: Fact, codes: list[str]) -> None:
    def apart(fact: Fact, device: str, number: int) -> bool:
        return False

    def knows(fact: Fact, device: str, number: int) -> bool:
        return True

    for known, expected in ((apart, codes), (knows, [])):
        headcount = Headcount(known)
        for device, fact in (("a", first), ("b", second)):
            headcount.apply(Fact(kind=fact.kind, happened=fact.happened, body=fact.body, device=device, number=1))
        apart_codes = [doubt.code for doubt in headcount.doubts if doubt.code.endswith("apart")]
        assert apart_codes == expected
        assert all(doubt.in_words() for doubt in headcount.doubts)


TELLINGS = st.lists(
    st.tuples(
        st.sampled_from(["arrived", "departed", "counted", "arrivals", "departures"]),
        st.integers(0, 50),
        st.integers(0, 4),
    ),
    max_size=25,
)


def as_fact(telling: Telling, entry: int) -> Fact:
    kind, number, day = telling
    if kind in ("arrivals", "departures"):
        return correct(number, day=day, what=kind, entry=entry)
    return told(kind, number, day=day, entry=entry)


def in_all(tellings: list[Telling], kind: str, what: str, day: int) -> int:
    """A day's arrivals or departures: the number of the last correction, and what was told after it."""
    total = 0
    for told_kind, number, told_day in tellings:
        if told_day == day and told_kind in (kind, what):
            total = number if told_kind == what else total + number
    return total


@settings(max_examples=150, deadline=None)
@given(TELLINGS, st.booleans())
def test_the_fold_is_as_a_second_way_by_hand(tellings: list[Telling], asked: bool) -> None:
    """Days without a count: yesterday, and the day's totals. In between nobody asks, or somebody asks all the time."""
    headcount = Headcount()
    for entry, telling in enumerate(tellings, start=1):
        headcount.apply(as_fact(telling, entry))
        if asked:
            assert headcount.present("base") >= 0
    evening = 0
    by_day = {day.date: day for day in headcount.days()}
    assert sorted(by_day) == sorted({DAY + datetime.timedelta(days=day) for _, _, day in tellings})
    for date, day in sorted(by_day.items()):
        at = (date - DAY).days
        come, left = in_all(tellings, "arrived", "arrivals", at), in_all(tellings, "departed", "departures", at)
        assert (day.arrivals, day.departures) == (come, left)
        kinds = [kind for kind, _, told_day in tellings if told_day == at]
        if "counted" not in kinds and (evening >= left or not left):
            assert day.present == evening + come - left
        assert day.present >= 0
        evening = day.present
    again = folded(*(as_fact(telling, entry) for entry, telling in enumerate(tellings, start=1)))
    assert again.to_json() == headcount.to_json()
    assert again.doubts == headcount.doubts


@settings(max_examples=150, deadline=None)
@given(TELLINGS)
def test_what_is_not_refused_never_makes_anybody_leave_who_was_not_there(tellings: list[Telling]) -> None:
    headcount = Headcount()
    for entry, telling in enumerate(tellings, start=1):
        fact = as_fact(telling, entry)
        if not headcount.refusals(fact):
            headcount.apply(fact)
    assert [doubt for doubt in headcount.doubts if doubt.code == "left_more"] == []

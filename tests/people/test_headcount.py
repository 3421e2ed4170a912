"""Who is here: arrivals, departures and counts by the day they happened, in whatever order they are told."""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from malja.facts.fact import Fact
from malja.language.say import say_problem
from malja.people.headcount import Headcount

DAY = datetime.date(2025, 3, 10)


def told(kind: str, number: int, *, day: int = 0, group: str = "everyone", reason: str = "", entry: int = 1) -> Fact:
    body: dict[str, str | int] = {"place": "base", "group": group, "number": number}
    if reason:
        body["reason"] = reason
    happened = DAY + datetime.timedelta(days=day)
    return Fact(kind=f"people.{kind}", happened=happened, body=body, device="a" * 16, number=entry)


def folded(*facts: Fact) -> Headcount:
    headcount = Headcount()
    for fact in facts:
        headcount.apply(fact)
    return headcount


def test_who_came_less_who_left_is_here() -> None:
    headcount = folded(told("arrived", 500), told("departed", 20, day=1), told("arrived", 40, day=3))
    assert headcount.present("base") == 520
    evenings = [headcount.present("base", until=DAY + datetime.timedelta(days=day)) for day in range(-1, 5)]
    assert evenings == [0, 500, 480, 480, 520, 520]
    assert headcount.present("elsewhere") == 0
    days = [(day.date.day, day.arrivals, day.departures, day.present) for day in headcount.days()]
    assert days == [(10, 500, 0, 500), (11, 0, 20, 480), (13, 40, 0, 520)]


def test_a_count_that_differs_is_a_fact_with_its_reason() -> None:
    headcount = folded(told("arrived", 500), told("counted", 480, day=2, reason="some left at night"))
    assert headcount.present("base") == 480
    assert headcount.present("base", until=DAY + datetime.timedelta(days=1)) == 500
    assert [(one.counted, one.expected, one.reason) for one in headcount.differences] == [
        (480, 500, "some left at night")
    ]
    assert headcount.doubts == []


def test_a_count_that_differs_without_a_reason_is_refused_and_else_a_doubt() -> None:
    headcount = folded(told("arrived", 500))
    count = told("counted", 480, day=2)
    assert [say_problem(problem) for problem in headcount.refusals(count)] == [
        "column reason: 480 of everyone were counted at base on 2025-03-12, and arrivals less departures give 500;"
        " say why, as the reason"
    ]
    assert headcount.refusals(told("counted", 500, day=2)) == []
    headcount.apply(count)
    assert [doubt.in_words() for doubt in headcount.doubts] == [
        "480 of everyone were counted at base on 2025-03-12, and arrivals less departures give 500; nobody said why"
    ]


def test_the_first_that_is_told_of_anybody_needs_no_reason_but_what_was_told_before_does() -> None:
    first = told("counted", 130, group="under_5", day=2, entry=2)
    headcount = folded(told("arrived", 500))
    assert headcount.refusals(first) == []
    headcount.apply(first)
    assert (headcount.differences, headcount.doubts) == ([], [])
    headcount.apply(told("arrived", 20, group="under_5", entry=3))
    assert [(one.counted, one.expected) for one in headcount.differences] == [(130, 20)]


def test_what_is_recorded_late_explains_a_later_count() -> None:
    """Forty came on the second day and were recorded after the count of the fourth, which had seen them."""
    headcount = folded(told("arrived", 500), told("counted", 540, day=3, entry=2))
    assert [doubt.code for doubt in headcount.doubts] == ["count_differs"]
    headcount.apply(told("arrived", 40, day=1, entry=3))
    assert headcount.present("base") == 540
    assert headcount.doubts == []
    assert headcount.differences == []


def test_no_more_leave_than_are_there() -> None:
    headcount = folded(told("arrived", 500), told("departed", 450, day=5))
    assert [problem.code for problem in headcount.refusals(told("departed", 501, day=2))] == ["people_left_more"]
    # Five hundred were there that evening, but four hundred and fifty of them left three days later.
    later = headcount.refusals(told("departed", 51, day=2))
    assert [(problem.code, dict(problem.values)["most"]) for problem in later] == [("people_left_later", "50")]
    assert headcount.refusals(told("departed", 50, day=2)) == []
    headcount.apply(told("departed", 501, day=5, entry=7))
    assert headcount.present("base") == 0
    assert [doubt.in_words() for doubt in headcount.doubts] == [
        "501 of everyone left base on 2025-03-15, where 50 were"
    ]


def test_a_count_ends_what_a_departure_may_spoil() -> None:
    headcount = folded(told("arrived", 500), told("counted", 10, day=3, reason="most went"))
    assert headcount.refusals(told("departed", 400, day=1)) == []


def test_groups_are_counted_among_everyone() -> None:
    headcount = folded(told("arrived", 500), told("counted", 90, group="women_15_49", reason="asked each family"))
    assert headcount.present("base") == 500
    assert headcount.present("base", "women_15_49") == 90
    assert headcount.groups("base") == ("everyone", "women_15_49")
    [share] = headcount.shares()
    assert (share.group, share.number, share.everyone) == ("women_15_49", 90, 500)
    too_many = headcount.refusals(told("counted", 501, group="women_15_49", reason="x"))
    assert [problem.code for problem in too_many] == ["people_group_larger"]


def test_a_share_is_of_the_day_of_its_count() -> None:
    counted = told("counted", 90, day=1, group="women_15_49", reason="asked")
    headcount = folded(told("arrived", 500), counted, told("arrived", 500, day=2))
    assert [(share.number, share.everyone) for share in headcount.shares()] == [(90, 500)]


EVENTS = st.lists(
    st.tuples(st.sampled_from(["arrived", "departed", "counted"]), st.integers(0, 50), st.integers(0, 6)), max_size=30
)


def by_hand(events: Sequence[tuple[str, int, int]], until: int) -> int:
    """The same by walking over all events in the order of their days, nothing kept between."""
    here = 0
    for kind, number, _ in sorted((event for event in events if event[2] <= until), key=lambda event: event[2]):
        here = number if kind == "counted" else here + number if kind == "arrived" else max(0, here - number)
    return here


@settings(max_examples=150, deadline=None)
@given(EVENTS, st.data())
def test_late_facts_change_what_follows_them_however_often_one_asks(
    events: list[tuple[str, int, int]], data: st.DataObject
) -> None:
    headcount = Headcount()
    for entry, (kind, number, day) in enumerate(events, start=1):
        headcount.apply(told(kind, number, day=day, entry=entry))
        if data.draw(st.booleans()):
            until = data.draw(st.integers(-1, 7))
            here = headcount.present("base", until=DAY + datetime.timedelta(days=until))
            assert here == by_hand(events[:entry], until)
    assert headcount.present("base") == by_hand(events, 7)
    fresh = folded(*(told(kind, number, day=day, entry=n) for n, (kind, number, day) in enumerate(events, start=1)))
    assert fresh.to_json() == headcount.to_json()
    assert fresh.doubts == headcount.doubts


@settings(max_examples=100, deadline=None)
@given(EVENTS)
def test_what_is_not_refused_never_makes_anybody_leave_who_was_not_there(events: list[tuple[str, int, int]]) -> None:
    headcount = Headcount()
    for entry, (kind, number, day) in enumerate(events, start=1):
        fact = told(kind, number, day=day, entry=entry)
        if not headcount.refusals(fact):
            headcount.apply(fact)
    assert [doubt for doubt in headcount.doubts if doubt.code == "left_more"] == []


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_days_count_not_the_order_of_recording(order: tuple[int, ...]) -> None:
    facts = [told("arrived", 100, day=0), told("departed", 30, day=1), told("arrived", 5, day=2)]
    assert folded(*(facts[place] for place in order)).present("base") == 75


def test_counts_apart_on_one_day_are_a_doubt() -> None:
    def knows_nothing(fact: Fact, device: str, number: int) -> bool:
        return False

    headcount = Headcount(knows_nothing)
    for device, fact in (("a", told("arrived", 500)), ("a", told("counted", 500)), ("b", told("arrived", 3))):
        headcount.apply(Fact(kind=fact.kind, happened=fact.happened, body=fact.body, device=device, number=fact.number))
    assert [doubt.code for doubt in headcount.doubts] == ["counted_apart"]

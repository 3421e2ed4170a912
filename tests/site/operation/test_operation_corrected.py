"""A mistake in the arrivals that was put right asks nothing of a plan: no blankets for people who never were."""

from __future__ import annotations

import pytest

from malja.facts.fact import Fact
from malja.operation.headcount import count_arrived
from malja.operation.rows import Movement, Place
from tests.lifts.cases import DEPOT, base
from tests.lifts.operations import on
from tests.site.evenings import evening, morning, told

CAMP = base(
    places=(DEPOT, Place(place="camp", role="site")),
    people=(Movement(place="camp", date=on(-1), arrivals=100),),
)


def arrived(number: int, day: int = 0) -> Fact:
    return told("people.arrived", day, place="camp", group="everyone", number=number)


def corrected(number: int, what: str = "arrivals") -> Fact:
    return told("people.corrected", 0, place="camp", number=number, what=what, reason="3600 typed for 360")


def departed(number: int) -> Fact:
    return told("people.departed", 0, place="camp", group="everyone", number=number)


def counted(number: int) -> Fact:
    return told("people.counted", 0, place="camp", group="everyone", number=number, reason="counted by tent")


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ((arrived(3600), corrected(360)), (arrived(360),)),
        ((arrived(3600), arrived(5, 1), corrected(360)), (arrived(360), arrived(5, 1))),
        ((arrived(3600), counted(460), corrected(360)), (arrived(360), counted(460))),
        ((arrived(36), corrected(360)), (arrived(360),)),
        ((arrived(36), corrected(0)), ()),
        ((departed(90), corrected(9, "departures")), (departed(9),)),
    ],
)
def test_the_operation_is_as_if_it_had_been_recorded_rightly(wrong: tuple[Fact, ...], right: tuple[Fact, ...]) -> None:
    operation = morning(CAMP, 2, *wrong)
    assert operation == morning(CAMP, 2, *right)


def test_nobody_counts_as_come_who_never_came() -> None:
    """Leaving again makes the headcount right and leaves 3,240 who have come; putting it right does not."""
    left = morning(CAMP, 2, arrived(3600), departed(3240))
    right = morning(CAMP, 2, arrived(3600), corrected(360))
    assert (max(count_arrived(left)["camp"]), max(count_arrived(right)["camp"])) == (3700, 460)
    assert [(row.date, row.arrivals, row.departures) for row in right.people] == [(on(-1), 100, 0), (on(0), 360, 0)]


def test_more_than_any_camp_holds_is_refused_in_one_fact_and_still_counts_where_a_journal_has_it() -> None:
    state = evening(CAMP)
    for kind in ("arrived", "departed", "counted", "corrected"):
        fact = told(f"people.{kind}", 0, place="camp", group="everyone", number=200_001, reason="so")
        body = {
            name: value for name, value in fact.body.items() if name != "reason" or kind in ("counted", "corrected")
        }
        [problem] = state.refusals(Fact(kind=fact.kind, happened=fact.happened, body=body, device="a", number=99))
        assert (problem.code, problem.column, dict(problem.values)["most"]) == ("number_above", "number", "200000")
    state.apply(
        Fact(kind="people.arrived", happened=on(0), body={"place": "camp", "number": 200_001}, device="a", number=99)
    )
    assert state.headcount.present("camp") == 200_101
    assert state.doubts == ()

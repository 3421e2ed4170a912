"""Who came and left, as rows of people: recorded, counted, expected."""

from __future__ import annotations

import dataclasses

import pytest

from malja.catalogue.facts import Source
from malja.operation.headcount import count_arrived, count_present
from malja.site.operation.operation import build_operation
from tests.lifts.operations import on
from tests.site.camp import CAMP, people
from tests.site.evenings import codes, evening, morning, told

RECORDED = Source(document="journal", basis="read")


def test_who_left_is_still_among_all_who_have_come() -> None:
    operation = morning(CAMP, 2, people("arrived", 0, 30), people("departed", 1, 50))
    assert count_present(operation)["camp"][0] == 80
    assert count_arrived(operation)["camp"][0] == 130
    assert [(move.date, move.arrivals, move.departures) for move in operation.people] == [
        (on(-1), 100, 0),
        (on(5), 20, 0),
        (on(0), 30, 0),
        (on(1), 0, 50),
    ]


@pytest.mark.parametrize(("counted", "come", "gone"), [(112, 12, 0), (91, 0, 9), (100, None, None)])
def test_what_a_count_found_counts_on_its_day(counted: int, come: int | None, gone: int | None) -> None:
    operation = morning(CAMP, 1, people("counted", 0, counted, reason="tent by tent"))
    assert count_present(operation)["camp"][0] == counted
    found = [(move.arrivals, move.departures, move.source) for move in operation.people if move.date == on(0)]
    assert found == ([] if come is None else [(come, gone, RECORDED)])


def test_who_was_expected_and_came_is_as_recorded() -> None:
    """20 were expected on day 5: 17 came, or nobody was recorded at all since."""
    came = morning(CAMP, 6, people("arrived", 5, 17))
    nobody = morning(CAMP, 6, people("arrived", 4, 17))
    later = morning(CAMP, 7, people("arrived", 6, 17))
    assert [count_present(one)["camp"][0] for one in (came, nobody, later)] == [117, 117, 117]
    assert [codes(one) for one in (came, nobody, later)] == [[], ["site_people_not_recorded"], []]


def test_people_who_were_told_of_where_nobody_lives_are_left_out_and_said() -> None:
    state = evening(CAMP)
    fact = told("people.arrived", 0, place="depot", group="everyone", number=7)
    state.apply(dataclasses.replace(fact, device="b", number=1))
    operation = build_operation(state, on(1))
    assert operation.people == CAMP.people
    assert codes(operation) == ["site_doubts_waiting", "site_people_elsewhere"]

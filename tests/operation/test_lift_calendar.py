"""On which days a lift runs; 10 March 2025, day 0, is a Monday."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from malja.lifts.search.planning import plan_lifts
from malja.operation.lift_calendar import find_first_open_day, find_open_days
from malja.operation.notices.check_report import check_report
from malja.operation.operation import Operation
from malja.operation.rows import Committed, Lift, LiftDay
from malja.problems import Refused
from malja.tables.weekdays import WEEKDAY_NAMES
from tests.lifts.cases import base, truck
from tests.lifts.operations import on

ALWAYS = {"first": None, "last": None}


def thursdays(*days: LiftDay, **lift: object) -> Operation:
    """Twelve days of a helicopter that flies on Thursdays."""
    return base(days=12, lifts=(truck(**{**ALWAYS, "weekdays": "thu", **lift}),), lift_days=days)


def opened(operation: Operation) -> list[int]:
    """The days on which the only lift may leave."""
    return [day for day, runs in enumerate(find_open_days(operation, operation.lifts[0])) if runs]


def test_thursdays_helicopter_flies_on_thursday() -> None:
    assert opened(thursdays()) == [3, 10]
    assert [trip.leaves.strftime("%a") for trip in plan_lifts(thursdays()).trips] == ["Thu"]


def test_given_dates_open_and_close_days_within_first_and_last() -> None:
    given_days = (LiftDay(lift="truck", date=on(1)), LiftDay(lift="truck", date=on(3), runs=False))
    assert opened(thursdays(*given_days)) == [1, 10]
    assert opened(thursdays(*given_days, last=on(9))) == [1]
    other = LiftDay(lift="truck", date=on(400))
    assert opened(thursdays(other)) == [3, 10]


def test_first_open_day() -> None:
    operation = thursdays()
    lift = operation.lifts[0]
    assert [find_first_open_day(operation, lift, day) for day in (0, 3, 4, 11)] == [3, 3, 10, None]


def test_a_day_outside_its_dates_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        thursdays(LiftDay(lift="truck", date=on(11)), last=on(9))
    assert [problem.code for problem in refused.value.problems] == ["lift_day_outside"]
    assert thursdays(LiftDay(lift="truck", date=on(11), runs=False), last=on(9))


def notices(operation: Operation) -> list[str]:
    """The codes of all notices."""
    return [notice.code for section in check_report(operation) for notice in section.notices]


def test_a_lift_that_never_runs_is_said() -> None:
    assert "lift_never_leaves" in notices(base(lifts=(truck(**{**ALWAYS, "weekdays": "sun"}),)))


def test_committed_cargo_on_another_day_is_said_and_kept() -> None:
    cargo = Committed(lift="truck", date=on(1), item="meal", packs=1)
    operation = base(days=4, lifts=(truck(**{**ALWAYS, "weekdays": "thu"}),), committed=(cargo,))
    assert notices(operation).count("committed_not_its_day") == 1
    trips = {trip.leaves: trip.kg for trip in plan_lifts(operation).trips}
    assert trips[on(1)] >= 5
    assert set(trips) <= {on(1), on(3)}


@given(st.sets(st.sampled_from(WEEKDAY_NAMES)), st.integers(0, 9), st.integers(0, 9))
def test_open_days_keep_every_rule(names: set[str], first: int, length: int) -> None:
    """Open days are those within the dates whose name is asked; none asked means all."""
    lift = Lift(
        lift="truck",
        origin="depot",
        destination="camp",
        first=on(first),
        last=on(first + length),
        weekdays=" ".join(sorted(names, key=WEEKDAY_NAMES.index)),
    )
    operation = base(days=14, lifts=(lift,))
    wanted = [
        day for day in range(first, min(14, first + length + 1)) if not names or on(day).strftime("%a").lower() in names
    ]
    assert opened(operation) == wanted

"""Weeks lived through on a camp that a pencil can simulate."""

from __future__ import annotations

from dataclasses import replace

import pytest

from malja.catalogue.facts import Tier
from malja.lifts.hedge.chances import Chances
from malja.lifts.plan.plan import Progress
from malja.problems import Refused
from malja.simulation.trials import Lack, TrialSettings, try_operation
from tests.lifts.operations import on
from tests.simulation.operations import camp, chances_of

CALM = Chances(fails=0.0, more_people=0.0, count_error=0.0)
MEALS: tuple[str, Tier] = ("meals", "survival")


def test_nothing_is_short_where_nothing_fails() -> None:
    trials = try_operation(camp(), TrialSettings(chances=CALM, runs=1))
    assert trials.outcomes["plan"][0].lacks[MEALS] == Lack(person_days=0.0, first_day=None)
    assert trials.promised == trials.outcomes["plan"][0]


def test_the_flight_of_day_1_fails_and_nobody_plans_again() -> None:
    """Ten meals are left on day 1 for five days: 40 of 50 are missing, and day 1, stretched too, is short already."""
    settings = TrialSettings(chances=chances_of({("first", 1): True, ("second", 3): False}), runs=1)
    outcome = try_operation(camp(), settings).outcomes["plan"][0]
    assert outcome.failed == 1
    assert outcome.lacks[MEALS].person_days == pytest.approx(40.0)
    assert outcome.lacks[MEALS].first_day == 1


def test_planned_again_the_next_day_the_second_flight_saves_the_rest() -> None:
    """On day 1 each of days 1 to 4 gets a quarter, 2.5 meals, as far as they go: 7.5 are missing.

    On day 2 the second flight is planned for day 3, with 4 packs: all that is left, 7.5 meals, is eaten on day 2, where
    2.5 are missing, and days 3 to 5 have their 30 meals of 40.
    """
    settings = TrialSettings(chances=chances_of({("first", 1): True, ("second", 3): False}), runs=1, again=1)
    trials = try_operation(camp(), settings)
    assert trials.outcomes["plan"][0].lacks[MEALS].person_days == pytest.approx(10.0)
    assert trials.outcomes["plan"][0].lacks[MEALS].first_day == 1


def test_the_rule_meets_the_same_weather() -> None:
    settings = TrialSettings(chances=chances_of({("first", 1): True, ("second", 3): False}), runs=1)
    trials = try_operation(camp(), settings)
    assert trials.outcomes["rule"][0] == trials.outcomes["plan"][0]


def test_cover_that_is_held_bridges_a_flight_that_fails() -> None:
    """Flights may leave on each day now. With two days held, day 2's meals are to come on day 0.

    Whatever fails on days 1 and 2, the camp then has the meals of days 0 to 3; it is planned again every day.
    """
    flights = tuple(replace(camp().lifts[0], lift="daily", first=on(0), last=on(5)) for _ in range(1))
    fate = {("daily", 0): False, ("daily", 1): True, ("daily", 2): True, ("daily", 3): False}
    settings = TrialSettings(chances=chances_of(fate), runs=1, again=1, keep=2)
    operation = camp(lifts=flights)
    trials = try_operation(operation, settings)
    assert trials.outcomes["keep"][0].lacks[MEALS].person_days == pytest.approx(0.0)
    assert trials.outcomes["keep"][0].lacks[MEALS].person_days <= trials.outcomes["plan"][0].lacks[MEALS].person_days


def test_the_same_seed_gives_the_same_and_runs_differ() -> None:
    settings = TrialSettings(chances=Chances(fails=0.5, count_error=0.1), runs=4, again=2)
    trials = try_operation(camp(), settings)
    assert trials == try_operation(camp(), settings)
    assert len(set(map(str, trials.outcomes["plan"]))) > 1


def test_a_week_is_not_cut_where_trips_are_counted_by_the_week() -> None:
    weekly = replace(camp().lifts[0], per_week=2)
    with pytest.raises(Refused) as refused:
        try_operation(camp(days=20, lifts=(weekly,)), TrialSettings(chances=CALM, again=3))
    assert [problem.code for problem in refused.value.problems] == ["try_whole_weeks"]


def test_stopped_in_the_first_run_it_tells_of_the_days_so_far() -> None:
    asked = iter([False] * 9 + [True] * 999)
    trials = try_operation(camp(), TrialSettings(chances=CALM, runs=3, again=1), stop=lambda: next(asked))
    assert trials.stopped
    assert trials.runs == 0
    assert trials.days < 6
    assert trials.outcomes["plan"][0].lacks[MEALS].person_days == 0.0


def test_stopped_later_it_tells_of_the_runs_that_are_over() -> None:
    operation = camp()
    reports: list[Progress] = []
    settings = TrialSettings(chances=CALM, runs=3)
    trials = try_operation(operation, settings, progress=reports.append, stop=lambda: len(reports) >= 3)
    assert (trials.stopped, trials.runs, trials.days) == (True, 1, 6)
    assert [round(report.done, 3) for report in reports[:2]] == [0.167, 0.333]


def test_a_plan_that_knows_the_future_is_no_worse() -> None:
    """It sends the second flight with all it can: only the ten meals of day 2 are missing."""
    settings = TrialSettings(chances=chances_of({("first", 1): True, ("second", 3): False}), runs=1)
    trials = try_operation(camp(), settings)
    assert trials.outcomes["known"][0].lacks[MEALS].person_days == pytest.approx(10.0)


def test_hedged_plans_survive_a_flight_that_fails() -> None:
    """Both flights are sent, so that the second brings the meals of days 3 to 5; those of day 2 are saved or lack."""
    settings = TrialSettings(chances=chances_of({("first", 1): True, ("second", 3): False}), runs=1, hedge=20)
    outcomes = try_operation(camp(), settings).outcomes
    assert outcomes["hedge"][0].lacks[MEALS].person_days == pytest.approx(10.0)
    assert outcomes["plan"][0].lacks[MEALS].person_days == pytest.approx(40.0)

"""What goes wrong is drawn from names and dates alone."""

from __future__ import annotations

from dataclasses import replace

from malja.simulation.chances import NO_TROUBLE, Chances, Draws
from tests.lifts.operations import on

DRAWS = Draws(chances=Chances(), run=0)


def test_the_same_names_and_dates_give_the_same() -> None:
    again = Draws(chances=Chances(), run=0)
    assert [again.does_fail("il76", on(day)) for day in range(99)] == [
        DRAWS.does_fail("il76", on(day)) for day in range(99)
    ]


def test_other_runs_seeds_and_lifts_give_others() -> None:
    others = (replace(DRAWS, run=1), replace(DRAWS, chances=Chances(seed=2)))
    mine = [DRAWS.does_fail("il76", on(day)) for day in range(99)]
    assert all([other.does_fail("il76", on(day)) for day in range(99)] != mine for other in others)
    assert [DRAWS.does_fail("an26", on(day)) for day in range(99)] != mine


def test_about_one_in_seven_fails_and_one_week_in_ten_brings_more() -> None:
    """Of 7,000 draws 1,000 are expected; 29 is the standard deviation, and five of them are 146."""
    assert abs(sum(DRAWS.does_fail("il76", on(day)) for day in range(7000)) - 1000) < 146
    waves = [DRAWS.find_wave("camp", on(7 * week)) for week in range(2000)]
    assert abs(sum(day is not None for day in waves) - 200) < 68
    assert {day for day in waves if day is not None} == set(range(7))


def test_counts_are_wrong_by_no_more_than_they_may() -> None:
    wrong = [DRAWS.miscount("camp", "rice", on(day)) for day in range(500)]
    assert 0.97 <= min(wrong) < 0.975
    assert 1.025 < max(wrong) <= 1.03


def test_without_trouble_nothing_happens() -> None:
    assert not any(NO_TROUBLE.does_fail("il76", on(day)) for day in range(500))
    assert NO_TROUBLE.miscount("camp", "rice", on(0)) == 1.0

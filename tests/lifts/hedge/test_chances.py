"""What goes wrong is drawn from names and dates alone."""

from __future__ import annotations

from dataclasses import replace

from malja.lifts.hedge.chances import NO_TROUBLE, Chances, Draws, read_chances
from malja.operation.rows import Risk
from tests.lifts.operations import on
from tests.simulation.operations import camp

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


RISKS = (
    Risk(risk="departure_fails", share=0.5),
    Risk(risk="departure_fails", at="first", share=0.0),
    Risk(risk="more_people", share=1.0, size=0.4),
    Risk(risk="miscount", at="depot", size=0.0),
)


def test_the_table_of_risks_says_what_goes_wrong() -> None:
    """The first flight always goes, of the second every other; every week more people come; only the camp miscounts."""
    chances = read_chances(camp(risks=RISKS))
    draws = Draws(chances=chances, run=0)
    assert not any(draws.does_fail("first", on(day)) for day in range(200))
    assert abs(sum(draws.does_fail("second", on(day)) for day in range(1000)) - 500) < 80
    assert all(draws.find_wave("camp", on(7 * week)) is not None for week in range(50))
    assert (chances.find_wave_size("camp"), chances.find_count_error("camp")) == (0.4, 0.03)
    assert draws.miscount("depot", "meal", on(0)) == 1.0 != draws.miscount("camp", "meal", on(0))


def test_what_is_asked_for_takes_the_place_of_the_table() -> None:
    chances = read_chances(camp(risks=RISKS), fails=1.0, more_people=0.1)
    assert Draws(chances=chances, run=0).does_fail("first", on(0))
    assert (chances.find_wave_size("camp"), chances.find_wave_share("camp")) == (0.1, 1.0)
    assert chances.find_count_error("depot") == 0.0


def test_without_a_table_the_defaults_hold() -> None:
    assert read_chances(camp(), seed=7) == Chances(seed=7)


def test_feared_futures_are_other_ones_than_real_ones() -> None:
    feared = replace(DRAWS, of=10)
    assert [feared.does_fail("il76", on(day)) for day in range(99)] != [
        DRAWS.does_fail("il76", on(day)) for day in range(99)
    ]


def test_of_ten_feared_futures_each_departure_fails_in_one_or_two() -> None:
    """A seventh of ten is 1.43: in one of ten always, in a second in 43 of 100."""
    futures = [replace(DRAWS, run=run, of=10) for run in range(10)]
    failed = [sum(one.does_fail("il76", on(day)) for one in futures) for day in range(700)]
    assert set(failed) == {1, 2}
    assert abs(sum(failed) - 1000) < 65

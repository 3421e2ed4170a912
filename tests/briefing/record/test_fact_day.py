"""The day of what is recorded: told, or today where that is near the site's last day; asked about as of any evening."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from malja import clock
from tests.cli.sites import refused, said

DAY = datetime.timedelta(days=1)


def founded(folder: Path, ago: int) -> Path:
    """A site that was founded so many days ago, with a place for people."""
    day = str(clock.today() - ago * DAY)
    said("site", "new", folder, "--name", "School", "--on", day)
    said("site", "set", folder, "places", "hall", "role=site", "name=Hall", "lat=1", "lon=2", "--on", day)
    return folder


@pytest.mark.parametrize("ago", [0, 14])
def test_today_is_taken_where_the_site_lives_in_these_days(tmp_path: Path, ago: int) -> None:
    folder = founded(tmp_path / "s", ago)
    told = said("people", "arrive", folder, "hall", "5")
    assert told.startswith("Recorded: " if ago == 0 else "Recorded for ")
    assert said("people", "arrive", folder, "hall", "5").startswith("Recorded: ")
    assert f'"day": "{clock.today()}"' in said("site", "status", folder, "--json")


def test_another_time_is_never_left_by_a_forgotten_day(site: Path, tmp_path: Path) -> None:
    late = founded(tmp_path / "late", 15)
    for folder, words in (
        (late, ("people", "arrive", late, "hall", "5")),
        (site, ("stock", "give", site, "base", "rice", "5")),
        (site, ("round", "due", site, "r", "base", "rice", "1")),
        (site, ("kitchen", "recipe", site, "plain", "rice", "0.1")),
        (site, ("clinic", "week", site, "base", "2025-03-03", "--others-zero")),
        (site, ("flight", "announce", site, "F1", "an26", "2025-03-11")),
        (site, ("site", "set", site, "operation", "days=30")),
        (site, ("site", "unset", site, "lifts", "road")),
    ):
        before = said("journal", "heads", folder)
        last = "2025-03-09" if folder is site else clock.today() - 15 * DAY
        assert refused(*words).startswith(f"--on: the last day recorded here is {last}, and today is {clock.today()}; ")
        assert said("journal", "heads", folder) == before
    said("stock", "give", site, "base", "rice", "5", "--on", "2025-03-10")


def test_what_else_is_wrong_is_said_with_the_missing_day(site: Path) -> None:
    words = refused("people", "arrive", site, "bse", "5")
    assert "write the day, such as --on 2025-03-09\n" in words
    assert "PLACE: there is no bse in places; did you mean base?" in words
    assert "2 mistakes" in words


def test_the_day_is_named_where_it_is_another_than_the_last(site: Path) -> None:
    tuesday, monday = ("--on", "2025-03-11"), ("--on", "2025-03-10")
    arrive = ("people", "arrive", site, "base", "1")
    assert said(*arrive, *tuesday) == "Recorded for Tue 11 March: 1 came to Hmeimim air base. 6,401 are there now.\n"
    assert said(*arrive, *tuesday) == "Recorded: 1 came to Hmeimim air base. 6,402 are there now.\n"
    assert said(*arrive, *monday).startswith("Recorded for Mon 10 March: ")
    assert said("site", "set", site, "operation", "days=30", *monday).startswith("Recorded for Mon 10 March: ")
    assert said("site", "unset", site, "lifts", "road", *tuesday).startswith("Recorded: ")


def test_nothing_happened_before_the_site_was_founded(site: Path, tmp_path: Path) -> None:
    assert "--on: 2020-01-01 is before the site was founded on 2025-03-09" in refused(
        "people", "arrive", site, "base", "5", "--on", "2020-01-01"
    )
    rows = tmp_path / "rows.csv"
    rows.write_text("place,number,happened\nbase,3,2025-03-08\nbase,x,2025-03-10\nbase,4,\n", encoding="utf-8")
    words = refused("import", site, "people.arrived", rows)
    assert "row 2, column happened: 2025-03-08 is before the site was founded" in words
    assert "3 mistakes" in words


def test_what_is_there_is_shown_as_of_any_evening(site: Path) -> None:
    on, eve = ("--on", "2025-03-12"), ("--as-of", "2025-03-11")
    said("kitchen", "recipe", site, "plain", "rice", "0.1", "--on", "2025-03-10")
    for words in (
        ("people", "arrive", site, "base", "600"),
        ("stock", "give", site, "base", "rice", "1000"),
        ("round", "due", site, "r1", "base", "rice", "0.5"),
        ("clinic", "week", site, "base", "2025-03-03", "measles=1/0"),
        ("flight", "announce", site, "F1", "an26", "2025-03-14"),
    ):
        said(*words, *on)
    for asked, before, now in (
        (("people", "show", site), "6,400", "7,000"),
        (("stock", "show", site, "--item", "rice"), "8,000", "7,000"),
        (("round", "show", site), "no such round", "Round r1"),
        (("kitchen", "show", site), "80,000 meals", "70,000 meals"),
        (("clinic", "show", site), "No case", "measles"),
        (("flight", "show", site), "il76-2025-03-12", "F1"),
    ):
        told = said(*asked, *eve)
        assert before in told
        assert now not in told
        assert now in said(*asked)


def test_rates_are_of_the_days_on_which_something_was_used(site: Path) -> None:
    for day in ("2025-03-10", "2025-03-14"):
        said("stock", "use", site, "base", "rice", "300", "--on", day)
    said("stock", "use", site, "base", "diesel_l", "1", "--on", "2025-03-14")
    status = said("site", "status", site, "--as-of", "2025-03-14")
    assert "300 kg a day  24 days left" in status
    assert status.count("a day  ") == 1
    assert "a day  " not in said("site", "status", site, "--as-of", "2025-03-10")

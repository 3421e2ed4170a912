"""What is the same every time is left out: the site one stands in, its desk's place, store, role and day."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from malja import clock
from tests.cli.sites import a_site, refused, run, said

ON = ("--on", "2025-03-10")


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site in whose folder one stands."""
    folder = a_site(tmp_path)
    monkeypatch.chdir(folder)
    monkeypatch.delenv("MALJA_SITE", raising=False)
    return folder


def test_the_site_is_the_folder_one_stands_in(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert said("people", "arrive", "base", "20", *ON) == (
        "Recorded for Mon 10 March: 20 came to Hmeimim air base. 6,420 are there now.\n"
    )
    assert "Hmeimim" in said("site", "status")
    assert "20 came to Hmeimim air base" in said("site", "told", "--most", "1")
    (site / "papers").mkdir()
    monkeypatch.chdir(site / "papers")
    assert "6,430 are there now" in said("people", "arrive", "base", "10", *ON)


def test_the_site_is_the_one_that_is_set(site: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("people", "arrive", "base", "20", *ON).exit_code == 2
    monkeypatch.setenv("MALJA_SITE", str(site))
    assert "20 came to Hmeimim air base" in said("people", "arrive", "base", "20", *ON)


def test_the_only_place_is_the_place_and_its_store_the_store(site: Path) -> None:
    assert "20 came to Hmeimim air base" in said("people", "arrive", "20", *ON)
    assert "20 came to Hmeimim air base" in said("people", "arrive", site, "20", *ON)
    assert "at Hmeimim air base" in said("stock", "receive", "rice", "4x", *ON)
    assert "given out from Hmeimim air base" in said("stock", "give", *ON, "rice", "2x", "--lot=", "--note", "base")


def test_a_desk_remembers_its_place_store_role_and_day(site: Path) -> None:
    assert "Nothing is remembered" in said("site", "remember")
    said("site", "set", "stores", "tent", "place=base", "kind=kitchen", *ON)
    answer = said("site", "remember", "place=base", "store=tent", "by=gate", "day=2025-03-10")
    assert answer == (
        "The place: base.\nThe store: tent.\nWho records: gate.\nThe day, until the date changes: 2025-03-10.\n"
    )
    assert "12 came to Hmeimim air base" in said("people", "arrive", "12")
    assert "received at tent" in said("stock", "receive", "rice", "4x")
    assert "Mon 10 March, gate: " in said("site", "told", "--most", "1")
    assert "Tue 11 March" in said("people", "arrive", "12", "--on", "2025-03-11", "--by", "office")
    assert "office: 12 came" in said("site", "told", "--most", "1")
    assert "Who records" not in said("site", "remember", "by=")


def test_yesterdays_day_is_not_todays(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said("site", "remember", "day=2025-03-10")
    assert "12 came" in said("people", "arrive", "12")
    text = (site / "site.toml").read_text(encoding="utf-8")
    (site / "site.toml").write_text(text.replace(clock.today().isoformat(), "2025-03-10"), encoding="utf-8")
    assert "write the day" in refused("people", "arrive", "12")


def test_what_can_not_be_is_not_remembered(site: Path) -> None:
    assert "moon" in refused("site", "remember", "place=moon")
    assert "soon" in refused("site", "remember", "day=soon")
    tomorrow = (clock.today() + datetime.timedelta(days=2)).isoformat()
    assert f"{tomorrow} has not come yet" in refused("site", "remember", f"day={tomorrow}")
    assert "colour=red is none of what is remembered" in refused("site", "remember", "colour=red")
    assert "Nothing is remembered" in said("site", "remember")


def test_a_word_too_few_is_still_a_mistake(site: Path) -> None:
    assert "Missing argument" in run("stock", "move", "rice").output
    assert "Missing argument" in run("people", "arrive").output

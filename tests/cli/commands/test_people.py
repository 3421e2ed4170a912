"""`malja people correct` as people type it: a slip of the hand is put right, and what is left says how things stand."""

from __future__ import annotations

from pathlib import Path

from tests.cli.sites import a_site, refused, said

ON = ("--on", "2025-03-10")


def test_a_slip_of_the_hand_is_put_right(tmp_path: Path) -> None:
    site = a_site(tmp_path)
    assert "10,000 are there now" in said("people", "arrive", site, "base", "3600", *ON)
    assert "--reason" in refused("people", "correct", site, "base", "360", *ON)
    nothing = refused("people", "correct", site, "base", "360", "--on", "2025-03-11", "--reason", "slip")
    assert "--on: no arrivals of everyone at base on 2025-03-11" in nothing
    assert "2025-03-10" in nothing
    right = said("people", "correct", site, "base", "360", *ON, "--reason", "3600 typed for 360")
    assert right.endswith(": 360 came to Hmeimim air base that day in all. 6,760 are there now.\n")
    said("people", "leave", site, "base", "600", *ON)
    left = said("people", "correct", site, "base", "60", *ON, "--what", "departures", "--reason", "slip")
    assert left.endswith(": 60 left Hmeimim air base that day in all. 6,700 are there now.\n")
    assert "NUMBER" in refused("people", "correct", site, "base", "6761", *ON, "--what", "departures", "--reason", "x")
    assert "--what" in refused("people", "correct", site, "base", "3", *ON, "--what", "births", "--reason", "x")
    assert "base  6,700" in said("people", "show", site)


def test_what_was_told_with_the_founding_is_put_right_too(tmp_path: Path) -> None:
    """2,600, 2,300 and 1,500 came on the last days before the site was founded, by the tables it began with."""
    site = a_site(tmp_path)
    early = ("--on", "2025-03-07", "--reason", "2600 typed for 260")
    assert "4,060 are there now" in said("people", "correct", site, "base", "260", *early)
    assert "2025-03-07" in refused("people", "correct", site, "base", "3", "--on", "2025-03-01", "--reason", "slip")


def test_a_file_of_corrections_is_recorded_once(tmp_path: Path) -> None:
    site = a_site(tmp_path)
    said("people", "arrive", site, "base", "3600", *ON)
    rows = tmp_path / "rows.csv"
    rows.write_text("happened,place,number,reason\n2025-03-10,base,360,slip\n", encoding="utf-8")
    assert "people.corrected: 1" in said("import", site, "people.corrected", rows)
    said("import", site, "people.corrected", rows)
    assert "base  6,760" in said("people", "show", site)


def test_more_than_any_camp_takes_in_is_refused(tmp_path: Path) -> None:
    site = a_site(tmp_path)
    for command in ("arrive", "leave", "count"):
        words = refused("people", command, site, "base", "200001", *ON)
        assert "NUMBER: 200001 is too much; write at most 200000" in words


def test_a_first_count_says_nothing_of_arrivals(tmp_path: Path) -> None:
    site = a_site(tmp_path)
    first = said("people", "count", site, "base", "131", "--group", "under_5", *ON)
    assert first.endswith(": 131 counted at Hmeimim air base (children under five).\n")
    again = said("people", "count", site, "base", "131", "--group", "under_5", *ON)
    assert again.endswith(": 131 counted at Hmeimim air base (children under five), as arrivals and departures say.\n")

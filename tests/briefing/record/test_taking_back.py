"""What is said when facts are taken back: how things stand, and what hangs on what nobody tells of any more."""

from __future__ import annotations

from pathlib import Path

from tests.cli.sites import a_site, refused, said

_ON = ("--on", "2025-03-10")


def test_names_what_hangs_on_an_announcement_that_is_taken_back(tmp_path: Path) -> None:
    site = a_site(tmp_path)
    said("flight", "announce", site, "F9", "an26", "2025-03-12", *_ON)
    number = said("site", "told", site, "--most", "1").split()[0]
    first = int(number)
    said("flight", "load", site, "F9", "1", "rice", "40x", *_ON)
    said("flight", "load", site, "F9", "2", "lentils", "10x", *_ON)
    said("pledge", "make", site, "P1", "base", "Red Crescent", "2025-03-13", "--item", "rice", "--packs", "40", *_ON)
    said("pledge", "confirm", site, "P1", "--flight", "F9", *_ON)
    taken = said("site", "undo", site, str(number), "--reason", "wrong file", *_ON)
    hanging = (first + 1, first + 2, first + 4)
    assert f"malja site undo SITE {' '.join(map(str, hanging))} " in taken
    assert "F9, line 2: 10 of Lentils" in taken
    assert "pledge P1 is confirmed: F9" in taken

    # Everywhere it is a flight that nobody announced.
    assert "not announced" in said("flight", "show", site, "F9")
    assert "not announced; manifest told: 2 lines" in said("site", "day", site)
    assert "nobody announces flight F9 any more" in refused("flight", "land", site, "F9", "--on", "2025-03-12")
    assert "not confirmed" in said("pledge", "show", site)

    # Taken back too, nothing of it is left.
    said("site", "undo", site, *map(str, hanging), "--reason", "wrong file", *_ON)
    assert "F9" not in said("flight", "show", site)


def test_names_what_hangs_on_a_pledge_and_nothing_where_it_is_told_elsewhere(tmp_path: Path) -> None:
    site = a_site(tmp_path)
    said("pledge", "make", site, "P1", "base", "Red Crescent", "2025-03-13", "--item", "rice", "--packs", "40", *_ON)
    number = int(said("site", "told", site, "--most", "1").split()[0])
    assert "hangs on it" not in said("site", "undo", site, str(number), "--reason", "no", *_ON)
    said("pledge", "make", site, "P2", "base", "Red Crescent", "2025-03-13", "--item", "rice", "--packs", "40", *_ON)
    said("pledge", "end", site, "P2", "withdrawn", *_ON)
    taken = said("site", "undo", site, str(number + 2), "--reason", "no", *_ON)
    assert f"malja site undo SITE {number + 3} " in taken

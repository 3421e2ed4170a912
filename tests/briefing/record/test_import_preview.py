"""`malja import --preview`: how a file is read, and nothing recorded."""

from __future__ import annotations

from pathlib import Path

from malja.site.site import Site
from tests.cli.sites import refused, said


def size(site: Path) -> int:
    with Site.open(site) as opened:
        return opened.journal.size()


def test_what_is_read_as_what_is_shown_and_nothing_is_recorded(site: Path) -> None:
    rows = site.parent / "other.csv"
    rows.write_text("Place;Nombre;Date\nbase;12;31/12/2026\nbase;3;30/12/2026\n", encoding="utf-8")
    names = site.parent / "names.csv"
    names.write_text("Nombre,number\nDate,happened\nPlace,place\n", encoding="utf-8")
    before = size(site)
    told = said("import", site, "people.arrived", rows, "--columns", names, "--preview")
    assert "nothing was recorded. It would be 2 rows" in told
    assert "row 2: people.arrived on Thu 31 December" in told
    assert "number 12" in told
    assert size(site) == before


def test_what_can_not_be_read_is_refused_as_by_an_import(site: Path) -> None:
    rows = site.parent / "wrong.csv"
    rows.write_text("place;number;happened\nbase;many;2025-03-10\n", encoding="utf-8")
    assert "row 2, column number" in refused("import", site, "people.arrived", rows, "--preview")


def test_only_the_first_rows_are_shown(site: Path) -> None:
    rows = site.parent / "rows.csv"
    rows.write_text("place;number;happened\n" + "base;1;2025-03-10\n" * 50, encoding="utf-8")
    told = said("import", site, "people.arrived", rows, "--preview")
    assert "50 rows" in told
    assert told.count("people.arrived") == 5

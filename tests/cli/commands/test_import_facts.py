"""`malja import`: what is typed wrong is said."""

from __future__ import annotations

from pathlib import Path

from tests.cli.sites import refused, run, said

ARRIVED = "people.arrived"


def a_file(site: Path, text: str, name: str = "rows.csv") -> Path:
    path = site.parent / name
    path.write_text(text, encoding="utf-8")
    return path


def test_what_is_typed_wrong_is_said(site: Path, tmp_path: Path) -> None:
    rows = a_file(site, "place,number\nbase,3\n")
    assert "no kind of fact" in refused("import", site, "people.arived", rows)
    assert "say of which kind" in run("import", site, rows).output
    assert "takes SITE KIND FILE" in run("import", site).output
    assert "there is no such file" in refused("import", site, ARRIVED, tmp_path / "no.csv")
    assert "no row below the heading" in said("import", site, ARRIVED, a_file(site, "place,number\n"))
    named = a_file(site, "place,number\nbase,3\n", "people.arrived.csv")
    assert "1 row recorded" in said("import", site, named, "--on", "2025-03-10")

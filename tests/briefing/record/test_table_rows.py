"""The tables of a site, a row at a time."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from malja.briefing.record.table_rows import key_cells
from tests.cli.sites import refused, run, said


def test_tables_are_set_a_row_at_a_time(site: Path, tmp_path: Path) -> None:
    on = ("--on", "2025-03-10")
    said("site", "set", site, "operation", "days=30", *on)
    said("site", "set", site, "services", "base,water,,", "quantity=130000", *on)
    assert "lat" in refused("site", "set", site, "places", "base", "lat=north")
    assert run("site", "set", site, "places", "base").exit_code == 2
    assert run("site", "set", site, "places", "base", "lat").exit_code == 2
    assert "has no row no" in refused("site", "unset", site, "lifts", "no")
    said("site", "unset", site, "lifts", "road", *on)
    said("site", "export", site, tmp_path / "tables", "--as-of", "2025-03-10")
    assert "days = 30" in (tmp_path / "tables" / "operation.toml").read_text(encoding="utf-8")
    assert "road" not in (tmp_path / "tables" / "lifts.csv").read_text(encoding="utf-8")
    covers = json.loads(said("cover", site, "--as-of", "2025-03-10", "--json"))
    assert json.loads(said("cover", tmp_path / "tables", "--json")) == covers


@pytest.mark.parametrize(
    ("typed", "cells"),
    [("base", ["base", ""]), ("base,water", ["base", "water"]), (" base , water ", ["base", "water"])],
)
def test_the_key_of_a_row_as_it_is_typed(typed: str, cells: list[str]) -> None:
    assert key_cells(typed, 2) == cells


def test_a_lift_that_is_removed_names_the_flights_that_go_by_it(site: Path) -> None:
    on = ("--on", "2025-03-10")
    taken = said("site", "unset", site, "lifts", "il76", *on)
    assert "announced by Il-76 from Dubai: il76-2025-03-12. No plan counts what comes so" in taken
    assert "No plan" not in said("site", "unset", site, "lifts", "road", *on)

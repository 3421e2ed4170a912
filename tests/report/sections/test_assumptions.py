"""The section on assumptions."""

from __future__ import annotations

from tests.report import situations
from tests.report.reports import cells, told


def test_uncertain_figures_stand_among_the_assumptions() -> None:
    found = told(situations.hostile_names())
    rows = cells(found, "assumptions")
    assert "assumed" in rows["needs: water"]

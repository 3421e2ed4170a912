"""The heat map of needs by days."""

from __future__ import annotations

from malja.report.document import (
    ReportGroup,
)
from tests.report import situations
from tests.report.reports import everything, heat_map, told


def test_one_day_has_one_column() -> None:
    found = heat_map(told(situations.one_day()))
    assert len(found.days) == 1
    assert {len(row.levels) for row in found.rows} == {1}


def test_each_of_three_sites_has_its_own_rows_and_needs() -> None:
    found = told(situations.three_sites())
    assert {row.label for row in heat_map(found).rows} >= {"Food at North", "Food at Middle", "Food at South"}
    titles = [block.title for block in everything(found) if isinstance(block, ReportGroup)]
    assert {"North", "Middle", "South"} <= set(titles)

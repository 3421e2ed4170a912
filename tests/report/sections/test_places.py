"""The section on places."""

from __future__ import annotations

import dataclasses

from malja.report.document import (
    Paragraph,
    Picture,
    ReportTable,
)
from tests.report import situations
from tests.report.reports import told


def test_where_a_place_has_no_position_the_report_says_so_in_the_map_s_place() -> None:
    asked = situations.operation(
        places=tuple(dataclasses.replace(one, lat=None, lon=None) for one in situations.operation().places)
    )
    part = next(section for section in told(asked).sections if section.code == "places")
    assert not [block for block in part.blocks if isinstance(block, Picture)]
    assert any(isinstance(block, Paragraph) and "no map" in block.said.text for block in part.blocks)


def test_days_of_the_week_stand_beside_how_often_a_lift_goes() -> None:
    lifts = tuple(dataclasses.replace(lift, weekdays="tue thu") for lift in situations.operation().lifts)
    part = next(section for section in told(situations.operation(lifts=lifts)).sections if section.code == "places")
    (table,) = [block for block in part.blocks if isinstance(block, ReportTable) and block.code == "lifts"]
    assert all("on Tue, Thu" in row[-1].text for row in table.rows)

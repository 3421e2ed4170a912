"""Strips of days and bars of loads."""

from __future__ import annotations

import pytest

from malja.report.charts.strips import draw_day_strip, draw_fill_bar
from tests.report.charts.svg_reading import SVG, parsed


def test_levels_differ_in_height_and_equal_days_are_one_box() -> None:
    boxes = parsed(draw_day_strip(["survival", "survival", "minimum", "target", "fine", "blank"])).findall(f"{SVG}rect")
    assert [box.get("width") for box in boxes] == ["2", "1", "1", "1"]
    heights = [float(box.get("height", "")) for box in boxes]
    assert heights == sorted(heights, reverse=True)
    assert len(set(heights)) == 4


@pytest.mark.parametrize(("share", "wide"), [(0.5, "50"), (1.7, "100"), (0.0, "0")])
def test_a_bar_is_filled_by_its_share(share: float, wide: str) -> None:
    assert parsed(draw_fill_bar(share)).findall(f"{SVG}rect")[1].get("width") == wide


def test_a_bar_without_a_limit_is_empty() -> None:
    assert len(parsed(draw_fill_bar(None)).findall(f"{SVG}rect")) == 1

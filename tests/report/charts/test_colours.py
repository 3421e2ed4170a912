"""Colours differ in lightness too."""

from __future__ import annotations

from itertools import pairwise

from malja.report.charts.colours import LEVEL


def test_levels_stay_apart_in_black_and_white() -> None:
    def grey(colour: str) -> float:
        red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    shades = [grey(LEVEL[level]) for level in ("survival", "minimum", "target", "fine")]
    assert all(later - earlier > 0.1 for earlier, later in pairwise(shades))

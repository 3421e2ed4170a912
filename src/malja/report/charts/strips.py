"""Narrow pictures of one line: the days of a need by how bad they are, and how full something is."""

from __future__ import annotations

from collections.abc import Sequence

from malja.report.charts.colours import FAINT, LEVEL, PROVIDED_EDGE, SOFT_INK, WHITE
from malja.report.charts.svg import draw_element, to_coord
from malja.report.document import Level

#: How high each level stands, of 10: the graver the higher, so that it shows without colour too.
_LEVEL_HEIGHT: dict[Level, float] = {"survival": 10.0, "minimum": 7.0, "target": 4.0, "fine": 1.4, "blank": 0.0}


def draw_day_strip(levels: Sequence[Level]) -> str:
    """The days as a strip that stretches to any width; equal days on end are one box. What it says stands beside it."""
    boxes, first = [], 0
    for day in range(1, len(levels) + 1):
        if day < len(levels) and levels[day] == levels[first]:
            continue
        high = _LEVEL_HEIGHT[levels[first]]
        if high:
            box = {
                "x": first,
                "y": to_coord(10 - high),
                "width": day - first,
                "height": to_coord(high),
            }
            boxes.append(draw_element("rect", **box, fill=LEVEL[levels[first]]))
        first = day
    weeks = "".join(f"M{day} 0V10" for day in range(7, len(levels), 7))
    lines = draw_element("path", d=weeks, stroke=FAINT, stroke_width="0.12") if weeks else ""
    return _stretched(max(1, len(levels)), [lines, *boxes])


def draw_legend_box(level: Level) -> str:
    """A day of one level, as in a strip."""
    return _stretched(10, [draw_element("rect", x="0", y="0", width="10", height="10", fill=WHITE), _box(level)])


def draw_fill_bar(share: float | None) -> str:
    """How much of a limit is taken, as a bar that stretches to any width; nothing is filled where there is no limit."""
    frame = draw_element(
        "rect", x="0", y="0", width="100", height="10", fill=WHITE, stroke=SOFT_INK, stroke_width="0.8"
    )
    if share is None:
        return _stretched(100, [frame])
    wide = 100 * min(1.0, max(0.0, share))
    return _stretched(100, [frame, draw_element("rect", x="0", y="0", width=wide, height="10", fill=PROVIDED_EDGE)])


def _box(level: Level) -> str:
    high = _LEVEL_HEIGHT[level]
    return draw_element("rect", x="0", y=to_coord(10 - high), width="10", height=to_coord(high), fill=LEVEL[level])


def _stretched(width: float, parts: Sequence[str]) -> str:
    """A picture for the eye only, as wide and high as the place where it stands."""
    shape = {"viewBox": f"0 0 {to_coord(float(width))} 10", "preserveAspectRatio": "none"}
    return draw_element(
        "svg", *parts, xmlns="http://www.w3.org/2000/svg", **shape, aria_hidden="true", focusable="false"
    )

"""The world's shores, for small maps: Natural Earth 1:50m, public domain, without any border."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TypeAlias

#: Degrees east and north.
_Point: TypeAlias = tuple[float, float]
Ring: TypeAlias = tuple[_Point, ...]


@cache
def read_shores() -> tuple[Ring, ...]:
    """Every shore as a closed ring of points (degrees east, degrees north); good to about 2 km."""
    text = files("malja.report").joinpath("maps/coastline.txt").read_text(encoding="ascii")
    return tuple(_ring(line) for line in text.splitlines() if not line.startswith("#"))


def clip_ring(ring: Ring, west: float, south: float, east: float, north: float) -> list[_Point]:
    """The part of a ring's area that lies in a box (Sutherland and Hodgman), corner by corner; outside: none."""
    points = list(ring)
    if _beside(points, west, south, east, north):
        return []
    for axis, bound, above in ((0, west, True), (0, east, False), (1, south, True), (1, north, False)):
        points = _cut(points, axis, bound, above)
    return points


def _ring(line: str) -> Ring:
    """The first point and the steps from there, in hundredths of a degree."""
    numbers = [int(word) for word in line.split()]
    east = north = 0
    points = []
    for step_east, step_north in zip(numbers[::2], numbers[1::2], strict=True):
        east, north = east + step_east, north + step_north
        points.append((east / 100, north / 100))
    return tuple(points)


def _beside(points: list[_Point], west: float, south: float, east: float, north: float) -> bool:
    easts, norths = [point[0] for point in points], [point[1] for point in points]
    return max(easts) < west or min(easts) > east or max(norths) < south or min(norths) > north


def _cut(points: list[_Point], axis: int, bound: float, above: bool) -> list[_Point]:
    """What lies on one side of a line of equal longitude (axis 0) or latitude (axis 1)."""
    kept: list[_Point] = []
    for number, point in enumerate(points):
        before = points[number - 1]
        inside = (point[axis] >= bound) == above or point[axis] == bound
        was_inside = (before[axis] >= bound) == above or before[axis] == bound
        if inside != was_inside:
            share = (bound - before[axis]) / (point[axis] - before[axis])
            crossing = [before[other] + share * (point[other] - before[other]) for other in (0, 1)]
            crossing[axis] = bound
            kept.append((crossing[0], crossing[1]))
        if inside:
            kept.append(point)
    return kept

"""Where names fit on a map without lying on one another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A rectangle in the picture's coordinates, y growing downwards."""

    left: float
    top: float
    right: float
    bottom: float

    @staticmethod
    def around(x: float, y: float, half: float) -> Box:
        """The square around a point."""
        return Box(left=x - half, top=y - half, right=x + half, bottom=y + half)

    def overlaps(self, other: Box) -> float:
        """The area that both cover."""
        wide = min(self.right, other.right) - max(self.left, other.left)
        high = min(self.bottom, other.bottom) - max(self.top, other.top)
        return wide * high if wide > 0 and high > 0 else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelSpot:
    """Where a name stands: its base line's point and which end of the name that is."""

    x: float
    y: float
    anchor: Literal["start", "middle", "end"]


class Labels:
    """The room on a picture: what is taken, and the best spot for the next name."""

    def __init__(self, *, width: float, height: float) -> None:
        self._width, self._height = width, height
        self._taken: list[Box] = []

    def keep_free(self, box: Box) -> None:
        """Let no name stand there."""
        self._taken.append(box)

    def place(self, name: str, x: float, y: float, size: float, *, needed: bool) -> LabelSpot | None:
        """The best of eight spots around a point; None if all are taken and the name is not needed."""
        best: tuple[float, LabelSpot, Box] | None = None
        for spot in _around(x, y, size):
            box = _box(name, spot, size)
            cost = sum(box.overlaps(taken) for taken in self._taken) + 10 * self._outside(box)
            if best is None or cost < best[0] - 1e-9:
                best = (cost, spot, box)
        if best is None or (best[0] > 0 and not needed):
            return None
        self._taken.append(best[2])
        return best[1]

    def _outside(self, box: Box) -> float:
        inside = Box(left=0, top=0, right=self._width, bottom=self._height)
        return (box.right - box.left) * (box.bottom - box.top) - box.overlaps(inside)


def _around(x: float, y: float, size: float) -> list[LabelSpot]:
    """Right, left, above, below, then the corners."""
    gap = 4 + size / 2
    middle, high, low = y + size / 3, y - gap, y + gap + size * 0.7
    return [
        LabelSpot(x=x + gap, y=middle, anchor="start"),
        LabelSpot(x=x - gap, y=middle, anchor="end"),
        LabelSpot(x=x, y=high, anchor="middle"),
        LabelSpot(x=x, y=low, anchor="middle"),
        LabelSpot(x=x + gap * 0.7, y=high, anchor="start"),
        LabelSpot(x=x - gap * 0.7, y=high, anchor="end"),
        LabelSpot(x=x + gap * 0.7, y=low, anchor="start"),
        LabelSpot(x=x - gap * 0.7, y=low, anchor="end"),
    ]


def _box(name: str, spot: LabelSpot, size: float) -> Box:
    """About the room a name takes: letters are a little more than half as wide as high."""
    wide = 0.58 * size * len(name)
    left = {"start": spot.x, "middle": spot.x - wide / 2, "end": spot.x - wide}[spot.anchor]
    return Box(left=left, top=spot.y - size * 0.85, right=left + wide, bottom=spot.y + size * 0.25)

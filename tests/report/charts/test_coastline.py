"""Shores are cut off at the edge of a map."""

from __future__ import annotations

from malja.report.charts.coastline import clip_ring, read_shores


def test_shores_are_closed_off_at_the_edge_of_a_box() -> None:
    cyprus = [clip_ring(ring, 32, 34, 35, 36) for ring in read_shores()]
    largest = max(cyprus, key=len)
    assert all(32 <= east <= 35 and 34 <= north <= 36 for east, north in largest)
    # Nicosia lies within, Latakia does not.
    assert inside(largest, 33.36, 35.17)
    assert not inside(largest, 35.78, 35.52)


def inside(ring: list[tuple[float, float]], east: float, north: float) -> bool:
    """Crossings of a ray to the east, counted."""
    crossed = False
    for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
        if (y1 > north) != (y2 > north) and east < x1 + (north - y1) / (y2 - y1) * (x2 - x1):
            crossed = not crossed
    return crossed

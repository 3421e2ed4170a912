"""Where names fit on a map."""

from __future__ import annotations

from malja.report.charts.labels import Box, Labels


def test_names_do_not_lie_on_one_another() -> None:
    labels = Labels(width=400, height=300)
    first = labels.place("A name", 200, 150, 12, needed=True)
    second = labels.place("A name", 200, 150, 12, needed=True)
    assert first is not None
    assert second is not None
    assert first != second


def test_a_name_without_room_is_left_out_unless_it_is_needed() -> None:
    labels = Labels(width=100, height=100)
    labels.keep_free(Box(left=0, top=0, right=100, bottom=100))
    assert labels.place("A name", 50, 50, 12, needed=False) is None
    assert labels.place("A name", 50, 50, 12, needed=True) is not None

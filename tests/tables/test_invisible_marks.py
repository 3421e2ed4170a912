"""Marks that show nothing change no number, no date, no word to choose and no end of an id."""

from __future__ import annotations

import datetime

import pytest

from malja.tables.cells import read_cell
from malja.tables.columns import Column, Value
from malja.tables.invisible_marks import INVISIBLE_MARKS, remove_invisible, strip_invisible
from malja.tables.sheets import is_blank

MARKS = sorted(INVISIBLE_MARKS)
CELLS: list[tuple[Column, str, Value]] = [
    (Column(name="quantity", kind="number"), "50.5", 50.5),
    (Column(name="packs", kind="whole"), "-3", -3),
    (Column(name="expiry", kind="date"), "2026-12-31", datetime.date(2026, 12, 31)),
    (Column(name="item", kind="key"), "lentils", "lentils"),
    (Column(name="role", kind="choice", choices=("hub", "site")), "hub", "hub"),
    (Column(name="kept", kind="yes_no"), "yes", True),
    (Column(name="name"), "Camp A", "Camp A"),
]


@pytest.mark.parametrize("mark", MARKS, ids=[f"{ord(mark):04x}" for mark in MARKS])
@pytest.mark.parametrize(("column", "text", "value"), CELLS, ids=[column.kind for column, _, _ in CELLS])
def test_marks_around_a_cell_change_nothing(column: Column, text: str, value: Value, mark: str) -> None:
    assert read_cell(f"{mark}{text}{mark} {mark}", column, None) == value


def test_a_cell_of_marks_alone_is_blank() -> None:
    assert is_blank(" \u200f\ufeff ")


def test_what_is_within_a_text_stays_unless_all_is_to_go() -> None:
    assert strip_invisible("\u200fa\u200eb ") == "a\u200eb"
    assert remove_invisible("\u200fa\u200eb ") == "ab"
    assert strip_invisible("می\u200cخواهم") == "می\u200cخواهم"

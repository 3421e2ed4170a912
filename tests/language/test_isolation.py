"""Codes and names that run the other way stay in one piece, and nobody can turn a line around with them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from malja.language import speaking
from malja.language.clean_text import clean_text
from malja.language.isolation import (
    DIRECTION_MARKS,
    FSI,
    PDI,
    is_balanced,
    isolate,
    make_bdi,
    measure_width,
    pad_end,
    pad_start,
    strip_marks,
)
from malja.language.say import say


@pytest.mark.parametrize("text", ["rice", "il76td", "أرز (rice)", "-5", "+3 kg", "2025-03-10", "٣-٥", "A", "⁨x⁩ kg"])
def test_what_runs_the_other_way_is_set_apart(text: str) -> None:
    assert isolate(text, "rtl") == FSI + text + PDI


@pytest.mark.parametrize("text", ["أرز", "8,000", "12 طنًا", "", "-", "50%", "⁨il76td⁩ في حلب", "(3)"])
def test_what_runs_the_same_way_stays_as_it_is(text: str) -> None:
    assert isolate(text, "rtl") == text


def test_arabic_names_are_set_apart_in_english() -> None:
    assert isolate("المخيم", "ltr") == FSI + "المخيم" + PDI
    assert isolate("The camp (2)", "ltr") == "The camp (2)"
    assert say("plan", "need_at", need="Food", place="المخيم") == "Food at ⁨المخيم⁩"


@pytest.mark.parametrize("name", [PDI + "evil" + FSI, FSI + "open", "closed" + PDI, PDI])
def test_marks_in_a_name_that_do_not_match_are_dropped(name: str) -> None:
    with speaking("ar"):
        said = say("plan", "need_at", need=name, place="حلب")
    assert is_balanced(said)
    assert strip_marks(said) == f"{strip_marks(name)} في حلب"


@given(st.text(alphabet="aب1 " + "".join(sorted(DIRECTION_MARKS))))
def test_no_name_can_turn_a_line_around(name: str) -> None:
    for locale in ("ar", "en"):
        with speaking(locale):
            line = clean_text(say("plan", "need_at", need=name, place=name))
        assert is_balanced(line)
        assert not set(line) & (DIRECTION_MARKS - {FSI, PDI})


def test_isolates_become_elements_of_html() -> None:
    assert make_bdi("من ⁨Latakia⁩ إلى ⁨Hmeimim⁩") == "من <bdi>Latakia</bdi> إلى <bdi>Hmeimim</bdi>"
    assert make_bdi("a⁩b⁨") == "ab"


@pytest.mark.parametrize(
    ("text", "columns"),
    [("kg", 2), ("⁨kg⁩", 2), ("طنًّا", 3), ("بطّانيّة", 6), ("救援", 4), ("", 0)],
)
def test_width_counts_what_takes_a_column(text: str, columns: int) -> None:
    assert measure_width(text) == columns
    assert sum(cell_len(char) for char in strip_marks(text)) == columns


def test_columns_are_filled_by_width() -> None:
    assert pad_end("⁨kg⁩", 4) == "⁨kg⁩  "
    assert pad_start("طنًا", 5) == "  طنًا"

"""Names are data: what takes over a terminal or turns a line around is taken out."""

from __future__ import annotations

import pytest

from malja.language.clean_text import clean_text, cut_text


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("Camp A", "Camp A"),
        ("\x1b[31mred\x1b[0m", "red"),
        ("\x1b]0;title\x07x", "x"),
        ("a\nb\tc", "a b c"),
        ("a\u202eb", "ab"),
        ("\u2068مخيم\u2069", "\u2068مخيم\u2069"),
        ("\u2068open", "open"),
        ("bell\x07", "bell"),
    ],
)
def test_what_is_left_of_a_text(text: str, clean: str) -> None:
    assert clean_text(text) == clean


def test_a_long_text_is_cut_with_a_sign() -> None:
    assert cut_text("lentils", 7) == "lentils"
    assert cut_text("red lentils", 5) == "red…"

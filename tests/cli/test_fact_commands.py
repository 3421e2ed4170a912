"""Refusals of commands say the words of the command line."""

from __future__ import annotations

from pathlib import Path

from tests.cli.sites import refused


def test_words_of_the_command_line_stand_in_refusals(site: Path) -> None:
    words = refused("people", "arrive", site, "base", "3o0", "--on", "10.3.2025")
    assert "NUMBER: 3o0 is not a number" in words
    assert "--on: 10.3.2025 may be 2025-03-10 or 2025-10-03; write it as the one you mean\n" in words
    assert "row" not in words
    assert "PLACE: there is no bse in places; did you mean base?" in refused("people", "arrive", site, "bse", "3")
    assert "QUANTITY: 40y is not a number" in refused("stock", "receive", site, "base", "rice", "40y")
    assert "QUANTITY: 1x2x3 is no quantity" in refused("stock", "receive", site, "base", "rice", "1x2x3")
    assert "there is no site" in refused("people", "arrive", site / "no", "base", "3")

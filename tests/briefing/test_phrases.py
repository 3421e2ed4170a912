"""What is said of a site is said in every language."""

from __future__ import annotations

from pathlib import Path

from tests.cli.sites import said


def test_everything_is_said_in_arabic_too(site: Path) -> None:
    on = ("--on", "2025-03-10", "--language", "ar")
    for words in (
        ("people", "count", site, "base", "6400"),
        ("kitchen", "recipe", site, "plain", "rice", "0.1"),
        ("kitchen", "cook", site, "base", "plain", "100"),
        ("round", "due", site, "r1", "base", "rice", "0.5"),
        ("round", "give", site, "r1", "T1", "6"),
        ("clinic", "week", site, "base", "2025-03-03", "--others-zero"),
        ("flight", "announce", site, "F1", "an26", "2025-03-11"),
    ):
        assert said(*words, *on).startswith("سُجّل")
    said("stock", "show", site, "--language", "ar")
    for shown in (
        ("people", "show"),
        ("round", "show"),
        ("kitchen", "show"),
        ("clinic", "show"),
        ("flight", "show"),
        ("site", "doubts"),
        ("site", "status"),
        ("device", "list"),
        ("journal", "verify"),
    ):
        assert any("\u0600" <= letter <= "\u06ff" for letter in said(*shown, site, "--language", "ar"))

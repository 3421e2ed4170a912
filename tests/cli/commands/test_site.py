"""`malja site told` and `malja site undo`: a mistake is named by its number and counts no more."""

from __future__ import annotations

import re
from pathlib import Path

from tests.cli.sites import a_site, a_site_after_a_day, refused, said


def number_of(site: Path, what: str) -> str:
    """The number by which the last fact that says so is taken back."""
    lines = [line for line in said("site", "told", site, "--most", "40").splitlines() if what in line]
    return lines[-1].split()[0]


def test_what_was_told_is_listed_with_numbers_and_taken_back_by_one(tmp_path: Path) -> None:
    site = a_site(tmp_path)
    said("people", "arrive", site, "base", "70", "--on", "2025-03-10", "--by", "gate")
    last = said("site", "told", site, "--most", "1").splitlines()
    assert re.fullmatch(r"\d+  Mon 10 March, gate: 70 came to Hmeimim air base", last[0]), last
    assert "malja site undo SITE NUMBER" in last[1]
    answer = said("site", "undo", site, number_of(site, "70 came"), "--reason", "another camp's bus")
    assert "Taken back: 70 came to Hmeimim air base (Mon 10 March, number" in answer
    assert "6,400 are at Hmeimim air base now." in answer
    told = said("site", "told", site, "--most", "2")
    assert "70 came to Hmeimim air base [taken back]" in told
    assert "is taken back: another camp's bus" in told
    assert "was taken back already" in refused("site", "undo", site, number_of(site, "70 came"), "--reason", "again")


def test_a_group_that_came_is_named(tmp_path: Path) -> None:
    site = a_site(tmp_path)
    said("people", "arrive", site, "base", "21", "--group", "under_5", "--on", "2025-03-10")
    assert "21 came to Hmeimim air base (children under five)" in said("site", "told", site, "--most", "1")


def test_every_kind_of_a_day_has_its_line_and_can_be_taken_back(tmp_path: Path) -> None:
    site = a_site_after_a_day(tmp_path)
    told = said("site", "told", site, "--most", "11")
    for what in (
        "6,350 counted at Hmeimim air base",
        "of WFP high energy biscuits, 10 kg carton received at Hmeimim air base",
        "a meal of plain takes 0.1 kg of Rice, white",
        "6,000 meals of plain cooked at Hmeimim air base",
        "round r1 gives",
        "round r1: token T1 for 6",
        "F1 announced by An-26 from Larnaca, to leave on Mon 10 March",
        "F1, line 1: 40 of Rice, white",
        "F1 landed",
    ):
        assert what in told, told
    first, last = told.splitlines()[0].split()[0], number_of(site, "F2 announced")
    answer = said("site", "undo", site, f"{first}-{last}", "--reason", "the wrong site")
    assert answer.count("Taken back: ") == 11
    assert "There is nothing that somebody must look into." in said("site", "doubts", site)


def test_meals_whose_recipe_is_taken_back_are_named_at_once(tmp_path: Path) -> None:
    site = a_site_after_a_day(tmp_path)
    answer = said("site", "undo", site, number_of(site, "a meal of plain"), "--reason", "0.01 was meant")
    assert "plain" in answer
    assert "meals" in said("site", "doubts", site)


def test_a_name_that_is_none_is_refused(tmp_path: Path) -> None:
    site = a_site(tmp_path)
    assert "NUMBER: seven names no entry" in refused("site", "undo", site, "seven", "--reason", "x")
    assert "NUMBER: there is no entry 9999" in refused("site", "undo", site, "9999", "--reason", "x")
    assert "gate" in refused("site", "undo", site, "gate/3", "--reason", "x")
    assert "9-2 names no entry" in refused("site", "undo", site, "9-2", "--reason", "x")


def test_both_answers_are_arabic_too(tmp_path: Path) -> None:
    site = a_site_after_a_day(tmp_path)
    assert "طُبخ في" in said("--language", "ar", "site", "told", site)
    number = number_of(site, "6,000 meals")
    assert "سُحب" in said("--language", "ar", "site", "undo", site, number, "--reason", "x")

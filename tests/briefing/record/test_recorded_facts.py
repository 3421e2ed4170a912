"""What is answered to facts: goods come whole, expired, in packs of another size."""

from __future__ import annotations

from pathlib import Path

import pytest

from malja.quantities import is_counted_whole
from tests.cli.sites import a_site, refused, said

ON = ("--on", "2025-03-10")

LATER = ("--on", "2025-03-11", "--counted-by", "clerk")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    made = a_site(tmp_path)
    said("flight", "announce", made, "F1", "an26", "2025-03-11", *ON)
    return made


@pytest.mark.parametrize(
    "words",
    [
        ("stock", "receive", "base", "soap_body_100", "12.5"),
        ("stock", "move", "soap_body_100", "12.5", "base", "dubai"),
        ("stock", "give", "base", "soap_body_100", "0.5"),
        ("stock", "count", "base", "soap_body_100", "12.5", "--reason", "counted"),
        ("stock", "receive", "base", "soap_body_100", "3x1.5"),
        ("round", "due", "r1", "base", "soap_body_100", "0.5"),
        ("flight", "load", "F1", "1", "soap_body_100", "3x1.5"),
    ],
)
def test_things_that_are_counted_come_whole(site: Path, words: tuple[str, ...]) -> None:
    assert "soap_body_100 is counted in whole numbers" in refused(*words[:2], site, *words[2:], *ON)


def test_what_is_weighed_comes_in_any_amount(site: Path) -> None:
    said("stock", "receive", site, "base", "rice", "12.5", *ON)
    assert is_counted_whole("tablets")
    assert is_counted_whole("Boxes")
    assert not any(map(is_counted_whole, ("kg", "l", "m3", "", "glass", "gas")))


def test_goods_that_come_expired_are_named_as_such(site: Path) -> None:
    words = ("stock", "receive", site, "base", "rice", "10", "--lot", "OLD", "--expiry")
    assert "the last day of Rice, white was Wed 1 January; it is expired" in said(*words, "2025-01-01", *ON)
    assert "expired" not in said("stock", "receive", site, "base", "rice", "5", "--expiry", "2025-03-10", *ON)
    said("flight", "load", site, "F1", "1", "rice", "4x", "--lot", "OLDER", "--expiry", "2025-02-01", *ON)
    said("flight", "land", site, "F1", "--on", "2025-03-11")
    said("flight", "count", site, "F1", "1", "4", *LATER)
    verified = said("flight", "verify", site, "F1", "base", "--verified-by", "chief", "--on", "2025-03-11")
    assert "the last day of Rice, white was Sat 1 February" in verified


def test_a_count_in_packs_of_another_size_sets_the_size(site: Path) -> None:
    said("stock", "receive", site, "base", "rice", "4x25+7", "--lot", "L1", "--expiry", "2025-12-01", *ON)
    shown = said("stock", "show", site, "--item", "rice")
    assert "107 kg  4 x 25 + 7  lot L1  until 1 December 2025" in shown
    said("stock", "count", site, "base", "rice", "50x2", "--lot", "L1", "--reason", "repacked", *ON)
    shown = said("stock", "show", site, "--item", "rice")
    assert "100 kg  50 x 2  " in shown
    assert "160 x 50" in shown
    assert max(map(len, said("stock", "show", site).splitlines())) <= 80


def test_a_correction_names_the_count_that_arrivals_no_longer_give(site: Path) -> None:
    on = ("--on", "2025-03-11")
    said("people", "arrive", site, "base", "50", *on)
    said("people", "count", site, "base", "6450", *on)
    less = said("people", "correct", site, "base", "40", "--reason", "a slip", *on)
    assert "The count of Tue 11 March stays 6,450, though arrivals and departures give 6,440 now" in less
    assert "stays" not in said("people", "correct", site, "base", "50", "--reason", "50 after all", *on)


def test_what_is_hardly_so_is_recorded_and_asked_about(site: Path) -> None:
    said("utility", "read", site, "base", "fuel_left", "400", *ON)
    asked = said("utility", "read", site, "base", "fuel_left", "900", "--on", "2025-03-11")
    number = said("site", "told", site, "--most", "1").split()[0]
    assert "Fuel left in tanks, Hmeimim air base: 900 l" in asked
    assert "Is that so? The fuel left at Hmeimim air base rose from 400 l on Mon 10 March to 900 l" in asked
    assert f"malja site undo SITE {number} " in asked

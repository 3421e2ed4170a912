"""What somebody who is new to it types wrong, and what the line then says: nothing goes by in silence."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from malja.quantities import is_counted_whole
from malja.stock.kinds import CALLED, ILLNESSES
from tests.cli.sites import a_site, refused, run, said

ON = ("--on", "2025-03-10")
LATER = ("--on", "2025-03-11", "--counted-by", "clerk")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    made = a_site(tmp_path)
    said("flight", "announce", made, "F1", "an26", "2025-03-11", *ON)
    return made


def test_a_line_that_is_loaded_again_says_what_it_replaces(site: Path) -> None:
    first = said("flight", "load", site, "F1", "1", "rice", "40x", "--lot", "B12", "--expiry", "2025-06-01", *ON)
    assert "line 1: 40 packs of 50, 2,000 kg of rice, lot B12, until 2025-06-01.\n" in first
    again = said("flight", "load", site, "F1", "1", "rice", "50x", *ON)
    assert "50 packs of 50, 2,500 kg of rice. It replaces what the line said before: 40 packs" in again
    assert "lot B12, until 2025-06-01" in again
    gone = said("flight", "load", site, "F1", "1", "rice", "0", *ON)
    assert "line 1 is taken out of the manifest. It said before: 50 packs of 50, 2,500 kg of rice" in gone
    assert "nothing on board" in said("flight", "load", site, "F1", "1", "rice", "0", *ON)


def test_a_manifest_that_no_vehicle_of_the_lift_carries_is_recorded_with_a_notice(site: Path) -> None:
    assert "weighs" not in run("flight", "load", site, "F1", "1", "rice", "40x", *ON).output
    heavy = run("flight", "load", site, "F1", "2", "rice", "1000x", *ON)
    assert heavy.exit_code == 0
    assert "the manifest of F1 weighs 52,260 kg, and one vehicle of an26 carries 5,500 kg" in heavy.output
    said("site", "set", site, "lifts", "an26", "payload_kg=60000", *ON)
    assert "weighs" not in run("flight", "load", site, "F1", "2", "rice", "1001x", *ON).output


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
    assert "the last day of rice was Wed 1 January; it is expired" in said(*words, "2025-01-01", *ON)
    assert "expired" not in said("stock", "receive", site, "base", "rice", "5", "--expiry", "2025-03-10", *ON)
    said("flight", "load", site, "F1", "1", "rice", "4x", "--lot", "OLDER", "--expiry", "2025-02-01", *ON)
    said("flight", "land", site, "F1", "--on", "2025-03-11")
    said("flight", "count", site, "F1", "1", "4", *LATER)
    verified = said("flight", "verify", site, "F1", "base", "--verified-by", "chief", "--on", "2025-03-11")
    assert "the last day of rice was Sat 1 February" in verified


def test_damaged_packs_are_not_counted_twice_and_too_many_are_said_to_be(site: Path) -> None:
    said("flight", "load", site, "F1", "1", "rice", "10x", *ON)
    said("flight", "land", site, "F1", "--on", "2025-03-11")
    count = ("flight", "count", site, "F1", "1")
    assert "are 1 more than the 10 shipped" in refused(*count, "10x", "--damaged", "1", "--reason", "damaged", *LATER)
    assert "9 packs" not in said(*count, "9x", "--damaged", "1", "--reason", "damaged", *LATER)
    assert "50 kg more than shipped" in said(*count, "10x", "--damaged", "1", "--reason", "over", *LATER)
    thirty = said(*count, "300x", "--reason", "over", *LATER)
    assert "14,500 kg more than shipped, 30 times as much" in thirty
    shown = said("flight", "show", site, "F1")
    for part in ("shipped 500 kg", "good 15,000 kg", "10 x 50 / 300 x 50", "over 14,500 kg"):
        assert part in " ".join(shown.split())
    assert max(map(len, shown.splitlines())) <= 80


def test_a_store_that_is_not_there_can_be_added_as_the_refusal_says(site: Path) -> None:
    add = "malja site set SITE stores base2 place=base kind=store"
    assert add in refused("stock", "receive", site, "base2", "rice", "10", *ON)
    said(*add.replace("SITE", str(site)).split()[1:], *ON)
    said("stock", "receive", site, "base2", "rice", "10", *ON)
    assert "stores xyz place=base kind=store" in refused("stock", "receive", site, "xyz", "rice", "10", *ON)


def test_illnesses_that_are_not_counted_point_to_those_that_are(site: Path) -> None:
    week = ("clinic", "week", site, "base", "2025-03-03")
    assert "cholera is counted as watery_diarrhoea" in refused(*week, "cholera=1/0", *ON)
    assert ", ".join(ILLNESSES) in refused(*week, "plague=1/0", *ON)
    assert not set(CALLED) & set(ILLNESSES)
    assert set(CALLED.values()) <= set(ILLNESSES)


def test_a_count_in_packs_of_another_size_sets_the_size(site: Path) -> None:
    said("stock", "receive", site, "base", "rice", "4x25+7", "--lot", "L1", "--expiry", "2025-12-01", *ON)
    shown = said("stock", "show", site, "--item", "rice")
    assert "107 kg  4 x 25 + 7  lot L1  until 2025-12-01" in shown
    said("stock", "count", site, "base", "rice", "50x2", "--lot", "L1", "--reason", "repacked", *ON)
    shown = said("stock", "show", site, "--item", "rice")
    assert "100 kg  50 x 2  " in shown
    assert "160 x 50" in shown
    assert max(map(len, said("stock", "show", site).splitlines())) <= 80


def test_a_device_that_knows_that_it_was_ended_records_nothing_more(site: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    card = said("device", "card", other, "--name", "tablet").splitlines()[0]
    said("device", "enrol", site, card)
    said("sync", "export", site, tmp_path / "all", "--all")
    said("site", "join", other, tmp_path / "all")
    left = shutil.copytree(other, tmp_path / "left")
    assert "ended" in said("device", "revoke", other, "tablet", "--reason", "handed back")
    assert "the device tablet was revoked" in refused("people", "arrive", other, "base", "5", *ON)
    said("people", "arrive", left, "base", "5", *ON)

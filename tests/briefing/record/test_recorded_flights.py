"""What is answered to facts about flights."""

from __future__ import annotations

from pathlib import Path

import pytest

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
    assert "line 1: 40 packs of 50, 2,000 kg of Rice, white, lot B12, until 1 June 2025.\n" in first
    again = said("flight", "load", site, "F1", "1", "rice", "50x", *ON)
    assert "50 packs of 50, 2,500 kg of Rice, white. It replaces what the line said before: 40 packs" in again
    assert "lot B12, until 1 June 2025" in again
    gone = said("flight", "load", site, "F1", "1", "rice", "0", *ON)
    assert "line 1 is taken out of the manifest. It said before: 50 packs of 50, 2,500 kg of Rice, white" in gone
    assert "nothing on board" in said("flight", "load", site, "F1", "1", "rice", "0", *ON)


def test_a_manifest_that_no_vehicle_of_the_lift_carries_is_recorded_with_a_notice(site: Path) -> None:
    assert "weighs" not in run("flight", "load", site, "F1", "1", "rice", "40x", *ON).output
    heavy = run("flight", "load", site, "F1", "2", "rice", "1000x", *ON)
    assert heavy.exit_code == 0
    assert "the manifest of F1 weighs 52,260 kg, and one vehicle of An-26 from Larnaca carries 5,500 kg" in heavy.output
    said("site", "set", site, "lifts", "an26", "payload_kg=60000", *ON)
    assert "weighs" not in run("flight", "load", site, "F1", "2", "rice", "1001x", *ON).output


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


def test_a_line_counted_in_parts_adds_up_on_the_command_and_from_a_file(site: Path, tmp_path: Path) -> None:
    said("flight", "load", site, "F1", "1", "rice", "35x", *ON)
    said("flight", "land", site, "F1", "--on", "2025-03-11")
    first = said("flight", "count", site, "F1", "1", "20x", "--part", "tuesday", *LATER)
    assert "of 1,750 of Rice, white shipped, 1,000 are good, 0 damaged. More of these lines is to come" in first
    sheet = tmp_path / "wednesday.csv"
    sheet.write_text(
        "happened,flight,line,part,packs,counted_by\n2025-03-12,F1,1,wednesday,15,clerk\n", encoding="utf-8"
    )
    said("import", site, "flight.counted", sheet)
    shown = " ".join(said("flight", "show", site, "F1").split())
    assert "1/tuesday Rice, white shipped 1,000 kg good 1,000 kg" in shown
    assert "1/wednesday Rice, white shipped 750 kg good 750 kg" in shown
    assert "is counted in parts (tuesday, wednesday)" in refused("flight", "count", site, "F1", "1", "35x", *LATER)
    again = said("flight", "count", site, "F1", "1", "10x", "--part", "wednesday", "--on", "2025-03-13", *LATER[2:])
    assert "counted as 15 packs on Wed 12 March, and 10 hold from now on" in " ".join(again.split())
    verify = ("flight", "verify", site, "F1", "base", "--verified-by", "lead", "--on", "2025-03-13")
    assert "line 1/wednesday is not what the manifest says (35x50 shipped, 30x50 received in good order" in " ".join(
        refused(*verify).split()
    )

"""`malja check`: what is wrong, and where it stands."""

from __future__ import annotations

from pathlib import Path

from tests.cli.process import malja


def test_check_says_what_was_read_and_assumed(tiny: Path) -> None:
    done = malja("check", tiny)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Tiny [red]: nothing is wrong. Read: places 2, needs 1, items 1, lifts 1." in done.stdout


def test_every_mistake_is_a_line_with_its_place(tiny: Path) -> None:
    (tiny / "people.csv").write_text("place,date,arrivals\ncamp,14/03/25,x\nnowhere,2025-03-14,5\n", encoding="utf-8")
    (tiny / "items.csv").write_text("item,name,pack_kg,pack_m3\nrice,\x1b[31mRice,-1,0.01\n", encoding="utf-8")
    for command in (("check", tiny), ("cover", tiny), ("plan", tiny, "--out", tiny.parent / "out")):
        done = malja(*command)
        assert done.returncode == 2
        said = done.stderr.splitlines()
        assert [line.split(",")[0] for line in said[:-1]] == sorted(line.split(",")[0] for line in said[:-1])
        assert {line.split(":")[0] for line in said} >= {
            "items.csv, row 2, column pack_kg",
            "people.csv, row 2, column arrivals",
        }
        assert said[-1] == f"{len(said) - 1} mistakes; nothing was written."
        assert "\x1b" not in done.stderr
        assert "Traceback" not in done.stderr
    assert not (tiny.parent / "out").exists()


def test_what_is_not_there_is_bad_input(tmp_path: Path) -> None:
    done = malja("check", tmp_path / "nowhere")
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1] == "1 mistake; nothing was written."


def test_words_for_goods_are_asked_about_and_accepted(tmp_path: Path) -> None:
    folder = tmp_path / "school"
    assert malja("new", folder).returncode == 0
    with (folder / "stock.csv").open("a", encoding="utf-8") as file:
        file.write("school,Sugar,40 bags,,\nschool,Blankets,7,,\n")
    asked = malja("check", folder)
    assert asked.returncode == 2
    assert "Sugar is no id of an item; is it sugar" in asked.stderr
    accepted = malja("check", folder, "--accept")
    assert "Remembered in aliases: Sugar = sugar." in accepted.stdout
    assert accepted.returncode == 2
    assert "Blankets may be any of" in accepted.stderr
    sound = malja("check", folder, "--word", "Blankets=blanket_synth_mt")
    assert sound.returncode == 0
    assert "40 bags was read as 2,000 kg" in sound.stdout
    assert malja("check", folder).returncode == 0

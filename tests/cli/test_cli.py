"""The command line as people meet it: what it says, where, and with which exit code."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest


def malja(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command line in a process of its own, as a person would."""
    return subprocess.run(
        [sys.executable, "-c", "from malja.cli import main; main()", *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=120,
        stdin=subprocess.DEVNULL,
        env={**os.environ, **environment},
    )


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    """50 people, one good, one plane a day: planned in a moment."""
    folder = tmp_path / "tiny"
    folder.mkdir()
    tables = {
        "operation.toml": 'name = "Tiny [red]"\nstart = 2025-03-14\ndays = 4\nreserve_days = 1\ncatalogue = "none"\n',
        "places.csv": "place,role,name\ndepot,source,\ncamp,site,المخيم\n",
        "people.csv": "place,date,arrivals\ncamp,2025-03-14,50\n",
        "needs.csv": "need,name,sector,kind,unit,survival,minimum\nfood,Food,food,daily,kg,0.5,1\n",
        "items.csv": "item,name,unit,pack_quantity,pack_kg,pack_m3\nrice,=Rice,kg,10,10,0.01\n",
        "contents.csv": "item,need,how,quantity\nrice,food,use,1\n",
        "stock.csv": "place,item,quantity\ncamp,rice,60\n",
        "supply.csv": "place,item,unit_cost\ndepot,rice,0.5\n",
        "lifts.csv": (
            "lift,origin,destination,payload_kg,volume_m3,transit_days,fixed_cost\nplane,depot,camp,100,1,1,10\n"
        ),
    }
    for name, text in tables.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_help_names_every_command() -> None:
    done = malja("--help")
    assert done.returncode == 0
    assert {"plan", "cover", "check", "new", "quick"} <= set(done.stdout.split())


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys; from malja.cli.app import app; app(['--help'], standalone_mode=False);"
        "print([name for name in ('numpy', 'highspy', 'openpyxl', 'rich') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.endswith("[]\n")


@pytest.mark.parametrize("command", ["plan", "cover", "check", "new", "quick"])
def test_every_command_explains_itself(command: str) -> None:
    done = malja(command, "--help")
    assert done.returncode == 0
    assert done.stdout.startswith(f"Usage: malja {command}") or "Usage:" in done.stdout


def test_version() -> None:
    done = malja("--version")
    assert done.stdout.split()[0] == "malja"
    assert done.stdout.split()[1][0].isdigit()


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


@pytest.mark.parametrize(
    "options",
    [
        ("--seconds", "nan"),
        ("--seconds", "-1"),
        ("--seconds", "inf"),
        ("--gap", "2"),
        ("--gap", "x"),
        ("--unknown",),
        (),
    ],
)
def test_options_refuse_nonsense(tiny: Path, options: tuple[str, ...]) -> None:
    done = malja("plan", tiny, *(("--out", tiny / "out") if options else ()), *options)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert not (tiny / "out").exists()


def test_cover_says_what_runs_out_first(tiny: Path) -> None:
    done = malja("cover", tiny)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Food" in done.stdout
    record = json.loads(malja("cover", tiny, "--json").stdout)
    assert [row["tier"] for row in record["covers"]] == ["survival", "minimum"]


def test_a_reader_that_goes_away_is_no_crash(tiny: Path) -> None:
    command = [sys.executable, "-c", "from malja.cli import main; main()", "check", str(tiny)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        said = process.stderr.read()
    assert b"Traceback" not in said


def test_what_is_not_expected_is_one_line(tiny: Path) -> None:
    code = "import malja.operation.reading.read_operation as r; r.read = None; from malja.cli import main; main()"
    command = [sys.executable, "-c", code, "check", str(tiny)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "malja failed unexpectedly, nothing was written: TypeError: 'NoneType' object is not callable "
        "(MALJA_DEBUG=1 shows where)"
    ]
    debug = {**os.environ, "MALJA_DEBUG": "1"}
    assert "Traceback" in subprocess.run(command, capture_output=True, text=True, check=False, env=debug).stderr


def test_names_of_any_script_are_shown_whatever_the_terminal(tiny: Path) -> None:
    text = (tiny / "operation.toml").read_text(encoding="utf-8").replace("Tiny [red]", "ملجأ")
    (tiny / "operation.toml").write_text(text, encoding="utf-8")
    assert "ملجأ" in malja("check", tiny, PYTHONIOENCODING="ascii", LC_ALL="C").stdout


def test_new_writes_an_operation_that_is_in_order(tmp_path: Path) -> None:
    done = malja("new", tmp_path / "mine")
    assert done.returncode == 0
    assert str(tmp_path / "mine") in done.stdout
    assert malja("check", tmp_path / "mine").returncode == 0
    again = malja("new", tmp_path / "mine")
    assert again.returncode == 2
    assert again.stderr.splitlines()[-1] == "1 mistake; nothing was written."


def test_new_writes_a_workbook(tmp_path: Path) -> None:
    assert malja("new", tmp_path / "mine", "--workbook").returncode == 0
    assert malja("new", tmp_path / "own.xlsx", "--workbook").returncode == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["mine.xlsx", "own.xlsx"]
    assert malja("check", tmp_path / "mine.xlsx").returncode == 0


ANSWERS = {
    "people": "8000",
    "water": "60000",
    "roofed": "9000",
    "toilets": "120",
    "food-days": "4",
    "flight": "2",
    "vehicle": "il76td",
}


def options(**changed: str) -> list[str]:
    return [part for name, text in {**ANSWERS, **changed}.items() for part in (f"--{name}", text)]


def test_quick_answers_on_a_page_and_makes_the_operation_of_it(tmp_path: Path) -> None:
    done = malja("quick", *options(), "--warm", "--save", tmp_path / "site")
    assert (done.returncode, done.stderr) == (0, "")
    assert "8,000 people" in done.stdout
    assert malja("check", tmp_path / "site").returncode == 0


def test_quick_asks_for_what_is_missing() -> None:
    command = [sys.executable, "-c", "from malja.cli import main; main()", "quick", *options()]
    done = subprocess.run(command, input="no\n", capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0
    assert "(yes or no)" in done.stderr
    assert done.stdout == malja("quick", *options(), "--warm").stdout


def test_quick_refuses_what_is_missing_or_absurd(tmp_path: Path) -> None:
    missing = malja("quick", *options())
    assert missing.returncode == 2
    assert "not answered: --cold" in missing.stderr
    absurd = malja("quick", *options(people="-3", vehicle="zeppelin"), "--cold", "--save", tmp_path / "site")
    assert absurd.returncode == 2
    assert absurd.stderr.splitlines()[-1] == "2 mistakes; nothing was written."
    assert list(tmp_path.iterdir()) == []

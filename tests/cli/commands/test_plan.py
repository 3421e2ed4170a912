"""`malja plan`: everything or nothing is written, and Ctrl-C keeps the best plan so far."""

from __future__ import annotations

import hashlib
import io
import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import openpyxl
import pytest

HMEIMIM = Path(__file__).parents[3] / "examples" / "hmeimim"

COMMAND = [sys.executable, "-c", "from malja.cli import main; main()", "plan", "--no-report"]

FILES = [".malja-files.json", "manifests.xlsx", "plan.json", "run.json", "summary.txt"]


def planned(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *map(str, arguments)], capture_output=True, text=True, encoding="utf-8", check=False, timeout=120
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
        "items.csv": "item,name,unit,pack_quantity,pack_kg,pack_m3\nrice,'=Rice,kg,10,10,0.01\n",
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


def test_a_plan_is_written_whole(tiny: Path, tmp_path: Path) -> None:
    out = tmp_path / "deep" / "out"
    done = planned(tiny, "--out", out)
    assert done.returncode == 0, done.stderr
    assert sorted(path.name for path in out.iterdir()) == FILES
    plan = json.loads((out / "plan.json").read_text(encoding="utf-8"))
    assert plan["solver"]["status"] == "solved"
    summary = (out / "summary.txt").read_text(encoding="utf-8")
    assert done.stdout.startswith(summary)
    assert summary.startswith("Tiny [red]: Fri 14 March to Tue 18 March 2025\n")
    book = openpyxl.load_workbook(io.BytesIO((out / "manifests.xlsx").read_bytes()))
    assert len(book.sheetnames) == 1 + len(plan["trips"])
    run = json.loads((out / "run.json").read_text(encoding="utf-8"))
    assert run["format"] == "malja.run/1"
    assert run["seconds"]["total"] > 0
    assert run["peak_memory_mb"] is None or run["peak_memory_mb"] < 1000


def test_the_same_operation_gives_the_same_bytes_over_what_stood_there(tiny: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    first: dict[str, bytes] = {}
    for turn in range(2):
        assert planned(tiny, "--out", out).returncode == 0
        found = {name: (out / name).read_bytes() for name in FILES if name not in ("run.json", ".malja-files.json")}
        first = first or found
        assert found == first, turn
    assert sorted(path.name for path in out.iterdir()) == FILES


def test_verbose_says_how_good_it_is(tiny: Path, tmp_path: Path) -> None:
    done = planned(tiny, "--out", tmp_path / "out", "--verbose")
    assert "HOW GOOD THE PLAN IS" in done.stdout
    assert "HOW GOOD" not in (tmp_path / "out" / "summary.txt").read_text(encoding="utf-8")


def test_a_file_in_the_place_of_the_folder_is_refused(tiny: Path, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine", encoding="utf-8")
    done = planned(tiny, "--out", tmp_path / "out")
    assert done.returncode == 2
    assert done.stderr.splitlines() == [
        f"{tmp_path / 'out'}: this is a file; name a folder for the plan",
        "1 mistake; nothing was written.",
    ]
    assert (tmp_path / "out").read_text(encoding="utf-8") == "mine"


def test_what_cannot_be_written_fails_and_changes_nothing(tiny: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    (out / "plan.json").mkdir(parents=True)
    done = planned(tiny, "--out", out)
    assert done.returncode == 1
    assert "cannot be written" in done.stderr
    assert [path.name for path in out.iterdir()] == ["plan.json"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends Ctrl-C to a whole console")
def test_ctrl_c_keeps_the_best_plan_so_far(tmp_path: Path) -> None:
    out = tmp_path / "out"
    command = [*COMMAND, str(HMEIMIM), "--out", str(out)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        process.stderr.readline()
        time.sleep(0.2)
        process.send_signal(signal.SIGINT)
        said = process.stderr.read()
        assert process.wait(60) == 0
    assert "Stopping" in said
    assert "Traceback" not in said
    assert sorted(path.name for path in out.iterdir()) == FILES
    assert json.loads((out / "plan.json").read_text(encoding="utf-8"))["solver"]["status"] == "stopped"
    assert "stopped early" in (out / "summary.txt").read_text(encoding="utf-8")


def test_a_plan_is_made_from_another_one_which_is_an_input(tiny: Path, tmp_path: Path) -> None:
    first, again = tmp_path / "first", tmp_path / "again"
    assert planned(tiny, "--out", first).returncode == 0
    (tiny / "people.csv").write_text("place,date,arrivals\ncamp,2025-03-14,60\n", encoding="utf-8")
    done = planned(tiny, "--out", again, "--from", first)
    assert done.returncode == 0, done.stderr
    run = json.loads((again / "run.json").read_text(encoding="utf-8"))
    content = (first / "plan.json").read_bytes()
    loads = run["start"]["loads"]
    assert run["start"] == {
        "file": str(first / "plan.json"),
        "sha256": hashlib.sha256(content).hexdigest(),
        "loads": loads,
        "loads_used": loads,
    }
    assert loads > 0
    assert f"Loads of the start plan taken over as they are: {loads} of {loads}." in done.stdout
    assert "start" not in json.loads((first / "run.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("text", "said"),
    [("no plan", "plan.json"), ('{"format": "malja.plan/9"}', "malja.plan/9"), (None, "there is no such file")],
)
def test_what_is_no_plan_to_start_from_is_refused_by_name(
    tiny: Path, tmp_path: Path, text: str | None, said: str
) -> None:
    if text is not None:
        (tmp_path / "plan.json").write_text(text, encoding="utf-8")
    done = planned(tiny, "--out", tmp_path / "out", "--from", tmp_path / "plan.json")
    assert done.returncode == 2
    assert said in done.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("word", [("--from", "plan.json"), ("--workers", "2"), ("--ray", "local")])
def test_what_does_not_go_with_a_hedge_is_refused_by_name(tiny: Path, tmp_path: Path, word: tuple[str, str]) -> None:
    done = planned(tiny, "--out", tmp_path / "out", "--hedge", "2", *word)
    assert done.returncode == 2
    assert word[0] in done.stderr
    assert not (tmp_path / "out").exists()


def test_a_hedged_plan_says_what_safety_costs(tiny: Path, tmp_path: Path) -> None:
    """Half of the planes fail: what is loaded on the first of them is chosen over three futures."""
    (tiny / "risks.csv").write_text("risk,at,share,size\ndeparture_fails,any,0.5,\n", encoding="utf-8")
    done = planned(tiny, "--out", tmp_path / "out", "--hedge", "3")
    assert done.returncode == 0, done.stderr
    assert "Safety: what leaves in the first 4 days is best over 3 futures" in done.stdout.replace("\n", " ")
    assert json.loads((tmp_path / "out" / "run.json").read_text(encoding="utf-8"))["asked"]["hedge"] == 3

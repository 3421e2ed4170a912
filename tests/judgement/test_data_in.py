"""docs/judgement.md, words and pages, on data that gets in: ordinary stock lines, amounts, and what was assumed."""

from __future__ import annotations

import csv
import re
from pathlib import Path

from malja.operation.operation import Operation
from malja.operation.reading.operation_files import find_operation_sheets
from malja.operation.reading.read_operation import list_goods_questions, read_operation
from malja.operation.rows import Alias
from malja.operation.write_aliases import write_aliases
from malja.problems import Refused

ROOT = Path(__file__).parents[2]
LINES = list(csv.DictReader((ROOT / "tests" / "goods" / "stock_lines.csv").read_text(encoding="utf-8").splitlines()))
#: The share of ordinary lines that must be understood or asked about: 35 of 41.
LEAST = 35 / 41


def school(folder: Path, rows: list[tuple[str, str]], people: str = "100") -> Path:
    folder.mkdir(exist_ok=True)
    tables = {
        "operation.toml": 'name = "School"\nstart = 2025-03-10\ndays = 7\n',
        "places.csv": "place,role,lat,lon\nschool,site,2,36\ndepot,source,-10,36\nmarket,source,,\n",
        "people.csv": f"place,date,arrivals\nschool,2025-03-10,{people}\n",
        "lifts.csv": "lift,origin,destination,vehicle,payload_kg,volume_m3\nroad,depot,school,truck_20t,,\n"
        "by_hand,market,school,cart,500,2\n",
    }
    for name, text in tables.items():
        (folder / name).write_text(text, encoding="utf-8")
    with (folder / "stock.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("place", "item", "quantity"), *(("school", *row) for row in rows)])
    return folder


def refusals(folder: Path) -> set[tuple[str, str]]:
    try:
        read_operation(folder)
    except Refused as refused:
        return {(problem.code, problem.value) for problem in refused.problems}
    return set()


def test_understands_or_asks_about_ordinary_lines(tmp_path: Path) -> None:
    ours = [line for line in LINES if line["item"]]
    folder = school(tmp_path, [(line["name"], line["quantity"]) for line in ours])
    unknown = {value for code, value in refusals(folder) if code.startswith(("unknown", "amount"))}
    assert 1 - len(unknown) / len(ours) >= LEAST


def test_takes_no_word_in_silence(tmp_path: Path) -> None:
    strangers = [line for line in LINES if not line["item"]]
    folder = school(tmp_path, [(line["name"], line["quantity"]) for line in strangers])
    assert {value for code, value in refusals(folder) if code.startswith("unknown")} == {
        line["name"] for line in strangers
    }
    asked = school(tmp_path, [(line["name"], line["quantity"]) for line in LINES])
    for question in list_goods_questions(find_operation_sheets(asked)):
        (wanted,) = {line["item"] for line in LINES if line["name"] == question.word}
        assert {option.item.item for option in question.options} <= set(wanted.split())


def test_counts_amounts_as_a_pencil_does(tmp_path: Path) -> None:
    sure = [line for line in LINES if line["units"] and " " not in line["item"]]
    for line in sure:
        folder = school(tmp_path, [(line["name"], line["quantity"])])
        (folder / "aliases.csv").unlink(missing_ok=True)
        for question in list_goods_questions(find_operation_sheets(folder)):
            write_aliases(folder, [Alias(word=question.word, item=question.options[0].item.item)])
        operation = read_operation(folder)
        assert [(row.item, round(row.quantity, 6)) for row in operation.stock] == [(line["item"], float(line["units"]))]
        bare = re.fullmatch(r"\d+", line["quantity"])
        assert bare or "amount_read" in {notice.code for notice in operation.notices}


def test_says_what_was_assumed(tmp_path: Path) -> None:
    operation: Operation = read_operation(school(tmp_path, [], people="40 families"))
    told = {notice.code: " ".join(value for _, value in notice.values) for notice in operation.notices}
    assert "200" in told["families_counted"]
    assert "by_hand" in told["transit_unknown"]
    lift = next(one for one in operation.lifts if one.lift == "road")
    assert lift.transit_days == 3
    assert "road (truck_20t, 1,334 km: 3)" in told["transit_assumed"]


def test_the_page_has_a_row_for_each_of_these() -> None:
    page = (ROOT / "docs" / "judgement.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| W1[0-3] \|.*\| `(\w+)` \|$", page, flags=re.MULTILINE)
    named = [name.removeprefix("test_") for name in globals() if name.startswith("test_") and "the_page" not in name]
    assert rows == named

"""Bad input: each case is refused with the words below, all of them at once, and with nothing that only follows."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from malja.language.say import say_problem
from malja.operation.reading.read_operation import read_operation
from malja.problems import Refused
from tests.operation.conftest import CAMP, Camp


def refusals(path: Path) -> list[str]:
    with pytest.raises(Refused) as refused:
        read_operation(path)
    return [say_problem(problem) for problem in refused.value.problems]


def replaced(name: str, before: str, after: str) -> dict[str, str | bytes | None]:
    assert before in CAMP[name]
    return {name: CAMP[name].replace(before, after)}


TOML = CAMP["operation.toml"]
NUMBER = "is not a number; write digits only, such as 1250 or 12.5"
KEYS = (
    "there is no such key; the keys are: name, start, days, reserve_days, household_size, climate, catalogue,"
    " currency, whole_packs, tolerance, time_zone, week_starts, basket, loading, payload_margin, split_price, name_ar,"
    " name_en, contact, issued, next_issue, funding_required, funding_received"
)

CELLS: list[tuple[str, str, str, str]] = [
    ("stock.csv", "900", "many", f"stock.csv, row 2, column quantity: many {NUMBER}"),
    ("stock.csv", "900", "-3", "stock.csv, row 2, column quantity: -3 is too little; write at least 0"),
    (
        "stock.csv",
        "900",
        "inf",
        "stock.csv, row 2, column quantity: inf is no amount;"
        " write a number, or leave the cell blank if it may be blank",
    ),
    ("stock.csv", "900", "", "stock.csv, row 2, column quantity: the cell is empty; every row needs a value here"),
    (
        "stock.csv",
        "base,tent",
        "base,tents",
        "stock.csv, row 3, column item: tents is no id of an item; is it tent (tent, in piece)? malja check with"
        " --accept takes it so and remembers it in aliases; or write tent",
    ),
    ("people.csv", "100", "100.5", "people.csv, row 2, column arrivals: 100.5 is not a whole number"),
    (
        "people.csv",
        "2025-03-08",
        "08/03/2025",
        "people.csv, row 2, column date: 08/03/2025 may be 2025-03-08 or 2025-08-03; write it as the one you mean."
        " Excel rewrites dates when it saves CSV: format the column as Text first, or send the workbook (.xlsx) itself",
    ),
    (
        "people.csv",
        "base,2025-03-12",
        "bse,2025-03-12",
        "people.csv, row 3, column place: there is no bse in places; did you mean base?",
    ),
    (
        "places.csv",
        "site",
        "camp",
        "places.csv, row 2, column role: camp is not known here; write one of: source, hub, site",
    ),
    (
        "needs.csv",
        "standing",
        "stands",
        "needs.csv, row 3, column kind: stands is not known here; write one of: daily, standing",
    ),
    (
        "items.csv",
        ",,asset,piece,,55",
        ",,assets,piece,,55",
        "items.csv, row 3, column kind: assets is not known here; write one of: consumable, asset",
    ),
    ("items.csv", ",55,", ",0,", "items.csv, row 3, column pack_kg: 0 is too little; write more than 0"),
    ("lifts.csv", "flow", "float", "lifts.csv, row 3, column mode: float is not known here; write one of: trip, flow"),
    (
        "lifts.csv",
        "road,hub",
        "plane,hub",
        "lifts.csv, row 3, column lift: plane stands here a second time; it is already in row 2",
    ),
    (
        "supply.csv",
        "place,item,quantity,from",
        "place,item,amount,from",
        "supply.csv, row 1, column amount: there is no such column;"
        " the columns of this table are: place, item, quantity, from, unit_cost",
    ),
    (
        "operation.toml",
        "days = 14",
        "days = 0",
        "operation.toml, row 3, column days: 0 is too little; write at least 1",
    ),
    (
        "operation.toml",
        "days = 14",
        'days = "14"',
        "operation.toml, row 3, column days: 14 is not a number; write digits without quotation marks, such as 60",
    ),
    (
        "operation.toml",
        "days = 14",
        "days = true",
        "operation.toml, row 3, column days: true is not a number; write digits without quotation marks, such as 60",
    ),
    (
        "operation.toml",
        '"Camp"',
        "[1]",
        "operation.toml, row 1, column name: [...] is not text; write it in quotation marks",
    ),
    (
        "operation.toml",
        "2025-03-10",
        "2025-03-10T08:00:00",
        "operation.toml, row 2, column start: 2025-03-10 08:00:00 has a time of day;"
        " write the date alone, such as 2025-03-10",
    ),
    ("operation.toml", "household_size", "houshold_size", f"operation.toml, row 4, column houshold_size: {KEYS}"),
    (
        "operation.toml",
        "start",
        "[start]\nday",
        "operation.toml, row 2, column start: {...} is not a date; write it as 2025-03-31",
    ),
]


@pytest.mark.parametrize(("file", "before", "after", "said"), CELLS)
def test_a_wrong_cell_is_the_only_thing_said(camp: Camp, file: str, before: str, after: str, said: str) -> None:
    assert refusals(camp(replaced(file, before, after))) == [said]


FILES: list[tuple[dict[str, str | bytes | None], str]] = [
    (
        {"operation.toml": None},
        "operation.toml: the operation itself is missing: a folder has a file operation.toml,"
        " a workbook a sheet operation; give at least name and start",
    ),
    (
        {"operation.toml": TOML + "days 14\n"},
        "operation.toml, row 6: this is not TOML;"
        " write key = value, one a line, text and nothing else in quotation marks",
    ),
    ({"operation.toml": TOML.replace("start = 2025-03-10\n", "")}, "operation.toml, column start: this must be given"),
    ({"stock.csv": ""}, "stock.csv: the table is empty; its first row must name the columns"),
    ({"stock.csv": "# nothing yet\n\n"}, "stock.csv: the table is empty; its first row must name the columns"),
    (
        {"places.csv": CAMP["places.csv"].encode("utf-16")},
        "places.csv: the file is not UTF-8 text (byte 1) but perhaps UTF-16; "
        "save it as CSV UTF-8 (in Excel: File, Save As, CSV UTF-8)",
    ),
    (
        {"places.csv": CAMP["places.csv"].replace("The base", "Pl\u00e4tze").encode("latin-1")},
        "places.csv: the file is not UTF-8 text (byte 54) but perhaps Windows-1252; "
        "save it as CSV UTF-8 (in Excel: File, Save As, CSV UTF-8)",
    ),
    (
        {"stocks.csv": "place,item\n"},
        "stocks.csv: no table has this name; the tables are: aliases, baskets, committed, contents, groups,"
        " items, lift_days, lifts, needs, people, places, risks, running, segregation, services, stock,"
        " stowage, supply (begin the name of other files with _)",
    ),
    ({"lifts.ods": b"PK"}, "lifts.ods: this looks like the table lifts; save it as lifts.csv"),
    (
        {"stock.csv": b"place,item,quantity\nbase," + b"x" * 10_000_000 + b",5\n"},
        "stock.csv, row 2: a cell of this row holds more than a hundred thousand characters; write at most 1,000",
    ),
    (
        {"places.csv": CAMP["places.csv"].replace("place,", "spot,", 1)},
        "places.csv, row 1, column spot: there is no such column;"
        " the columns of this table are: place, role, name, lat,"
        " lon, storage_m3, handling_days, landings_per_day, unload_kg_per_day",
    ),
]


@pytest.mark.parametrize(("changes", "said"), FILES)
def test_a_wrong_file_is_named(camp: Camp, changes: dict[str, str | bytes | None], said: str) -> None:
    first, *more = refusals(camp(changes))
    assert first == said
    assert more == (
        ["places.csv, row 1, column place: the column is missing; every row needs a value in it"]
        if "spot" in said
        else []
    )


def test_two_files_of_one_table_are_refused(camp: Camp) -> None:
    folder = camp({"Stock.CSV": CAMP["stock.csv"]})
    if len({path.name.lower() for path in folder.iterdir()}) == len(list(folder.iterdir())):
        pytest.skip("the file system does not tell capital letters apart")
    assert refusals(folder) == ["stock.csv: two files hold the table stock; keep one of them"]


def test_other_files_beside_the_tables_are_no_problem(camp: Camp) -> None:
    others: dict[str, str | bytes | None] = {
        "README.md": "x",
        "_old.csv": "y",
        ".~lock.stock.csv#": "",
        "map.png": b"\0",
    }
    assert read_operation(camp(others)) == read_operation(camp({}))


def test_everything_is_said_at_once_table_by_table(camp: Camp) -> None:
    changes = {
        **replaced("operation.toml", "14", "0"),
        **replaced("people.csv", "2025-03-12,20", "12.3.2025,-20"),
        **replaced("stock.csv", "hub,fuel", "hub,petrol"),
        **replaced("contents.csv", "tent,roof,in_place", "tent,roof,use"),
        **replaced("lifts.csv", "shop,base", "shop,shop"),
        "fuel.csv": "a\n",
    }
    places = [said.split(":")[0] for said in refusals(camp(changes))]
    assert places == [
        "operation.toml, row 3, column days",
        "people.csv, row 3, column date",
        "people.csv, row 3, column arrivals",
        "contents.csv, row 3, column how",
        "stock.csv, row 4, column item",
        "lifts.csv, row 2, column destination",
        "fuel.csv",
    ]


def test_departures_are_not_doubted_when_an_arrival_cannot_be_read(camp: Camp) -> None:
    people = "place,date,arrivals,departures\nbase,2025-03-08,1oo,\nbase,2025-03-12,,80\n"
    assert refusals(camp({"people.csv": people})) == [
        "people.csv, row 2, column arrivals: 1oo counts no people; write 1300, or families: 240 families"
    ]


def test_what_a_row_with_an_unreadable_word_breaks_is_not_said(camp: Camp) -> None:
    """The tent's kind can't be read, so whether it goes with `in_place` is not known; the fuel's content is wrong."""
    changes = {
        **replaced("items.csv", "asset,piece,,55", "aset,piece,,55"),
        "contents.csv": CAMP["contents.csv"] + "fuel,roof,in_place,1\n",
    }
    assert [said.split(":")[0] for said in refusals(camp(changes))] == [
        "items.csv, row 3, column kind",
        "contents.csv, row 5, column how",
    ]


def test_a_file_nobody_may_read_is_refused(camp: Camp, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = camp({})
    opened = Path.open

    def refuse(path: Path, *more: Any, **named: Any) -> Any:
        if path.name == "stock.csv":
            raise PermissionError(13, "Permission denied")
        return opened(path, *more, **named)

    monkeypatch.setattr(Path, "open", refuse)
    assert refusals(folder) == ["stock.csv: the file can't be read: Permission denied"]


@pytest.fixture
def book() -> Any:
    made = openpyxl.Workbook()
    made.active.title = "operation"
    for row in (["key", "value"], ["name", "Camp"], ["start", "2025-03-10"], ["catalogue", "none"]):
        made.active.append(row)
    places = made.create_sheet("places")
    for row in (["place", "role"], ["base", "site"]):
        places.append(row)
    return made


def in_book(book: Any, folder: Path) -> list[str]:
    book.save(folder / "camp.xlsx")
    return refusals(folder / "camp.xlsx")


def test_a_workbook_says_sheet_row_and_column_all_at_once(book: Any, tmp_path: Path) -> None:
    for row in (["days", 0], ["colour", "green"], ["tolerance", "0.1 0.1"], ["name", "Again"], ["climate", "mild"]):
        book["operation"].append(row)
    book["places"].append(["hub", "hubb"])
    stock = book.create_sheet("stock")
    stock.append(["place", "item", "quantity"])
    stock.merge_cells("A2:A3")
    assert [said.split(": ")[0] for said in in_book(book, tmp_path)] == [
        "camp.xlsx:operation, row 5, column days",
        "camp.xlsx:operation, row 6, column colour",
        "camp.xlsx:operation, row 8, column key",
        "camp.xlsx:operation, row 9, column climate",
        "camp.xlsx:places, row 3, column role",
        "camp.xlsx:stock, row 2",
    ]


def test_a_tolerance_of_two_numbers_is_refused(book: Any, tmp_path: Path) -> None:
    book["operation"].append(["tolerance", "0.1 0.1"])
    (said,) = in_book(book, tmp_path)
    assert "(0.1, 0.1) is not a tolerance; write three numbers" in said


def test_a_workbook_without_the_operation_is_refused_once(book: Any, tmp_path: Path) -> None:
    book["operation"].title = "_operation"
    (said,) = in_book(book, tmp_path)
    assert said.startswith("camp.xlsx: the operation itself is missing")


def test_a_key_without_a_value_is_named_once(book: Any, tmp_path: Path) -> None:
    book["operation"]["B3"] = None
    assert in_book(book, tmp_path) == ["camp.xlsx:operation, column start: this must be given"]


def test_the_operation_with_merged_cells_is_refused_once(book: Any, tmp_path: Path) -> None:
    book["operation"].merge_cells("A6:B6")
    assert in_book(book, tmp_path) == [
        "camp.xlsx:operation, row 6: the cells A6:B6 are merged; unmerge them and write a value in each row"
    ]


def test_no_workbook_at_all_is_refused(tmp_path: Path) -> None:
    (tmp_path / "camp.xlsx").write_bytes(b"place;item\n")
    assert refusals(tmp_path / "camp.xlsx") == [
        "camp.xlsx: the file is no Excel workbook that can be read; save it again as .xlsx"
    ]


def test_whole_numbers_beyond_reason_are_refused(camp: Camp) -> None:
    for huge in ("9" * 5000, "0x" + "f" * 9000, "1" + "0" * 40):
        (said,) = refusals(camp(replaced("operation.toml", "14", huge)))
        assert said.startswith("operation.toml")
    assert refusals(camp({"operation.toml": "x = " + "[" * 100_000})) != []

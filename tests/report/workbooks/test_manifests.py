"""The manifests as a workbook."""

from __future__ import annotations

import dataclasses
import datetime
import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from malja.lifts.plan.plan import Cargo, Plan
from malja.operation.rows import Committed, Tables
from malja.problems import Failed
from malja.report.workbooks.manifests import make_manifests, save_manifests

#: Excel knows dates without zones only.
FIRST_DAY = datetime.datetime.combine(datetime.date(2025, 3, 14), datetime.time())


def opened(operation: Tables, plan: Plan) -> Any:
    return openpyxl.load_workbook(io.BytesIO(make_manifests(operation, plan)))


def rows(sheet: Any) -> list[list[Any]]:
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def table(sheet: Any) -> list[dict[str, Any]]:
    """The lines under the heading that starts with No."""
    every = rows(sheet)
    head = next(number for number, row in enumerate(every) if row[0] == "No.")
    return [dict(zip(every[head], row, strict=True)) for row in every[head + 1 :] if isinstance(row[0], int)]


def total(sheet: Any, label: str) -> tuple[Any, Any]:
    head = next(row for row in rows(sheet) if row[0] == "No.")
    line = next(row for row in rows(sheet) if row[2] == label)
    return line[head.index("Gross kg")], line[head.index("m3")]


def test_an_overview_and_a_sheet_a_trip(operation: Tables, plan: Plan) -> None:
    book = opened(operation, plan)
    assert book.sheetnames == ["Overview", "001 2025-03-14 plane", "002 2025-03-15 plane", "003 2025-03-16 plane"]
    lines = table(book["Overview"])
    assert [line["Gross kg"] for line in lines] == [120, 102, 102]
    assert lines[0]["Most kg"] == 250
    assert lines[0]["Leaves"] == FIRST_DAY
    assert lines[0]["To"] == "The camp"
    assert book["Overview"]["B4"].hyperlink.location == "'001 2025-03-14 plane'!A1"


def test_a_line_says_what_a_carrier_must_know(operation: Tables, plan: Plan) -> None:
    book = opened(operation, plan)
    sheet = book["002 2025-03-15 plane"]
    (line,) = table(sheet)
    assert [line[name] for name in ("Item", "Name", "Packs", "In a pack", "Unit", "Quantity", "Gross kg", "m3")] == [
        *("rice", "Rice", 2, 50, "kg", 100, 102, 0.16)
    ]
    assert line["Serves"] == "Food"
    assert line["Why it goes"] == (
        "without it Food falls below survival from Sun 16 March: 0.6 days' worth for about 100 people is missing in all"
    )
    assert line["UN number"] is line["Fixed by its sender"] is None
    assert total(sheet, "Total") == (102, 0.16)
    assert total(sheet, "Most the vehicles carry") == (250, 2)
    assert total(sheet, "Free") == (148, 1.84)
    assert (sheet.page_setup.orientation, sheet.sheet_properties.pageSetUpPr.fitToPage) == ("landscape", True)
    assert sheet.print_title_rows == "$10:$10"


def test_several_vehicles_are_loaded_one_by_one(operation: Tables, plan: Plan) -> None:
    cargo = (
        Cargo(item="rice", packs=5.0, quantity=250.0, kg=255.0, m3=0.4),
        Cargo(item="tent", packs=3.0, quantity=3.0, kg=180.0, m3=0.9),
    )
    two = dataclasses.replace(plan.trips[0], vehicles=2, kg=435.0, m3=1.3, cargo=cargo)
    sheet = opened(operation, dataclasses.replace(plan, trips=(two,)))["001 2025-03-14 plane"]
    lines = table(sheet)
    loads = {1: 0.0, 2: 0.0}
    for line, kg in zip(lines, (51.0, 60.0), strict=True):
        packs = [line[f"Packs, vehicle {vehicle}"] or 0 for vehicle in (1, 2)]
        assert sum(packs) == line["Packs"]
        for vehicle in (1, 2):
            loads[vehicle] += packs[vehicle - 1] * kg
    assert max(loads.values()) <= 250
    assert [row[-2:] for row in rows(sheet) if row[2] == "Total"] == [[loads[1], loads[2]]]
    assert total(sheet, "Most the vehicles carry") == (500, 4)


def test_packs_that_do_not_share_out_are_said(operation: Tables, plan: Plan) -> None:
    cargo = (Cargo(item="tent", packs=9.0, quantity=9.0, kg=540.0, m3=2.7),)
    over = dataclasses.replace(plan.trips[0], vehicles=2, kg=540.0, m3=2.7, cargo=cargo)
    sheet = opened(operation, dataclasses.replace(plan, trips=(over,)))["001 2025-03-14 plane"]
    assert any("share them out by hand" in str(row[0]) for row in rows(sheet))


def test_committed_cargo_is_marked(operation: Tables, plan: Plan) -> None:
    fixed = dataclasses.replace(
        operation,
        committed=(
            Committed(lift="plane", date=datetime.date(2025, 3, 14), item="tent", packs=2),
            Committed(lift="plane", date=datetime.date(2025, 3, 15), item="rice", packs=1),
        ),
    )
    book = opened(fixed, plan)
    assert [table(book[name])[0]["Fixed by its sender"] for name in book.sheetnames[1:]] == [
        "all of it",
        "1 pack",
        None,
    ]


def test_hazards_come_from_the_catalogue(operation: Tables, plan: Plan) -> None:
    item = dataclasses.replace(operation.items[0], item="nadcc_67")
    cargo = tuple(dataclasses.replace(part, item="nadcc_67") for part in plan.trips[1].cargo)
    carried = dataclasses.replace(plan, trips=(dataclasses.replace(plan.trips[1], cargo=cargo),))
    known = dataclasses.replace(operation, items=(item,))
    (line,) = table(opened(known, carried).worksheets[1])
    assert line["UN number"].startswith("UN3077")
    assert line["Class"] == "9"
    (line,) = table(opened(dataclasses.replace(known, catalogue="none"), carried).worksheets[1])
    assert line["UN number"] is None


@pytest.mark.parametrize(
    "name", ["=1+1", "+cmd", "-2", "@SUM(A1)", "\t=1", "#REF!", "'=x", "2025-03-14", "a\x00\x1b[31mb"]
)
def test_text_is_never_a_formula(operation: Tables, plan: Plan, name: str) -> None:
    items = tuple(dataclasses.replace(item, name=name, unit=name) for item in operation.items)
    places = tuple(dataclasses.replace(place, name=name) for place in operation.places)
    lifts = (dataclasses.replace(operation.lifts[0], lift=name),)
    named = dataclasses.replace(operation, name=name, items=items, places=places, lifts=lifts)
    trips = tuple(dataclasses.replace(trip, lift=name, vehicle=name) for trip in plan.trips)
    book = opened(named, dataclasses.replace(plan, operation=name, trips=trips))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s", "n", "d"}
    assert [cell.value for cell in cells if str(cell.value).startswith(("=", "+", "-", "@", "\t"))] == []


def test_two_builds_give_the_same_bytes(operation: Tables, plan: Plan, tmp_path: Path) -> None:
    for name in ("one.xlsx", "two.xlsx"):
        save_manifests(operation, plan, tmp_path / name)
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()
    book = openpyxl.load_workbook(tmp_path / "one.xlsx")
    assert book.properties.created == book.properties.modified == FIRST_DAY
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one.xlsx", "two.xlsx"]


def test_no_trips_and_roads(operation: Tables, plan: Plan) -> None:
    assert "Nothing leaves." in [
        row[0] for row in rows(opened(operation, dataclasses.replace(plan, trips=()))["Overview"])
    ]
    road = (dataclasses.replace(operation.lifts[0], lift="road", mode="flow", payload_kg=None),)
    flows = tuple(
        dataclasses.replace(
            trip, lift="road", vehicles=None, cargo=tuple(dataclasses.replace(part, packs=None) for part in trip.cargo)
        )
        for trip in plan.trips
    )
    book = opened(dataclasses.replace(operation, lifts=road), dataclasses.replace(plan, trips=flows))
    assert book.sheetnames == ["Overview", "road"]
    assert [row[3] for row in rows(book["road"])[3:]] == ["tent", "rice", "rice"]


def test_what_cannot_be_written_fails_and_leaves_nothing(operation: Tables, plan: Plan, tmp_path: Path) -> None:
    with pytest.raises(Failed) as failed:
        save_manifests(operation, plan, tmp_path / "no" / "manifests.xlsx")
    assert failed.value.problems[0].code == "unwritable"
    assert list(tmp_path.iterdir()) == []

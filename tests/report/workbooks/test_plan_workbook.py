"""The plan's workbook, opened again: it says what plan.json says, row by row, in typed cells."""

from __future__ import annotations

import dataclasses
import datetime
import io
import json
from typing import Any

import openpyxl
import pytest

from malja.catalogue.facts import TIERS
from malja.language.languages import languages
from malja.language.speech import current_speech, speaking
from malja.lifts.plan.plan import BasketMiss, Eaten, Limit, Plan
from malja.lifts.plan.plan_json import format_plan, read_plan
from malja.operation.rows import Tables
from malja.report.papers.waybill_numbers import number_trips
from malja.report.workbooks.plan_tables import SHEETS
from malja.report.workbooks.plan_workbook import make_plan_workbook


def opened(operation: Tables, plan: Plan) -> Any:
    return openpyxl.load_workbook(io.BytesIO(make_plan_workbook(operation, plan)))


def records(sheet: Any) -> list[dict[str, Any]]:
    head, *lines = sheet.iter_rows(values_only=True)
    assert len(set(head)) == len(head)
    return [dict(zip(head, line, strict=True)) for line in lines]


def day(cell: datetime.datetime) -> str:
    return cell.date().isoformat()


def test_it_holds_every_record_of_plan_json(operation: Tables, plan: Plan) -> None:
    """Figure by figure, against the JSON itself."""
    book, held = opened(operation, plan), json.loads(format_plan(plan))
    assert [row["This plan"] for row in records(book["Aims"])] == [aim["value"] for aim in held["aims"]]
    assert [row["Gap"] for row in records(book["Aims"])] == pytest.approx([aim["gap"] for aim in held["aims"]])
    trips = records(book["Trips"])
    assert [(row["Lift"], day(row["Leaves"]), row["Vehicles"], row["Gross kg"], row["m3"]) for row in trips] == [
        (trip["lift"], trip["leaves"], trip["vehicles"], trip["kg"], trip["m3"]) for trip in held["trips"]
    ]
    papers = [one.paper for one in number_trips(plan)]
    assert [row["Papers"] for row in trips] == papers
    assert [(row["Papers"], day(row["Leaves"]), row["Item"], row["Packs"]) for row in records(book["Cargo"])] == [
        (paper, trip["leaves"], part["item"], part["packs"])
        for paper, trip in zip(papers, held["trips"], strict=True)
        for part in trip["cargo"]
    ]
    for title, name in {
        "Uses": "uses",
        "Runs": "runs",
        "Waste": "waste",
        "Stock": "stock",
        "In place": "in_place",
    }.items():
        assert [
            {"place": row["Place"], "item": row["Item"], "date": day(row["Date"]), "quantity": row["Quantity"]}
            for row in records(book[title])
        ] == held[name]
    assert [(day(row["Date"]), row["Item"], row["Cost"], row["Currency"]) for row in records(book["Buys"])] == [
        (buy["date"], buy["item"], buy["cost"], "USD") for buy in held["buys"]
    ]
    for row, said in zip(records(book["Coverage"]), held["coverage"], strict=True):
        assert (row["Need"], day(row["Date"]), row["People"], row["Provided"]) == (
            *(said["need"], said["date"], said["people"], said["provided"]),
        )
        for tier in TIERS:
            assert row[f"Required, {tier}"] == said["required"].get(tier)
            assert row[f"Short, {tier}"] == pytest.approx(said["short"].get(tier))


def test_a_plan_read_from_its_file_gives_the_same_workbook(operation: Tables, plan: Plan) -> None:
    bare = dataclasses.replace(plan, limits=())
    assert make_plan_workbook(operation, bare) == make_plan_workbook(operation, read_plan(format_plan(plan)))


def test_what_plan_json_does_not_hold_stands_there_too(operation: Tables, plan: Plan) -> None:
    book = opened(operation, plan)
    (limit,) = records(book["Limits"])
    assert (limit["Kind"], limit["Of what"], limit["Days"], limit["Worth"]) == ("payload", "plane", 2, 0.02)
    trip = records(book["Trips"])[0]
    assert (trip["To, name"], trip["Most kg"], trip["Most m3"]) == ("The camp", 250, 2)
    roof = records(book["Needs"])[1]
    assert (roof["Need, name"], roof["Unit"], roof["Standard, survival"]) == ("Roof", "m2", 0.5)
    assert (roof["Document"], roof["Basis"]) == ("a hand book", "recalled")
    assert [row["In a pack"] for row in records(book["Items"])] == [50, 1]
    assert (records(book["Stock"])[0]["Item, name"], records(book["Stock"])[0]["Unit"]) == ("Rice", "kg")


def test_the_first_sheet_says_what_it_is_and_the_last_what_each_column_means(operation: Tables, plan: Plan) -> None:
    book = opened(operation, plan)
    about = {row["What"]: row["Value"] for row in records(book.worksheets[0])}
    assert about["Operation"] == "Small"
    assert about["First day"] == datetime.datetime.combine(plan.start, datetime.time())
    assert [about[name] for name in ("Days", "Reserve days", "Currency")] == [4, 1, "USD"]
    counted = {name: len(records(book[name])) for name in book.sheetnames[1:-1]}
    assert {name: about[name] for name in counted} == counted
    meanings = records(book.worksheets[-1])
    columns = [(name, heading.value) for name in book.sheetnames[1:-1] for heading in book[name][1]]
    assert [(row["Sheet"], row["Column"]) for row in meanings] == columns
    assert all(row["Meaning"] for row in meanings)


def test_every_field_that_is_named_stands_in_plan_json(operation: Tables, plan: Plan) -> None:
    quantity = plan.uses[0]
    tiers = dict.fromkeys(TIERS, 1.0)
    coverage = (dataclasses.replace(plan.coverage[0], required=tiers, short=tiers),)
    where: Any = {"place": "camp", "date": plan.start, "food_group": "cereals"}
    eaten = Eaten(**where, grams=350.0, share=0.6, min_share=0.5, max_share=0.7, min_g=None, max_g=400.0)
    miss = BasketMiss(**where, rule="max_g", missed=0.1)
    full = dataclasses.replace(
        plan, runs=(quantity,), waste=(quantity,), coverage=coverage, eaten=(eaten,), basket_misses=(miss,)
    )
    held = json.loads(format_plan(full))
    fields = [row["In plan.json"] for row in records(opened(operation, full)["Columns"]) if row["In plan.json"]]
    for field in fields:
        at: Any = held
        for part in field.split("."):
            at = at[part.removesuffix("[]")][0] if part.endswith("[]") else at[part.removesuffix("[]")]
        assert isinstance(at, str | int | float) or at is None
    assert {field.split("[")[0] for field in fields} == {key for key, value in held.items() if isinstance(value, list)}


def test_cells_are_typed_and_columns_of_one_kind(operation: Tables, plan: Plan) -> None:
    book = opened(operation, plan)
    kinds = {"text": {"s"}, "date": {"d"}, "number": {"n"}, "share": {"n"}}
    for sheet in SHEETS:
        for row in list(book[f"{sheet.code[0].upper()}{sheet.code[1:].replace('_', ' ')}"].iter_rows())[1:]:
            for cell, column in zip(row, sheet.columns, strict=True):
                assert cell.value is None or cell.data_type in kinds[column.kind], (sheet.code, column.code, cell.value)
    assert book["Coverage"]["L2"].number_format == "0.0%"
    assert book["Trips"]["H2"].number_format == "yyyy-mm-dd"
    assert (book["Trips"]["K2"].number_format, book["Trips"]["M2"].number_format) == ("#,##0", "#,##0.###")


def test_headings_are_frozen_and_have_filters(operation: Tables, plan: Plan) -> None:
    book = opened(operation, plan)
    for sheet in book:
        assert (sheet.freeze_panes, sheet.print_title_rows) == ("A2", "$1:$1")
        assert sheet.auto_filter.ref == f"A1:{sheet.cell(1, sheet.max_column).coordinate[:-1]}{sheet.max_row}"
        assert sheet["A1"].font.bold


@pytest.mark.parametrize("name", ["=1+1", "+cmd", "-2", "@SUM(A1)", "\t=1", "#REF!", "2025-03-14", "a\x00\x1b[31mb"])
def test_text_is_never_a_formula(operation: Tables, plan: Plan, name: str) -> None:
    items = tuple(dataclasses.replace(item, name=name, unit=name) for item in operation.items)
    needs = tuple(dataclasses.replace(need, name=name, unit=name, sector=name) for need in operation.needs)
    places = tuple(dataclasses.replace(place, name=name) for place in operation.places)
    lifts = (dataclasses.replace(operation.lifts[0], lift=name),)
    named = dataclasses.replace(operation, name=name, items=items, needs=needs, places=places, lifts=lifts)
    trips = tuple(dataclasses.replace(trip, lift=name, vehicle=name) for trip in plan.trips)
    limit = Limit(kind="payload", place="camp", name=name, days=1, aim="cost", worth=1.0)
    book = opened(named, dataclasses.replace(plan, operation=name, trips=trips, limits=(limit,)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s", "n", "d"}
    assert [cell.value for cell in cells if str(cell.value).startswith(("=", "+", "-", "@", "\t"))] == []


def test_two_builds_give_the_same_bytes(operation: Tables, plan: Plan) -> None:
    assert make_plan_workbook(operation, plan) == make_plan_workbook(operation, plan)


def test_an_empty_plan_has_all_sheets_without_rows(operation: Tables, plan: Plan) -> None:
    rows = ("aims", "trips", "buys", "uses", "runs", "waste", "stock", "in_place", "coverage", "limits")
    nothing: dict[str, Any] = dict.fromkeys(rows, ())
    book = opened(operation, dataclasses.replace(plan, **nothing))
    assert len(book.sheetnames) == len(SHEETS) + 2
    assert [records(book[name]) for name in book.sheetnames[1:-1]] == [[]] * len(SHEETS)


@pytest.mark.parametrize("locale", languages())
def test_every_language_has_its_words_and_direction(operation: Tables, plan: Plan, locale: str) -> None:
    with speaking(locale):
        book = opened(operation, plan)
        right_to_left = current_speech().language.direction == "rtl"
    assert {bool(sheet.sheet_view.rightToLeft) for sheet in book} == {right_to_left}
    english = opened(operation, plan).sheetnames
    assert (book.sheetnames == english) == (locale == "en")

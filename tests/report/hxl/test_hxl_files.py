"""The HXL files of a plan, read back with libhxl."""

from __future__ import annotations

import csv
import dataclasses
import io
from typing import Any

import hxl
import pytest

from malja.catalogue.facts import TIERS
from malja.cover.cover import find_covers
from malja.lifts.plan.plan import Plan
from malja.needs.requirements import find_requirements
from malja.operation.operation import Operation
from malja.operation.rows import Tables
from malja.report.hxl.hxl_files import make_hxl_files
from malja.report.hxl.tags import COVERAGE_TAGS, NEEDS_TAGS, PEOPLE_TAGS, STOCK_TAGS

TAGS = {
    "hxl_people.csv": PEOPLE_TAGS,
    "hxl_needs.csv": NEEDS_TAGS,
    "hxl_coverage.csv": COVERAGE_TAGS,
    "hxl_stock.csv": STOCK_TAGS,
}


@pytest.fixture
def whole(operation: Tables) -> Operation:
    return Operation(**{field.name: getattr(operation, field.name) for field in dataclasses.fields(Tables)})


@pytest.fixture
def read(whole: Operation, plan: Plan) -> dict[str, Any]:
    """Each file as libhxl reads it."""
    return {name: read_back(content) for name, content in make_hxl_files(whole, plan).items()}


def read_back(content: bytes) -> Any:
    return hxl.data(io.BytesIO(content)).cache()


def records(source: Any) -> list[dict[str, str]]:
    return [dict(zip(source.display_tags, row.values, strict=True)) for row in source]


@pytest.mark.parametrize("name", TAGS)
def test_libhxl_reads_the_hashtags_and_every_row(read: dict[str, Any], whole: Operation, plan: Plan, name: str) -> None:
    source = read[name]
    assert tuple(source.display_tags) == TAGS[name]
    raw = list(csv.reader(io.StringIO(make_hxl_files(whole, plan)[name].decode("utf-8-sig"))))
    assert tuple(raw[1]) == TAGS[name]
    # libhxl leaves the mark that tells Excel the encoding in the first heading, which no tool goes by.
    assert [heading.lstrip("\ufeff") for heading in source.headers] == raw[0]
    assert [list(row.values) for row in source] == raw[2:]
    assert all(any(row) for row in raw)
    assert hxl.validate(source)


def test_people_in_need_depend_on_what_comes(read: dict[str, Any], whole: Operation) -> None:
    """100 people; the rice (120 kg, a kilogram each) lasts a day, there is no roof at all: all 100 at once."""
    rows = records(read["hxl_people.csv"])
    assert [row["#date+reported"] for row in rows] == [whole.date(day).isoformat() for day in range(5)]
    assert {row["#population+ind"] for row in rows} == {row["#inneed+ind"] for row in rows} == {"100"}
    assert {row["#reached+ind"] for row in rows} == {""}
    assert {row["#loc+name+camp"] for row in rows} == {"The camp"}
    assert rows[0]["#meta+source"] == "malja, plan of Small"


def test_nobody_is_in_need_where_what_is_there_lasts(whole: Operation, plan: Plan) -> None:
    rich = dataclasses.replace(
        whole,
        needs=whole.needs[:1],
        contents=whole.contents[:1],
        stock=(dataclasses.replace(whole.stock[0], quantity=300.0),),
    )
    assert [one.first_short for one in find_covers(rich) if one.tier == "minimum"] == [rich.date(3)]
    rows = records(read_back(make_hxl_files(rich, dataclasses.replace(plan, coverage=()))["hxl_people.csv"]))
    assert [row["#inneed+ind"] for row in rows] == ["0", "0", "0", "100", "100"]


def test_needs_are_the_requirements_with_their_source(read: dict[str, Any], whole: Operation) -> None:
    rows = records(read["hxl_needs.csv"])
    asked = [(one, day) for one in find_requirements(whole) for day in range(whole.horizon)]
    for row, (one, day) in zip(rows, asked, strict=True):
        assert (row["#need+code"], row["#need+tier"]) == (one.need.need, one.tier)
        assert row["#date+reported"] == whole.date(day).isoformat()
        assert float(row["#indicator+num+required"]) == one.quantity[day]
        assert float(row["#affected+ind"]) == one.people[day]
    assert {row["#meta+source"] for row in rows if row["#need+code"] == "roof"} == {"a hand book"}
    assert rows[0]["#sector+name"]


def test_coverage_says_what_is_short_by_tier(read: dict[str, Any], plan: Plan) -> None:
    rows = records(read["hxl_coverage.csv"])
    wanted = [(row, tier) for row in plan.coverage for tier in TIERS if tier in row.required]
    for said, (row, tier) in zip(rows, wanted, strict=True):
        assert (said["#need+code"], said["#need+tier"]) == (row.need, tier)
        assert float(said["#indicator+num+provided"]) == row.provided
        assert float(said["#indicator+pct+short"]) == pytest.approx(100 * row.short[tier], abs=0.05)
        assert float(said["#inneed+ind"]) == (row.people if row.short[tier] > 0.005 else 0)


def test_stock_has_its_unit_value_and_state(read: dict[str, Any], plan: Plan) -> None:
    rows = records(read["hxl_stock.csv"])
    rice = rows[0]
    assert (rice["#item+code"], rice["#capacity+num"], rice["#item+unit"], rice["#status"]) == (
        "rice",
        "60",
        "kg",
        "in store",
    )
    assert (float(rice["#value"]), rice["#currency"]) == (30, "USD")
    assert [row["#status"] for row in rows].count("in place") == len(plan.in_place)


def test_what_no_price_is_known_of_has_no_value(whole: Operation, plan: Plan) -> None:
    free = tuple(dataclasses.replace(supply, unit_cost=0.0) for supply in whole.supply)
    content = make_hxl_files(dataclasses.replace(whole, supply=free), plan)["hxl_stock.csv"]
    assert {(row["#value"], row["#currency"]) for row in records(read_back(content))} == {("", "")}


def test_no_position_and_no_formula(whole: Operation, plan: Plan) -> None:
    depot, camp = whole.places
    camp = dataclasses.replace(camp, name="=HYPERLINK(1)\n<b>", lat=12.345678, lon=23.456789)
    files = make_hxl_files(dataclasses.replace(whole, places=(depot, camp)), plan)
    for content in files.values():
        assert b"12.345678" not in content
        assert b"23.456789" not in content
        cells = [cell for row in csv.reader(io.StringIO(content.decode("utf-8-sig"))) for cell in row]
        assert "'=HYPERLINK(1) <b>" in cells
        assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


def test_two_builds_give_the_same_bytes(whole: Operation, plan: Plan) -> None:
    assert make_hxl_files(whole, plan) == make_hxl_files(whole, plan)


def test_stock_is_written_without_the_solver_s_tolerance(whole: Operation, plan: Plan) -> None:
    row = dataclasses.replace(plan.stock[0], quantity=600.000001719)
    noisy = dataclasses.replace(plan, stock=(row,), in_place=())
    (written,) = records(read_back(make_hxl_files(whole, noisy)["hxl_stock.csv"]))
    assert "600" in written.values()

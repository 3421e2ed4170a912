"""Rows of results, as tuples and as frames of polars and pandas."""

from __future__ import annotations

import dataclasses
import datetime
import pickle
import re
import sys
from pathlib import Path
from typing import Any

import pytest

import malja
from malja.briefing.operation.compare_plans import PlanChanges
from malja.cover.cover import Cover
from malja.frames import Records, RecordsOf, hold_records
from malja.lifts.plan.plan import Buy, Coverage, Load, Plan, Trip
from malja.lifts.requests.requests import TierRequests
from malja.needs.requirements import Requirement

SYRIA = Path(__file__).parents[1] / "examples" / "wfp-syria"
#: Columns of ids and words, which have no unit.
WORDS = {
    "why",
    "place", "need", "tier", "item", "lift", "vehicle", "origin", "destination", "aim", "kind", "name", "unit", "rule",
    "food_group", "group", "needs", "daily", "rough_price",
}  # fmt: skip
MONDAY = datetime.date(2026, 5, 4)
BUY = Buy(place="town", item="rice", date=MONDAY, quantity=25.0, cost=18.5)
COVERAGE = Coverage(
    place="camp", need="water", date=MONDAY, people=100.0, provided=800.0, required={"survival": 1000.0},
    short={"survival": 0.2},
)  # fmt: skip


def test_rows_are_a_tuple_that_knows_its_columns() -> None:
    rows = Records(Buy, [BUY])
    assert tuple(rows) == (BUY,)
    assert rows.columns() == {"place": ["town"], "item": ["rice"], "date": [MONDAY], "quantity": [25.0], "cost": [18.5]}
    assert list(Records(Buy).columns()) == ["place", "item", "date", "quantity", "cost"]
    assert pickle.loads(pickle.dumps(rows)).columns() == rows.columns()  # noqa: S301


def test_a_value_for_each_tier_is_a_column_each() -> None:
    told = Records(Coverage, [COVERAGE]).columns()
    assert (told["required_survival"], told["required_minimum"], told["short_survival"]) == ([1000.0], [None], [0.2])


def test_lists_of_records_are_tables_of_their_own_and_needs_are_told_by_id() -> None:
    operation = malja.read(SYRIA)
    assert "cargo" not in Records(Trip).columns()
    covers = malja.days_of_cover(operation).columns()
    assert {"derived", "givers"}.isdisjoint(covers)
    assert covers["need"][0] == operation.needs[0].need


def test_a_value_for_each_day_is_a_row_a_day() -> None:
    operation = malja.read(SYRIA)
    due = malja.requirements(operation)
    told = due.columns()
    assert told["day"][: operation.horizon] == list(range(operation.horizon))
    assert len(told["quantity"]) == len(due) * operation.horizon
    assert told["quantity"][0] == float(due[0].quantity[0])


def test_a_result_holds_what_it_is_given_as_rows() -> None:
    @dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
    class Result:
        bought: RecordsOf[Buy] = RecordsOf(Buy)

        def __post_init__(self) -> None:
            hold_records(self)

    assert Result().bought == ()
    assert dataclasses.replace(Result(), bought=[BUY]).bought.columns()["cost"] == [18.5]
    assert {field.name for field in dataclasses.fields(Plan) if isinstance(field.default, RecordsOf)} >= {"trips"}


@pytest.mark.parametrize("library", ["polars", "pandas"])
def test_a_frame_has_the_rows_and_the_kinds_of_cells(library: Any) -> None:
    pytest.importorskip(library)
    frame = Records(Coverage, [COVERAGE, COVERAGE]).frame(library)
    assert frame.shape == (2, 11)
    assert frame["short_survival"].sum() == pytest.approx(0.4)
    assert (frame["date"] == MONDAY).sum() == 2 if library == "polars" else str(frame["date"].dtype) == "datetime64[s]"
    assert list(Records(Coverage).frame(library).columns) == list(frame.columns)


def test_without_a_library_for_frames_it_is_said_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "polars", None)
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(malja.Failed, match="polars or pandas is not installed"):
        Records(Buy, [BUY]).frame()
    with pytest.raises(malja.Refused, match="spreadsheet is not known here; write one of: polars, pandas"):
        Records(Buy, [BUY]).frame("spreadsheet")  # type: ignore[arg-type]


def test_the_guide_tells_the_unit_of_every_column_that_has_one() -> None:
    page = (Path(__file__).parents[1] / "docs" / "library.md").read_text(encoding="utf-8")
    told = set(re.findall(r"`(\w+)`", page.partition("## Frames")[2].partition("## Keep it")[0]))
    kinds = [*(field.default.kind for table in (Plan, TierRequests, PlanChanges) for field in dataclasses.fields(table)
               if isinstance(field.default, RecordsOf)), Cover, Requirement, Load]  # fmt: skip
    for kind in kinds:
        for name in Records(kind).columns():
            plain = re.sub(r"_(survival|minimum|target)$", "_survival", name).replace("_after", "_before")
            assert {name, plain} & told or name in WORDS, (kind.__name__, name)

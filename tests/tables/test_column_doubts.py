"""A column speaks against its cells: 1.300 among numbers with points alone, Excel's dates beside dates left as text."""

from __future__ import annotations

import datetime

import pytest

from malja.problems import Problem
from malja.tables.column_doubts import find_swapped_days, find_thousand_points
from malja.tables.columns import CellKind, Column, Table
from malja.tables.rows import ParsedSheet, parse_sheet
from malja.tables.sheets import Raw, RawRow, Sheet

NUMBER = Column(name="quantity", kind="number", least=0.0)
EXPIRY = Column(name="expiry", kind="date")
JUNE_5 = datetime.datetime(2026, 6, 5)  # noqa: DTZ001  (cells of a workbook have no zone)
JUNE_13 = datetime.datetime(2026, 6, 13)  # noqa: DTZ001


def column_of(column: Column, *cells: Raw) -> ParsedSheet:
    table = Table(name="stock", columns=(column,))
    rows: list[tuple[int, RawRow]] = [(1, [column.name]), *((row, [cell]) for row, cell in enumerate(cells, start=2))]
    return parse_sheet(table, Sheet(file="stock.csv", rows=rows))


@pytest.mark.parametrize(
    ("kind", "texts", "doubtful"),
    [
        ("number", ["1.300", "13.912"], True),
        ("number", ["1.300", "50"], True),
        ("number", ["١.٣٠٠"], True),
        ("number", ["1.300", "0.5"], False),
        ("number", ["1.300", "1250"], False),
        ("number", ["1.300", "1,300.50"], False),
        ("number", ["1.125"], False),
        ("whole", ["1.125"], True),
        ("number", ["50", ""], False),
        ("text", ["1.300"], False),
    ],
)
def test_points_before_three_digits_may_separate_thousands(kind: CellKind, texts: list[str], doubtful: bool) -> None:
    column = Column(name="quantity", kind=kind)
    lines = [(number, [text]) for number, text in enumerate(texts, start=2)]
    assert find_thousand_points([column], lines) == ({"quantity"} if doubtful else set())


def test_such_numbers_are_refused_with_both_readings() -> None:
    problems = column_of(NUMBER, "1.300", "13.912").problems
    assert [(problem.code, problem.row, dict(problem.values)) for problem in problems] == [
        ("number_two_readings", 2, {"one": "1300", "other": "1.3"}),
        ("number_two_readings", 3, {"one": "13912", "other": "13.912"}),
    ]


def test_the_bounds_of_the_column_and_its_kind_decide() -> None:
    whole = Column(name="packs", kind="whole", least=0.0)
    latitude = Column(name="lat", kind="number", least=-90.0, most=90.0)
    assert [row.values["packs"] for row in column_of(whole, "1.300").rows] == [1300]
    assert [row.values["lat"] for row in column_of(latitude, "35.400").rows] == [35.4]


@pytest.mark.parametrize(
    ("cells", "swapped"),
    [
        ([JUNE_5, "31/12/2026"], True),
        ([JUNE_5, "12/31/2026"], True),
        ([JUNE_5, JUNE_13, "31/12/2026"], False),
        ([JUNE_5, "2026-12-31"], False),
        ([JUNE_5], False),
        (["05/06/2026", "31/12/2026"], False),
    ],
)
def test_dates_beside_dates_that_excel_left_as_text_are_doubtful(cells: list[Raw], swapped: bool) -> None:
    lines = [(number, [cell]) for number, cell in enumerate(cells, start=2)]
    assert find_swapped_days([EXPIRY], lines) == ({"expiry"} if swapped else set())


def test_they_are_refused_with_both_readings() -> None:
    (problem,) = column_of(EXPIRY, JUNE_5, "31/12/2026").problems
    assert isinstance(problem, Problem)
    assert (problem.code, problem.row) == ("date_swapped", 2)
    assert dict(problem.values) == {"one": "2026-06-05", "other": "2026-05-06"}

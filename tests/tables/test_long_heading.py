"""A heading of far too many columns: said once, not a hundred thousand times."""

from __future__ import annotations

from malja.site.state.tables import STORES_TABLE
from malja.tables.rows import _MOST_PROBLEMS, parse_sheet
from malja.tables.sheets import Sheet


def test_a_heading_of_many_unknown_columns_is_given_up() -> None:
    heading = ("store", "place", *(f"x{number}" for number in range(100_000)))
    read = parse_sheet(STORES_TABLE, Sheet(file="stores.csv", rows=((1, heading), (2, ("tent", "base")))))
    assert (len(read.problems), read.rows, read.complete) == (_MOST_PROBLEMS + 1, (), False)
    assert read.problems[-1].code == "too_many_problems"

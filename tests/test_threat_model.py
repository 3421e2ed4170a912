"""The figures on the page about threats are those in the code."""

from __future__ import annotations

from pathlib import Path

import pytest

from malja.journal.sync import seal
from malja.problems import LONGEST_VALUE
from malja.tables import cells, read_csv, read_workbook

PAGE = (Path(__file__).parents[1] / "docs" / "threat-model.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "said",
    [
        f"more than {read_workbook._LARGEST_WORKBOOK // 10**6} MB, or more than",
        f"{read_workbook._LARGEST_UNPACKED // 10**6} MB by the archive's own directory",
        f"more than {read_workbook.MOST_MERGED:,} merged cells in a sheet, or {read_workbook.MOST_ELEMENTS:,} elements",
        f"at most {cells._LONGEST_CELL:,} characters a cell, {read_workbook._MOST_CELLS:,} cells a sheet",
        f"{read_csv._LARGEST_FILE // 10**6} MB and {read_csv._MOST_ROWS:,} rows a CSV file",
        f"messages quote at most {LONGEST_VALUE} characters",
        f"more than {seal.MOST_RECIPIENTS} are refused before any key is tried",
    ],
)
def test_a_figure_of_the_page_is_that_of_the_code(said: str) -> None:
    assert said in PAGE

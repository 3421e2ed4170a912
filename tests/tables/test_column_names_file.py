"""The file that says what other people's headings mean: two columns of CSV, or TOML."""

from __future__ import annotations

from pathlib import Path

import pytest

from malja.problems import Refused
from malja.tables.column_names_file import read_column_names

KNOWN = ("store", "item", "quantity")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("map.csv", "heading,column\nItem code,item\nالكمية,Quantity\nnotes,-\n"),
        ("map.csv", "\ufeffItem code;item\n\nالكمية;quantity;\nnotes;-\n"),
        ("map.toml", '"Item code" = "item"\n"الكمية" = "quantity"\nnotes = "-"\n'),
    ],
)
def test_headings_and_their_columns(name: str, text: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    assert read_column_names(path, KNOWN) == {"Item code": "item", "الكمية": "quantity", "notes": "-"}


@pytest.mark.parametrize(
    ("name", "text", "codes"),
    [
        (
            "map.csv",
            "Qty,amount\nQty,item\nItem,item\nItem,store\nalone\n",
            ["columns_unknown", "columns_twice", "columns_row"],
        ),
        ("map.csv", "heading,column\n", ["columns_empty"]),
        ("map.toml", "Item = 5\n", ["columns_toml"]),
        ("map.toml", "Item code = item\n", ["columns_toml"]),
    ],
)
def test_what_is_wrong_is_said_at_once(name: str, text: str, codes: list[str], tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(Refused) as refused:
        read_column_names(path, KNOWN)
    assert sorted({problem.code for problem in refused.value.problems}) == sorted(codes)


def test_two_headings_that_differ_in_signs_and_case_alone_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "map.csv"
    path.write_text("heading,column\nItem Code,item\nitem-code,store\n", encoding="utf-8")
    with pytest.raises(Refused) as refused:
        read_column_names(path, KNOWN)
    assert [(one.code, one.row) for one in refused.value.problems] == [("columns_alike", 3)]


def test_each_heading_has_the_row_that_names_it(tmp_path: Path) -> None:
    path = tmp_path / "map.csv"
    path.write_text("heading,column\nQty,quantity\n", encoding="utf-8")
    assert read_column_names(path, KNOWN).origins["Qty"].row == 2

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from malja.language.say import say_problem
from malja.problems import Problem, Refused
from malja.tables import read_csv as csv_files
from malja.tables.read_csv import read_csv
from malja.tables.sheets import RawRow, Unreadable


def rows_of(folder: Path, content: bytes) -> list[tuple[int, RawRow]]:
    (folder / "stock.csv").write_bytes(content)
    return list(read_csv(folder / "stock.csv").rows)


def refusal(folder: Path, content: bytes) -> Problem:
    (folder / "stock.csv").write_bytes(content)
    with pytest.raises(Refused) as refused:
        read_csv(folder / "stock.csv")
    (problem,) = refused.value.problems
    assert problem.file == "stock.csv"
    return problem


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_every_usual_spelling_of_a_file_gives_the_same_rows(
    tmp_path: Path, separator: str, mark: bytes, ending: str
) -> None:
    lines = [["place", "item", "note"], ["base", "rice", "خبز"], ["", "", ""]]
    text = ending.join(separator.join(line) for line in lines) + ending
    assert rows_of(tmp_path, mark + text.encode()) == [(1, lines[0]), (2, lines[1]), (3, lines[2])]


def test_the_separator_is_that_of_the_heading_not_of_comments_or_text(tmp_path: Path) -> None:
    content = b"# stock, by place, and item, and so on\n\nplace;item;note\nbase;rice;a, b, c, d, e\n"
    assert rows_of(tmp_path, content)[-1] == (4, ["base", "rice", "a, b, c, d, e"])
    assert read_csv(tmp_path / "stock.csv").decimal_comma


def test_quoted_cells_hold_separators_quotes_and_lines_and_rows_are_counted_as_a_spreadsheet_does(
    tmp_path: Path,
) -> None:
    content = b'place,note\nbase,"a ""b"", c\nd"\nhub,x\n'
    assert rows_of(tmp_path, content) == [(1, ["place", "note"]), (2, ["base", 'a "b", c\nd']), (3, ["hub", "x"])]


@pytest.mark.parametrize("content", [b"place,item\nbase,ri\xe7e\n", b"\xef\xbb\xbfplace\nri\xe7e\n"])
def test_another_encoding_is_refused_with_the_position_of_the_byte(tmp_path: Path, content: bytes) -> None:
    problem = refusal(tmp_path, content)
    assert problem.code == "file_encoding"
    assert content[int(dict(problem.values)["byte"]) - 1] == 0xE7


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be"])
def test_utf_16_is_refused(tmp_path: Path, encoding: str) -> None:
    assert refusal(tmp_path, "place,item\n".encode(encoding)).code in ("file_encoding", "file_nul")


def test_a_zero_byte_is_refused(tmp_path: Path) -> None:
    problem = refusal(tmp_path, "né\0x".encode())
    assert (problem.code, dict(problem.values)) == ("file_nul", {"byte": "4"})


def test_a_file_that_is_too_large_is_refused_before_it_is_read_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(csv_files, "_LARGEST_FILE", 10)
    assert rows_of(tmp_path, b"0123456789") == [(1, ["0123456789"])]
    assert refusal(tmp_path, b"0123456789a").code == "file_large"


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "no.csv", tmp_path):
        with pytest.raises(Refused) as refused:
            read_csv(path)
        assert [problem.code for problem in refused.value.problems] == ["file_missing"]


def test_a_ten_megabyte_cell_is_one_row_that_is_refused(tmp_path: Path) -> None:
    rows = rows_of(tmp_path, b"place,item\nbase," + b"x" * 10_000_000 + b"\nhub,rice\n")
    assert rows[1] == (2, Unreadable(code="cell_huge"))
    assert rows[2] == (3, ["hub", "rice"])


def test_quotes_that_do_not_match_are_refused_where_the_row_begins(tmp_path: Path) -> None:
    rows = rows_of(tmp_path, b'place,item\nbase,"rice" x\nhub,"oil\nsite,salt\n')
    assert rows == [
        (1, ["place", "item"]),
        (2, Unreadable(code="csv_quotes")),
        (3, Unreadable(code="csv_quotes")),
    ]


@given(content=st.binary(max_size=200))
def test_any_bytes_are_rows_or_refused(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "any.csv"
    path.write_bytes(content)
    try:
        rows = list(read_csv(path).rows)
    except Refused:
        return
    assert [number for number, _ in rows] == list(range(1, len(rows) + 1))


@pytest.mark.parametrize("first", ["sep=;", '"sep=;"', "SEP=;"])
def test_the_line_that_tells_excel_the_separator_is_no_heading(tmp_path: Path, first: str) -> None:
    assert rows_of(tmp_path, f"{first}\nplace;item, all\nbase;rice\n".encode()) == [
        (1, ()),
        (2, ["place", "item, all"]),
        (3, ["base", "rice"]),
    ]


def test_a_text_that_is_wrapped_in_a_formula_is_the_text(tmp_path: Path) -> None:
    content = b'lot,quantity,note\n"=""00123""","=""50""","=""a """"b"""""""\n=SUM(A1),5,x=y\n'
    assert rows_of(tmp_path, content)[1:] == [(2, ["00123", "50", 'a "b"']), (3, ["=SUM(A1)", "5", "x=y"])]


@pytest.mark.parametrize(
    "error", ["#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "########", " #n/a "]
)
def test_an_error_that_excel_saved_is_no_value_of_any_column(tmp_path: Path, error: str) -> None:
    ((_, row),) = rows_of(tmp_path, f"item,lot\n{error},#12\n".encode())[1:]
    assert row == [Unreadable(code="cell_error", value=error.strip()), "#12"]


def test_a_line_of_hash_signs_is_a_comment(tmp_path: Path) -> None:
    assert rows_of(tmp_path, b"########,,\nplace,item,note\n")[0] == (1, ["########", "", ""])


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_a_comment_does_not_decide_the_separator_whatever_ends_its_line(tmp_path: Path, ending: str) -> None:
    content = ending.join(["# stock, by place, and item", "place;item;note", "base;rice;a, b, c, d"]).encode()
    assert rows_of(tmp_path, content)[1:] == [(2, ["place", "item", "note"]), (3, ["base", "rice", "a, b, c, d"])]


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        ("place,item\n".encode("utf-16"), "UTF-16"),
        ("entrepôt;quantité\n".encode("cp1252"), "Windows-1252"),
    ],
)
def test_the_encoding_is_named_and_how_to_save_in_another(tmp_path: Path, content: bytes, encoding: str) -> None:
    problem = refusal(tmp_path, content)
    assert dict(problem.values)["encoding"] == encoding
    assert "File, Save As, CSV UTF-8" in say_problem(problem)


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n"])
def test_a_file_of_a_million_rows_is_refused(end: str, tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_bytes((f"a,b{end}" + f"1,2{end}" * 1_000_000).encode())
    with pytest.raises(Refused) as refused:
        read_csv(tmp_path / "people.csv")
    assert [problem.code for problem in refused.value.problems] == ["file_rows"]

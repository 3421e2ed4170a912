"""What `malja new` writes can be read as it stands, and is the same operation as folder and as workbook."""

from __future__ import annotations

import csv
import datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from malja.language.say import load_messages
from malja.language.speech import speaking
from malja.operation.headcount import count_present
from malja.operation.notices.check_report import check_report
from malja.operation.reading.read_operation import read_operation
from malja.operation.rules.references import REFERENCES
from malja.operation.schema import TABLES
from malja.operation.settings import SETTINGS
from malja.operation.template.example import make_example_settings
from malja.operation.template.write_template import explain_column, write_operation_template, write_operation_workbook
from malja.problems import Failed, Refused

START = datetime.date(2025, 3, 10)


def test_folder_and_workbook_are_the_same_operation(tmp_path: Path) -> None:
    folder = read_operation(write_operation_template(tmp_path / "camp", START))
    workbook = read_operation(write_operation_workbook(tmp_path / "camp", START))
    assert folder == workbook
    assert (tmp_path / "camp.xlsx").is_file()
    assert folder.start == START
    assert count_present(folder)["school"].tolist()[::10] == [440, 500, 500, 500, 500, 500, 500]


def test_every_key_is_given_so_that_nothing_is_assumed_of_them(tmp_path: Path) -> None:
    assert read_operation(write_operation_template(tmp_path / "camp", START)).notices == ()


def test_its_notices_have_words_and_one_need_is_left_open(tmp_path: Path) -> None:
    report = {
        section.title: section.notices
        for section in check_report(read_operation(write_operation_template(tmp_path / "c", START)))
    }
    assert set(report) == {"assumed", "cannot_come", "sources"}
    assert [dict(notice.values)["need"] for notice in report["cannot_come"]] == ["Electricity of the clinic"]


def test_every_table_and_column_is_explained(tmp_path: Path) -> None:
    folder = write_operation_template(tmp_path / "camp", START)
    text = (folder / "operation.toml").read_text(encoding="utf-8")
    for setting in SETTINGS:
        beginning = "# " if make_example_settings(START)[setting.name] is None else ""
        assert f"# {explain_column(setting)}\n{beginning}{setting.name} =" in text
    for table in TABLES:
        lines = (folder / f"{table.name}.csv").read_text(encoding="utf-8").splitlines()
        comments = [next(csv.reader([line]))[0] for line in lines if line.startswith(("#", '"#'))]
        assert comments[0] == f"# {table.name}: {table.meaning}"
        assert all(f"#   {column.name}: {explain_column(column)}" in comments for column in table.columns)


def test_what_a_column_says(tmp_path: Path) -> None:
    role = next(column for column in TABLES[0].columns if column.name == "role")
    assert explain_column(role).endswith("; one of: source, hub, site; must be given")
    packs = next(column for column in SETTINGS if column.name == "whole_packs")
    assert explain_column(packs).endswith("if not given: yes")


def test_the_workbook_offers_words_and_names(tmp_path: Path) -> None:
    book = load_workbook(write_operation_workbook(tmp_path / "camp.xlsx", START))
    assert book.sheetnames == ["operation", *(table.name for table in TABLES), "_lists"]
    assert book["_lists"].sheet_state == "hidden"
    for table in TABLES:
        sheet = book[table.name]
        assert sheet.freeze_panes == "A2"
        heading = [cell.value for cell in sheet[1]]
        assert all(cell.comment is not None for cell in sheet[1])
        offered = {str(check.sqref): check for check in sheet.data_validations.dataValidation}
        for column in table.columns:
            letter = sheet.cell(row=1, column=heading.index(column.name) + 1).column_letter
            check = offered.get(f"{letter}2:{letter}1001")
            if column.kind in ("choice", "yes_no"):
                assert check is not None
                assert check.formula1 == f'"{",".join(column.choices or ("yes", "no"))}"'
            if (table.name, column.name) in {(name, referring) for name, referring, _ in REFERENCES}:
                assert check is not None
                assert check.type == "list"
            if column.kind == "date":
                assert sheet[f"{letter}2"].number_format == "yyyy-mm-dd"


def test_lists_hold_the_catalogue_and_the_rows_of_the_sheets(tmp_path: Path) -> None:
    lists = load_workbook(write_operation_workbook(tmp_path / "camp.xlsx", START))["_lists"]
    columns = {column[0].value: [cell.value for cell in column[1:] if cell.value] for column in lists.columns}
    assert list(columns) == ["groups", "needs", "items", "inputs", "vehicles"]
    assert columns["groups"][:2] == ["everyone", "household"]
    assert "il76td" in columns["vehicles"]
    # Needs of the cold climate too: the climate can still be changed.
    assert {"water", "winter_clothing"} <= set(columns["needs"])
    assert "sugar: Sugar, white (a pack holds 50 kg)" in columns["items"]
    assert columns["items"][-1] == '=IF(items!A301="","",items!A301&IF(items!B301="","",": "&items!B301))'
    assert columns["needs"][-1] == '=IF(needs!A301="","",needs!A301)'


@pytest.mark.parametrize("language", ["en", "ar"])
def test_what_is_chosen_from_the_list_of_goods_is_read_as_the_item(tmp_path: Path, language: str) -> None:
    with speaking(language):
        path = write_operation_workbook(tmp_path / "camp.xlsx", START)
    book = load_workbook(path)
    labels = [cell.value for cell in book["_lists"]["C"][1:] if cell.value and not cell.value.startswith("=")]
    place = book["stock"].max_row + 1
    for row, label in enumerate(labels, start=place):
        for column, value in enumerate(("school", label, 1), start=1):
            book["stock"].cell(row, column).value = value
    book["aliases"].append(["our sugar", next(label for label in labels if label.startswith("sugar: "))])
    book.save(path)
    operation = read_operation(path)
    assert len(labels) > 90
    assert {label.partition(": ")[0] for label in labels} <= {row.item for row in operation.stock}
    assert [alias.item for alias in operation.aliases] == ["sugar"]
    assert not [one for one in operation.notices if one.code == "goods_named"]


def test_a_row_added_to_the_workbook_is_read(tmp_path: Path) -> None:
    path = write_operation_workbook(tmp_path / "camp.xlsx", START)
    book = load_workbook(path)
    book["places"].append(["port", "hub"])
    book.save(path)
    assert [place.place for place in read_operation(path).places] == ["depot", "school", "port"]


def test_the_same_start_gives_the_same_bytes(tmp_path: Path) -> None:
    first, second = write_operation_template(tmp_path / "a", START), write_operation_template(tmp_path / "b", START)
    assert all((second / file.name).read_bytes() == file.read_bytes() for file in first.iterdir())
    books = [write_operation_workbook(tmp_path / name, START).read_bytes() for name in ("a.xlsx", "b.xlsx")]
    assert books[0] == books[1]


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    folder, book = (
        write_operation_template(tmp_path / "camp", START),
        write_operation_workbook(tmp_path / "camp.xlsx", START),
    )
    before = {path: path.read_bytes() for path in (book, *folder.iterdir())}
    for write, path, code in (
        (write_operation_template, folder, "folder_not_empty"),
        (write_operation_workbook, book, "file_exists"),
    ):
        with pytest.raises(Refused) as refused:
            write(path, START)
        assert [problem.code for problem in refused.value.problems] == [code]
        assert code in load_messages()["problem"]
    with pytest.raises(Refused):
        write_operation_template(book, START)
    assert {path: path.read_bytes() for path in (book, *folder.iterdir())} == before


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    assert read_operation(write_operation_template(tmp_path, START)).name == "School by the airstrip"


def test_what_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(Failed):
        write_operation_workbook(tmp_path / "file" / "camp.xlsx", START)
    with pytest.raises(Failed):
        write_operation_template(tmp_path / "file" / "camp", START)

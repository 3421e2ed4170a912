"""Words are put below those of a table of aliases: what stood there stays, and the operation reads them."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from malja.operation.reading.operation_files import find_operation_sheets
from malja.operation.reading.read_operation import list_goods
from malja.operation.rows import Alias
from malja.operation.template.write_template import write_operation_template, write_operation_workbook
from malja.operation.write_aliases import append_csv_rows, write_aliases
from malja.problems import Refused

WORDS = (Alias(word="Sugar", item="sugar"), Alias(word="Rice 25kg bags", item="rice", pack_quantity=25.0))


def read(path: Path) -> list[tuple[str, str, float | None]]:
    return [(one.word, one.item, one.pack_quantity) for one in list_goods(find_operation_sheets(path))[1]]


@pytest.mark.parametrize("form", ["folder", "workbook"])
def test_words_are_written_once_and_read_back(tmp_path: Path, form: str) -> None:
    write = write_operation_template if form == "folder" else write_operation_workbook
    path = write(tmp_path / "school")
    assert write_aliases(path, WORDS) == WORDS
    assert read(path) == [("Sugar", "sugar", None), ("Rice 25kg bags", "rice", 25)]
    assert write_aliases(path, [Alias(word="SUGAR", item="salt")]) == ()
    assert write_aliases(path, [Alias(word="Tarps", item="tarpaulin_4x6")])
    assert [word for word, _, _ in read(path)] == ["Sugar", "Rice 25kg bags", "Tarps"]


def test_a_table_that_is_not_there_is_begun(tmp_path: Path) -> None:
    folder = write_operation_template(tmp_path / "school")
    (folder / "aliases.csv").unlink()
    write_aliases(folder, WORDS)
    assert (folder / "aliases.csv").read_text() == "word,item,pack_quantity\nSugar,sugar,\nRice 25kg bags,rice,25\n"


def test_what_has_no_room_is_said_to_be_added_by_hand(tmp_path: Path) -> None:
    folder = write_operation_template(tmp_path / "school")
    (folder / "aliases.csv").write_text("word;item\r\nriz;rice\r\n")
    assert write_aliases(folder, WORDS[:1])
    assert (folder / "aliases.csv").read_bytes() == b"word;item\r\nriz;rice\r\nSugar;sugar\r\n"
    with pytest.raises(Refused) as refused:
        write_aliases(folder, WORDS)
    assert refused.value.problems[0].code == "aliases_elsewhere"


def test_a_workbook_with_pictures_is_left_alone(tmp_path: Path) -> None:
    path = write_operation_workbook(tmp_path / "school")
    book = openpyxl.load_workbook(path)
    chart = openpyxl.chart.BarChart()
    chart.add_data(openpyxl.chart.Reference(book["stock"], min_col=3, min_row=1, max_row=3))
    book["stock"].add_chart(chart)
    book.save(path)
    before = path.read_bytes()
    with pytest.raises(Refused):
        write_aliases(path, WORDS)
    assert path.read_bytes() == before


def test_rows_go_below_in_the_files_own_way(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text('# c\n"#  a, b"\nItem\tnote\tword', encoding="utf-8")
    assert append_csv_rows(file, ("word", "item"), [{"word": "x, y", "item": "=z"}])
    assert file.read_text(encoding="utf-8") == '# c\n"#  a, b"\nItem\tnote\tword\n\'=z\t\tx, y\n'
    assert not append_csv_rows(file, ("word", "item"), [{"size": "3"}])

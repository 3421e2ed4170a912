"""What is written is what was read, whole or not at all."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from malja.catalogue.load_catalogue import load_catalogue
from malja.operation.reading.read_operation import read_operation
from malja.operation.rows import Place, Tables
from malja.operation.write_operation import write_operation
from malja.problems import Failed, Refused
from tests.operation.conftest import CAMP, Camp

EXAMPLES = Path(__file__).parents[2] / "examples"


def changed(tables: Tables, **changes: object) -> Tables:
    values = {field.name: getattr(tables, field.name) for field in dataclasses.fields(Tables)}
    return Tables(**{**values, **changes})


@pytest.mark.parametrize("name", ["hmeimim", "three-valleys", "wfp-syria"])
def test_an_operation_comes_back_the_same(name: str, tmp_path: Path) -> None:
    operation = read_operation(EXAMPLES / name)
    write_operation(operation, tmp_path / "copy")
    assert read_operation(tmp_path / "copy") == operation


def test_only_rows_that_are_not_the_catalogues_are_written(tmp_path: Path) -> None:
    write_operation(read_operation(EXAMPLES / "hmeimim"), tmp_path / "copy")
    names = {path.name for path in (tmp_path / "copy").iterdir()}
    assert names == {path.name for path in (EXAMPLES / "hmeimim").iterdir() if path.name != "README.md"}


def test_every_table_is_written_and_only_the_columns_in_use(camp: Camp, tmp_path: Path) -> None:
    operation = read_operation(camp({}))
    write_operation(operation, tmp_path / "copy")
    assert {path.name for path in (tmp_path / "copy").iterdir()} == set(CAMP)
    assert (tmp_path / "copy" / "stock.csv").read_text(encoding="utf-8") == CAMP["stock.csv"]
    assert (
        (tmp_path / "copy" / "operation.toml")
        .read_bytes()
        .startswith(b'name = "Camp"\nstart = 2025-03-10\ndays = 14\n')
    )
    assert read_operation(tmp_path / "copy") == operation


def test_text_that_would_run_in_a_spreadsheet_is_guarded_and_comes_back(camp: Camp, tmp_path: Path) -> None:
    operation = read_operation(camp({}))
    places = (
        *operation.places,
        *(
            Place(place=place, role="source", name=name)
            for place, name in [
                ("=cmd", '=HYPERLINK("x")'),
                ("-x", "+1"),
                ("@a", "'=1"),
                ("مخيم", 'a "b", c\nd'),
                ("p", "'quoted'"),
            ]
        ),
    )
    write_operation(changed(operation, places=places, name='A "camp" \\ مخيم'), tmp_path / "copy")
    text = (tmp_path / "copy" / "places.csv").read_text(encoding="utf-8")
    assert not any(cell.startswith(("=", "+", "@")) for line in text.splitlines() for cell in line.split(","))
    again = read_operation(tmp_path / "copy")
    assert (again.places, again.name) == (places, 'A "camp" \\ مخيم')


def test_tables_that_lack_rows_of_the_catalogue_are_written_without_it(tmp_path: Path) -> None:
    operation = read_operation(EXAMPLES / "hmeimim")
    fewer = changed(operation, needs=tuple(reversed(operation.needs)))
    write_operation(fewer, tmp_path / "copy")
    again = read_operation(tmp_path / "copy")
    assert again.catalogue == "none"
    assert again.needs == fewer.needs
    assert again.items == load_catalogue("warm").items


def test_a_folder_with_something_in_it_is_refused_and_untouched(camp: Camp) -> None:
    folder = camp({})
    operation = read_operation(folder)
    for taken in (folder, folder / "stock.csv"):
        with pytest.raises(Refused) as refused:
            write_operation(operation, taken)
        assert [problem.code for problem in refused.value.problems] == ["folder_not_empty"]
    assert read_operation(folder) == operation


def test_an_empty_folder_is_filled_and_missing_ones_are_made(camp: Camp, tmp_path: Path) -> None:
    operation = read_operation(camp({}))
    (tmp_path / "empty").mkdir()
    for folder in (tmp_path / "empty", tmp_path / "new" / "deep"):
        write_operation(operation, folder)
        assert read_operation(folder) == operation
    assert not list(tmp_path.rglob("*.part"))


def test_a_folder_that_cannot_be_written_fails_and_leaves_nothing(
    camp: Camp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    operation = read_operation(camp({}))

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("malja.operation.write_operation.os.rename", full)
    with pytest.raises(Failed, match="No space left"):
        write_operation(operation, tmp_path / "copy")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["camp"]

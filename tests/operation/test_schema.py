"""The schema says the same as the rows it is read into, and as docs/tables.md asks."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from malja.catalogue.facts import INHERITED
from malja.operation.records.assumed_costs import ASSUMED_COLUMNS
from malja.operation.records.records import _RECORDS, record_values
from malja.operation.rows import Tables
from malja.operation.rules.cell_bounds import FIELD_OF_COLUMN
from malja.operation.schema import TABLES
from malja.operation.settings import SETTINGS
from malja.tables.columns import SOURCE_COLUMNS, Table

#: Columns that may be blank although their field has no default: `record` gives them what the row itself says.
FROM_THE_ROW = {("groups", "reach"), ("needs", "name"), ("needs", "sector"), ("items", "name")}

#: What a row keeps beside its columns: where it was read, what was blank, what no one knows, names in more languages.
NO_COLUMNS = ("source", "read_at", "names", "priced", "blank")


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_columns_are_the_fields_of_the_row_with_the_same_defaults(table: Table) -> None:
    kind: Any = _RECORDS[table.name]
    fields = {field.name: field for field in dataclasses.fields(kind) if field.name not in NO_COLUMNS}
    columns = {FIELD_OF_COLUMN.get(column.name, column.name): column for column in table.columns}
    assert list(columns) == list(fields)
    for name, field in fields.items():
        column = columns[name]
        if (table.name, name) in FROM_THE_ROW:
            assert not column.required
        elif field.default is dataclasses.MISSING:
            assert column.required, name
        elif name in ASSUMED_COLUMNS.get(table.name, ()):
            assert (column.default, column.required, field.default) == (None, False, 0), name
        elif name in INHERITED.get(table.name, ()):
            assert (column.default, column.required) == (None, False), name
        elif not column.required:
            assert column.default == field.default, name


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_the_key_is_among_the_columns_and_everything_has_a_meaning(table: Table) -> None:
    names = [column.name for column in table.all_columns]
    assert len(names) == len(set(names))
    assert set(table.key) <= {column.name for column in table.columns}
    assert names[-len(SOURCE_COLUMNS) :] == [column.name for column in SOURCE_COLUMNS]
    assert table.meaning
    assert all(column.meaning for column in table.all_columns)


def test_the_keys_are_the_fields_of_the_tables_with_the_same_defaults() -> None:
    fields = {field.name: field.default for field in dataclasses.fields(Tables)}
    for column in SETTINGS:
        assert fields[column.name] == (dataclasses.MISSING if column.required else column.default)
        assert column.meaning
    assert {*fields} == {column.name for column in SETTINGS} | {table.name for table in TABLES} | {"notices"}


def test_a_row_is_what_its_cells_say() -> None:
    stock = _RECORDS["supply"](place="hub", item="tent", unit_cost=3.0)
    assert record_values("supply", stock) == {
        "place": "hub",
        "item": "tent",
        "quantity": None,
        "from": None,
        "unit_cost": 3.0,
        **{column.name: "" for column in SOURCE_COLUMNS},
    }

"""Write an operation back as a folder of tables, so that reading it gives the same operation."""

from __future__ import annotations

import csv
import dataclasses
import datetime
import io
import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from malja.catalogue.facts import INHERITED
from malja.files import make_aside, sync_folder, unwritable_problem, write_whole
from malja.operation.records.assumed_costs import keep_true_blanks, know_costs
from malja.operation.records.merge import CATALOGUE_KEYS, list_catalogue_rows, merge_rows
from malja.operation.records.records import record_values
from malja.operation.rows import Tables
from malja.operation.schema import TABLES
from malja.operation.settings import SETTINGS
from malja.problems import Failed, Problem, Refused
from malja.tables.columns import Column, Table, Value, read_name_column
from malja.tables.formula_guard import guard_formula


def write_operation(tables: Tables, folder: Path) -> None:
    """Write operation.toml and a CSV file for each table with rows of its own into a new or empty folder.

    Rows that are the catalogue's stay out. Where the tables lack a row of the catalogue, or have them in another order,
    everything is written and `catalogue` is set to none: the operation asks the same. Raises Refused when the folder
    is not empty or is a file, Failed when it can't be written; it appears whole or not at all.
    """
    folder = Path(folder)
    if folder.exists() and not (folder.is_dir() and not any(folder.iterdir())):
        raise Refused([Problem(code="folder_not_empty", file=str(folder))])
    files = format_operation_files(tables)
    try:
        with make_aside(folder) as aside:
            for name, content in files.items():
                write_whole(aside / name, content)
            if folder.exists():
                folder.rmdir()
            os.rename(aside, folder)
            sync_folder(folder.parent)
    except OSError as error:
        raise Failed([unwritable_problem(folder, error)]) from error


def format_operation_files(tables: Tables) -> dict[str, bytes]:
    """The files of an operation by name, in the order of docs/tables.md."""
    own = find_rows_beside_catalogue(tables)
    if own is None:
        tables = Tables(**{field.name: getattr(tables, field.name) for field in dataclasses.fields(Tables)})
        tables = dataclasses.replace(tables, catalogue="none")
        own = find_rows_beside_catalogue(tables) or {}
    files = {"operation.toml": _toml(tables).encode()}
    for table in TABLES:
        if own[table.name]:
            files[f"{table.name}.csv"] = _csv(table, own[table.name]).encode()
    return files


def find_rows_beside_catalogue(tables: Tables) -> dict[str, tuple[Any, ...]] | None:
    """The rows of each table that are not the catalogue's; None if these would not give the same tables again."""
    settings = {column.name: getattr(tables, column.name) for column in SETTINGS}
    own: dict[str, tuple[Any, ...]] = {}
    costs = know_costs(settings, tables.places)
    for table in TABLES:
        rows: tuple[Any, ...] = getattr(tables, table.name)
        if table.name in CATALOGUE_KEYS:
            facts = list_catalogue_rows(table.name, settings)
            known = set(facts)
            mine = tuple(row for row in rows if row not in known)
            if tables.catalogue != "none" and (
                merge_rows(table.name, facts, mine) != rows or _says_blank(table.name, facts, mine)
            ):
                return None
            rows = mine
        own[table.name] = keep_true_blanks(costs, table.name, rows)
    return own


def _says_blank(table: str, facts: Sequence[Any], rows: Sequence[Any]) -> bool:
    """Whether a row says nothing where the catalogue's says something: a blank cell would read as the catalogue's."""
    key = table.removesuffix("s")
    known = {getattr(fact, key): fact for fact in facts} if table in INHERITED else {}
    return any(
        getattr(row, name) in (None, "") and getattr(known[getattr(row, key)], name) not in (None, "")
        for row in rows
        if known.get(getattr(row, key, None))
        for name in INHERITED[table]
    )


def _toml(tables: Tables) -> str:
    """Every key with its value; what has neither a value nor a default stays out."""
    values = {column.name: getattr(tables, column.name) for column in SETTINGS}
    return "".join(f"{key} = {_toml_value(value)}\n" for key, value in values.items() if value is not None)


def _toml_value(value: Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return f"[{', '.join(map(_toml_value, value))}]"
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    return value.isoformat() if isinstance(value, datetime.date) else repr(value)


def _csv(table: Table, rows: Sequence[Any]) -> str:
    """The rows as CSV: the columns of which some row says more than the default, and those that must be there."""
    written = [record_values(table.name, row) for row in rows]
    columns = list_written_columns(table, written)
    text = io.StringIO(newline="")
    lines = csv.writer(text, lineterminator="\n")
    lines.writerow([column.name for column in columns])
    lines.writerows([format_cell(values.get(column.name)) for column in columns] for values in written)
    return text.getvalue()


def list_written_columns(table: Table, written: Sequence[Mapping[str, Value]]) -> list[Column]:
    """The columns that must be and those of which some row says more than the default; other languages' names last."""
    languages = sorted({name for values in written for name in values if table.named and read_name_column(name)})
    columns = (*table.all_columns, *filter(None, map(table.find_column, languages)))
    return [
        column
        for column in columns
        if column.required or any(values.get(column.name, column.default) != column.default for values in written)
    ]


def format_cell(value: Value) -> str:
    """A value as the text of a cell: numbers as short as they can be read back, text safe from formulas."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime.date):
        return value.isoformat()
    return guard_formula(value) if isinstance(value, str) else repr(value)

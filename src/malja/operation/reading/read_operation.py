"""Read an operation: a folder of tables or a workbook becomes one `Operation`, or one refusal with every problem."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from malja.catalogue.facts import INHERITED, Item
from malja.operation.operation import Operation
from malja.operation.reading.count_people import count_people
from malja.operation.reading.name_goods import GoodsQuestion, NamedGoods, name_goods
from malja.operation.reading.operation_files import OperationSheets, find_operation_sheets
from malja.operation.records.assumed_costs import (
    ASSUMED_COLUMNS,
    fill_blank_costs,
    find_blank_notices,
    know_costs,
)
from malja.operation.records.merge import CATALOGUE_KEYS, list_catalogue_rows, merge_rows
from malja.operation.records.records import add_up_rows, make_record
from malja.operation.rows import Alias, Movement, Place, Tables
from malja.operation.rules.check_tables import check_tables
from malja.operation.schema import TABLES
from malja.operation.settings import Settings
from malja.problems import Problem, Refused
from malja.tables.columns import Table
from malja.tables.rows import ParsedRow, ParsedSheet, parse_sheet

#: Tables whose rows of the same key are put together; the others keep every row.
_ADD_UP = ("contents", "services", "stock", "supply", "committed")


def read_operation(path: str | Path) -> Operation:
    """The operation in a folder (operation.toml and CSV files) or an Excel workbook, the catalogue's rows merged in.

    Raises `Refused` with every problem of every table at once: file, row, column, value, and what would be right. The
    form is that of docs/tables.md; `notices` says which of the operation's keys were assumed.
    """
    return read_operation_sheets(find_operation_sheets(Path(path)))


def read_operation_sheets(found: OperationSheets) -> Operation:
    """The operation in tables that were found, wherever they stood: in files, or in what a live site has recorded.

    Raises `Refused` as `read_operation` does: the same cells give the same refusals, defaults and notices.
    """
    parsed = _read_sheets(found).sheets
    problems = [*found.settings.problems, *found.problems]
    problems += [problem for one in parsed.values() for problem in one.problems]
    values = _tables(found.settings, parsed)
    values["notices"] += (*found.notices, *(notice for one in parsed.values() for notice in one.notices))
    if not problems:
        return Operation(**values)
    if found.whole and all(one.complete for one in parsed.values()):
        problems += _beyond_cells(Tables(**values), parsed)
    raise Refused(_in_order(problems, found))


def read_unchecked(found: OperationSheets) -> Tables:
    """The rows that were found as far as their cells can be read, whatever else is wrong with them."""
    return Tables(**_tables(found.settings, _read_sheets(found).sheets))


def list_goods_questions(found: OperationSheets) -> tuple[GoodsQuestion, ...]:
    """The words for goods that nobody has explained yet, in the order of the tables."""
    return _read_sheets(found).questions


def list_goods(found: OperationSheets) -> tuple[tuple[Item, ...], tuple[Alias, ...]]:
    """The items that there are, the catalogue's and the tables' own, and the words that stand for them."""
    parsed = _parse_sheets(found)
    rows = parsed["aliases"].rows if "aliases" in parsed else ()
    return _read_items(found.settings, parsed), tuple(make_record("aliases", row) for row in rows if not row.broken)


def _read_sheets(found: OperationSheets) -> NamedGoods:
    """The sheets that were found, cell by cell, with ids and numbers where people named goods."""
    parsed = _parse_sheets(found)
    if "people" in parsed:
        parsed["people"] = count_people(parsed["people"], float(str(found.settings.values["household_size"])))
    return name_goods(parsed, _read_items(found.settings, parsed))


def _parse_sheets(found: OperationSheets) -> dict[str, ParsedSheet]:
    return {table.name: parse_sheet(table, found.sheets[table.name]) for table in TABLES if table.name in found.sheets}


def _read_items(settings: Settings, parsed: Mapping[str, ParsedSheet]) -> tuple[Item, ...]:
    known = _index_catalogue("items", settings)
    rows = parsed["items"].rows if "items" in parsed else ()
    own = [make_record("items", row, known.get(str(row.values["item"]))) for row in rows if row.values["item"]]
    return merge_rows("items", list_catalogue_rows("items", settings.values), own)


def _tables(settings: Settings, parsed: Mapping[str, ParsedSheet]) -> dict[str, Any]:
    """The fields of the operation: its keys, and the rows of each table, merged with the catalogue's."""
    values: dict[str, Any] = dict(settings.values)
    keys = {table.name: table.key for table in TABLES}
    costs = know_costs(settings.values, _read_places(parsed))
    for table in TABLES:
        rows = parsed[table.name].rows if table.name in parsed else ()
        known = _index_catalogue(table.name, settings)
        made = tuple(
            make_record(table.name, row, known.get(str(row.values[table.key[0]])))
            for row in rows
            if not _nameless(table, row)
        )
        if table.name in ASSUMED_COLUMNS:
            made = fill_blank_costs(costs, table.name, made)
        if table.name in _ADD_UP:
            made = add_up_rows(made, keys[table.name], "packs" if table.name == "committed" else "quantity")
        values[table.name] = made
    values["people"] = _without_doubt(values["people"], parsed.get("people"))
    for name in CATALOGUE_KEYS:
        values[name] = merge_rows(name, list_catalogue_rows(name, settings.values), values[name])
    values["notices"] = (*_notices(settings), *find_blank_notices(costs, values["supply"], values["lifts"]))
    return values


def _read_places(parsed: Mapping[str, ParsedSheet]) -> list[Place]:
    rows = parsed["places"].rows if "places" in parsed else ()
    return [make_record("places", row) for row in rows if not row.broken]


def _index_catalogue(table: str, settings: Settings) -> Mapping[str, Any]:
    """The catalogue's rows that fill blanks of a table's rows, by id."""
    if table not in INHERITED:
        return {}
    return {getattr(row, table.removesuffix("s")): row for row in list_catalogue_rows(table, settings.values)}


def _nameless(table: Table, row: ParsedRow) -> bool:
    """Whether a cell of the row's key can't be read: no other row can mean it."""
    required = {column.name for column in table.columns if column.required}
    return any(name in row.broken and name in required for name in table.key)


def _without_doubt(people: tuple[Movement, ...], parsed: ParsedSheet | None) -> tuple[Movement, ...]:
    """The movements without the departures from places where a row can't be read: nobody left before they came."""
    doubtful = {row.values["place"] for row in parsed.rows if row.broken} if parsed else set()
    return tuple(
        dataclasses.replace(move, departures=0) if move.place in doubtful or None in doubtful else move
        for move in people
    )


def _beyond_cells(tables: Tables, parsed: Mapping[str, ParsedSheet]) -> list[Problem]:
    """What the rules refuse, apart from what only follows from a word that could not be read."""
    try:
        check_tables(tables)
    except Refused as refused:
        doubtful = _doubtful(parsed)
        places_read = "places" not in parsed or not parsed["places"].problems
        return [
            problem
            for problem in refused.problems
            if (problem.file, problem.row) not in doubtful and (problem.code != "no_site" or places_read)
        ]
    return []


def _doubtful(parsed: Mapping[str, ParsedSheet]) -> set[tuple[str, int | None]]:
    """Where the rows stand whose kind, role, mode or how could not be read, and the rows that name them."""
    unsure: set[object] = set()
    doubtful: set[tuple[str, int | None]] = set()
    for table in TABLES:
        choices = {column.name for column in table.columns if column.kind == "choice"}
        for row in parsed[table.name].rows if table.name in parsed else ():
            if row.broken & choices:
                doubtful.add((row.origin.file, row.origin.row))
                named = row.values[table.key[0]]
                unsure |= {named} if table.unique and named is not None else set()
    for one in parsed.values():
        for row in one.rows:
            if unsure & set(row.values.values()):
                doubtful.add((row.origin.file, row.origin.row))
    return doubtful


def _notices(settings: Settings) -> tuple[Problem, ...]:
    """The keys that were not given although a plan depends on them, and what was assumed."""
    return tuple(
        Problem(code="default_used", file=settings.file, column=name, value=str(settings.values[name]))
        for name in ("days", "household_size")
        if name not in settings.given
    )


def _in_order(problems: list[Problem], found: OperationSheets) -> list[Problem]:
    """The problems table by table, those of one table from top to bottom."""
    files = [found.settings.file, *(found.sheets[table.name].file for table in TABLES if table.name in found.sheets)]
    order = {file: place for place, file in enumerate(files)}
    return sorted(problems, key=lambda problem: (order.get(problem.file, len(order)), problem.row or 0))

"""Change an operation's rows and keys by the words of its tables, each value read as the cell of a file would be.

What blank prices and times mean, the catalogue's rows and household sizes are worked out anew, so that a changed
operation is the one that reading changed tables would give.
"""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeAlias

from malja.goods.amounts import count_goods, read_goods_amount
from malja.operation.people_counts import read_people_count
from malja.operation.records.assumed_costs import (
    BLANK_NOTICES,
    fill_blank_costs,
    find_blank_notices,
    keep_true_blanks,
    know_costs,
)
from malja.operation.records.merge import CATALOGUE_KEYS, list_catalogue_rows, merge_rows
from malja.operation.records.records import make_record, record_values
from malja.operation.rows import Tables
from malja.operation.rules.cell_bounds import FIELD_OF_COLUMN
from malja.operation.rules.references import find_near_name
from malja.operation.schema import TABLES
from malja.operation.settings import SETTINGS
from malja.operation.write_operation import find_rows_beside_catalogue
from malja.problems import Origin, Problem, Refused
from malja.tables.cells import read_cell
from malja.tables.columns import SOURCE_COLUMNS, Table, Value
from malja.tables.rows import ParsedRow

#: What a changed cell may be given: as in a file, or None for a blank one.
Cell: TypeAlias = str | float | int | bool | datetime.date | None
_TABLES = {table.name: table for table in TABLES}
_COLUMNS = {field: column for column, field in FIELD_OF_COLUMN.items()}
_WORDED = frozenset(column.name for table in TABLES for column in table.columns if column.worded)
_SOURCE = frozenset(column.name for column in SOURCE_COLUMNS)


def change_row(tables: Tables, table: str, key: Mapping[str, Cell], cells: Mapping[str, Cell]) -> dict[str, Any]:
    """The fields of tables in which the row with these key cells has other cells; a new row where there is none.

    Columns that Python has no name for go by `since`, `until` and `this_class` too. Unless its source is given, the row
    is said to rest on assumption from then on. Of several rows with the key, the one that has the other key cells given
    is meant. Raises Refused with every cell that cannot be read, and where several rows are left.
    """
    asked = _TABLES[table]
    label = _label(table, key.values())
    told = {_COLUMNS.get(name, name): _plain(cell) for name, cell in {**key, **cells}.items()}
    read, problems = _read_cells(asked, label, told)
    problems += _count_words(tables, label, read)
    if problems:
        raise Refused(problems)
    rows = getattr(tables, table)
    found = _find_rows(asked, rows, [_COLUMNS.get(name, name) for name in key], read)
    if len(found) > 1:
        raise Refused([Problem(code="rows_several", file=label, values=(("number", str(len(found))),))])
    costs = know_costs(_settings(tables), tables.places)
    if found:
        (old,) = keep_true_blanks(costs, table, [rows[found[0]]])
        before = record_values(table, old)
    else:
        _refuse_misspelt(asked, label, read, {str(getattr(row, asked.key[0])) for row in rows})
        before = {column.name: column.default for column in asked.all_columns}
    values = read if not found or _SOURCE & set(read) else {"basis": "assumed", **read}
    nowhere = Origin(file="", row=0)
    made = dataclasses.replace(make_record(table, ParsedRow(values={**before, **values}, origin=nowhere)), read_at=None)
    changed = (*rows[: found[0]], made, *rows[found[0] + 1 :]) if found else (*rows, made)
    return _work_out(tables, {table: changed}, {})


def leave_out_rows(tables: Tables, table: str, key: Iterable[Cell]) -> dict[str, Any]:
    """The fields of tables without the rows that begin with these key cells. Raises Refused where there is none."""
    asked = _TABLES[table]
    cells = list(key)
    named = dict(zip(asked.key, map(_plain, cells), strict=False))
    read, problems = _read_cells(asked, _label(table, cells), named)
    if problems:
        raise Refused(problems)
    rows = getattr(tables, table)
    kept = tuple(row for row in rows if not _has_key(row, read))
    if len(kept) == len(rows):
        raise Refused([Problem.at(None, "row_unknown", "", " ".join(map(str, cells)), table=table)])
    return _work_out(tables, {table: kept}, {})


def change_settings(tables: Tables, keys: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of tables with other keys of operation.toml. Raises Refused with every key that cannot be read."""
    columns = {column.name: column for column in SETTINGS}
    read: dict[str, Value] = {}
    problems: list[Problem] = []
    for name, given in keys.items():
        if name not in columns:
            allowed = (("keys", ", ".join(columns)),)
            problems.append(Problem(code="unknown_key", file="operation", column=name, values=allowed))
            continue
        text = " ".join(map(str, given)) if isinstance(given, tuple | list) else given
        value = read_cell(_plain(text), columns[name], None)
        if isinstance(value, Problem):
            problems.append(_move(value, "operation"))
        else:
            read[name] = value
    if problems:
        raise Refused(problems)
    return _work_out(tables, {}, read)


def find_table(name: str) -> Table:
    """The table of a name. Raises Refused with the names that there are."""
    if name not in _TABLES:
        raise Refused([Problem(code="table_unknown", value=name[:60], values=(("tables", ", ".join(_TABLES)),))])
    return _TABLES[name]


def _work_out(tables: Tables, rows: Mapping[str, tuple[Any, ...]], keys: Mapping[str, Value]) -> dict[str, Any]:
    """All fields with these rows and keys, and what follows from them: the catalogue's rows, and blank prices."""
    fields = {name: getattr(tables, name) for name in Tables.__dataclass_fields__}
    old = _settings(tables)
    settings = {**old, **keys}
    own = find_rows_beside_catalogue(tables) if keys else None
    fields.update(keys)
    fields.update(rows)
    for name in CATALOGUE_KEYS if own is not None else ():
        fields[name] = merge_rows(name, list_catalogue_rows(name, settings), own[name] if own else ())
    costs_before, costs = know_costs(old, tables.places), know_costs(settings, fields["places"])
    for name in ("supply", "lifts"):
        kept = keep_true_blanks(costs_before, name, getattr(tables, name))
        as_they_were = dict(zip(map(id, getattr(tables, name)), kept, strict=True))
        fields[name] = fill_blank_costs(costs, name, (as_they_were.get(id(row), row) for row in fields[name]))
    fields["notices"] = (
        *(one for one in tables.notices if one.code not in BLANK_NOTICES and one.column not in keys),
        *find_blank_notices(costs, fields["supply"], fields["lifts"]),
    )
    return fields


def _read_cells(table: Table, label: str, told: Mapping[str, Any]) -> tuple[dict[str, Value], list[Problem]]:
    read: dict[str, Value] = {}
    problems: list[Problem] = []
    for name, cell in told.items():
        column = table.find_column(name)
        if column is None:
            names = (("columns", ", ".join(column.name for column in table.columns)),)
            problems.append(Problem(code="unknown_column", file=label, column=name[:60], value=name[:60], values=names))
            continue
        value = read_cell(cell, column, None)
        if isinstance(value, Problem):
            problems.append(_move(value, label))
        else:
            read[name] = value
    return read, problems


def _count_words(tables: Tables, label: str, read: dict[str, Value]) -> list[Problem]:
    """Put numbers in the place of 40 bags and of 240 families, as in a table; a problem for each that says none."""
    problems: list[Problem] = []
    for name in [name for name in read if name in _WORDED]:
        text = read[name]
        if not isinstance(text, str):
            continue
        if name != "quantity":
            people = read_people_count(text, tables.household_size)
            if people is None:
                problems.append(Problem.at(None, "number_wanted", name, text))
            else:
                read[name] = people.people
            continue
        item = next((one for one in tables.items if one.item == read.get("item")), None)
        amount = read_goods_amount(text)
        if item is None or amount is None:
            problems.append(Problem.at(None, "amount_wrong", name, text))
            continue
        counted = count_goods(amount, item)
        if isinstance(counted, Problem):
            problems.append(Problem.at(None, counted.code, name, text, **dict(counted.values)))
        else:
            read[name] = counted.quantity
    return [_move(one, label) for one in problems]


def _refuse_misspelt(table: Table, label: str, read: Mapping[str, Value], known: set[str]) -> None:
    """Raise Refused where cells of a new row are missing: with the row that was probably meant, if one is near."""
    missing = [column.name for column in table.columns if column.required and read.get(column.name) is None]
    meant = str(read.get(table.key[0]))
    near = find_near_name(meant, known) if missing and len(table.key) == 1 else None
    if near:
        raise Refused([Problem.at(None, "unknown_name_near", table.key[0], meant, among=table.name, near=near)])
    if missing:
        raise Refused([Problem(code="missing_value", file=label, column=name) for name in missing])


def _find_rows(table: Table, rows: Sequence[Any], key: Sequence[str], read: Mapping[str, Value]) -> list[int]:
    """The places of the rows with these key cells; of several, those with all key cells that are given."""
    found = [place for place, row in enumerate(rows) if _has_key(row, {name: read[name] for name in key})]
    given = {name: read[name] for name in table.key if name in read}
    if len(found) > 1 and len(given) > len(key):
        return [place for place in found if _has_key(rows[place], given)]
    return found


def _has_key(row: Any, named: Mapping[str, Value]) -> bool:
    return all(getattr(row, FIELD_OF_COLUMN.get(name, name)) == value for name, value in named.items())


def _settings(tables: Tables) -> dict[str, Any]:
    return {column.name: getattr(tables, column.name) for column in SETTINGS}


def _plain(cell: Any) -> Any:
    """A cell as Python's own value: numpy's numbers have one."""
    return cell.item() if hasattr(cell, "item") and not isinstance(cell, str) else cell


def _move(problem: Problem, label: str) -> Problem:
    return Problem(code=problem.code, file=label, column=problem.column, value=problem.value, values=problem.values)


def _label(table: str, key: Iterable[Cell]) -> str:
    return " ".join([table, *(str(cell) for cell in key if cell not in (None, ""))])[:60]

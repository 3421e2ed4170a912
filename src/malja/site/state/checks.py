"""Check a fact against the site's tables before it is recorded: unknown names, impossible rows, rows still in use."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from malja.facts.fact import Fact
from malja.operation.rules.references import find_near_name
from malja.problems import Problem
from malja.site.state.names import KnownNames
from malja.site.state.register import ROW_REMOVED, TableKey, TableRegister, parse_row_key
from malja.site.state.tables import FOLDED_TABLES, REGISTER_TABLES, TABLE_REFERENCES
from malja.stock.ledger.accounts import ACCOUNTS, GONE
from malja.tables.cells import read_cell
from malja.tables.columns import Table

#: Column of a fact's body, and the table in which the name must stand.
_NAMED = {"place": "places", "store": "stores", "item": "items", "lift": "lifts", "group": "groups"}
_MOST_NAMES = 12


def check_names(fact: Fact, known: KnownNames) -> Iterator[Problem]:
    """A problem for each place, store, item, lift or group that does not exist, and for people where nobody lives."""
    for column, value in fact.body.items():
        table = _NAMED.get(column) or ("stores" if fact.kind == "stock.moved" and column in _ENDS else "")
        if not table or value == "" or (column == "destination" and value in GONE):
            continue
        if str(value) not in known.names(table):
            yield name_unknown(known, table, column, str(value))
        elif fact.kind.startswith("people.") and column == "place" and known.role(str(value)) != "site":
            yield Problem.at(None, "people_not_at_site", column, value, role=known.role(str(value)))


_ENDS = ("origin", "destination")


def name_unknown(known: KnownNames, table: str, column: str, value: str) -> Problem:
    """The problem of a name that is not in a table, with the nearest one, or with all there are."""
    names = known.names(table)
    nearest = find_near_name(value, set(names))
    if table == "stores":
        return _unknown_store(known, column, value, nearest)
    if nearest:
        return Problem.at(None, "unknown_name_near", column, value, among=table, near=nearest)
    if len(names) <= _MOST_NAMES:
        listed = ", ".join(sorted(names)) or "-"
        return Problem(code="unknown_name_known", column=column, value=value[:60], values=_name_values(table, listed))
    return Problem.at(None, "unknown_name", column, value, among=table)


def _unknown_store(known: KnownNames, column: str, value: str, nearest: str | None) -> Problem:
    """The problem of an unknown store, with the nearest one and how a store is added."""
    sites = sorted(place for place, role in known.roles().items() if role == "site")
    place = known.place_of(nearest) if nearest else next(iter(sites), "PLACE")
    if nearest:
        return Problem.at(None, "unknown_store_near", column, value, near=nearest, place=place)
    names = sorted(known.names("stores"))
    listed = ", ".join([*names[:_MOST_NAMES], *(("...",) if len(names) > _MOST_NAMES else ())]) or "-"
    return Problem(code="unknown_store", column=column, value=value[:60], values=(("known", listed), ("place", place)))


def check_row(fact: Fact, register: TableRegister, known: KnownNames) -> list[Problem]:
    """The problems of setting or removing a row: no such table, column or row, cells that can't be read."""
    name, key = str(fact.body["table"]), parse_row_key(str(fact.body["row"])) or ()
    table = REGISTER_TABLES.get(name)
    if table is None:
        listed = ", ".join(REGISTER_TABLES)
        if name in FOLDED_TABLES:
            return [Problem(code="table_recorded", value=name)]
        return [Problem(code="table_unknown", value=name[:60], values=(("tables", listed),))]
    if len(key) != len(table.key):
        listed = ", ".join(table.key) or "-"
        return [
            Problem(
                code="row_key_wrong", value=" ".join(key)[:60] or "-", values=(("table", name), ("columns", listed))
            )
        ]
    if fact.kind == ROW_REMOVED:
        if register.row(name, *key) is None:
            return [Problem.at(None, "row_unknown", "", " ".join(key), table=name)]
        return [] if table.key else [Problem.at(None, "row_needed", "", name)]
    given = fact.body.get("values")
    values: Mapping[str, str] = given if isinstance(given, Mapping) else {}
    return [*_cells(table, key, values, register), *_references(table, key, values, known)]


def _cells(table: Table, key: TableKey, values: Mapping[str, str], register: TableRegister) -> Iterator[Problem]:
    for name, value in (*zip(table.key, key, strict=True), *values.items()):
        column = table.find_column(name)
        if column is None or (name in values and name in table.key):
            listed = ", ".join(column.name for column in table.columns if column.name not in table.key)
            yield Problem(code="unknown_column", column=name[:60], value=name[:60], values=(("columns", listed),))
        elif isinstance(read := read_cell(value, column, None), Problem):
            yield read
        elif table.key[:1] == (name,) and table.name in ("places", "stores") and value in ACCOUNTS:
            yield Problem.at(None, "store_name_taken", name, value)
    if register.row(table.name, *key) is None:
        yield from (
            Problem.at(None, "missing_value", column.name)
            for column in table.columns
            if column.required and column.name not in table.key and column.name not in values
        )


def _references(table: Table, key: TableKey, values: Mapping[str, str], known: KnownNames) -> Iterator[Problem]:
    cells = {**dict(zip(table.key, key, strict=True)), **values}
    for name, column, among in TABLE_REFERENCES:
        value = cells.get(column, "")
        if name == table.name and value and value not in known.names(among):
            yield name_unknown(known, among, column, value)


def check_removal(fact: Fact, register: TableRegister, known: KnownNames) -> Iterator[Problem]:
    """A problem for each table with rows that name the row to be removed, unless the catalogue has one of that name."""
    table, key = str(fact.body["table"]), parse_row_key(str(fact.body["row"])) or ("",)
    if table in ("items", "needs", "groups") and key[0] in known.catalogue_names(table):
        return
    for name, column, among in TABLE_REFERENCES:
        if among != table:
            continue
        place = REGISTER_TABLES[name].key.index(column) if column in REGISTER_TABLES[name].key else None
        for other, cells in register.rows(name).items():
            if (other[place] if place is not None else cells.get(column)) == key[0]:
                key_text = " ".join(part for part in other if part)
                yield Problem.at(None, "row_named", "", key[0], table=name, row=key_text)
                break


def _name_values(table: str, listed: str) -> tuple[tuple[str, str], ...]:
    return (("among", table), ("known", listed))

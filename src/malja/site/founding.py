"""Found a site: its first facts, made of an operation's tables, or of nothing but a name."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from malja import clock
from malja.catalogue.groups import EVERYONE
from malja.facts.fact import Body, Fact
from malja.operation.records.records import add_up_rows, record_values
from malja.operation.rows import Committed, Movement, Tables
from malja.operation.schema import TABLES
from malja.operation.settings import SETTINGS
from malja.operation.write_operation import find_rows_beside_catalogue, format_cell, list_written_columns
from malja.problems import Problem, Refused
from malja.site.row_facts import make_row_fact
from malja.site.state.state import State
from malja.site.state.tables import FOLDED_TABLES
from malja.stock.ledger.amounts import DECIMALS, write_amount
from malja.tables.columns import Table

#: Tables whose rows of one key are put together, since a site's register has one row a key; what is added up.
_ADD_UP = {"contents": "quantity", "services": "quantity", "stock": "quantity", "supply": "quantity"}
_LONGEST_LIFT = 80
#: In place of the device, which does not exist yet.
_NOBODY = "0" * 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Founding:
    """A site's name, the day of its founding, and its first facts."""

    name: str
    day: datetime.date
    facts: tuple[Fact, ...]


def prepare_founding(tables: Tables | None, *, name: str, on: datetime.date | None) -> Founding:
    """The first facts of a site; `on`: its day (else the day before the tables). Refused without name and tables."""
    name = name.strip() or (tables.name if tables else "")
    if not name:
        raise Refused([Problem(code="site_nameless")])
    if tables is None:
        day = on or clock.today()
        start = day + datetime.timedelta(days=1)
        facts = [make_row_fact("operation", (), {"name": name, "start": start.isoformat()}, day)]
    else:
        day = on or tables.start - datetime.timedelta(days=1)
        fields = {field.name: getattr(tables, field.name) for field in dataclasses.fields(Tables)}
        facts = list(make_founding_facts(Tables(**{**fields, "start": day + datetime.timedelta(days=1)})))
    facts.append(make_row_fact("site", (), {"name": name}, day))
    return Founding(name=name, day=day, facts=tuple(facts))


def check_founding(facts: Sequence[Fact]) -> None:
    """Raises Refused where the first facts contradict each other."""
    state = State()
    problems: list[Problem] = []
    for number, fact in enumerate(facts, start=1):
        placed = dataclasses.replace(fact, device=_NOBODY, number=number)
        founded = fact.kind == "table.set" and fact.body["table"] in FOLDED_TABLES
        problems += () if founded else state.refusals(placed)
        state.apply(placed)
    if problems:
        raise Refused(problems)


def make_founding_facts(tables: Tables) -> tuple[Fact, ...]:
    """The facts of a site that begins with an operation, in an order in which each finds what it names.

    First the rows of the tables that are not the catalogue's, with their sources (`table.set`); then who is there
    (people dated before `start`, on their days), what is in stock, and the cargo that senders have fixed, as announced
    flights. All but the people happen on the day before `start`, so that the operation as of that evening is this one.
    Keys of operation.toml that were not given but assumed stay out: the site assumes the same.
    """
    eve = tables.start - datetime.timedelta(days=1)
    whole = find_rows_beside_catalogue(tables)
    if whole is None:
        tables = dataclasses.replace(_as_tables(tables), catalogue="none")
        whole = find_rows_beside_catalogue(tables) or {}
    rows = {name: _merge_by_key(name, made) for name, made in whole.items()}
    return (
        *_settings(tables, eve),
        *(fact for table in TABLES for fact in _rows(table, rows[table.name], eve)),
        *_people(rows["people"], tables.start),
        *_stock(rows["stock"], eve),
        *_flights(rows["committed"], eve),
    )


def _as_tables(tables: Tables) -> Tables:
    """The same as bare Tables, so that nothing is checked again."""
    return Tables(**{field.name: getattr(tables, field.name) for field in dataclasses.fields(Tables)})


def _settings(tables: Tables, eve: datetime.date) -> Iterator[Fact]:
    assumed = {notice.column for notice in tables.notices if notice.code == "default_used"}
    values: dict[str, str] = {}
    for column in SETTINGS:
        value = getattr(tables, column.name)
        if column.name not in assumed:
            values[column.name] = " ".join(map(repr, value)) if isinstance(value, tuple) else format_cell(value)
    yield make_row_fact("operation", (), values, eve)


def _merge_by_key(name: str, rows: tuple[Any, ...]) -> tuple[Any, ...]:
    keys = {table.name: table.key for table in TABLES}
    if name == "people":
        return tuple(_add_up_moves(rows))
    if name == "committed":
        return add_up_rows(rows, keys[name], "packs")
    return add_up_rows(rows, keys[name]) if name in _ADD_UP else rows


def _add_up_moves(moves: Iterable[Movement]) -> Iterable[Movement]:
    together: dict[tuple[str, datetime.date], Movement] = {}
    for move in moves:
        before = together.get((move.place, move.date))
        together[move.place, move.date] = (
            dataclasses.replace(
                before, arrivals=before.arrivals + move.arrivals, departures=before.departures + move.departures
            )
            if before
            else move
        )
    return together.values()


def _rows(table: Table, rows: tuple[Any, ...], eve: datetime.date) -> Iterator[Fact]:
    """A fact for each row, without the cells that hold their column's default."""
    for row in rows:
        values = record_values(table.name, row)
        said = {
            column.name: format_cell(values[column.name])
            for column in list_written_columns(table, [values])
            if column.name not in table.key
        }
        yield make_row_fact(table.name, [format_cell(values[name]) for name in table.key], said, eve)


def _people(moves: tuple[Movement, ...], start: datetime.date) -> Iterator[Fact]:
    for move in sorted((move for move in moves if move.date < start), key=lambda move: move.date):
        for kind, number in (("people.arrived", move.arrivals), ("people.departed", move.departures)):
            if number:
                body: Body = {"place": move.place, "group": EVERYONE, "number": int(number)}
                yield Fact(kind=kind, happened=move.date, source=move.source.document, body=body)


def _stock(rows: tuple[Any, ...], eve: datetime.date) -> Iterator[Fact]:
    for row in rows:
        quantity = round_to_books(row.quantity)
        if quantity:
            body: Body = {"store": row.place, "item": row.item, "quantity": write_amount(quantity), "origin": "opening"}
            yield Fact(kind="stock.received", happened=eve, source=row.source.document, body=body)


def round_to_books(quantity: float) -> Decimal:
    """An amount of a table, rounded to the decimals that the books hold."""
    return Decimal(repr(quantity)).quantize(Decimal(1).scaleb(-DECIMALS))


def _flights(rows: tuple[Committed, ...], eve: datetime.date) -> Iterator[Fact]:
    """A flight for each lift and day, a line of its manifest for each item."""
    flights: dict[tuple[str, datetime.date], list[Committed]] = {}
    for row in rows:
        flights.setdefault((row.lift, row.date), []).append(row)
    for (lift, leaves), cargo in flights.items():
        flight = f"{lift[:_LONGEST_LIFT]}-{leaves.isoformat()}"
        source = cargo[0].source.document
        body: Body = {"flight": flight, "lift": lift, "leaves": leaves.isoformat()}
        yield Fact(kind="flight.announced", happened=eve, source=source, body=body)
        for line, row in enumerate(cargo, start=1):
            loaded: Body = {"flight": flight, "line": str(line), "item": row.item, "packs": int(row.packs)}
            yield Fact(kind="flight.loaded", happened=eve, source=row.source.document, body=loaded)

"""`malja site set` and `unset`: the site's tables, a row at a time."""

from __future__ import annotations

import datetime
import json
from collections.abc import Sequence
from pathlib import Path

import click

from malja.cli.record.record_words import words
from malja.cli.record.recorded_day import NO_DAY, dated, recorded
from malja.cli.record.recording import in_words_of_the_command
from malja.facts.fact import Fact
from malja.language.clean_text import clean_text
from malja.problems import Problem, Refused
from malja.tables.cells import read_cell
from malja.tables.columns import Column


def set_row(folder: Path, table: str, told: Sequence[str], said: dict[str, str], *, by: str) -> None:
    """Set cells of a row: `told` is its key, then COLUMN=VALUE; or key columns stand among these, as any other."""
    from malja.site.row_facts import read_row_fact

    names = _key_of(table)
    short = bool(told) and "=" not in told[0]
    values = dict(_assignment(text) for text in (told[1:] if short else told))
    key = key_cells(told[0], len(names)) if short else [values.pop(name, "") for name in names]
    if not values:
        raise click.UsageError(words("set_usage"))
    happened = _day(said.get("happened", ""))
    fact = read_row_fact(table, key, values, happened=happened, source=said.get("source", ""))
    row = " ".join(filter(None, key)) or table
    _record(folder, fact, by, words("row_set", table=table, row=row, columns=", ".join(values)))


def unset_row(folder: Path, table: str, row: str, said: dict[str, str], *, by: str) -> None:
    """Remove a row of a table."""
    key = key_cells(row, len(_key_of(table)))
    body = {"table": table, "row": json.dumps(key, ensure_ascii=False)}
    happened = _day(said.get("happened", ""))
    fact = Fact(kind="table.removed", happened=happened, source=said.get("source", ""), body=body)
    _record(folder, fact, by, words("row_removed", table=table, row=" ".join(filter(None, key))))


def key_cells(row: str, columns: int) -> list[str]:
    """The key cells of a row as they are typed, commas between them, blank at the end: base,water"""
    cells = [cell.strip() for cell in row.split(",")]
    return cells + [""] * (columns - len(cells))


def _key_of(table: str) -> tuple[str, ...]:
    from malja.site.state.tables import REGISTER_TABLES

    return REGISTER_TABLES[table].key if table in REGISTER_TABLES else ()


def _assignment(text: str) -> tuple[str, str]:
    column, equals, value = text.partition("=")
    if not equals or not column.strip():
        raise click.UsageError(words("set_assignment", text=text))
    return column.strip().lower(), value.strip()


def _day(text: str) -> datetime.date:
    read = read_cell(text, Column(name="happened", kind="date"), None)
    if isinstance(read, Problem):
        raise Refused(in_words_of_the_command([read], {"happened": "--on"}))
    return read if isinstance(read, datetime.date) else NO_DAY


def _record(folder: Path, fact: Fact, by: str, what: str) -> None:
    from malja.site.site import Site

    with Site.open(folder) as site:
        last = site.state().last
        told = dated(site, [fact], by)
        site.record(told, by=by)
    click.echo(clean_text(recorded(what, told[0].happened, last)))

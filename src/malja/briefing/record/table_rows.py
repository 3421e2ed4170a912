"""The site's tables, a row at a time: cells are set, or a row is removed."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

from malja.briefing.phrases import say_lift_name
from malja.briefing.record.fact_day import date_facts, read_typed_day, say_recorded
from malja.briefing.record.recording import Recorded
from malja.facts.fact import Fact
from malja.language.say import say, say_list
from malja.problems import Problem, Refused, shorten
from malja.site.row_facts import read_row_fact
from malja.site.site import Site
from malja.site.state.register import ROW_REMOVED
from malja.site.state.state import State
from malja.site.state.tables import REGISTER_TABLES


def set_row(site: Site, table: str, typed: Sequence[str], when: Mapping[str, str], *, by: str) -> str:
    """Set cells of a row, and say so: `typed` is its key, then COLUMN=VALUE; key columns may stand among these instead.

    `when`: the cells happened and source. Raises Refused.
    """
    names = _key_of(table)
    with_key = bool(typed) and "=" not in typed[0]
    values = dict(_read_assignment(text) for text in (typed[1:] if with_key else typed))
    key = key_cells(typed[0], len(names)) if with_key else [values.pop(name, "") for name in names]
    if not values:
        raise Refused([Problem(code="set_usage")])
    fact = read_row_fact(
        table, key, values, happened=read_typed_day(when.get("happened", "")), source=when.get("source", "")
    )
    row = " ".join(filter(None, key)) or table
    return _record(site, fact, say("record", "row_set", table=table, row=row, columns=", ".join(values)), by)


def remove_row(site: Site, table: str, row: str, when: Mapping[str, str], *, by: str) -> Recorded:
    """Remove a row of a table, and say so, with what still goes by it; `when` as for `set_row`. Raises Refused."""
    key = key_cells(row, len(_key_of(table)))
    body = {"table": table, "row": json.dumps(key, ensure_ascii=False)}
    happened = read_typed_day(when.get("happened", ""))
    fact = Fact(kind=ROW_REMOVED, happened=happened, source=when.get("source", ""), body=body)
    # Once the row is gone nobody knows its name.
    called = say_lift_name(site.state().known, key[0]) if table == "lifts" else ""
    line = _record(site, fact, say("record", "row_removed", table=table, row=" ".join(filter(None, key))), by)
    return Recorded(lines=(line,), notices=tuple(_say_what_goes_by(site.state(), table, key[0], called)))


def _say_what_goes_by(state: State, table: str, name: str, called: str) -> Iterator[str]:
    """The flights that go by a lift which no table has any more; a row that holds goods can't be removed at all."""
    flights = [one.flight for one in state.flights.coming() if one.announced and one.announced.lift == name]
    if table == "lifts" and flights:
        yield say("record", "lift_still_used", lift=called, flights=say_list(flights))


def key_cells(row: str, columns: int) -> list[str]:
    """The key cells of a row as they are typed, commas between them, blank at the end: base,water"""
    cells = [cell.strip() for cell in row.split(",")]
    return cells + [""] * (columns - len(cells))


def _key_of(table: str) -> tuple[str, ...]:
    return REGISTER_TABLES[table].key if table in REGISTER_TABLES else ()


def _read_assignment(text: str) -> tuple[str, str]:
    column, equals, value = text.partition("=")
    if not equals or not column.strip():
        raise Refused([Problem(code="set_assignment", value=shorten(text))])
    return column.strip().lower(), value.strip()


def _record(site: Site, fact: Fact, what: str, by: str) -> str:
    last = site.state().last
    dated = date_facts(site, [fact], by)
    site.record(dated, by=by)
    return say_recorded(what, dated[0].happened, last)

"""What a risk must be: it names what can go wrong that way, and a count is wrong by less than all of it."""

from __future__ import annotations

from collections.abc import Iterator

from malja.operation.rows import Risk, Tables
from malja.operation.rules.cell_bounds import row_problem
from malja.operation.rules.references import find_near_name, unknown_name_problem
from malja.problems import Problem

#: A row for all lifts or places that have none of their own.
ANY = "any"

#: A count is at most this share wrong: nobody counts nothing where something lies.
_MOST_MISCOUNT = 0.9


def check_risks(tables: Tables) -> Iterator[Problem]:
    """What is wrong with the risks of an operation, row by row."""
    for row in tables.risks:
        known, table = _list_known(tables, row)
        if row.at != ANY and row.at not in known:
            yield unknown_name_problem("risks", row, "at", row.at, table, find_near_name(row.at, known))
        if row.risk == "miscount" and row.size is not None and row.size > _MOST_MISCOUNT:
            yield row_problem("risks", row, "number_above", "size", row.size, most=_MOST_MISCOUNT)


def _list_known(tables: Tables, row: Risk) -> tuple[set[str], str]:
    """What a risk can befall, and the table in which it stands."""
    if row.risk == "departure_fails":
        return {lift.lift for lift in tables.lifts if lift.mode == "trip"}, "lifts (trips)"
    if row.risk == "more_people":
        return {place.place for place in tables.places if place.role == "site"}, "places (sites)"
    return {place.place for place in tables.places}, "places"

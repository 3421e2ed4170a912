"""What a lift and the cargo already fixed for it must be (docs/tables.md, rules)."""

from __future__ import annotations

from collections.abc import Iterator

from malja.operation.rows import Lift, Tables
from malja.operation.rules.cell_bounds import row_problem
from malja.operation.rules.references import index_rows
from malja.operation.vehicles import find_vehicle_capacity
from malja.problems import Problem, Refused

#: Columns that only one mode of lift has, with what they hold when they are not set.
NOT_FOR: dict[str, tuple[tuple[str, float | None], ...]] = {
    "flow": (("per_week", None), ("fixed_cost", 0.0)),
    "trip": (("kg_per_day", None),),
}


def check_lifts(tables: Tables) -> Iterator[Problem]:
    """Find what is wrong with a lift: its ends, its dates, columns of another mode, a vehicle without a payload."""
    places = index_rows(tables, "places")
    for lift in tables.lifts:
        if lift.origin == lift.destination:
            yield row_problem("lifts", lift, "lift_goes_nowhere", "destination", lift.destination)
        if lift.first and lift.last and lift.last < lift.first:
            yield row_problem("lifts", lift, "ends_before_start", "last", lift.last, start=lift.first)
        for column, unset in NOT_FOR[lift.mode]:
            said = getattr(lift, column)
            if said != unset:
                yield row_problem("lifts", lift, "not_for_mode", column, said, mode=lift.mode)
        if lift.origin in places and lift.destination in places:
            yield from _vehicle(tables, lift)
    yield from _given_days(tables)


def check_committed_cargo(tables: Tables) -> Iterator[Problem]:
    """Find committed cargo that is usable before the first day: it belongs into the stock table."""
    fixed, places = index_rows(tables, "lifts"), index_rows(tables, "places")
    for row in tables.committed:
        lift = fixed.get(row.lift)
        if lift is None or lift.destination not in places:
            continue
        lag = lift.transit_days + places[lift.destination].handling_days
        if tables.day(row.date) + lag < 0:
            yield row_problem(
                "committed",
                row,
                "committed_is_stock",
                "date",
                row.date,
                place=lift.destination,
                item=row.item,
                start=tables.start,
            )


def _given_days(tables: Tables) -> Iterator[Problem]:
    """Dates on which a lift is said to run before its first day or after its last one."""
    lifts = index_rows(tables, "lifts")
    for row in tables.lift_days:
        lift = lifts.get(row.lift)
        if lift is None or not row.runs:
            continue
        if (lift.first and row.date < lift.first) or (lift.last and row.date > lift.last):
            span = {"first": lift.first or "...", "last": lift.last or "..."}
            yield row_problem("lift_days", row, "lift_day_outside", "date", row.date, lift=row.lift, **span)


def _vehicle(tables: Tables, lift: Lift) -> Iterator[Problem]:
    """What keeps a lift's vehicle from saying what it carries."""
    try:
        find_vehicle_capacity(tables, lift)
    except Refused as refused:
        yield from refused.problems

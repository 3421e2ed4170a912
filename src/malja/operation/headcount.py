"""How many people are at each site, day by day."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from malja.operation.rows import Movement, Tables

Headcounts = NDArray[np.float64]


def count_present(tables: Tables) -> dict[str, Headcounts]:
    """People present at each site on each day of the horizon (docs/tables.md, rules).

    Keys: every site, in the tables' order; values: persons, shape (days + reserve_days,). Movements count from their
    date on; those dated before `start` from day 0. After the last day on which lifts may leave the number stays, so
    that movements dated in the reserve days or later change nothing.
    """
    return _gathered(tables, leavers=True)


def count_arrived(tables: Tables) -> dict[str, Headcounts]:
    """All who have come to each site by each day, whether they left or not: what `kept` needs are asked for.

    Keys, shape and dates as in `count_present`.
    """
    return _gathered(tables, leavers=False)


def find_first_people(tables: Tables, site: str) -> int | None:
    """The index of the first day with people at a site, negative where they came before `start`; None: nobody comes.

    Movements count from their own date here, however long ago: who has been there for weeks is no newcomer.
    """
    changes: dict[int, int] = {}
    for move in tables.people:
        if move.place == site:
            day = tables.day(move.date)
            changes[day] = changes.get(day, 0) + move.arrivals - move.departures
    inside = 0
    for day in sorted(changes):
        inside += changes[day]
        if inside > 0:
            return day
    return None


def find_first_negative(tables: Tables, site: str) -> tuple[int, tuple[Movement, ...]] | None:
    """The first day by which more people have left a site than came, and the movements up to then; None: never."""
    moves = sorted((move for move in tables.people if move.place == site), key=lambda move: _from_day(tables, move))
    inside = 0.0
    for position, move in enumerate(moves):
        inside += move.arrivals - move.departures
        day = _from_day(tables, move)
        day_is_over = position + 1 == len(moves) or _from_day(tables, moves[position + 1]) > day
        if day_is_over and inside < 0:
            return day, tuple(moves[: position + 1])
    return None


def _gathered(tables: Tables, *, leavers: bool) -> dict[str, Headcounts]:
    """Movements at each site summed up from the day on which they count."""
    changes = {place.place: np.zeros(tables.horizon) for place in tables.places if place.role == "site"}
    for move in tables.people:
        day = _from_day(tables, move)
        if move.place in changes and day < tables.days:
            changes[move.place][day] += move.arrivals - (move.departures if leavers else 0)
    return {site: np.cumsum(change) for site, change in changes.items()}


def _from_day(tables: Tables, move: Movement) -> int:
    """The index of the day from which a movement counts."""
    return max(0, tables.day(move.date))

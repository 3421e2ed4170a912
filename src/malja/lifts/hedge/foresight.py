"""An operation as somebody would plan it who knew the future: who comes, and which departures do not go."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from malja.lifts.hedge.chances import Draws
from malja.lifts.hedge.headcounts import RealHeadcounts
from malja.operation.lift_calendar import find_open_days
from malja.operation.operation import Operation
from malja.operation.rows import Committed, LiftDay, Movement, Supply


def foresee(operation: Operation, draws: Draws) -> Operation:
    """The operation with the people who really come, and closed on the days on which its lifts do not go.

    Committed cargo of such a day is for the taking at its origin from then on.
    """
    closed = {
        (lift.lift, operation.date(int(day)))
        for lift in operation.lifts
        if lift.mode == "trip"
        for day in np.flatnonzero(find_open_days(operation, lift))
        if draws.does_fail(lift.lift, operation.date(int(day)))
    }
    stays, left = leave_committed_cargo(operation, draws)
    days = [row for row in operation.lift_days if (row.lift, row.date) not in closed]
    return replace(
        operation,
        people=(*operation.people, *expect_people(operation, draws)),
        lift_days=(*days, *(LiftDay(lift=lift, date=date, runs=False) for lift, date in sorted(closed))),
        committed=tuple(row for row in operation.committed if row not in stays),
        supply=(*operation.supply, *left),
        notices=(),
    )


def expect_people(operation: Operation, draws: Draws) -> list[Movement]:
    """The people who come beside those of the table."""
    waves = RealHeadcounts(operation, draws).waves
    return [
        Movement(place=site, date=operation.date(day), arrivals=more)
        for site, by_day in waves.items()
        for day, more in by_day.items()
    ]


def leave_committed_cargo(operation: Operation, draws: Draws) -> tuple[list[Committed], list[Supply]]:
    """The rows of committed cargo that do not leave, and the same goods for the taking at their origin."""
    trips = {lift.lift: lift for lift in operation.lifts if lift.mode == "trip"}
    pack = {item.item: item.pack_quantity for item in operation.items}
    stays = [
        row
        for row in operation.committed
        if row.packs and row.lift in trips and row.date >= operation.start and draws.does_fail(row.lift, row.date)
    ]
    left = [
        Supply(
            place=trips[row.lift].origin,
            item=row.item,
            quantity=row.packs * pack[row.item],
            since=row.date,
            unit_cost=0.0,
        )
        for row in stays
    ]
    return stays, left

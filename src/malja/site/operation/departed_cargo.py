"""Find cargo that left a place whose supply and stock nobody has updated since."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from decimal import Decimal

from malja.operation.rows import Tables
from malja.problems import Problem
from malja.site.state.register import TableRegister
from malja.site.state.state import State
from malja.stock.ledger.accounts import SENT_AWAY
from malja.stock.ledger.amounts import NOTHING, format_amount

#: A place and an item.
_PlaceAndItem = tuple[str, str]


def find_departed_cargo(tables: Tables, state: State) -> Iterator[Problem]:
    """A notice for goods on flights whose origin still has as much of them as before, as far as the tables say.

    Fixed cargo is the sender's and is not taken from the supply or stock of the place it leaves from, so that it would
    count twice where it came from there. Supply that was set since, goods that were recorded as sent away, and the
    cargo that was fixed when the site began say nothing of the kind.
    """
    loads = _sum_loads(tables, state)
    if not loads:
        return
    since = _find_supply_days(tables, state.register)
    stocked = {(state.known.place_of(lot.store), lot.goods.item) for lot in state.ledger.lots()}
    for (place, item), days in sorted(loads.items()):
        if (place, item) not in since and (place, item) not in stocked:
            continue
        first = since.get((place, item), datetime.date.min)
        units = sum((units for day, units in days.items() if day > first), NOTHING)
        units -= _sum_sent_away(state, place, item, first)
        if units > 0:
            yield Problem.at(None, "site_cargo_of_origin", place=place, item=item, quantity=format_amount(units))


def _find_supply_days(tables: Tables, register: TableRegister) -> dict[_PlaceAndItem, datetime.date]:
    """The day on which the supply of a place was set last, where it is limited."""
    limited = {(row.place, row.item) for row in tables.supply if row.quantity is not None}
    days: dict[_PlaceAndItem, datetime.date] = {}
    for key in register.keys("supply"):
        at, day = key[:2], register.told_on("supply", *key)
        if at in limited and day is not None:
            days[key[0], key[1]] = max(day, days.get((key[0], key[1]), day))
    return days


def _sum_loads(tables: Tables, state: State) -> dict[_PlaceAndItem, dict[datetime.date, Decimal]]:
    """Units on flights by their origin and item, by the day on which the manifest was told."""
    origins = {lift.lift: lift.origin for lift in tables.lifts}
    fixed = {key[:2] for key in state.register.keys("committed")}
    loads: dict[_PlaceAndItem, dict[datetime.date, Decimal]] = {}
    for flight in state.flights.flights.values():
        announced = flight.announced
        if announced is None or flight.status == "cancelled" or announced.lift not in origins:
            continue
        if any((one.lift, one.leaves.isoformat()) in fixed for one in flight.announcements):
            continue
        for line in flight.manifest():
            days = loads.setdefault((origins[announced.lift], line.item), {})
            days[line.told.happened] = days.get(line.told.happened, NOTHING) + line.units
    return loads


def _sum_sent_away(state: State, place: str, item: str, after: datetime.date) -> Decimal:
    totals = state.ledger.postings(item=item, accounts=(SENT_AWAY,))
    ours = (total for total in totals if state.known.place_of(total.store) == place and total.day > after)
    return sum((total.quantity for total in ours), NOTHING)

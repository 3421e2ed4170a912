"""Cargo under way, as rows of the table committed: announced flights, and what has left and is not yet verified."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from decimal import Decimal

from malja.catalogue.facts import Item
from malja.operation.rows import Lift, Tables
from malja.problems import Problem, shorten
from malja.site.operation.reconcile import RowKey, read_figure, read_key, reconcile_rows
from malja.site.operation.sheets import Cells
from malja.stock.ledger.amounts import NOTHING, format_amount
from malja.transport.flight import Flight
from malja.transport.flights import Flights

COMMITTED_SHEET = "committed"


class CargoUnderWay:
    """What announced flights bring, for an operation that starts on a day; notices say what was assumed.

    A flight that leaves on the first day or later is a row as announced. One that has left, or landed and is not yet
    verified, is cargo on its way: on the day it left, or so much later that it becomes usable on the first day at the
    earliest. What was counted on arrival stands in for what the manifest says. Rows count in the item's own packs:
    what comes in others is converted by quantity, rounded down.
    """

    def __init__(self, flights: Flights, tables: Tables) -> None:
        self._start = tables.start
        self._items = {item.item: item for item in tables.items}
        self._lifts = {lift.lift: lift for lift in tables.lifts}
        self._handling = {place.place: place.handling_days for place in tables.places}
        self._flights = flights
        self.notices: list[Problem] = []
        self._units: dict[RowKey, Decimal] = {}
        self._repacked: set[RowKey] = set()
        for flight in flights.coming():
            self._take(flight)

    def rows(self, table: Sequence[Cells]) -> list[Cells]:
        """The rows: where flights say what the table said that the site began with, its row word for word."""
        coming = {(flight.announced.lift, flight.leaves) for flight in self._flights.coming() if flight.announced}
        empty = [cells for cells in table if not read_figure(COMMITTED_SHEET, "packs", cells)]
        known = {key: cells for cells in empty if (key := read_key(COMMITTED_SHEET, cells))[:2] in coming}
        return reconcile_rows(COMMITTED_SHEET, table, {**known, **self._figures()})

    def _figures(self) -> dict[RowKey, Cells]:
        """The packs of each lift, day and item: whole packs of the item's own size."""
        figures: dict[RowKey, Cells] = {}
        for key, units in sorted(self._units.items(), key=str):
            packs, rest = divmod(units, _pack(self._items[str(key[2])]))
            figures[key] = {"packs": str(int(packs))}
            if rest or key in self._repacked:
                lift, date, item = key
                whole, units_said = int(packs), format_amount(units)
                self._notice("site_packs_converted", lift=lift, date=date, item=item, packs=whole, quantity=units_said)
        return figures

    def _take(self, flight: Flight) -> None:
        announced = flight.announced
        lift = self._lifts.get(announced.lift) if announced else None
        if announced is None or flight.leaves is None:
            return
        if lift is None:
            self._notice("site_flight_no_lift", flight=flight.flight, lift=announced.lift)
            return
        date = self._date(flight, flight.leaves, lift)
        cargo = list(_cargo(flight))
        if not cargo:
            self._notice("site_flight_empty", flight=flight.flight, date=flight.leaves)
        for item, units, pack in cargo:
            if item in self._items:
                key = (lift.lift, date, item)
                self._units[key] = self._units.get(key, NOTHING) + units
                self._repacked |= {key} if pack != _pack(self._items[item]) else set()
            else:
                self._notice("site_cargo_unknown", flight=flight.flight, item=item, quantity=format_amount(units))

    def _date(self, flight: Flight, leaves: datetime.date, lift: Lift) -> datetime.date:
        """The day on which a flight's cargo leaves, for the plan: the day it leaves, or left, unless it is late."""
        transit, handling = (datetime.timedelta(days=lift.transit_days), self._handling_days(lift))
        if flight.landed is not None:
            self._notice("site_flight_not_verified", flight=flight.flight, date=flight.landed, start=self._start)
            return max(self._start, flight.landed + handling) - transit - handling
        if leaves >= self._start:
            return leaves
        if leaves + transit < self._start:
            self._notice("site_flight_overdue", flight=flight.flight, date=leaves + transit, start=self._start)
        return max(leaves, self._start - transit - handling)

    def _notice(self, code: str, **values: object) -> None:
        self.notices.append(
            Problem(code=code, values=tuple((name, shorten(str(value))) for name, value in values.items()))
        )

    def _handling_days(self, lift: Lift) -> datetime.timedelta:
        return datetime.timedelta(days=self._handling.get(lift.destination, 0))


def _cargo(flight: Flight) -> Iterator[tuple[str, Decimal, Decimal]]:
    """Items, units, and units in a pack: as counted where a line was counted, else as the manifest says."""
    counted = [] if flight.landed is None else list(flight.counted())
    yield from ((count.item, count.good_units, count.pack_quantity) for count in counted if count.packs)
    lines = {count.line for count in counted}
    yield from ((line.item, line.units, line.pack_quantity) for line in flight.manifest() if line.line not in lines)


def _pack(item: Item) -> Decimal:
    return Decimal(repr(item.pack_quantity))

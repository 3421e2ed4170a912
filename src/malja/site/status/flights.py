"""The flights of a site: which come next, which are under way, which are to be verified or claimed."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Literal

from malja.site.state.state import State
from malja.transport.flight import Flight
from malja.transport.receipt_lines import find_differences

#: coming: it has not left; under_way: the day it leaves is come; landed: to count and verify; claim: to claim;
#: unannounced: something was told of it, and nobody announced it (any more).
FlightStage = Literal["coming", "under_way", "landed", "claim", "unannounced"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FlightStatus:
    """A flight that needs attention: its stage, the day it leaves or landed, lines of its manifest.

    `open_lines`: lines that are not counted yet (landed), that differ from the manifest (claim), or of a manifest that
    still stands (unannounced).
    """

    flight: str
    lift: str
    stands: FlightStage
    day: datetime.date | None
    lines: int
    open_lines: int


def list_flights(state: State, day: datetime.date) -> tuple[FlightStatus, ...]:
    """Flights to claim and to verify first, then unannounced ones, those under way, those to come by day."""
    found = [one for flight in state.flights.flights.values() if (one := _standing(flight, day))]
    order = ("landed", "claim", "unannounced", "under_way", "coming")
    return tuple(sorted(found, key=lambda one: (order.index(one.stands), str(one.day or ""), one.flight)))


def _standing(flight: Flight, day: datetime.date) -> FlightStatus | None:
    announced = flight.announced
    lines = len(list(flight.manifest()))
    stands, when, open_lines = _stands(flight, day)
    if stands is None:
        return None
    lift = announced.lift if announced else ""
    return FlightStatus(flight=flight.flight, lift=lift, stands=stands, day=when, lines=lines, open_lines=open_lines)


def _stands(flight: Flight, day: datetime.date) -> tuple[FlightStage | None, datetime.date | None, int]:
    if flight.verified:
        apart = len({line.line for line in find_differences(flight) if line.short_units or line.damaged})
        return ("claim", flight.landed, apart) if apart and not flight.claimed else (None, None, 0)
    if flight.status in ("landed", "counted"):
        return "landed", flight.landed, len(flight.uncounted())
    if flight.status == "cancelled":
        return None, None, 0
    if flight.status == "unannounced":
        return "unannounced", None, len(list(flight.manifest()))
    return ("under_way" if flight.leaves and flight.leaves <= day else "coming"), flight.leaves, 0

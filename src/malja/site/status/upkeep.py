"""How pledges stand, and the last reading of everything that is read daily."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from malja.site.state.state import State
from malja.stock.upkeep.pledges import Pledge
from malja.stock.upkeep.utilities import READING_DAYS, UtilityReading

#: overdue: it was to be there and is not confirmed; late: it is confirmed, and was to be there.
PledgeStands = Literal["overdue", "promised", "late", "confirmed", "arrived", "withdrawn"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PledgeStatus:
    """A pledge and how it stands on the evening of a day; `via`: the flight or place of supply that brings it."""

    pledge: str
    organisation: str
    place: str
    item: str
    quantity: Decimal
    what: str
    due: datetime.date
    stands: PledgeStands
    via: str
    request: str


def list_pledges(state: State, day: datetime.date, *, ended: bool = False) -> tuple[PledgeStatus, ...]:
    """The pledges that are not there yet: overdue first, then by the day by which they are due.

    `ended`: those that are there or were withdrawn too, last.
    """
    order = ("overdue", "late", "promised", "confirmed", "arrived", "withdrawn")
    told = [_stand(state, one, day) for one in state.pledges]
    shown = [one for one in told if ended or one.stands not in ("arrived", "withdrawn")]
    return tuple(sorted(shown, key=lambda one: (order.index(one.stands), one.due, one.pledge)))


def list_utilities(state: State, day: datetime.date) -> tuple[UtilityReading, ...]:
    """The readings of the last day on which each was read, of the last week, alerts first."""
    since = day - datetime.timedelta(days=READING_DAYS - 1)
    last: dict[tuple[str, str, str, str], UtilityReading] = {}
    for one in state.utilities.readings(since):
        if one.key.day <= day:
            last[one.key.place, one.key.utility, one.key.point, one.key.item] = one
    return tuple(sorted(last.values(), key=lambda one: not one.is_alert))


def _stand(state: State, one: Pledge, day: datetime.date) -> PledgeStatus:
    flight = state.flights.flights.get(one.flight)
    confirmed = bool(one.supply) or (flight is not None and flight.status not in ("cancelled", "unannounced"))
    stands: PledgeStands
    if one.outcome == "withdrawn":
        stands = "withdrawn"
    elif one.outcome == "arrived" or (flight is not None and flight.verified):
        stands = "arrived"
    elif confirmed:
        stands = "late" if one.due < day else "confirmed"
    else:
        stands = "overdue" if one.due < day else "promised"
    return PledgeStatus(
        pledge=one.pledge,
        organisation=one.organisation,
        place=one.place,
        item=one.item,
        quantity=one.quantity,
        what=one.what,
        due=one.due,
        stands=stands,
        via=(one.flight or one.supply) if confirmed else "",
        request=one.request,
    )

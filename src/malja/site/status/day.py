"""What was done on a day, in plain figures: who came and left, meals, rations, goods in and out, new doubts."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from malja.catalogue.groups import EVERYONE
from malja.facts.doubt import Doubt
from malja.site.state.state import State
from malja.stock.ledger.accounts import BOUGHT, FLIGHTS, GIVEN, GIVEN_OUT, LOST, SPOILED, USED
from malja.stock.ledger.amounts import NOTHING

_DAY = datetime.timedelta(days=1)
_ISSUED, _RECEIVED, _WASTED = (USED, GIVEN_OUT), (GIVEN, BOUGHT, FLIGHTS), (SPOILED, LOST)


@dataclass(frozen=True, slots=True, kw_only=True)
class DayFigures:
    """A day at all places of a site: persons who came, left, were found by counts more (below nothing: fewer) than came
    and left, and were there in the evening; meals cooked; ration
    tokens served and the persons on them; flights landed; doubts of that day that are open; by item, the units that
    were given out or used (`issued`), that came (`received`), and that spoiled or were lost (`wasted`).
    """

    day: datetime.date
    arrived: int
    departed: int
    found: int
    present: int
    meals: int
    tokens: int
    persons: int
    landed: int
    doubts: int
    issued: dict[str, Decimal] = field(default_factory=dict)
    received: dict[str, Decimal] = field(default_factory=dict)
    wasted: dict[str, Decimal] = field(default_factory=dict)


def read_days(state: State, day: datetime.date, doubts: Iterable[Doubt]) -> tuple[DayFigures, DayFigures]:
    """The figures of a day and of the day before it; `doubts`: those that are open."""
    found = tuple(doubts)
    return _read_day(state, day, found), _read_day(state, day - _DAY, found)


def _read_day(state: State, day: datetime.date, doubts: tuple[Doubt, ...]) -> DayFigures:
    headcount = state.headcount
    of_day = [one for one in headcount.days() if one.date == day and one.group == EVERYONE]
    # A token counts once a round and day, as the round counts it, however often it came.
    gifts = [
        next(gift for gift in given if gift.happened == day)
        for _, round_ in state.rounds
        if round_.last_given is not None and round_.last_given >= day
        for _, given in round_.gifts
        if any(gift.happened == day for gift in given)
    ]
    arrived, departed = sum(one.arrivals for one in of_day), sum(one.departures for one in of_day)
    evening = sum(headcount.present(place, until=day) for place in headcount.places())
    morning = sum(headcount.present(place, until=day - _DAY) for place in headcount.places())
    cooked = state.kitchen.cooked(state.known.names("stores"), day, day)
    return DayFigures(
        day=day,
        arrived=arrived,
        departed=departed,
        found=evening - morning - arrived + departed,
        present=evening,
        meals=sum(cooked.values()),
        tokens=len(gifts),
        persons=sum(gift.persons for gift in gifts),
        landed=sum(1 for flight in state.flights.flights.values() if flight.landed == day),
        doubts=sum(1 for doubt in doubts if doubt.happened == day),
        issued=_units(state, day, _ISSUED),
        received={item: -units for item, units in _units(state, day, _RECEIVED).items()},
        wasted=_units(state, day, _WASTED),
    )


def _units(state: State, day: datetime.date, accounts: tuple[str, ...]) -> dict[str, Decimal]:
    found: dict[str, Decimal] = {}
    for total in state.ledger.postings(accounts=accounts, since=day, until=day):
        found[total.item] = found.get(total.item, NOTHING) + total.quantity
    return {item: units for item, units in sorted(found.items()) if units}

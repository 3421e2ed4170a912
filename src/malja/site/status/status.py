"""The status of a site on the evening of a day, in plain figures: for a screen, for the daily page, for programs."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from malja.cover.cover import Cover, find_covers
from malja.cover.urgency import Urgency, find_urgencies
from malja.facts.doubt import Doubt
from malja.operation.operation import Operation
from malja.problems import Refused
from malja.site.exchange import format_site_tips
from malja.site.operation.operation import build_operation_and_rates
from malja.site.operation.rates import Rate
from malja.site.site import Site
from malja.site.state.device_doubts import find_fork_doubts, find_future_entries
from malja.site.state.handover_notes import HandoverNote
from malja.site.state.names import KnownNames
from malja.site.state.site_settings import read_meals_per_person
from malja.site.state.state import State
from malja.site.status.day import DayFigures, read_days
from malja.site.status.flights import FlightStatus, list_flights
from malja.site.status.stock import ExpiringLot, ItemStatus, list_expiring, list_items
from malja.site.status.upkeep import PledgeStatus, list_pledges, list_utilities
from malja.stock.kitchen.meals import Outlook, find_outlook
from malja.stock.rounds.round_totals import RoundTotal, total_round
from malja.stock.upkeep.utilities import UtilityReading


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleStatus:
    """Who is at a place, and what the last count of all of them found and when (None: nobody counted yet)."""

    place: str
    name: str
    present: int
    counted: int | None
    counted_on: datetime.date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MealsStatus:
    """What the kitchens of a place can still cook."""

    place: str
    outlook: Outlook


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteStatus:
    """A site on the evening of `day`; `days`: that day and the one before.

    `covers` and `urgencies` are empty where its tables make no operation yet.
    """

    name: str
    day: datetime.date
    entries: int
    people: tuple[PeopleStatus, ...]
    handover: tuple[HandoverNote, ...]
    days: tuple[DayFigures, ...]
    covers: tuple[Cover, ...]
    urgencies: tuple[Urgency, ...]
    operation: Operation | None
    rates: tuple[Rate, ...]
    items: tuple[ItemStatus, ...]
    stores: int
    expiring: tuple[ExpiringLot, ...]
    meals: tuple[MealsStatus, ...]
    rounds: tuple[RoundTotal, ...]
    flights: tuple[FlightStatus, ...]
    pledges: tuple[PledgeStatus, ...]
    readings: tuple[UtilityReading, ...]
    doubts: tuple[Doubt, ...]
    tips: tuple[str, ...]
    known: KnownNames


def read_status(site: Site, as_of: datetime.date | None = None) -> SiteStatus:
    """How a site stands on the evening of `as_of`; if not given, of the last day on which anything happened."""
    day, state = site.evening(as_of)
    operation, rates = _operation(state, day)
    open_doubts = tuple(
        doubt
        for doubt in (*state.doubts, *find_fork_doubts(site.journal), *find_future_entries(state))
        if not doubt.settled
    )
    covers = find_covers(operation) if operation else ()
    return SiteStatus(
        name=site.name,
        day=day,
        entries=site.journal.size(),
        people=tuple(_people(state, day)),
        handover=state.handover_notes.standing(),
        days=read_days(state, day, open_doubts),
        covers=covers,
        urgencies=find_urgencies(operation, covers) if operation else (),
        operation=operation,
        rates=rates,
        items=list_items(state, day),
        stores=len({lot.store for lot in state.ledger.lots()}),
        expiring=list_expiring(state, day),
        meals=tuple(list_meals(state, day)),
        rounds=tuple(list_rounds(state, day)),
        flights=list_flights(state, day),
        pledges=list_pledges(state, day),
        readings=list_utilities(state, day),
        doubts=open_doubts,
        tips=format_site_tips(site),
        known=state.known,
    )


def _operation(state: State, day: datetime.date) -> tuple[Operation | None, tuple[Rate, ...]]:
    """The operation as of that evening and the real rates of use; None where the tables do not make one yet."""
    try:
        return build_operation_and_rates(state, day + datetime.timedelta(days=1))
    except Refused:
        return None, ()


def _people(state: State, day: datetime.date) -> Iterator[PeopleStatus]:
    sites = [place for place, role in state.known.roles().items() if role == "site"]
    for place in dict.fromkeys((*sites, *state.headcount.places())):
        count = state.headcount.last_count(place, until=day)
        yield PeopleStatus(
            place=place,
            name=(state.register.row("places", place) or {}).get("name", "") or place,
            present=state.headcount.present(place, until=day),
            counted=count[1] if count else None,
            counted_on=count[0] if count else None,
        )


def list_stores(state: State, place: str) -> dict[str, str]:
    """The stores of a place with their kinds; its own bears its name."""
    rows = state.register.rows("stores")
    theirs = {key[0]: cells.get("kind", "") or "store" for key, cells in rows.items() if cells.get("place") == place}
    return {place: "store", **theirs}


def list_meals(state: State, day: datetime.date) -> Iterator[MealsStatus]:
    """What the kitchens of each place can still cook on the evening of a day, where there is a recipe."""
    meals = read_meals_per_person(state.register)
    for place, role in state.known.roles().items():
        if role != "site":
            continue
        stores = list_stores(state, place)
        kitchens = [store for store, kind in stores.items() if kind == "kitchen"] or [place]
        found = find_outlook(
            state.kitchen,
            state.ledger,
            kitchens=kitchens,
            stores=tuple(stores),
            day=day,
            people=state.headcount.present(place, until=day),
            meals_a_person=meals,
        )
        if found.recipes:
            yield MealsStatus(place=place, outlook=found)


def list_rounds(state: State, day: datetime.date, *, closed: bool = False) -> Iterator[RoundTotal]:
    """How the open rounds stand on the evening of a day; `closed`: those that are closed too."""

    def present(store: str) -> int | None:
        place = state.known.place_of(store)
        return state.headcount.present(place, until=day) if state.known.role(place) == "site" else None

    for name, round_ in state.rounds:
        if (closed or round_.closed is None) and list(round_.due) and round_.opened <= day:
            yield total_round(name, round_, state.ledger, day, present)

"""A trip of a plan becomes an announced flight with a manifest."""

from __future__ import annotations

import datetime
from collections.abc import Container

from malja.briefing.record.recording import Recorded, record_facts
from malja.lifts.plan.plan import Plan
from malja.problems import Problem, Refused
from malja.report.papers.waybill_numbers import number_trips
from malja.site.site import Site
from malja.transport.announcement import announce_trip


def announce_planned_flight(
    site: Site,
    plan: Plan,
    lift: str,
    leaves: datetime.date,
    *,
    flight: str = "",
    manifest: str = "",
    sender: str = "",
    happened: datetime.date,
    by: str,
) -> Recorded:
    """Announce what a plan sends by a lift on a day and no flight brings yet; the manifest's number is the waybill's.

    Without an id the flight is named by lift and day. Raises Refused where the plan has no such trip, or nothing of it
    is left to announce.
    """
    trips = number_trips(plan)
    planned = next((one for one in trips if (one.trip.lift, one.trip.leaves) == (lift, leaves)), None)
    if planned is None:
        days = (f"{one.trip.lift} {one.trip.leaves}" for one in trips if one.trip.vehicles)
        known = ("trips", ", ".join(days) or "-")
        raise Refused([Problem(code="trip_unknown", value=f"{lift} {leaves}", values=(known,))])
    flights = site.state().flights
    facts = announce_trip(
        planned.trip,
        flight or _free_id(flights.flights, f"{lift}-{leaves}"),
        manifest or planned.paper,
        happened=happened,
        sender=sender,
        already=flights.announced_units(lift, leaves),
    )
    return record_facts(site, facts, by=by)


def _free_id(taken: Container[str], wanted: str) -> str:
    """The id, or the first of those with a number behind it that no flight has."""
    name, number = wanted, 1
    while name in taken:
        number += 1
        name = f"{wanted}-{number}"
    return name

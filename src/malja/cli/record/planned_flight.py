"""`malja flight planned`: a trip of a plan becomes an announced flight with a manifest."""

from __future__ import annotations

import datetime
from pathlib import Path

from malja.cli.operation.plan_file import plan_in
from malja.cli.record.recording import record
from malja.problems import Problem, Refused


def announce_planned(
    folder: Path,
    plan_file: Path,
    lift: str,
    leaves: datetime.date,
    *,
    flight: str,
    manifest: str,
    sender: str,
    happened: datetime.date,
    by: str,
) -> None:
    """Announce what a plan sends by a lift on a day and no flight brings yet; the manifest's number is the waybill's.

    Without an id the flight is named by lift and day. Raises Refused where the plan has no such trip, or nothing of it
    is left to announce.
    """
    from malja.report.papers.paper_numbers import number_trips
    from malja.site.site import Site
    from malja.transport.announcement import announce_trip

    plan = plan_in(plan_file)
    trips = number_trips(plan)
    found = next((one for one in trips if (one.trip.lift, one.trip.leaves) == (lift, leaves)), None)
    if found is None:
        trip_days = (f"{one.trip.lift} {one.trip.leaves}" for one in trips if one.trip.vehicles)
        known = ("trips", ", ".join(trip_days) or "-")
        raise Refused([Problem(code="trip_unknown", value=f"{lift} {leaves}", values=(known,))])
    with Site.open(folder) as site:
        flights = site.state().flights
    facts = announce_trip(
        found.trip,
        flight or _free(set(flights.flights), f"{lift}-{leaves}"),
        manifest or found.paper,
        happened=happened,
        sender=sender,
        already=flights.announced_units(lift, leaves),
    )
    record(folder, facts, by=by)


def _free(taken: set[str], wanted: str) -> str:
    """The id, or the first of those with a number behind it that no flight has."""
    name, number = wanted, 1
    while name in taken:
        number += 1
        name = f"{wanted}-{number}"
    return name

"""What is urgent if nothing more comes, and what the plan does about it, in sentences."""

from __future__ import annotations

from malja.cover.urgency import Urgency
from malja.cover.urgency_words import say_urgency
from malja.language.clean_text import clean_text
from malja.language.dates import say_date
from malja.language.say import say
from malja.lifts.plan.plan import Plan, Trip
from malja.operation.lift_names import say_lift
from malja.operation.notices.reachable_goods import find_committed_items
from malja.operation.rows import Tables


def say_urgency_in_plan(operation: Tables, plan: Plan, one: Urgency) -> tuple[str, ...]:
    """What is short or runs out, whom it harms how soon, and the trip by which the plan brings something for it first.

    Where the plan brings nothing: what to send and by when, as a person would work it out by hand.
    """
    said = say_urgency(operation, one)
    trip = find_bringing_trip(operation, plan, one)
    if trip is None:
        return tuple(part for part in (said.what, said.harm, say("urgency", "plan_none"), said.send, said.by) if part)
    days = {"leaves": say_date(trip.leaves), "usable": say_date(trip.usable)}
    return said.what, said.harm, clean_text(say("urgency", "plan_brings", lift=say_lift(operation, trip.lift), **days))


def find_bringing_trip(operation: Tables, plan: Plan, one: Urgency) -> Trip | None:
    """The first trip to the site with goods that give the need, or that machines which give it run on; else None.

    Only what machines run on that are there or come counts: fuel for others gives nothing.
    """
    coming = [trip for trip in plan.trips if trip.destination == one.place]
    giving = {row.item for row in operation.contents if row.need == one.need.need and row.quantity > 0}
    there = giving & _find_goods_there(operation, coming, one.place)
    giving |= {row.input for row in operation.running if row.item in there and row.quantity > 0}
    trips = [trip for trip in coming if any(cargo.item in giving and cargo.quantity > 0 for cargo in trip.cargo)]
    return min(trips, key=lambda trip: (trip.usable, trip.leaves), default=None)


def _find_goods_there(operation: Tables, coming: list[Trip], place: str) -> set[str]:
    """The items that lie at a site, come by trips of the plan, or are committed to a lift that goes there."""
    there = {row.item for row in operation.stock if row.place == place and row.quantity > 0}
    there |= {cargo.item for trip in coming for cargo in trip.cargo if cargo.quantity > 0}
    return there | find_committed_items(operation, place)

"""The numbers of the papers: one unbroken series for each plan, the same whenever and wherever they are written.

    20250310-K7Q4-003     the third trip of the plan that begins on 10 March 2025 and whose trips are K7Q4
    20250310-K7Q4-003-2   its second vehicle, where several leave together

The four signs stand for the trips themselves: a plan with other trips gives other numbers, so that papers of an old
plan cannot be taken for those of the new one. Flights and convoys come first, by the day they leave, then loads by
road.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass

from malja.lifts.plan.digits import round_digits
from malja.lifts.plan.plan import Plan, Trip

#: Digits and letters that are not mistaken for one another by hand or on the radio (Crockford's base 32).
SERIES_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LENGTH = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberedTrip:
    """A trip with its number, of how many, and its position in the plan; `paper` is the number on its papers."""

    number: int
    of: int
    position: int
    paper: str
    trip: Trip


def name_series(plan: Plan) -> str:
    """What all papers of a plan begin with: its first day, and four signs for its trips."""
    trips = [_content(trip) for trip in plan.trips if _goes(trip)]
    text = json.dumps([plan.operation, plan.start.isoformat(), trips], ensure_ascii=False)
    number = int.from_bytes(hashlib.sha256(text.encode()).digest())
    signs = [SERIES_SIGNS[number >> (5 * place) & 31] for place in range(_LENGTH)]
    return f"{plan.start:%Y%m%d}-{''.join(signs)}"


def number_trips(plan: Plan) -> tuple[NumberedTrip, ...]:
    """Every trip that carries something or flies, in the order of its number."""
    goes = [position for position, trip in enumerate(plan.trips) if _goes(trip)]
    order = sorted(goes, key=lambda position: (not plan.trips[position].vehicles, plan.trips[position].leaves))
    begin = name_series(plan)
    return tuple(
        NumberedTrip(
            number=number,
            of=len(order),
            position=position,
            paper=f"{begin}-{number:03}",
            trip=plan.trips[position],
        )
        for number, position in enumerate(order, 1)
    )


def _goes(trip: Trip) -> bool:
    return bool(trip.vehicles) or any(cargo.quantity for cargo in trip.cargo)


def _content(trip: Trip) -> list[object]:
    """What makes a trip this one; quantities to as many digits as plan.json keeps, so that it can be read back."""
    cargo = [[cargo.item, round_digits(cargo.quantity)] for cargo in trip.cargo if cargo.quantity]
    ends = [trip.lift, trip.vehicle, trip.origin, trip.destination, trip.leaves.isoformat(), trip.usable.isoformat()]
    return [*ends, trip.vehicles, cargo]

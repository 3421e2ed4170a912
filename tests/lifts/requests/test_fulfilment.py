"""The operation with its requests fulfilled."""

from __future__ import annotations

from typing import Any

from malja.lifts.requests.fulfilment import grant_requests, is_short, plan_with_requests
from malja.lifts.requests.request_search import find_requests
from malja.lifts.requests.requests import TierRequests
from malja.operation.operation import Operation
from malja.operation.rows import Committed
from tests.lifts.cases import base, truck
from tests.lifts.operations import on


def only(asked: Operation, **how: Any) -> TierRequests:
    """The requests of an operation that asks survival."""
    return find_requests(asked, **how).tiers[0]


def test_more_trips_begin_with_their_week() -> None:
    """Committed cargo behind the turn goes with the lift that goes more often."""
    asked = base(
        days=20,
        lifts=(truck(payload_kg=10, per_week=2, first=None, last=None),),
        committed=(
            Committed(lift="truck", date=on(1), item="meal", packs=1),
            Committed(lift="truck", date=on(15), item="meal", packs=1),
        ),
    )
    one = only(asked, since=on(9))
    assert [request.kind for request in one.requests] == ["trips"]
    more = grant_requests(asked, one.requests)
    assert [(lift.lift, lift.per_week) for lift in more.lifts] == [
        ("truck", 2),
        ("truck, more", 2 + one.requests[0].quantity),
    ]
    assert (more.lifts[0].last, more.lifts[1].first) == (on(6), on(7))
    assert [row.lift for row in more.committed] == ["truck", "truck, more"]
    assert not is_short(plan_with_requests(asked, one.requests), asked, 9, 0, set()) or not one.whole

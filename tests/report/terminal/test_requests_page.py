"""What `malja requests` says."""

from __future__ import annotations

import dataclasses
import datetime

import pytest

from malja.lifts.requests.prices import Prices
from malja.lifts.requests.request_search import find_requests
from malja.lifts.requests.requests import Referral, Requests
from malja.operation.operation import Operation
from malja.report.terminal.requests_page import say_requests, sort_by_day
from tests.report.situations import operation

START = datetime.date(2025, 3, 10)


@pytest.fixture
def asked() -> Operation:
    return operation()


def test_requests_are_said_tier_by_tier(asked: Operation) -> None:
    less = dataclasses.replace(asked, supply=(), stock=())
    answer = find_requests(less, prices=Prices())
    text = "\n".join(say_requests(less, answer))
    assert "So that nobody is below" in text
    assert "1. " in text
    assert "for: Food" in text
    assert "Nobody gave the prices marked as rough" in text


def test_formula_is_referred(asked: Operation) -> None:
    tiers = tuple(
        dataclasses.replace(
            one,
            requests=(),
            referrals=(Referral(place="camp", need="food", item="tin", people=12, first=START),),
        )
        for one in find_requests(asked).tiers
    )
    text = "\n".join(say_requests(asked, Requests(operation="Small", start=START, currency="USD", tiers=tiers)))
    assert "infant formula is never asked for. About 12 babies" in text
    assert "nothing can be asked for that would help" in text


def test_what_is_needed_first_comes_first(asked: Operation) -> None:
    less = dataclasses.replace(asked, supply=(), stock=())
    one = next(request for tier in find_requests(less, prices=Prices()).tiers for request in tier.requests)
    day = datetime.timedelta(days=1)
    late = dataclasses.replace(one, by=START + 5 * day, cost=9000.0)
    soon = dataclasses.replace(one, by=START + day, cost=1.0)
    dear = dataclasses.replace(one, by=START + day, cost=2.0)
    assert sort_by_day([late, soon, dear]) == [dear, soon, late]

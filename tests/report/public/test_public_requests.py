"""Requests as they may be told: by the month, added up, never of trips."""

from __future__ import annotations

import dataclasses
import datetime
from typing import Any

from malja.lifts.requests.requests import Request, Requests, TierRequests
from malja.report.public.coarsening import coarsen_figures
from malja.report.public.figures import PublicFigures
from malja.report.situation import Situation


def request(kind: str, name: str, **values: Any) -> Request:
    given: dict[str, Any] = {"origin": "qsource", "place": "qsite", "quantity": 12_345.0, "unit": "kg", "packs": 247}
    given |= {"kg": 12_666.6, "m3": 19.49, "cost": 9592.0, "rough_price": False, "by": datetime.date(2025, 6, 17)}
    return Request(**{**given, "kind": kind, "name": name, "needs": ("qfood",), **values})


def asked_for(situation: Situation, *requests: Request) -> PublicFigures:
    tier = TierRequests(
        tier="survival",
        since=datetime.date(2025, 5, 9),
        person_days=123.0,
        requests=requests,
        cost=1.0,
        bound=1.0,
        whole=True,
        cautions=(),
        referrals=(),
        remaining=(),
    )
    found = Requests(operation="Qoperation", start=datetime.date(2025, 5, 5), currency="USD", tiers=(tier,))
    return coarsen_figures(dataclasses.replace(situation, requests=found))


def test_requests_are_told_by_the_month_and_to_two_digits(secret_situation: Situation) -> None:
    figures = asked_for(secret_situation, request("goods", "qrice"), request("service", "water", kg=None, m3=None))
    goods, service = figures.asked or ()
    assert (goods.name, goods.quantity, goods.kg, goods.m3, goods.cost) == (
        *("Other goods 2 (Food and nutrition)", 12_000, 13_000, 19, 9600),
    )
    assert (goods.by, goods.site, service.site) == ((2025, 6), None, 1)
    assert (service.name, service.daily, service.kg) == ("Water for drinking, cooking and hygiene", True, None)


def test_requests_for_the_same_thing_are_told_as_one(secret_situation: Situation) -> None:
    """4,000 and 500 kg, by the earlier month."""
    later = request("goods", "qrice", quantity=500.0, kg=None, m3=None, cost=10.0, by=datetime.date(2025, 7, 1))
    first = request("goods", "qrice", quantity=4000.0, kg=4100.0, m3=6.0, cost=3000.0)
    (told_once,) = asked_for(secret_situation, later, first).asked or ()
    assert (told_once.quantity, told_once.kg, told_once.m3, told_once.cost) == (4500, 4100, 6, 3000)
    assert told_once.by == (2025, 6)


def test_trips_and_what_is_for_few_people_are_not_asked_for_in_public(secret_situation: Situation) -> None:
    """Three of a thing for three people would tell how many they are; one more trip, that there is a lift."""
    hidden = (
        request("trips", "qplane", quantity=1.0, unit=""),
        request("goods", "qitem", quantity=3.0, needs=("qneed",)),
        request("goods", "qitem", quantity=3.0, needs=("qfood", "qneed")),
        request("service", "qneed", quantity=3.0, needs=("qneed",)),
    )
    assert asked_for(secret_situation, *hidden).asked == ()
    assert coarsen_figures(secret_situation).asked is None

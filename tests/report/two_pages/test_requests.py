"""What the two pages ask for: the lowest tier's gap, and whatever of the higher ones endangers lives."""

from __future__ import annotations

import dataclasses
import datetime
from dataclasses import replace

import pytest

from malja.catalogue.facts import Tier
from malja.lifts.requests.requests import Request, TierRequests
from malja.report.two_pages.requests import choose_requests
from malja.report.two_pages.two_page_document import build_two_page_document
from tests.judgement.lines_pages import find_unasked
from tests.report import situations, worked_out

DAY = datetime.date(2025, 3, 12)
STOVE = Request(
    kind="goods",
    name="stove",
    origin="town",
    place="camp",
    quantity=20.0,
    unit="piece",
    packs=20,
    kg=100.0,
    m3=1.0,
    cost=400.0,
    rough_price=False,
    by=DAY,
    needs=("heating",),
)
KIT = replace(STOVE, name="kit", quantity=1.0, needs=("births",))
TENT = replace(STOVE, name="tent", needs=("roof",))


def _tier(tier: Tier, *requests: Request) -> TierRequests:
    return TierRequests(
        tier=tier, since=DAY, person_days=1.0, requests=requests, cost=1.0, bound=1.0, whole=True, cautions=()
    )


def test_a_deadly_need_that_only_the_minimum_asks_for_is_asked_for() -> None:
    tiers = (_tier("survival", STOVE), _tier("minimum", replace(STOVE, quantity=80.0), KIT, TENT))
    assert choose_requests(tiers, {"heating": "survival", "births": "minimum"}) == ((STOVE, KIT), ["births"])
    assert choose_requests(tiers, {"heating": "survival"}) == ((STOVE,), [])


def test_all_that_a_deadly_need_takes_is_asked_for() -> None:
    light = replace(KIT, name="light")
    tiers = (_tier("survival", STOVE), _tier("minimum", KIT, light))
    assert choose_requests(tiers, {"births": "minimum"}) == ((STOVE, KIT, light), ["births"])


def test_of_what_two_tiers_ask_for_alike_the_more_is_asked_for() -> None:
    truck = replace(STOVE, kind="trips", name="truck", unit="", packs=None, quantity=1.0)
    more = replace(truck, quantity=3.0, needs=("heating", "births"))
    tiers = (_tier("survival", truck), _tier("minimum", more))
    assert choose_requests(tiers, {"births": "minimum"}) == ((more,), ["births"])


def test_without_requests_below_survival_the_minimum_comes_first_and_no_need_is_made_up() -> None:
    tiers = (_tier("survival"), _tier("minimum", KIT), _tier("target", TENT))
    deadly: dict[str, Tier] = {"roof": "target", "births": "minimum", "water": "minimum"}
    assert choose_requests(tiers, deadly) == ((KIT, TENT), ["roof"])


def test_what_is_deadly_below_survival_alone_is_not_asked_for_at_the_target() -> None:
    tiers = (_tier("survival", STOVE), _tier("target", TENT))
    assert choose_requests(tiers, {"roof": "survival"}) == ((STOVE,), [])


@pytest.mark.parametrize("known", [True, False])
@pytest.mark.parametrize("name", sorted(situations.STRANGE))
def test_no_need_that_is_said_to_endanger_lives_is_left_out(name: str, known: bool) -> None:
    """Whether requests were worked out or time was up before."""
    about = worked_out.found(name)[0]
    about = about if known else dataclasses.replace(about, requests=None)
    assert find_unasked(about, build_two_page_document(about)) == []

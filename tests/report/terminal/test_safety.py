"""What safety costs and spares, in both languages."""

from __future__ import annotations

from dataclasses import replace

from malja.catalogue.facts import Tier
from malja.language.speech import speaking
from malja.lifts.plan.plan import Plan, Safety
from malja.lifts.search.planning import plan_lifts
from malja.report.terminal.plan_page import say_safety
from malja.report.words import Words
from tests.simulation.operations import camp

HEDGED = Safety(
    futures=20,
    days=6,
    cost=90.0,
    more={"survival": 0.2, "minimum": 35.0, "target": 0.0},
    spared={"survival": 500.0, "minimum": 0.0, "target": -3.0},
)


def said(safety: Safety | None) -> list[str]:
    """The sentences about a hedge of the camp's plan."""
    plan: Plan = plan_lifts(camp())
    return list(say_safety(Words(camp()), replace(plan, safety=safety)))


def test_without_a_hedge_nothing_is_said() -> None:
    assert said(None) == []


def test_the_price_of_safety_in_plain_words() -> None:
    assert said(HEDGED) == [
        "Safety: what leaves in the first 6 days is best over 20 futures in which trips fail and more people come.",
        "If all goes well, that costs about 90 USD more.",
        "If all goes well, that costs about 35 weighted person-days of the minimum.",
        "Where things go wrong as in those futures, it spares about 500 weighted person-days of survival on average.",
    ]


def test_where_it_costs_and_spares_nothing() -> None:
    nothing: dict[Tier, float] = {"survival": 0.0, "minimum": 0.0, "target": 0.0}
    assert said(replace(HEDGED, cost=0.0, more=nothing, spared=nothing))[1:] == [
        "If all goes well, that costs nothing.",
        "Where things go wrong as in those futures, it spares next to nothing: the plain plan is as safe.",
    ]


def test_the_same_in_arabic() -> None:
    with speaking("ar"):
        sentences = said(HEDGED)
    assert len(sentences) == 4
    assert all("{" not in one for one in sentences)

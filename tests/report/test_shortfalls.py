"""Shortfalls: spans of days, the worst first."""

from __future__ import annotations

import dataclasses
import datetime

import pytest

from malja.lifts.plan.plan import Coverage, Plan
from malja.operation.rows import Tables
from malja.report.shortfalls import Span, find_shortfalls

START = datetime.date(2025, 3, 14)


def date(day: int) -> datetime.date:
    return START + datetime.timedelta(days=day)


def test_shortfalls_are_spans_of_days_the_worst_first(operation: Tables, plan: Plan) -> None:
    found, slight = find_shortfalls(operation, plan)
    assert [(one.need, one.tier) for one in found] == [("roof", "survival"), ("roof", "minimum"), ("food", "minimum")]
    assert found[0].spans == (Span(first=date(0), last=date(1)),)
    assert found[0].person_days == pytest.approx(200)
    assert found[2].spans == (Span(first=date(0), last=date(4)),)
    assert found[2].worst == pytest.approx(0.5)
    assert slight == 0


def test_days_between_make_two_spans_and_slight_ones_are_counted(operation: Tables, plan: Plan) -> None:
    def row(day: int, short: float) -> Coverage:
        return dataclasses.replace(plan.coverage[0], date=date(day), short={"survival": short, "minimum": 0.004})

    found, slight = find_shortfalls(
        operation, dataclasses.replace(plan, coverage=(row(0, 0.2), row(1, 0.0), row(2, 0.3)))
    )
    assert [one.spans for one in found] == [(Span(first=date(0), last=date(0)), Span(first=date(2), last=date(2)))]
    assert slight == 1


def test_what_harms_soonest_comes_first_whatever_its_weight(operation: Tables, plan: Plan) -> None:
    """Roof harms after half a day, food after seven: with a tenth of the roof missing it harms after five days."""
    harms = {"roof": 0.5, "food": 7.0}
    needs = tuple(dataclasses.replace(need, harm_after_days=harms.get(need.need)) for need in operation.needs)

    def row(need: str, share: float) -> Coverage:
        return dataclasses.replace(plan.coverage[0], need=need, date=date(0), short={"survival": share})

    heavier = tuple(dataclasses.replace(need, weight=9.0 if need.need == "food" else 1.0) for need in needs)
    found, _ = find_shortfalls(
        dataclasses.replace(operation, needs=heavier),
        dataclasses.replace(plan, coverage=(row("food", 0.9), row("roof", 0.1))),
    )
    assert [one.need for one in found] == ["roof", "food"]
    assert found[0].severity.after_days == pytest.approx(5.0)
    assert found[1].severity.after_days == pytest.approx(7.0 / 0.9)
    assert [one.severity.harm for one in found] == ["standard", "standard"], "a day is over before either harms"


def test_a_lack_harms_only_if_it_lasts_until_the_harm_begins(operation: Tables, plan: Plan) -> None:
    needs = tuple(dataclasses.replace(need, harm_after_days=2.0, harm_to="life") for need in operation.needs)

    def lacking(days: int) -> str:
        rows = tuple(
            dataclasses.replace(plan.coverage[0], date=date(day), short={"survival": 1.0}) for day in range(days)
        )
        found, _ = find_shortfalls(
            dataclasses.replace(operation, needs=needs), dataclasses.replace(plan, coverage=rows)
        )
        return found[0].severity.harm

    assert [lacking(days) for days in (1, 2, 3)] == ["standard", "life", "life"]

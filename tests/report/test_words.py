"""Names and amounts as the report says them."""

from __future__ import annotations

import datetime

from malja.lifts.plan.plan import Plan
from malja.operation.rows import Tables
from malja.report.shortfalls import Span
from malja.report.words import Words, list_first


def test_a_name_that_rests_on_recall_has_a_mark_which_is_remembered(operation: Tables) -> None:
    words = Words(operation)
    assert words.need("food") == "Food"
    assert not words.marked
    assert words.need("roof") == "Roof*"
    assert words.marked


def test_long_names_are_cut_and_unknown_ones_said_as_they_are(operation: Tables) -> None:
    assert Words(operation, longest=4).place("camp") == "The…"
    assert Words(operation).place("elsewhere") == "elsewhere"


def test_packs_are_said_with_their_size(operation: Tables, plan: Plan) -> None:
    tents, rice = plan.trips[0].cargo[0], plan.trips[1].cargo[0]
    assert [Words(operation).packs(cargo) for cargo in (tents, rice)] == ["2 tent", "2 x 50 kg"]


def test_a_load_is_said_of_its_limit_where_there_is_one(operation: Tables) -> None:
    words = Words(operation)
    assert words.filled(120, 250, "kg") == "120 kg of 250 kg"
    assert words.filled(120, float("inf"), "kg") == "120 kg"


def test_the_first_two_spans_are_said_and_how_many_more(operation: Tables) -> None:
    days = [datetime.date(2025, 3, day) for day in (10, 12, 14)]
    spans = [Span(first=day, last=day) for day in days]
    assert Words(operation).spans(spans) == "Mon 10 March, Wed 12 March and once more"


def test_names_beyond_the_first_are_counted() -> None:
    assert list_first(["a", "b"], 0) == "a, b"
    assert list_first(["a", "b"], 3) == "a, b and 3 more"

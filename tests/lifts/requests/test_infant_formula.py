"""Infant formula is never requested, however it is written."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from malja.catalogue.facts import Content, Item, Need
from malja.lifts.requests.infant_formula import is_infant_formula, is_never_requested
from malja.lifts.requests.request_search import find_requests
from malja.lifts.requests.requests import TierRequests
from malja.operation.operation import Operation
from tests.lifts.cases import base, supply
from tests.lifts.operations import on


def only(asked: Operation, **how: Any) -> TierRequests:
    """The requests of an operation that asks survival."""
    return find_requests(asked, **how).tiers[0]


def said(one: TierRequests) -> list[tuple[Any, ...]]:
    return [(request.kind, request.name, request.quantity, request.cost) for request in one.requests]


def babies(**more: Any) -> Operation:
    """Five babies who are given formula, as somebody wrote, and biscuits for all."""
    tin = Item(item="tin_900", name="Infant formula, 900 g", pack_kg=1, pack_m3=0)
    need = Need(need="baby_food", name="Food for babies", sector="food", kind="daily", survival=0.1)
    given_by = Content(item="tin_900", need="baby_food", how="use", quantity=1)
    own = base(supply=(supply(quantity=20),))
    return dataclasses.replace(
        own, items=(*own.items, tin), needs=(*own.needs, need), contents=(*own.contents, given_by), **more
    )


def test_infant_formula_is_never_asked_for() -> None:
    one = only(babies())
    assert said(one) == [("goods", "meal", 10, pytest.approx(25))]
    assert [(left.need, left.item, left.people, left.first) for left in one.referrals] == [
        ("baby_food", "tin_900", 10, on(0))
    ]
    assert one.remaining == ()


@pytest.mark.parametrize(
    ("name", "formula", "never"),
    [
        ("Infant formula stage 1", True, True),
        ("Baby milk", True, True),
        ("Breast-milk substitute", True, True),
        ("حليب أطفال", True, True),
        ("Dry skimmed/whole milk powder", False, True),
        ("Feeding bottles", False, True),
        ("Rice", False, False),
        ("Informal tent", False, False),
        ("Formulary of medicines", False, False),
    ],
)
def test_what_counts_as_formula(name: str, formula: bool, never: bool) -> None:
    item = Item(item="x1", name=name, pack_kg=1, pack_m3=0)
    assert (is_infant_formula(item), is_never_requested(item)) == (formula, never)

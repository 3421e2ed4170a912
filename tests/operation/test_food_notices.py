"""What `malja check` says of food."""

from __future__ import annotations

import dataclasses

from malja.operation.notices.check_report import collect_notices
from malja.operation.operation import Operation
from tests.lifts.food import kitchen_table


def _said(made: Operation) -> list[tuple[str, str]]:
    codes = ("food_by_nutrients", "basket_group_missing")
    return [
        (notice.code, str(dict(notice.values).get("group", "")))
        for notice in collect_notices(made)
        if notice.code in codes
    ]


def test_food_by_nutrients_alone_is_told_once() -> None:
    made = kitchen_table(stock={"rice": 50}, basket="")
    assert _said(made) == [("food_by_nutrients", "")]
    assert _said(dataclasses.replace(made, people=())) == []
    assert _said(dataclasses.replace(made, contents=())) == []


def test_groups_that_nothing_can_fill_are_told() -> None:
    """Rice is in the store and lentils can be bought; fat is asked for and there is none."""
    assert _said(kitchen_table(stock={"rice": 50}, supply=("lentils",))) == [("basket_group_missing", "fats")]
    assert _said(kitchen_table(supply=("rice", "lentils", "oil"))) == []

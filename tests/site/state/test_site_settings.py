"""Settings that can't be read are a doubt, not a figure."""

from __future__ import annotations

from decimal import Decimal

import pytest

from malja.site.state.site_settings import read_meals_per_person
from malja.site.state.state import State
from tests.site.network import Device, to_set


def codes(state: State) -> list[tuple[str, str]]:
    return [(doubt.code, dict(doubt.values).get("column", "")) for doubt in state.doubts]


@pytest.mark.parametrize(("told", "read"), [("abc", None), ("NaN", None), ("1e5", None), ("2.5", Decimal("2.5"))])
def test_meals_that_cannot_be_read_are_a_doubt(told: str, read: Decimal | None) -> None:
    one = Device("a")
    one.record("table.set", to_set("site", [], meals_per_day=told))
    assert read_meals_per_person(one.state().register) == read
    assert codes(one.state()) == ([] if read else [("setting_unreadable", "meals_per_day")])

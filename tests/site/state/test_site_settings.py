"""Settings that can't be read are a doubt, not a figure."""

from __future__ import annotations

from decimal import Decimal

import pytest

from malja.site.state.site_settings import read_first_weekday, read_meals_per_person, read_time_zone
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


@pytest.mark.parametrize(
    ("cells", "zone", "first_weekday", "unreadable"),
    [
        ({"name": "Base"}, "None", 0, []),
        ({"time_zone": "Asia/Damascus", "week_starts": "sunday"}, "Asia/Damascus", 6, []),
        ({"time_zone": "Mars/Base", "week_starts": "noday"}, "None", 0, ["time_zone", "week_starts"]),
    ],
)
def test_the_calendar_of_a_site_is_read_or_doubted(
    cells: dict[str, str], zone: str, first_weekday: int, unreadable: list[str]
) -> None:
    one = Device("a")
    one.record("table.set", to_set("operation", [], **cells))
    register = one.state().register
    assert str(read_time_zone(register)) == zone
    assert read_first_weekday(register) == first_weekday
    assert sorted(codes(one.state())) == [("setting_unreadable", column) for column in unreadable]

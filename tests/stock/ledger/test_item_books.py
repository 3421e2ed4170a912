"""A count that puts a slip of the hand right leaves every lot and expiry as it was."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.stock.devices import Device, day

#: Tins by lot with the day (from the first) on which each expires, and how many there are.
LOTS = (("a", 20, 10), ("b", 40, 30), ("c", 60, 60))


def store() -> Device:
    site = Device("a")
    for lot, last, number in LOTS:
        site.record(
            "stock.received",
            1,
            store="base",
            item="tin",
            quantity=str(number),
            origin="given",
            lot=lot,
            expiry=day(last).isoformat(),
        )
    return site


def count(site: Device, on: int, number: int, **more: str) -> None:
    site.record_anyway("stock.counted", on, store="base", item="tin", quantity=str(number), reason="counted", **more)


def lots(site: Device) -> dict[str, Decimal]:
    return {lot.goods.lot: lot.quantity for lot in site.books.ledger.lots("base")}


@pytest.mark.parametrize("slip", [0, 1, 10, 35, 99, 101, 1000])
def test_a_count_that_puts_another_right_keeps_lots(slip: int) -> None:
    site = store()
    before = lots(site)
    count(site, 2, slip)
    count(site, 2, 100)
    assert lots(site) == before


@settings(max_examples=60, deadline=None)
@given(slips=st.lists(st.integers(0, 300), min_size=1, max_size=4), real=st.integers(1, 100))
def test_after_whatever_slips_the_last_count_gives_the_lots_that_it_would_have_given_at_once(
    slips: list[int], real: int
) -> None:
    site, at_once = store(), store()
    for slip in slips:
        count(site, 2, slip)
    count(site, 2, 100)
    count(site, 2, real)
    count(at_once, 2, real)
    assert lots(site) == lots(at_once)


def test_what_was_given_out_between_is_not_given_back() -> None:
    """60 typed for 100: 40 are taken off, a and b; 30 of c are given out; 70 are there: a and b are whole again."""
    site = store()
    count(site, 2, 60)
    site.record("stock.moved", 3, item="tin", quantity="30", origin="base", destination="given_out")
    count(site, 4, 70)
    assert lots(site) == {"a": 10, "b": 30, "c": 30}


def test_a_count_of_another_day_that_agrees_ends_what_the_one_before_said() -> None:
    site = store()
    for on, number in ((2, 60), (3, 60), (4, 70)):
        count(site, on, number)
    assert lots(site) == {"c": 70}

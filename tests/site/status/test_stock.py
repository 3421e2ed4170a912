"""How long stock lasts at the rate of late, and what expires, by pencil."""

from __future__ import annotations

from decimal import Decimal

from malja.facts.fact import Fact
from malja.operation.rows import Movement
from malja.site.status.stock import list_expiring, list_items
from tests.lifts.cases import base, meal
from tests.lifts.operations import on
from tests.site.evenings import evening, told

CAMP = base(days=10, people=(Movement(place="camp", date=on(-1), arrivals=10),), items=(meal(),))


def received(quantity: str, lot: str = "", expiry: int | None = None) -> Fact:
    more = {} if expiry is None else {"lot": lot, "expiry": on(expiry).isoformat()}
    return told("stock.received", 0, store="camp", item="meal", quantity=quantity, origin="given", **more)


def given(day: int, quantity: str) -> Fact:
    return told("stock.moved", day, item="meal", quantity=quantity, origin="camp", destination="given_out")


def test_ninety_less_thirty_last_four_days_at_fifteen_a_day() -> None:
    """Given out on two of the last seven days, 10 and 20 meals: 15 a day, and 60 are left."""
    (item,) = list_items(evening(CAMP, received("90"), given(1, "10"), given(3, "20")), on(3))
    assert (item.item, item.held, item.a_day, item.days) == ("meal", Decimal(60), Decimal(15), Decimal(4))


def test_one_day_says_nothing_of_a_day() -> None:
    (item,) = list_items(evening(CAMP, received("90"), given(1, "10")), on(3))
    assert (item.held, item.a_day, item.days) == (Decimal(80), Decimal(0), None)


def test_what_is_expired_stands_before_what_soon_is() -> None:
    """On day 5: one lot had its last day on day 3, one has it x."""
    lots = (received("1", "a", 18), received("2", "b", 3), received("4", "c", 19))
    expiring = list_expiring(evening(CAMP, *lots), on(5))
    assert [(one.lot, one.last_day, one.quantity, one.expired) for one in expiring] == [
        ("b", on(3), Decimal(2), True),
        ("a", on(18), Decimal(1), False),
    ]

"""The smallest store that shows every rule, with every number worked out by hand."""

from __future__ import annotations

import json
from decimal import Decimal

from malja.stock.ledger.ledger import Ledger
from tests.stock.said import counted, day, moved, new_ledger, received, record


def a_week() -> Ledger:
    """Rice comes in two lots (packs of 50), is cooked, given out and counted.

    day 0   2,000 of lot A (until day 20) and 500 of lot B (until day 5) come to the hub
    day 1   600 go to the kitchen: B goes first, 500 of it, then 100 of A; the hub has 1,900 of A
    day 2   the kitchen uses 450 of B; it has 50 of B and 100 of A
    day 3   the hub is counted: 37 packs, 1,850; 50 are missing, torn
    day 6   B is expired: 80 given out come of A (20 left there), and the 50 of B are spoiled
    """
    ledger = new_ledger()
    record(
        ledger,
        received("hub", "rice", packs=40, lot="A", expiry=day(20).isoformat()),
        received("hub", "rice", packs=10, lot="B", expiry=day(5).isoformat()),
        moved("rice", "hub", "kitchen", 1, packs=12),
        moved("rice", "kitchen", "used", 2, quantity="450"),
        counted("hub", "rice", 3, packs=37, reason="torn bags"),
        moved("rice", "kitchen", "given_out", 6, quantity="80"),
        moved("rice", "kitchen", "spoiled", 6, packs=1, reason="expired"),
    )
    return ledger


def test_what_stands_where() -> None:
    ledger = a_week()
    assert [(lot.store, lot.goods.lot, lot.quantity) for lot in ledger.lots()] == [
        ("hub", "A", Decimal(1850)),
        ("kitchen", "A", Decimal(20)),
    ]
    assert ledger.on_hand("hub", "rice") == 1850
    assert ledger.on_hand("hub", "oil") == 0
    assert [(lot.packs, lot.loose) for lot in ledger.lots("kitchen")] == [(0, Decimal(20))]
    assert ledger.doubts == []


def test_what_went_on_which_day_and_how_long_it_may_be_used() -> None:
    gone = a_week().gone(("used", "given_out"))
    assert [(one.day, one.store, one.account, one.goods.lot, one.goods.last_day, one.quantity) for one in gone] == [
        (day(2), "kitchen", "used", "B", day(5), Decimal(450)),
        (day(6), "kitchen", "given_out", "A", day(20), Decimal(80)),
    ]


def test_what_went_outside_by_lot() -> None:
    """All of a lot adds up to nothing: A came 2,000 = 1,870 there + 50 missing + 80 given out; B 500 = 450 + 50."""
    assert [(account, goods.lot, units) for account, goods, units in a_week().outside()] == [
        ("count_difference", "A", Decimal(50)),
        ("given", "B", Decimal(-500)),
        ("given", "A", Decimal(-2000)),
        ("given_out", "A", Decimal(80)),
        ("spoiled", "B", Decimal(50)),
        ("used", "B", Decimal(450)),
    ]


def test_what_was_used_day_by_day() -> None:
    gone = a_week().postings(accounts=("given_out", "used", "spoiled"), since=day(2), until=day(6))
    assert [(total.store, total.account, total.day, total.quantity) for total in gone] == [
        ("kitchen", "given_out", day(6), Decimal(80)),
        ("kitchen", "spoiled", day(6), Decimal(50)),
        ("kitchen", "used", day(2), Decimal(450)),
    ]
    assert a_week().postings(item="oil") == ()
    assert a_week().postings(stores=("kitchen",), since=day(7)) == ()
    assert [total.quantity for total in a_week().postings(accounts=("used",), until=day(1))] == []


def test_the_last_count_is_kept_with_its_reason() -> None:
    count = a_week().counts["hub", "rice", ""]
    assert (count.day, count.books, count.counted, count.reason) == (day(3), Decimal(1900), Decimal(1850), "torn bags")
    assert count.difference == -50


def test_what_expires() -> None:
    """On day 5 lot B may still be used, on day 6 no more."""
    ledger = new_ledger()
    record(
        ledger,
        received("hub", "rice", packs=1, lot="A", expiry=day(20).isoformat()),
        received("shop", "rice", packs=2, lot="B", expiry=day(5).isoformat()),
        received("shop", "soap", quantity="7"),
    )
    assert ledger.expired(day(5)) == ()
    assert [lot.goods.lot for lot in ledger.expired(day(6))] == ["B"]
    assert [lot.goods.lot for lot in ledger.expiring(day(5), 1)] == ["B"]
    assert [lot.goods.lot for lot in ledger.expiring(day(4), 1)] == []
    assert [lot.goods.lot for lot in ledger.expiring(day(0), 365)] == ["B", "A"]
    assert ledger.usable("shop", "rice", day(6)) == 0
    assert ledger.usable("shop", "rice", day(5)) == ledger.on_hand("shop", "rice") == 100


def test_the_state_to_the_byte() -> None:
    said = {
        "balances": {
            "hub": {"rice": [{"lot": "A", "expiry": "2025-03-30", "pack_quantity": "50", "quantity": "1850"}]},
            "kitchen": {"rice": [{"lot": "A", "expiry": "2025-03-30", "pack_quantity": "50", "quantity": "20"}]},
        },
        "counts": [
            {
                "store": "hub",
                "item": "rice",
                "lot": "",
                "day": "2025-03-13",
                "counted": "1850",
                "books": "1900",
                "reason": "torn bags",
            }
        ],
        "totals": {
            "count_difference": {"rice": {"2025-03-13": "50"}},
            "given": {"rice": {"2025-03-10": "-2500"}},
            "given_out": {"rice": {"2025-03-16": "80"}},
            "spoiled": {"rice": {"2025-03-16": "50"}},
            "used": {"rice": {"2025-03-12": "450"}},
        },
    }
    assert json.dumps(a_week().to_json(), sort_keys=True) == json.dumps(said, sort_keys=True)

"""What two devices recorded apart: nothing vanishes, the books balance, and what does not fit is a doubt."""

from __future__ import annotations

import datetime
from decimal import Decimal

from malja.facts.fact import Fact
from malja.facts.knowledge import Knowledge
from malja.language.say import say
from malja.stock.ledger.ledger import Ledger
from tests.stock.said import PACKS, counted, day, moved, new_ledger, received, record, said


def merged(*facts: Fact) -> Ledger:
    """Fold facts in the order given, each device knowing its own facts and what it says that it had seen."""
    knowledge = Knowledge()
    ledger = Ledger(PACKS.get, knowledge.knew)
    for fact in facts:
        knowledge.note(fact)
        ledger.apply(fact)
    return ledger


def fact(device: str, number: int, kind: str, seen: dict[str, int] | None = None, on: int = 0, **body: object) -> Fact:
    told = {name: value for name, value in body.items() if isinstance(value, str | int)}
    happened = day(on)
    return Fact(kind=kind, happened=happened, body=told, device=device, number=number, seen=seen or {})


def test_two_devices_took_the_same_goods() -> None:
    """50 were there, each device gave 40: 30 are unexplained, the store has nothing, not less."""
    ledger = new_ledger()
    record(ledger, received("hub", "soap", quantity="50"), moved("soap", "hub", "given_out", quantity="40"))
    ledger.apply(moved("soap", "hub", "used", device="b", quantity="40"))
    assert ledger.on_hand("hub", "soap") == 0
    outside = {account: units for account, _, units in ledger.outside()}
    assert outside == {"given": -50, "given_out": 40, "used": 40, "unexplained": -30}
    (doubt,) = ledger.doubts
    assert (doubt.code, dict(doubt.values)) == (
        "stock_missing",
        {"store": "hub", "item": "soap", "held": "10", "asked": "40"},
    )
    assert "10" in doubt.in_words()


def test_what_is_taken_goes_out_as_it_came_in() -> None:
    ledger = new_ledger()
    record(ledger, received("hub", "rice", packs=1, lot="A"), received("hub", "rice", packs=1, lot="B"))
    ledger.take("hub", "rice", Decimal(120), to="used", fact=said("kitchen.cooked", 0, {}))
    ledger.take("hub", "rice", Decimal(0), to="used", fact=said("kitchen.cooked", 0, {}))
    used = [(goods.lot, units) for account, goods, units in ledger.outside() if account == "used"]
    assert sorted(used) == [("", Decimal(20)), ("A", Decimal(50)), ("B", Decimal(50))]


def test_a_lot_with_two_last_days_stays_two() -> None:
    ledger = new_ledger()
    for device, last in (("a", 5), ("b", 9)):
        ledger.apply(received("hub", "rice", device=device, packs=1, lot="A", expiry=day(last).isoformat()))
    assert [lot.goods.expiry for lot in ledger.lots()] == [day(5), day(9)]
    (doubt,) = ledger.doubts
    assert (doubt.code, dict(doubt.values)["known"], dict(doubt.values)["said"]) == (
        "stock_lot_expiry",
        day(5).isoformat(),
        day(9).isoformat(),
    )


def test_a_difference_that_another_device_made_is_booked_and_listed() -> None:
    """A counted what its books said, 50; the books of both say 40 by then. A gave no reason: it had none to give."""
    ledger = merged(
        fact("a", 1, "stock.received", store="hub", item="soap", quantity="50"),
        fact("b", 1, "stock.moved", {"a": 1}, item="soap", origin="hub", destination="used", quantity="10"),
        fact("a", 2, "stock.counted", store="hub", item="soap", quantity="50"),
    )
    assert ledger.on_hand("hub", "soap") == 50
    assert sorted(doubt.code for doubt in ledger.doubts) == ["stock_count_apart", "stock_count_differs"]
    words = {doubt.code: doubt.in_words() for doubt in ledger.doubts}
    assert "40" in words["stock_count_differs"]
    assert words["stock_count_apart"] == say(
        "doubt", "stock_count_apart", store="hub", item="soap", date=day(0).isoformat(), device="a", other="b"
    )


def count_then_moves(*seen: dict[str, int]) -> list[str]:
    """B counts (its number 1), then A takes once for each of `seen`, what it had come to know before."""
    takes = [
        fact("a", 2 + n, "stock.moved", known, item="soap", origin="hub", destination="used", quantity="1")
        for n, known in enumerate(seen)
    ]
    ledger = merged(
        fact("a", 1, "stock.received", store="hub", item="soap", quantity="50"),
        fact("b", 1, "stock.counted", {"a": 1}, store="hub", item="soap", quantity="50"),
        *takes,
    )
    assert ledger.on_hand("hub", "soap") == 50 - len(takes)
    return [doubt.code for doubt in ledger.doubts]


def test_what_was_taken_without_knowing_of_a_count_is_asked_about_once() -> None:
    assert count_then_moves({"b": 1}, {}) == []
    assert count_then_moves({}, {}, {}) == ["stock_count_apart"]
    assert count_then_moves({}, {"b": 1}) == ["stock_count_apart"]


def test_other_stores_and_items_are_not_asked_about() -> None:
    ledger = merged(
        fact("a", 1, "stock.received", store="hub", item="soap", quantity="50"),
        fact("b", 1, "stock.received", store="shop", item="soap", quantity="50"),
        fact("b", 2, "stock.counted", store="shop", item="soap", quantity="50"),
        fact("a", 2, "stock.moved", item="soap", origin="hub", destination="used", quantity="10"),
        fact("a", 3, "stock.received", store="shop", item="rice", quantity="10"),
    )
    assert ledger.doubts == []
    ledger = merged(
        fact("a", 1, "stock.received", store="hub", item="soap", quantity="50"),
        fact("b", 1, "stock.counted", store="shop", item="soap", quantity="0"),
        fact("a", 2, "stock.moved", item="soap", origin="hub", destination="shop", quantity="10"),
    )
    assert [doubt.code for doubt in ledger.doubts] == ["stock_count_apart"]


def test_goods_that_no_store_can_have_are_not_booked_and_listed() -> None:
    ledger = new_ledger()
    ledger.apply(received("spoiled", "soap", quantity="1"))
    ledger.apply(moved("soap", "given_out", "hub", quantity="1"))
    ledger.apply(moved("soap", "hub", "unexplained", quantity="1"))
    ledger.apply(counted("lost", "soap", quantity="1"))
    ledger.apply(received("hub", "soap", quantity="1", origin="nowhere"))
    assert [doubt.code for doubt in ledger.doubts] == ["stock_no_store"] * 5
    assert ledger.lots() == ()
    assert ledger.postings() == ()
    assert all("soap" in doubt.in_words() for doubt in ledger.doubts)


def test_a_body_that_is_no_body_changes_nothing() -> None:
    ledger = new_ledger()
    ledger.apply(received("hub", "soap", quantity="1", expiry="tomorrow"))
    ledger.apply(said("stock.received", 0, {"store": 3, "item": "soap", "quantity": "1"}))
    ledger.apply(said("stock.moved", 0, {}))
    assert ledger.lots() == ()
    assert {doubt.code for doubt in ledger.doubts} <= {"stock_unreadable"}
    assert [problem.code for problem in ledger.refusals(received("hub", "soap", expiry="?", quantity="1"))] == [
        "date_wanted"
    ]


def test_surplus_joins_what_expires_first_and_may_be_used() -> None:
    ledger = new_ledger()
    record(
        ledger,
        received("hub", "rice", packs=1, lot="old", expiry=day(1).isoformat()),
        received("hub", "rice", packs=1, lot="next", expiry=day(8).isoformat()),
        received("hub", "rice", packs=1, lot="late", expiry=day(9).isoformat()),
        counted("hub", "rice", 5, quantity="160", reason="found behind the door"),
        counted("hub", "rice", 5, quantity="1", lot="new", reason="never written down"),
    )
    assert {lot.goods.lot: lot.quantity for lot in ledger.lots()} == {"old": 50, "next": 60, "late": 50, "new": 1}


def test_what_a_count_misses_is_taken_to_be_what_could_be_used() -> None:
    ledger = new_ledger()
    record(
        ledger,
        received("hub", "rice", packs=1, lot="old", expiry=day(1).isoformat()),
        received("hub", "rice", packs=1, lot="next", expiry=day(8).isoformat()),
        counted("hub", "rice", 5, quantity="90", reason="unknown"),
    )
    assert {lot.goods.lot: lot.quantity for lot in ledger.lots()} == {"old": 50, "next": 40}
    record(ledger, counted("hub", "rice", 5, quantity="0", reason="a flood"))
    assert ledger.lots() == ()
    record(ledger, counted("hub", "rice", 6, quantity="7", reason="some were dry"))
    assert [(lot.goods.lot, lot.quantity) for lot in ledger.lots()] == [("old", Decimal(7))]


def test_days_are_days() -> None:
    """A fact recorded late is booked on the day it happened."""
    ledger = new_ledger()
    record(ledger, received("hub", "soap", 0, quantity="9"), counted("hub", "soap", 5, quantity="5", reason="?"))
    record(ledger, moved("soap", "hub", "used", 2, quantity="4"))
    used = ledger.postings(accounts={"used"})
    assert [(total.day, total.quantity) for total in used] == [(datetime.date(2025, 3, 12), Decimal(4))]

"""What is refused when it is recorded, with the figures that a person needs to put it right."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

import pytest

from malja.facts.fact import Fact
from malja.language.say import say_problem
from malja.stock.ledger.ledger import Ledger
from malja.stock.ledger.refusals import STOCK_REFUSALS
from tests.stock.said import codes, counted, day, moved, new_ledger, received, record, said


@pytest.fixture
def ledger() -> Ledger:
    """Hub: 40 packs of 50 of rice (lot A, until day 20) and 10 units of soap. Shop: 4 packs of 25 of rice."""
    ledger = new_ledger()
    record(
        ledger,
        received("hub", "rice", packs=40, lot="A", expiry=day(20).isoformat()),
        received("hub", "soap", quantity="10"),
        received("shop", "rice", packs=4, pack_quantity="25", lot="S"),
    )
    return ledger


def test_a_store_never_has_less_than_nothing(ledger: Ledger) -> None:
    (problem,) = ledger.refusals(moved("soap", "hub", "used", quantity="10.5"))
    assert problem.code == "stock_too_little"
    assert dict(problem.values) == {"store": "hub", "item": "soap", "held": "10", "asked": "10.5"}
    assert ledger.refusals(moved("soap", "hub", "used", quantity="10")) == []
    assert codes(ledger, moved("soap", "nowhere", "used", quantity="1")) == ["stock_too_little"]
    assert codes(ledger, moved("rice", "hub", "used", packs=1, lot="B")) == ["stock_lot_too_little"]


def test_what_if(ledger: Ledger) -> None:
    """Kitchen and rounds ask before they take: nothing is changed by it."""
    before = ledger.to_json()
    assert ledger.against_taking("hub", "rice", Decimal(2000), to="used", day=day(0)) == []
    (problem,) = ledger.against_taking("hub", "rice", Decimal(2001), to="used", day=day(0))
    assert say_problem(problem) == "hub has 2,000 of rice, and 2,001 are asked"
    assert ledger.to_json() == before


@pytest.mark.parametrize(("to", "lot", "goes"), [
    ("given_out", "", False), ("used", "", False), ("sent_away", "", False), ("shop", "", False),
    ("given_out", "A", True), ("shop", "A", True), ("spoiled", "", True), ("lost", "", True),
])  # fmt: skip
def test_expired_goods_go_only_where_their_lot_is_named(ledger: Ledger, to: str, lot: str, goes: bool) -> None:
    body: dict[str, str | int] = {"packs": 1, "reason": "past its day"}
    body |= {"lot": lot} if lot else {}
    fact = said("stock.moved", 21, {"item": "rice", "origin": "hub", "destination": to, **body})
    assert codes(ledger, fact) == ([] if goes else ["stock_expired"])
    fresh = said("stock.moved", 20, {"item": "rice", "origin": "hub", "destination": to, **body})
    assert codes(ledger, fresh) == []


def test_how_much_is_expired_is_said(ledger: Ledger) -> None:
    record(ledger, received("hub", "rice", quantity="30", lot="B"))
    (problem,) = ledger.refusals(moved("rice", "hub", "used", 21, quantity="31"))
    assert dict(problem.values) == {"store": "hub", "item": "rice", "held": "30", "asked": "31", "expired": "2,000"}


def test_expired_goods_without_a_lot_can_be_named_too(ledger: Ledger) -> None:
    record(ledger, received("hub", "oil", packs=2, expiry=day(1).isoformat()))
    assert codes(ledger, moved("oil", "hub", "given_out", 2, packs=1)) == ["stock_expired"]
    record(ledger, moved("oil", "hub", "given_out", 2, packs=1, lot="-"))
    assert ledger.on_hand("hub", "oil") == Decimal("16.5")


@pytest.mark.parametrize("to", ["spoiled", "lost", "sent_away"])
def test_leaving_for_no_good_needs_a_reason(ledger: Ledger, to: str) -> None:
    assert codes(ledger, moved("soap", "hub", to, quantity="1")) == ["stock_needs_reason"]
    assert codes(ledger, moved("soap", "hub", to, quantity="1", reason="wet")) == []


@pytest.mark.parametrize(("origin", "to", "code"), [
    ("hub", "hub", "stock_stays"),
    ("given_out", "hub", "stock_no_store"),
    ("hub", "unexplained", "stock_no_store"),
    ("hub", "flights", "stock_no_store"),
])  # fmt: skip
def test_goods_go_from_stores_to_stores_or_for_good(ledger: Ledger, origin: str, to: str, code: str) -> None:
    assert code in codes(ledger, moved("soap", origin, to, quantity="1"))


def test_an_account_is_no_store(ledger: Ledger) -> None:
    assert codes(ledger, received("spoiled", "soap", quantity="1")) == ["stock_no_store"]
    assert codes(ledger, counted("lost", "soap", quantity="1")) == ["stock_no_store"]
    assert codes(ledger, received("hub", "soap", quantity="1", origin="flights")) == ["not_a_choice"]


def test_packs_of_another_size_are_asked_about(ledger: Ledger) -> None:
    """As many packs of another size are another amount (open-msupply#12332): units are what counts."""
    (which,) = ledger.refusals(moved("rice", "shop", "used", packs=2))
    assert which.code == "stock_pack_which"
    assert dict(which.values) == {"store": "shop", "item": "rice", "packs": "25", "own": "50"}
    assert codes(ledger, counted("shop", "rice", packs=2)) == ["stock_pack_which"]
    assert codes(ledger, moved("rice", "shop", "used", packs=2, pack_quantity="50")) == ["stock_pack_other"]
    assert codes(ledger, moved("rice", "hub", "used", packs=2, pack_quantity="25")) == ["stock_pack_other"]
    assert codes(ledger, counted("shop", "rice", packs=2, pack_quantity="50")) == ["stock_pack_other"]
    assert codes(ledger, counted("shop", "rice", packs=2, pack_quantity="50", reason="packed anew")) == []
    assert codes(ledger, counted("shop", "rice", packs=2, reason="some packs")) == ["stock_pack_which"]
    record(ledger, moved("rice", "shop", "used", packs=2, pack_quantity="25"))
    assert ledger.on_hand("shop", "rice") == 50
    record(ledger, moved("rice", "shop", "used", quantity="50"))
    assert ledger.on_hand("shop", "rice") == 0


def test_a_lot_that_came_in_other_packs_is_asked_about(ledger: Ledger) -> None:
    assert codes(ledger, received("hub", "rice", packs=4, lot="S")) == ["stock_pack_which"]
    record(ledger, received("hub", "rice", packs=4, lot="S", pack_quantity="50"))
    record(ledger, received("hub", "rice", packs=4, lot="S", pack_quantity="25"))
    assert [(lot.goods.pack_quantity, lot.quantity) for lot in ledger.lots("hub") if lot.goods.lot == "S"] == [
        (Decimal(25), Decimal(100)),
        (Decimal(50), Decimal(200)),
    ]


def test_packs_of_an_item_whose_pack_nobody_knows(ledger: Ledger) -> None:
    (problem,) = ledger.refusals(received("hub", "tents", packs=3))
    assert (problem.code, problem.column, problem.value) == ("stock_pack_unknown", "packs", "3")
    record(ledger, received("hub", "tents", packs=3, pack_quantity="2"), received("hub", "tents", quantity="1"))
    assert ledger.on_hand("hub", "tents") == 7


def test_a_lot_has_one_last_day(ledger: Ledger) -> None:
    (problem,) = ledger.refusals(received("shop", "rice", packs=1, lot="A", expiry=day(30).isoformat()))
    assert (problem.code, problem.column, problem.value) == ("stock_lot_expiry", "expiry", day(30).isoformat())
    assert dict(problem.values)["known"] == day(20).isoformat()
    record(ledger, received("shop", "rice", packs=1, lot="A"))
    assert [lot.goods.expiry for lot in ledger.lots("shop") if lot.goods.lot == "A"] == [day(20)]


def test_a_lot_without_a_day_may_be_given_one_and_a_wrong_one_be_put_right(ledger: Ledger) -> None:
    record(ledger, received("hub", "oil", quantity="5", lot="L"))
    record(ledger, received("hub", "oil", quantity="5", lot="L", expiry=day(9).isoformat()))
    assert codes(ledger, received("hub", "oil", quantity="5", lot="L", expiry=day(8).isoformat())) == [
        "stock_lot_expiry"
    ]
    record(ledger, counted("hub", "oil", quantity="0", lot="L", reason="its last day was typed wrong"))
    record(ledger, received("hub", "oil", quantity="10", lot="L", expiry=day(8).isoformat()))
    assert [lot.goods.expiry for lot in ledger.expiring(day(0), 30) if lot.goods.lot == "L"] == [day(8)]


@pytest.mark.parametrize(("packs", "size", "units", "asked"), [
    (10, "50", "500", True),  # ten bags of 50, total 500: 500 came, not 1,000
    (10, "50", "50", True), (10, "50", "700", True), (1, "50", "50", True),
    (10, "50", "49.5", False), (10, "50", "0", False), (0, "50", "500", False),
])  # fmt: skip
def test_packs_and_their_total_are_not_added_up(ledger: Ledger, packs: int, size: str, units: str, asked: bool) -> None:
    fact = received("hub", "rice", packs=packs, pack_quantity=size, quantity=units, lot="N")
    assert codes(ledger, fact) == (["stock_packs_and_total"] if asked else [])


def test_what_is_asked_of_packs_and_a_total(ledger: Ledger) -> None:
    (problem,) = ledger.refusals(moved("rice", "hub", "used", packs=10, quantity="500"))
    assert problem.column == "quantity"
    assert dict(problem.values) == {"packs": "10", "pack": "50", "total": "500"}
    assert say_problem(problem).startswith(
        "column quantity: 500 loose units stand beside 10 packs of 50, which are 500: "
    )


def test_a_count_that_differs_needs_a_reason(ledger: Ledger) -> None:
    (problem,) = ledger.refusals(counted("hub", "rice", packs=39))
    assert problem.code == "stock_count_reason"
    assert dict(problem.values) == {"store": "hub", "item": "rice", "books": "2,000", "counted": "1,950"}
    assert codes(ledger, counted("hub", "rice", packs=39, quantity="50", pack_quantity="50")) == [
        "stock_packs_and_total"
    ]
    assert codes(ledger, counted("hub", "rice", packs=39, quantity="49", reason="a kilo is gone")) == []
    assert codes(ledger, counted("hub", "rice", packs=40)) == []
    assert codes(ledger, counted("hub", "rice", packs=39, reason="one is torn")) == []
    assert codes(ledger, counted("hub", "rice", quantity="0", lot="B")) == []


NONSENSE: list[tuple[dict[str, Any], str, str]] = [
    ({}, "stock_nothing", "quantity"),
    ({"packs": 0, "quantity": "0"}, "stock_nothing", "quantity"),
    ({"quantity": "-1"}, "number_below", "quantity"),
    ({"packs": -1}, "number_below", "packs"),
    ({"quantity": "1000000000000001"}, "number_above", "quantity"),
    ({"packs": 10**16}, "number_above", "packs"),
    ({"packs": 10**15, "pack_quantity": "2"}, "number_above", "quantity"),
    ({"quantity": "0.0000001"}, "number_too_precise", "quantity"),
    ({"packs": 1, "pack_quantity": "0"}, "number_not_above", "pack_quantity"),
    ({"packs": 1, "pack_quantity": "ten"}, "number_wanted", "pack_quantity"),
    ({"quantity": "1e3"}, "number_wanted", "quantity"),
    ({"quantity": "NaN"}, "number_wanted", "quantity"),
    ({"quantity": "٣"}, "number_wanted", "quantity"),
    ({"quantity": "9" * 5000}, "number_wanted", "quantity"),
    ({"packs": True}, "number_wanted", "packs"),
]


@pytest.mark.parametrize(("body", "code", "column"), NONSENSE)
@pytest.mark.parametrize("kind", STOCK_REFUSALS)
def test_absurd_amounts_are_refused_by_name(
    ledger: Ledger, kind: str, body: dict[str, Any], code: str, column: str
) -> None:
    where = {"store": "hub", "origin": "hub" if kind == "stock.moved" else "given", "destination": "used"}
    fact = said(kind, 0, {**where, "item": "soap", **body})
    if kind == "stock.counted" and code == "stock_nothing":
        assert codes(ledger, fact) == ["stock_count_reason"]
        return
    (problem,) = ledger.refusals(fact)
    assert (problem.code, problem.column) == (code, column)
    before = ledger.to_json()
    ledger.apply(fact)
    assert ledger.to_json() == before
    assert code == "stock_nothing" or ledger.doubts[-1].code == "stock_unreadable"


def test_what_can_be_counted_can_be_booked(ledger: Ledger) -> None:
    record(ledger, received("hub", "soap", quantity="1000000000000000"), received("hub", "soap", quantity="0.000001"))
    assert ledger.on_hand("hub", "soap") == Decimal("1000000000000010.000001")


def test_every_refusal_has_whole_words(ledger: Ledger) -> None:
    facts: list[Fact] = [
        moved("soap", "hub", "lost", quantity="1"),
        moved("soap", "hub", "hub", quantity="99"),
        moved("rice", "shop", "used", packs=2),
        moved("rice", "shop", "used", packs=2, pack_quantity="50"),
        moved("rice", "hub", "used", 21, packs=2),
        moved("rice", "hub", "used", packs=2, lot="B"),
        moved("soap", "hub", "flights", quantity="0.0000001"),
        counted("hub", "rice", packs=39),
        received("hub", "tents", packs=3),
        received("hub", "rice", packs=3, lot="A", expiry=day(1).isoformat()),
    ]
    for fact in facts:
        words = [say_problem(problem) for problem in ledger.refusals(fact)]
        assert words
        assert not [text for text in words if re.search(r"[{}]|  ", text)]


def test_other_kinds_of_facts_are_none_of_the_ledgers(ledger: Ledger) -> None:
    before = ledger.to_json()
    other = said("people.arrived", 0, {"place": "hub", "number": 3})
    assert ledger.refusals(other) == []
    ledger.apply(other)
    assert ledger.to_json() == before

"""Whatever is told late is booked on its own day: any order of telling gives the same books."""

from __future__ import annotations

import dataclasses
import json
from decimal import Decimal
from typing import Any

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

from malja.facts.fact import Fact
from malja.language.say import say_problem
from malja.stock.ledger import item_history
from malja.stock.ledger.ledger import Ledger
from tests.stock.said import PACKS, codes, counted, day, moved, new_ledger, received, record


def told(*facts: Fact) -> Ledger:
    """A ledger to which one device told these facts, in this order."""
    ledger = new_ledger()
    for number, fact in enumerate(facts, start=1):
        ledger.apply(dataclasses.replace(fact, number=number))
    return ledger


STORY = (
    received("hub", "rice", 4, quantity="20"),
    counted("hub", "rice", 5, quantity="18", reason="two bags are torn"),
    moved("rice", "hub", "given_out", 6, quantity="5"),
)


@pytest.mark.parametrize("order", [(0, 1, 2), (0, 2, 1), (1, 0, 2), (1, 2, 0), (2, 0, 1), (2, 1, 0)])
def test_a_count_told_late_holds_against_the_books_of_its_own_day(order: tuple[int, ...]) -> None:
    """20 came on the 4th, 18 were counted on the 5th, 5 given on the 6th: 13 are left, whatever was told first."""
    ledger = told(*(STORY[place] for place in order))
    assert ledger.on_hand("hub", "rice") == 13
    count = ledger.counts["hub", "rice", ""]
    assert [count.books, count.counted] == [20, 18]
    assert ledger.doubts == []


def test_looking_at_the_books_in_between_changes_nothing() -> None:
    """What is taken waits for what comes on that day, also where somebody looked before both were told."""
    facts = (
        received("hub", "rice", quantity="1"),
        moved("rice", "kitchen", "used", 0, quantity="1"),
        received("kitchen", "rice", quantity="1"),
    )
    ledger = new_ledger()
    for number, fact in enumerate(facts, start=1):
        ledger.apply(dataclasses.replace(fact, number=number))
        if number == 1:
            assert ledger.on_hand("hub", "rice") == 1
    assert ledger.on_hand("kitchen", "rice") == 0
    assert ledger.doubts == []
    assert in_json(ledger) == in_json(told(*facts))


def test_a_late_count_is_checked_against_its_own_day() -> None:
    ledger = told(STORY[0], STORY[2])
    (problem,) = ledger.refusals(counted("hub", "rice", 5, quantity="18"))
    assert problem.code == "stock_count_reason"
    assert dict(problem.values) == {"store": "hub", "item": "rice", "books": "20", "counted": "18"}
    assert codes(ledger, counted("hub", "rice", 5, quantity="20")) == []


def test_a_late_count_of_less_than_was_taken_later_is_refused() -> None:
    ledger = told(STORY[0], STORY[2])
    (problem,) = ledger.refusals(counted("hub", "rice", 5, quantity="3", reason="a flood"))
    assert problem.code == "stock_too_little_later"
    assert say_problem(problem) == (
        "with this on 2025-03-15 there would be too little of rice in hub on 2025-03-16: 3, and 5 are "
        "recorded as taken that day"
    )


def test_goods_are_not_given_before_they_came() -> None:
    ledger = told(received("hub", "rice", 8, quantity="100"))
    (problem,) = ledger.refusals(moved("rice", "hub", "given_out", 6, quantity="50"))
    assert say_problem(problem) == "hub had 0 of rice on 2025-03-16, and 50 are asked"
    assert codes(ledger, moved("rice", "hub", "given_out", 8, quantity="50")) == []


def test_goods_that_were_given_before_they_came_are_a_doubt() -> None:
    """As another device may have it; the doubt is gone once the receipt is told that was missing."""
    ledger = told(received("hub", "rice", 8, quantity="100"), moved("rice", "hub", "given_out", 6, quantity="50"))
    assert [(doubt.code, doubt.happened) for doubt in ledger.doubts] == [("stock_missing", day(6))]
    assert ledger.on_hand("hub", "rice") == 100
    ledger.apply(received("hub", "rice", 5, quantity="70"))
    assert ledger.doubts == []
    assert ledger.on_hand("hub", "rice") == 120


def test_what_is_taken_late_must_leave_what_was_taken_after_it() -> None:
    ledger = told(received("hub", "rice", 1, quantity="100"), moved("rice", "hub", "used", 8, quantity="80"))
    assert codes(ledger, moved("rice", "hub", "used", 4, quantity="20")) == []
    (problem,) = ledger.refusals(moved("rice", "hub", "used", 4, quantity="30"))
    assert (problem.code, dict(problem.values)["held"]) == ("stock_too_little_later", "70")


def test_a_count_between_takes_up_what_is_told_late() -> None:
    """100 came, 60 were counted; 80 of it given on a day before the count is refused for nothing but its own day."""
    ledger = told(received("hub", "rice", 1, quantity="100"), counted("hub", "rice", 5, quantity="60", reason="stolen"))
    record(ledger, moved("rice", "hub", "used", 3, quantity="80"))
    assert ledger.on_hand("hub", "rice") == 60
    assert ledger.counts["hub", "rice", ""].books == 20


def test_a_count_without_a_reason_that_no_more_agrees_is_a_doubt() -> None:
    ledger = told(received("hub", "rice", 1, quantity="20"), counted("hub", "rice", 5, quantity="20"))
    record(ledger, moved("rice", "hub", "used", 3, quantity="5"))
    assert ledger.on_hand("hub", "rice") == 20
    (doubt,) = ledger.doubts
    assert (doubt.code, dict(doubt.values)["books"], dict(doubt.values)["counted"]) == (
        "stock_count_differs",
        "15",
        "20",
    )


def test_a_slip_of_a_day_that_was_counted_is_in_the_count_and_asked_about() -> None:
    """The count is of the evening; whoever tells of the day as it goes by is taken at his word."""
    slip = moved("rice", "hub", "given_out", 5, quantity="5")
    late = told(*STORY, slip)
    assert late.on_hand("hub", "rice") == 13
    assert [doubt.code for doubt in late.doubts] == ["stock_after_count"]
    in_time = told(*STORY[:2], slip, STORY[2])
    assert in_time.on_hand("hub", "rice") == 8
    assert in_time.doubts == []


def test_goods_taken_before_they_came_on_one_day_wait_for_them() -> None:
    """On one day the order of telling says nothing of the order of happening, but nobody takes what is not there."""
    takes = (moved("rice", "shop", "used", 2, quantity="30"), moved("rice", "hub", "shop", 2, quantity="50"))
    ledger = told(*takes, received("hub", "rice", 2, quantity="60"))
    assert ledger.doubts == []
    assert [ledger.on_hand(store, "rice") for store in ("hub", "shop")] == [10, 20]


def test_a_lot_keeps_the_last_day_that_is_told_later() -> None:
    ledger = told(
        received("hub", "rice", 5, quantity="10", lot="A"),
        received("hub", "rice", 3, quantity="10", lot="A", expiry=day(20).isoformat()),
    )
    assert [(lot.goods.expiry, lot.quantity) for lot in ledger.lots()] == [(day(20), Decimal(20))]


AMOUNTS = st.sampled_from(("1", "5", "16.5", "50"))
STORES = st.sampled_from(("hub", "kitchen"))
NAMED = st.sampled_from(({}, {}, {"lot": "A"}))
FACTS = st.one_of(
    st.builds(lambda store, units, lot: received(store, "rice", quantity=units, **lot), STORES, AMOUNTS, NAMED),
    st.builds(
        lambda store, to, units, lot: moved("rice", store, to, quantity=units, reason="as told", **lot),
        STORES,
        st.sampled_from(("used", "spoiled", "hub", "kitchen")),
        AMOUNTS,
        NAMED,
    ),
    st.builds(lambda store, units: counted(store, "rice", quantity=units, reason="as told"), STORES, AMOUNTS),
)


def in_json(ledger: Ledger) -> str:
    return json.dumps(ledger.to_json())


@given(st.lists(st.tuples(FACTS, st.integers(0, 5)), max_size=16), st.randoms(use_true_random=False), st.data())
@settings(max_examples=150, deadline=None)
def test_any_order_of_telling_gives_the_same_books(
    pairs: list[tuple[Fact, int]], chance: Any, data: st.DataObject
) -> None:
    """Told in any order of the days, that of one day kept: the same state, to the byte, or a doubt about a count's day.

    And it is the same whether somebody looks at the books in between or not.
    """
    days = sorted(pairs, key=lambda pair: pair[1])
    facts = [dataclasses.replace(fact, happened=day(on), number=n) for n, (fact, on) in enumerate(days, start=1)]
    right = Ledger(PACKS.get)
    for fact in facts:
        right.apply(fact)
    ways = [on for _, on in days]
    chance.shuffle(ways)
    queues = {on: iter([fact for fact in facts if fact.happened == day(on)]) for on in set(ways)}
    shuffled = [next(queues[on]) for on in ways]
    other = Ledger(PACKS.get)
    looks = data.draw(st.sets(st.integers(0, 15)))
    for place, fact in enumerate(shuffled):
        other.apply(fact)
        if place in looks:
            other.to_json()
            other.books("rice", day(2))
    if not any(doubt.code == "stock_after_count" for doubt in other.doubts):
        assert in_json(other) == in_json(right)
        assert {doubt.id: doubt for doubt in other.doubts} == {doubt.id: doubt for doubt in right.doubts}


@given(st.lists(st.tuples(FACTS, st.integers(0, 40)), min_size=10, max_size=40), st.sets(st.integers(0, 39)))
@settings(max_examples=50, deadline=None)
def test_going_back_to_a_copy_of_the_balances_is_going_back_to_the_day(
    pairs: list[tuple[Fact, int]], keeps: set[int]
) -> None:
    """With a copy after every third movement, kept and read again at times, looked at after each: as without."""
    facts = [dataclasses.replace(fact, happened=day(on), number=n) for n, (fact, on) in enumerate(pairs, start=1)]
    whole = Ledger(PACKS.get)
    for fact in facts:
        whole.apply(fact)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(item_history, "_BETWEEN_COPIES", 3)
        patch.setattr(item_history, "_OF_A_TEXT", 4)
        patch.setattr(item_history, "_DAYS_KEPT", 5)
        copied = Ledger(PACKS.get)
        for place, fact in enumerate(facts):
            copied.apply(fact)
            copied.refusals(dataclasses.replace(fact, number=0, device="b"))
            if place in keeps:
                copied.put_away()
    assert in_json(copied) == in_json(whole)
    assert copied.doubts == whole.doubts

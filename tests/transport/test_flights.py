"""One flight on one device, from its announcement to the claim: every number here is worked out by hand."""

from __future__ import annotations

from decimal import Decimal

import pytest

from malja.facts.fact import BodyValue, Fact
from malja.facts.reading import make_row, read_facts
from malja.language.say import say_problem
from malja.language.speech import speaking
from malja.transport import kinds
from tests.transport.desks import Desk, announced, count, day, landed, plain, verified, verify


def test_goods_are_available_once_another_has_verified_every_line() -> None:
    desk = landed()
    count(desk, "1", 38, damaged=2, reason="damaged")
    count(desk, "2", 10)
    assert f"{desk.flight().status}: {desk.stock('rice')} {desk.stock('oil')}" == "counted: 0 0"
    verify(desk)
    assert f"{desk.flight().status}: {desk.stock('rice')} {desk.stock('oil')}" == "verified: 1900 165"
    came = {goods.item: plain(quantity) for account, goods, quantity in desk.ledger.outside()}
    assert came == {"rice": "-1900", "oil": "-165"}
    assert {account for account, _, _ in desk.ledger.outside()} == {"flights"}
    assert desk.doubts() == []


def test_what_was_shipped_and_what_was_received_stay_apart() -> None:
    desk = verified(l1=(30, "theft"))
    flight = desk.flight()
    assert [plain(one.packs, one.units) for one in flight.manifest()] == ["40 2000", "10 165"]
    assert [plain(one.packs, one.good_units) for one in flight.counted()] == ["30 1500", "10 165"]


def test_the_stages_of_a_flight() -> None:
    desk = Desk()
    seen: list[str] = []
    story: list[tuple[str, int, dict[str, BodyValue]]] = [
        ("announced", 0, {"lift": "plane", "leaves": day(1).isoformat()}),
        ("loaded", 0, {"line": "1", "item": "rice", "packs": 4}),
        ("cancelled", 0, {"reason": "no slot"}),
        ("announced", 0, {"lift": "plane", "leaves": day(1).isoformat()}),
        ("delayed", 1, {"leaves": day(2).isoformat(), "reason": "fog"}),
        ("landed", 2, {}),
        ("counted", 2, {"line": "1", "packs": 3, "reason": "short_shipped", "counted_by": "tally"}),
        ("verified", 2, {"store": "hub", "verified_by": "manager"}),
        ("claimed", 3, {}),
    ]
    for kind, on, body in story:
        desk.tell(kind, on, **{"flight": "f1", **body})
        seen.append(desk.flight().status)
    assert seen == [
        *("announced", "loaded", "cancelled", "loaded", "loaded"),
        *("landed", "counted", "verified", "claimed"),
    ]
    assert desk.flight().leaves == day(2)
    assert desk.doubts() == []


def test_lots_and_packs_come_in_as_they_were_found() -> None:
    desk = announced(Desk())
    desk.tell("loaded", 0, flight="f1", line="1", item="rice", packs=40, lot="L1", expiry="2026-01-31")
    desk.tell("landed", 1, flight="f1")
    count(desk, "1", 30, reason="other", lot="L2", expiry="2025-12-31")
    count(desk, "1b", 10, item="rice", pack_quantity="25", lot="L1", expiry="2026-01-31", reason="wrong_pack_size")
    verify(desk)
    lots = {
        f"{lot.goods.lot} {lot.goods.expiry}": plain(lot.goods.pack_quantity, lot.quantity)
        for lot in desk.ledger.lots()
    }
    assert lots == {"L1 2026-01-31": "25 250", "L2 2025-12-31": "50 1500"}


def test_a_count_that_leaves_the_lot_blank_found_the_manifests() -> None:
    desk = announced(Desk())
    desk.tell(
        "loaded", 0, flight="f1", line="1", item="rice", packs=4, pack_quantity="25", lot="L1", expiry="2026-01-31"
    )
    desk.tell("landed", 1, flight="f1")
    count(desk, "1", 4)
    verify(desk)
    (lot,) = desk.ledger.lots()
    assert (lot.goods.lot, str(lot.goods.expiry)) == ("L1", "2026-01-31")
    assert plain(lot.goods.pack_quantity, lot.quantity) == "25 100"


def test_a_line_that_the_sender_takes_back_need_not_be_counted() -> None:
    desk = announced(Desk(), l1=("rice", 40), l2=("oil", 10))
    desk.tell("loaded", 0, flight="f1", line="2", item="oil", packs=0)
    desk.tell("landed", 1, flight="f1")
    count(desk, "1", 40)
    verify(desk)
    assert desk.stock("rice") == "2000"
    assert [line.packs for line in desk.flight().loads["2"]] == [10, 0]


def test_a_later_count_replaces_the_one_before_and_both_are_kept() -> None:
    desk = landed()
    count(desk, "1", 4, reason="short_shipped")
    count(desk, "1", 40, counted_by="second tally")
    count(desk, "2", 10)
    verify(desk, by="tally 2")
    assert desk.stock("rice") == "2000"
    assert [one.packs for one in desk.flight().counts["1"]] == [4, 40]


def test_what_is_coming_says_what_it_brings() -> None:
    desk = landed()
    count(desk, "1", 38, damaged=2, reason="damaged")
    announced(desk, "f0", l1=("tent", 3))
    announced(desk, "f9", l1=("tent", 1))
    desk.tell("cancelled", 1, flight="f9")
    assert [(one.flight, one.expected()) for one in desk.flights.coming()] == [
        ("f0", {"tent": Decimal(3)}),
        ("f1", {"rice": Decimal(1900), "oil": Decimal(165)}),
    ]
    count(desk, "2", 10)
    verify(desk)
    assert [one.flight for one in desk.flights.coming()] == ["f0"]


def test_parts_enter_the_store_by_their_own_lots_and_a_part_counted_again_is_replaced() -> None:
    desk = announced(Desk(), l1=("rice", 35))
    desk.tell("landed", 1, flight="f1")
    count(desk, "1", 25, part="1", lot="L1", expiry="2026-01-31")
    count(desk, "1", 15, part="2", lot="L2", expiry="2025-12-31", reason="over")
    assert desk.flight().expected() == {"rice": Decimal(2000)}
    count(desk, "1", 20, part="1", lot="L1", expiry="2026-01-31")
    verify(desk)
    lots = {f"{lot.goods.lot} {lot.goods.expiry}": plain(lot.quantity) for lot in desk.ledger.lots()}
    assert lots == {"L1 2026-01-31": "1000", "L2 2025-12-31": "750"}
    assert desk.doubts() == []


def test_a_line_is_counted_as_a_whole_or_in_parts() -> None:
    parts, whole = landed(), landed()
    count(parts, "1", 20, part="1")
    count(whole, "1", 20, reason="short_shipped")
    (in_parts,) = parts.problems("counted", 1, **COUNT, packs=40)
    assert "line 1 is counted in parts (1); say which part this is" in say_problem(in_parts)
    (as_whole,) = whole.problems("counted", 1, **COUNT, packs=20, part="2")
    assert "line 1 was counted as a whole already (20x50 packs)" in say_problem(as_whole)
    for problem in (in_parts, as_whole):
        with speaking("ar"):
            assert "{" not in say_problem(problem)


COUNT = {"flight": "f1", "line": "1", "counted_by": "tally"}
#: What is refused at which stage: the stage, the fact, the code.
REFUSED: list[tuple[str, str, int, dict[str, BodyValue], str]] = [
    ("announced", "announced", 0, {"lift": "plane", "leaves": "2025-03-12"}, "flight_announced"),
    ("landed", "announced", 1, {"lift": "plane", "leaves": "2025-03-12"}, "flight_id_taken"),
    ("announced", "loaded", 0, {"flight": "f2", "line": "1", "item": "rice", "packs": 1}, "flight_unknown"),
    ("announced", "landed", 0, {"flight": "F1"}, "flight_unknown"),
    ("announced", "loaded", 0, {"line": "3", "item": "soap", "packs": 1}, "flight_pack_wanted"),
    ("announced", "loaded", 0, {"line": "3", "item": "soap", "packs": 1, "pack_quantity": "0"}, "number_not_above"),
    ("cancelled", "loaded", 0, {"line": "3", "item": "rice", "packs": 1}, "flight_cancelled"),
    ("counted", "loaded", 1, {"line": "1", "item": "rice", "packs": 38}, "flight_line_counted"),
    ("verified", "loaded", 2, {"line": "3", "item": "rice", "packs": 1}, "flight_verified"),
    ("announced", "delayed", 0, {"leaves": "2025-03-11"}, "flight_same_day"),
    ("cancelled", "delayed", 0, {"leaves": "2025-03-12"}, "flight_cancelled"),
    ("landed", "delayed", 1, {"leaves": "2025-03-12"}, "flight_landed"),
    ("cancelled", "cancelled", 0, {}, "flight_cancelled"),
    ("landed", "cancelled", 1, {}, "flight_landed"),
    ("verified", "cancelled", 2, {}, "flight_landed"),
    ("announced", "landed", 0, {}, "flight_lands_early"),
    ("cancelled", "landed", 1, {}, "flight_cancelled"),
    ("landed", "landed", 1, {}, "flight_landed"),
    ("announced", "counted", 1, {**COUNT, "packs": 40}, "flight_in_the_air"),
    ("cancelled", "counted", 1, {**COUNT, "packs": 40}, "flight_cancelled"),
    ("landed", "counted", 0, {**COUNT, "packs": 40}, "flight_before_landing"),
    ("landed", "counted", 1, {**COUNT, "line": "3", "packs": 1, "reason": "over"}, "flight_item_wanted"),
    ("landed", "counted", 1, {**COUNT, "packs": 39}, "flight_reason_wanted"),
    ("landed", "counted", 1, {**COUNT, "packs": 39, "damaged": 1}, "flight_reason_wanted"),
    ("landed", "counted", 1, {**COUNT, "packs": 40, "pack_quantity": "25"}, "flight_reason_wanted"),
    ("landed", "counted", 1, {**COUNT, "packs": 40, "item": "tent"}, "flight_reason_wanted"),
    ("landed", "counted", 1, {**COUNT, "packs": 41, "reason": "theft"}, "flight_reason_over"),
    ("landed", "counted", 1, {**COUNT, "packs": 39, "reason": "over"}, "flight_reason_unfit"),
    ("landed", "counted", 1, {**COUNT, "packs": 41, "reason": "wrong_pack_size"}, "flight_reason_over"),
    ("landed", "counted", 1, {**COUNT, "packs": 41, "reason": "wet"}, "flight_reason_over"),
    ("landed", "counted", 1, {**COUNT, "packs": 40, "damaged": 1, "reason": "damaged"}, "flight_reason_over"),
    ("landed", "counted", 1, {**COUNT, "packs": 40, "reason": "other"}, "flight_reason_needless"),
    ("verified", "counted", 2, {**COUNT, "packs": 40}, "flight_verified"),
    ("announced", "verified", 1, {"store": "hub", "verified_by": "manager"}, "flight_in_the_air"),
    ("landed", "verified", 1, {"store": "hub", "verified_by": "manager"}, "flight_nothing_counted"),
    ("half", "verified", 1, {"store": "hub", "verified_by": "manager"}, "flight_not_counted"),
    ("counted", "verified", 1, {"store": "hub", "verified_by": " Tally"}, "flight_same_role"),
    ("late", "verified", 1, {"store": "hub", "verified_by": "manager"}, "flight_before_count"),
    ("counted", "verified", 1, {"store": "spoiled", "verified_by": "manager"}, "flight_store_wanted"),
    ("verified", "verified", 2, {"store": "hub", "verified_by": "manager"}, "flight_verified"),
    ("counted", "claimed", 2, {}, "flight_not_verified"),
    ("verified", "claimed", 2, {}, "flight_nothing_to_claim"),
    ("short", "claimed", 1, {}, "flight_claim_early"),
    ("claimed", "claimed", 2, {}, "flight_claimed"),
]


def at(stage: str) -> Desk:
    """A desk whose flight has come so far."""
    if stage in ("announced", "cancelled"):
        desk = announced(Desk(), l1=("rice", 40), l2=("oil", 10))
        if stage == "cancelled":
            desk.tell("cancelled", 0, flight="f1")
        return desk
    if stage in ("verified", "short", "claimed"):
        desk = verified() if stage == "verified" else verified(l1=(39, "theft"))
        if stage == "claimed":
            desk.tell("claimed", 2, flight="f1")
        return desk
    desk = landed()
    if stage in ("half", "counted", "late"):
        count(desk, "1", 40)
    if stage == "counted":
        count(desk, "2", 10)
    if stage == "late":
        desk.tell("counted", 2, flight="f1", line="2", packs=10, counted_by="tally")
    return desk


@pytest.mark.parametrize(("stage", "kind", "on", "body", "code"), REFUSED)
def test_what_cannot_be_is_refused_by_name(
    stage: str, kind: str, on: int, body: dict[str, BodyValue], code: str
) -> None:
    desk = at(stage)
    before = desk.flights.to_json()
    found = desk.problems(kind, on, **{"flight": "f1", **body})
    assert [problem.code for problem in found] == [code]
    for language in ("en", "ar"):
        with speaking(language):
            assert "{" not in say_problem(found[0])
    assert desk.flights.to_json() == before


def test_a_refusal_says_what_is_missing_and_what_would_be_right() -> None:
    desk = landed(**{f"l{line}": ("rice", 40) for line in range(1, 13)})
    count(desk, "2", 40)
    (found,) = desk.problems("verified", 1, flight="f1", store="hub", verified_by="tally2")
    assert "not counted: 1, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12; count each of them" in say_problem(found)
    (found,) = desk.problems("counted", 1, flight="f1", line="1", packs=38, damaged=1, counted_by="tally")
    assert "(40x50 shipped, 38x50 received in good order, 1x50 damaged); say why, with one of: " in say_problem(found)
    assert all(reason in say_problem(found) for reason in kinds.REASONS)


def test_everything_that_is_wrong_with_a_verification_is_said_at_once() -> None:
    desk = at("half")
    found = desk.refused("verified", 1, flight="f1", store="lost", verified_by="tally")
    assert found == ["flight_not_counted", "flight_same_role", "flight_store_wanted"]


@pytest.mark.parametrize("order", [(1, 2), (2, 1)])
def test_of_the_counts_of_a_line_that_of_the_latest_day_holds(order: tuple[int, int]) -> None:
    """20 packs were there on day 1 and all 40 on day 2, whichever sheet reached the desk first."""
    desk = landed()
    for on in order:
        found: dict[int, dict[str, BodyValue]] = {1: {"packs": 20, "reason": "lost_on_the_way"}, 2: {"packs": 40}}
        desk.tell("counted", on, flight="f1", line="1", counted_by="tally", **found[on])
    assert [one.packs for one in desk.flight().counts["1"]] == [20, 40]
    assert desk.doubts() == []


def test_a_new_count_of_who_verifies_is_no_obstacle_once_another_counted_again() -> None:
    desk = at("counted")
    count(desk, "1", 40, counted_by="manager")
    assert desk.refused("verified", 1, flight="f1", store="hub", verified_by="manager") == ["flight_same_role"]
    count(desk, "1", 40)
    assert desk.refused("verified", 1, flight="f1", store="hub", verified_by="manager") == []


@pytest.mark.parametrize(
    "reason_body",
    [
        {"packs": 39, "damaged": 1, "reason": "wet"},
        {"packs": 39, "reason": "short_shipped"},
        {"packs": 0, "reason": "theft"},
        {"packs": 41, "reason": "over"},
        {"packs": 40, "pack_quantity": "25", "reason": "wrong_pack_size"},
        {"packs": 80, "pack_quantity": "25", "reason": "wrong_pack_size"},
        {"packs": 40, "item": "tent", "reason": "wrong_item"},
        {"packs": 40, "lot": "L9", "reason": "other"},
        {"packs": 40, "expiry": "2025-04-01", "reason": "other"},
        {"line": "beside", "packs": 2, "item": "tent", "reason": "over"},
    ],
)
def test_every_difference_has_a_reason_that_explains_it(reason_body: dict[str, BodyValue]) -> None:
    desk = announced(Desk())
    lot = {"lot": "L1", "expiry": "2026-01-31"}
    desk.tell("loaded", 0, flight="f1", line="1", item="rice", packs=40, **lot)
    desk.tell("landed", 1, flight="f1")
    body: dict[str, BodyValue] = {**COUNT, **reason_body}
    assert desk.refused("counted", 1, **body) == []
    without = {name: value for name, value in body.items() if name != "reason"}
    assert desk.refused("counted", 1, **without) == ["flight_reason_wanted"]


def test_the_rows_of_a_file_become_facts_that_the_flights_understand() -> None:
    desk = Desk()
    for kind, row in (
        (kinds.ANNOUNCED, {"flight": "f1", "lift": "plane", "leaves": "2025-03-11"}),
        (kinds.LOADED, {"flight": "f1", "line": "1", "item": "rice", "packs": "40", "pack_quantity": "12.5"}),
    ):
        read = read_facts(kind, make_row(kind, row, "row"), today=day(0))
        assert read.problems == ()
        for fact in read.facts:
            desk.tell(fact.kind.removeprefix("flight."), 0, **fact.body)
    assert [one.units for one in desk.flight().manifest()] == [500]
    wrong = read_facts(
        kinds.LOADED, make_row(kinds.LOADED, {"flight": "f", "line": "1", "pack_quantity": "0"}, "row"), today=day(0)
    )
    assert {problem.code for problem in wrong.problems} >= {"number_not_above", "missing_column"}


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("loaded", {"line": "1", "item": "rice", "packs": "many"}),
        ("loaded", {"line": "1", "item": "rice", "packs": -1}),
        ("loaded", {"line": "1", "item": "rice", "packs": 1, "pack_quantity": "1e999"}),
        ("loaded", {"line": "1", "item": "rice", "packs": 10**15, "pack_quantity": "50"}),
        ("delayed", {"leaves": "soon"}),
        ("counted", {"line": 7, "packs": 1}),
        ("verified", {"store": 3, "verified_by": "manager"}),
    ],
)
def test_an_entry_that_cannot_be_understood_is_a_doubt(kind: str, body: dict[str, BodyValue]) -> None:
    desk = landed()
    fact = Fact(kind=f"flight.{kind}", happened=day(1), body={"flight": "f1", **body}, device="b", number=1)
    before = desk.flight().status
    desk.flights.apply(fact)
    assert desk.doubts() == ["flight_unreadable"]
    assert desk.flight().status == before
    assert "{" not in desk.flights.doubts[0].in_words()


def test_facts_of_other_kinds_are_left_alone() -> None:
    desk = landed()
    before = desk.flights.to_json()
    other = Fact(kind="stock.received", happened=day(1), body={"item": "rice"}, device="a", number=99)
    assert desk.flights.refusals(other) == []
    desk.flights.apply(other)
    assert desk.flights.to_json() == before

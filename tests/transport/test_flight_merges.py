"""Two desks tell of one flight apart and meet: nothing is lost, goods enter once, and what does not fit is a doubt."""

from __future__ import annotations

import datetime

import pytest

from malja.language.speech import speaking
from malja.transport.receipt import LineCount
from tests.transport.desks import Desk, announced, count, landed, meet, plain, verified, verify


def two(first: Desk, name: str = "b") -> tuple[Desk, Desk]:
    """The desk, and another that has heard all of it."""
    second = Desk(name)
    second.hear(first)
    return first, second


def agree(*desks: Desk) -> Desk:
    """The desks meet and then say the same; every doubt can be said."""
    meet(*desks)
    states = [(desk.flights.to_json(), desk.ledger.to_json(), desk.doubts()) for desk in desks]
    assert all(state == states[0] for state in states)
    for language in ("en", "ar"):
        with speaking(language):
            assert not [said for doubt in desks[0].flights.doubts if "{" in (said := doubt.in_words())]
    return desks[0]


def test_two_counts_before_verification_are_both_kept_and_the_later_is_used() -> None:
    a, b = two(landed())
    count(a, "1", 38, damaged=2, reason="wet")
    count(b, "1", 40)
    count(b, "2", 10)
    one = agree(a, b)
    assert one.doubts() == ["flight_counted_twice"]
    assert [(each.packs, each.told.device) for each in one.flight().counts["1"]] == [(38, "a"), (40, "b")]
    verify(a)
    assert a.stock() == "2000"
    assert agree(a, b).doubts() == ["flight_counted_twice"]


def test_two_devices_that_count_different_parts_add_up() -> None:
    a, b = two(landed(l1=("rice", 35)))
    count(a, "1", 20, part="1")
    count(b, "1", 15, part="2")
    one = agree(a, b)
    verify(a)
    assert (one.stock(), one.doubts()) == ("1750", [])


def test_the_same_part_counted_differently_is_a_doubt_and_the_later_is_used() -> None:
    a, b = two(landed(l1=("rice", 35)))
    count(a, "1", 20, part="1")
    count(b, "1", 21, part="1")
    b.tell("counted", 1, flight="f1", line="1", packs=14, part="2", counted_by="tally")
    one = agree(a, b)
    assert one.doubts() == ["flight_counted_twice"]
    verify(a)
    assert one.stock() == "1750"


def test_a_whole_and_a_part_counted_apart_are_a_doubt_and_the_later_says_which_holds() -> None:
    a, b = two(landed(l1=("rice", 35)))
    count(a, "1", 35)
    count(b, "1", 20, part="1")
    one = agree(a, b)
    assert one.doubts() == ["flight_counted_both"]
    assert [(each.part, each.packs) for each in one.flight().counted()] == [("1", 20)]
    count(a, "1", 15, part="2")
    verify(a)
    assert (agree(a, b).stock(), one.doubts()) == ("1750", ["flight_counted_both"])


def test_a_part_that_the_verification_did_not_know_is_kept_and_changes_nothing() -> None:
    a, b = two(landed(l1=("rice", 35)))
    count(a, "1", 20, part="1", reason="theft")
    count(b, "1", 15, part="2")
    verify(a)
    one = agree(a, b)
    assert (one.stock(), one.doubts()) == ("1000", ["flight_counted_verified"])


def test_the_same_count_on_two_devices_is_no_doubt() -> None:
    a, b = two(landed())
    count(a, "1", 40)
    count(b, "1", 40, counted_by="other tally")
    assert agree(a, b).doubts() == []


def test_a_count_that_knew_of_the_one_before_replaces_it_without_a_doubt() -> None:
    a, b = two(landed())
    count(a, "1", 38, reason="theft")
    b.hear(a)
    count(b, "1", 40)
    assert agree(a, b).doubts() == []


def test_a_verification_counts_only_what_its_device_knew() -> None:
    a, b = two(landed(l1=("rice", 40)))
    count(a, "1", 38, reason="theft")
    count(b, "1", 40)
    verify(a)
    assert [desk.stock() for desk in (a, b)] == ["1900", "0"]
    one = agree(a, b)
    assert one.stock() == "1900"
    assert sorted(one.doubts()) == ["flight_counted_twice", "flight_counted_verified"]
    assert [late.told.device for late in one.flight().late if isinstance(late, LineCount)] == ["b"]


def test_verified_twice_enters_once() -> None:
    a, b = two(landed(l1=("rice", 40)))
    count(a, "1", 40)
    b.hear(a)
    verify(a)
    verify(b, by="camp lead")
    assert (a.stock(), b.stock()) == ("2000", "2000")
    one = agree(a, b)
    assert one.stock() == "2000"
    assert one.doubts() == ["flight_verified_twice"]
    assert [each.paper for each in one.flight().verifications] == ["GRN-A-0001", "GRN-B-0001"]


def test_numbers_of_papers_stay_when_devices_meet() -> None:
    a, b = two(landed(l1=("rice", 40)))
    announced(a, "f2", l1=("rice", 1))
    a.tell("landed", 1, flight="f2")
    count(a, "1", 40)
    a.tell("counted", 1, flight="f2", line="1", packs=1, counted_by="tally")
    b.hear(a)
    verify(a)
    verify(b)
    verify(b, flight="f2")
    printed = [desk.flight(name).verifications[0].paper for desk, name in ((a, "f1"), (b, "f1"), (b, "f2"))]
    assert printed == ["GRN-A-0001", "GRN-B-0001", "GRN-B-0002"]
    one = agree(a, b)
    papers = [each.paper for name in ("f1", "f2") for each in one.flight(name).verifications]
    assert papers == printed


def test_numbers_stay_when_facts_of_later_days_or_repeated_ones_count_for_nothing() -> None:
    a, b = landed(l1=("rice", 40)), Desk("a")
    announced(a, "f2", l1=("rice", 1))
    a.tell("landed", 1, flight="f2")
    count(a, "1", 40)
    a.tell("counted", 1, flight="f2", line="1", packs=1, counted_by="tally")
    late = verify(a, on=5)
    verify(a, on=2, flight="f2")
    for fact in a.facts():
        (b.flights.pass_over if fact is late else b.flights.apply)(fact)
    assert b.flight().status == "counted"
    assert [each.paper for each in b.flight("f2").verifications] == ["GRN-A-0002"]


def test_counted_after_the_verification_is_kept_and_changes_nothing() -> None:
    a, b = two(landed(l1=("rice", 40)))
    count(a, "1", 40)
    verify(a)
    b.tell("counted", 1, flight="f1", line="2", item="tent", packs=5, reason="over", counted_by="tally")
    one = agree(a, b)
    assert (one.stock(), one.stock("tent"), one.doubts()) == ("2000", "0", ["flight_counted_verified"])
    assert [plain(late.packs) for late in one.flight().late if hasattr(late, "packs")] == ["5"]


def test_loaded_after_the_verification_is_kept_and_changes_nothing() -> None:
    a, b = two(landed(l1=("rice", 40)))
    count(a, "1", 40)
    verify(a)
    before = a.flight().to_json()
    # Some of these come before the verification in order, and some after it.
    for packs in (39, 38, 37, 36):
        b.tell("loaded", 1, flight="f1", line="1", item="rice", packs=packs)
    one = agree(a, b)
    assert one.stock() == "2000"
    assert set(one.doubts()) == {"flight_loaded_verified", "flight_loaded_counted"}
    assert one.doubts().count("flight_loaded_verified") == 4
    assert len(one.flight().late) == 4
    assert {**one.flight().to_json(), "late": []} == before


def test_landed_and_cancelled_counts_as_landed_whoever_came_first() -> None:
    for first, second in (("a", "b"), ("b", "a")):
        one, other = two(announced(Desk(first), l1=("rice", 40)), second)
        one.tell("cancelled", 0, flight="f1")
        other.tell("landed", 1, flight="f1")
        both = agree(one, other)
        assert (both.flight().status, both.doubts()) == ("landed", ["flight_landed_cancelled"])
        count(one, "1", 40)
        verify(one)
        assert one.stock() == "2000"


@pytest.mark.parametrize("canceller", ["a", "b"])
def test_cancelled_and_delayed_counts_as_cancelled_whoever_came_first(canceller: str) -> None:
    a, b = two(announced(Desk(), l1=("rice", 40)))
    off, on = (a, b) if canceller == "a" else (b, a)
    off.tell("cancelled", 0, flight="f1")
    on.tell("delayed", 0, flight="f1", leaves="2025-03-15")
    one = agree(a, b)
    assert (one.flight().status, one.doubts()) == ("cancelled", ["flight_cancelled_apart"])
    assert len(one.flight().delays) == 1


def test_two_announcements_two_delays_two_landings() -> None:
    a, b = announced(Desk(), l1=("rice", 40)), Desk("b")
    b.tell("announced", 0, flight="f1", lift="truck", leaves="2025-03-12")
    one = agree(a, b)
    assert one.doubts() == ["flight_announced_twice"]
    a.tell("delayed", 1, flight="f1", leaves="2025-03-13")
    b.tell("delayed", 1, flight="f1", leaves="2025-03-14")
    one = agree(a, b)
    assert one.doubts() == ["flight_announced_twice", "flight_delayed_twice"]
    assert one.flight().leaves == datetime.date(2025, 3, 14)
    a.tell("landed", 4, flight="f1")
    b.tell("landed", 5, flight="f1")
    one = agree(a, b)
    assert one.doubts()[2:] == ["flight_landed_twice"]
    assert one.flight().landed == datetime.date(2025, 3, 15)


def test_a_delay_of_a_flight_that_landed() -> None:
    a, b = two(announced(Desk(), l1=("rice", 40)))
    a.tell("landed", 1, flight="f1")
    b.tell("delayed", 1, flight="f1", leaves="2025-03-14")
    assert agree(a, b).flight().status == "landed"
    assert set(a.doubts()) <= {"flight_delayed_landed"}


def test_two_manifests_are_both_kept_and_the_later_is_used() -> None:
    a, b = two(announced(Desk()))
    a.tell("loaded", 0, flight="f1", line="1", item="rice", packs=40)
    b.tell("loaded", 0, flight="f1", line="1", item="oil", packs=30)
    one = agree(a, b)
    assert one.doubts() == ["flight_loaded_twice"]
    assert [(each.item, each.packs) for each in one.flight().loads["1"]] == [("rice", 40), ("oil", 30)]
    assert [each.item for each in one.flight().manifest()] == ["oil"]
    a.tell("loaded", 0, flight="f1", line="1", item="rice", packs=40)
    assert agree(a, b).doubts() == ["flight_loaded_twice"]


def test_a_manifest_that_changes_under_a_count_leaves_a_difference_that_wants_a_reason() -> None:
    a, b = two(landed(l1=("rice", 40)))
    count(a, "1", 40)
    b.tell("loaded", 1, flight="f1", line="2", item="oil", packs=1)
    b.tell("loaded", 1, flight="f1", line="1", item="rice", packs=44)
    one = agree(a, b)
    assert one.doubts() == ["flight_loaded_counted"]
    assert one.refused("verified", 1, flight="f1", store="hub", verified_by="manager") == [
        *("flight_not_counted", "flight_reason_wanted"),
    ]


def test_a_verification_that_did_not_know_of_a_manifest_line() -> None:
    a, b = two(landed(l1=("rice", 40)))
    count(a, "1", 40)
    b.tell("loaded", 1, flight="f1", line="2", item="oil", packs=1)
    verify(a)
    one = agree(a, b)
    assert one.stock() == "2000"
    assert one.doubts() == ["flight_loaded_verified"]


def test_two_claims() -> None:
    a, b = two(verified(l1=(39, "theft")))
    a.tell("claimed", 3, flight="f1")
    b.tell("claimed", 3, flight="f1", reference="X 1")
    one = agree(a, b)
    assert one.doubts() == ["flight_claimed_twice"]
    assert [each.paper for each in one.flight().claims] == ["CLM-A-0001", "X 1"]


def test_what_is_left_of_a_chain_whose_beginning_is_in_quarantine() -> None:
    told = verified(l1=(39, "theft"))
    told.tell("claimed", 3, flight="f1")
    desk = Desk("b")
    for fact in told.facts():
        if fact.kind not in ("flight.announced", "flight.loaded", "flight.landed"):
            desk.flights.apply(fact)
    assert desk.doubts() == [
        *("flight_unannounced", "flight_item_unknown", "flight_not_landed", "flight_item_unknown"),
        "flight_unexplained",
    ]
    assert desk.flight().status == "claimed"
    assert desk.stock() == "0"
    assert not [doubt for doubt in desk.flights.doubts if "{" in doubt.in_words()]


def test_a_claim_without_a_verification_and_one_who_did_both() -> None:
    told = landed(l1=("rice", 40))
    count(told, "1", 40)
    desk = Desk("b")
    for fact in told.facts():
        desk.flights.apply(fact)
    desk.flights.apply(told.says("claimed", 2, flight="f1"))
    desk.flights.apply(told.says("verified", 2, flight="f1", store="hub", verified_by="TALLY"))
    assert desk.doubts() == ["flight_claimed_unverified", "flight_verified_by_counter"]
    assert desk.stock() == "2000"

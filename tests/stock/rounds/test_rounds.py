"""Distribution rounds small enough for a pencil."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest

from malja.facts.fact import BodyValue, Fact
from malja.language.say import say_problem
from malja.stock.ledger.accounts import GIVEN_OUT
from malja.stock.rounds.round_totals import RoundTotal, total_round
from tests.stock.devices import Device, day, plain, stocked


def march(device: Device, *, rice: str = "10", on: int = 2) -> Device:
    """A round that gives rice for each person and one piece of soap for each token."""
    device.record("round.due", on, round="march", store="hub", item="rice", quantity=rice, per="person")
    device.record("round.due", on, round="march", store="hub", item="soap", quantity="1", per="token")
    return device


def gift(token: str, persons: int, round_: str = "march") -> dict[str, BodyValue]:
    return {"round": round_, "token": token, "persons": persons}


def left(device: Device, item: str) -> Decimal:
    return device.books.ledger.on_hand("hub", item)


def given_out(device: Device) -> dict[str, Decimal]:
    sums: dict[str, Decimal] = {}
    for posting in device.books.ledger.postings(accounts=[GIVEN_OUT]):
        sums[posting.item] = sums.get(posting.item, Decimal(0)) + posting.quantity
    return sums


def total(device: Device, on: int, present: int | None = None) -> RoundTotal:
    rounds, ledger = device.books.rounds, device.books.ledger
    return total_round("march", rounds["march"], ledger, day(on), lambda store: present)


def test_a_token_is_given_what_is_due_to_its_persons() -> None:
    site = march(stocked(rice=100, soap=10))
    site.record("round.given", 2, **gift("17", 4))
    assert plain(left(site, "rice"), left(site, "soap")) == "60 9"
    assert given_out(site) == {"rice": 40, "soap": 1}
    assert site.books.doubts() == []


def test_what_a_gift_takes_can_be_asked_before_it_stands_in_a_chain() -> None:
    site = march(stocked(rice=100, soap=10))
    other = Device("b")
    other.hear(site)
    asked = Fact(kind="round.given", happened=day(2), body=gift("17", 4))
    lines = other.books.rounds["march"].lines(asked)
    assert [(line.item, line.store, plain(line.quantity)) for line in lines] == [
        ("rice", "hub", "40"),
        ("soap", "hub", "1"),
    ]


def test_one_item_of_a_round() -> None:
    site = march(stocked(rice=100, soap=10))
    site.record("round.given", 2, **gift("17", 4), item="soap")
    assert plain(left(site, "rice"), left(site, "soap")) == "100 9"
    site.record("round.given", 3, **gift("17", 4), item="rice")
    assert plain(left(site, "rice"), left(site, "soap")) == "60 9"


def test_a_second_time_is_refused_with_when_and_where_the_first_was() -> None:
    site = march(stocked(rice=100, soap=10))
    site.record("round.given", 2, **gift("17", 4))
    problem, *others = site.problems("round.given", 3, **gift("17", 4))
    assert others == []
    assert problem.code == "token_given_before"
    values = dict(problem.values)
    assert (values["items"], values["date"], values["store"]) == ("rice, soap", "2025-03-04", "hub")
    assert (values["by"], values["device"]) == ("keeper-a", "a")
    assert "on 2025-03-04 from hub (recorded by keeper-a, device a)" in say_problem(problem)


def test_a_second_time_of_what_was_given_one_by_one_names_each_time() -> None:
    site = march(stocked(rice=100, soap=10))
    site.record("round.given", 2, **gift("17", 1), item="soap")
    site.record("round.given", 3, **gift("17", 1), item="rice")
    problems = site.problems("round.given", 4, **gift("17", 1))
    said = [(dict(problem.values)["items"], dict(problem.values)["date"]) for problem in problems]
    assert said == [("soap", "2025-03-04"), ("rice", "2025-03-05")]


@pytest.mark.parametrize("typed", ["a-17", "A-١٧", " A-17", "A-۱۷"])
def test_a_token_is_the_same_however_it_is_typed(typed: str) -> None:
    site = march(stocked(rice=100, soap=10))
    site.record("round.given", 2, **gift("A-17", 1))
    assert site.refuses("round.given", 2, **gift(typed, 1)) == ["token_given_before"]
    assert site.refuses("round.given", 2, **gift("A-18", 1)) == []


def test_zeros_that_a_spreadsheet_drops_make_no_other_token() -> None:
    site = march(stocked(rice=100, soap=10))
    site.record("round.given", 2, **gift("0017", 1))
    assert site.refuses("round.given", 2, **gift("17", 1)) == ["token_given_before"]
    assert site.refuses("round.given", 2, **gift("170", 1)) == []
    assert site.refuses("round.given", 2, **gift("0", 1)) == []


@pytest.mark.parametrize(
    ("reason", "supervisor", "codes"),
    [
        ("burnt", "", ["token_given_before", "supervisor_missing"]),
        ("", "head", ["token_given_before", "second_time_without_reason"]),
        ("burnt", "keeper-a", ["supervisor_same"]),
        ("burnt", " Keeper-A", ["supervisor_same"]),
        ("burnt", "head", []),
    ],
)
def test_a_supervisor_may_give_a_second_time_with_a_reason(reason: str, supervisor: str, codes: list[str]) -> None:
    site = march(stocked(rice=100, soap=10))
    site.record("round.given", 2, **gift("17", 1))
    again = site.refuses("round.given", 3, **gift("17", 1), reason=reason, supervisor=supervisor)
    assert again == codes


def test_second_gifts_are_listed_with_their_reasons() -> None:
    site = march(stocked(rice=100, soap=10))
    site.record("round.given", 2, **gift("17", 2))
    site.record("round.given", 3, **gift("17", 2), item="rice", reason="burnt", supervisor="head")
    (second,) = site.books.rounds.second_gifts("march")
    assert (second.token, second.items, second.again.reason, second.again.supervisor) == (
        "17",
        ("rice",),
        "burnt",
        "head",
    )
    assert (second.first.happened, second.again.happened) == (day(2), day(3))
    assert given_out(site) == {"rice": 40, "soap": 1}
    assert site.books.doubts() == []
    assert site.books.rounds.second_gifts("april") == ()


def test_two_devices_that_gave_apart_leave_a_doubt_and_the_stock_went_twice() -> None:
    one = march(stocked(rice=100, soap=10))
    two = Device("b")
    two.hear(one)
    one.record("round.given", 2, **gift("17", 3))
    two.record("round.given", 3, **gift("17", 3))
    one.hear(two)
    two.hear(one)
    assert one.books.to_json() == two.books.to_json()
    (doubt,) = one.books.rounds.doubts
    assert doubt.code == "token_given_twice"
    values = dict(doubt.values)
    assert (values["first_date"], values["first_device"]) == ("2025-03-04", "a")
    assert (values["date"], values["device"], values["items"]) == ("2025-03-05", "b", "rice, soap")
    assert "17 was given rice, soap twice in round march" in doubt.in_words()
    assert given_out(one) == {"rice": 60, "soap": 2}
    assert len(one.books.rounds.second_gifts()) == 1


def test_a_round_that_is_closed_gives_no_more() -> None:
    site = march(stocked(rice=100, soap=10))
    site.record("round.given", 2, **gift("17", 3))
    site.record("round.closed", 3, round="march")
    assert site.refuses("round.given", 3, **gift("18", 3)) == ["round_closed"]
    assert site.refuses("round.due", 3, round="march", store="hub", item="oil", quantity="1") == ["round_closed"]
    assert site.refuses("round.closed", 3, round="march") == ["round_closed"]


def test_what_another_device_gave_after_the_day_of_closing_is_a_doubt() -> None:
    one = march(stocked(rice=100, soap=10))
    two = Device("b")
    two.hear(one)
    one.record("round.closed", 3, round="march")
    two.record("round.given", 3, **gift("1", 1))
    two.record("round.given", 4, **gift("2", 1))
    one.hear(two)
    assert one.books.doubts() == ["round_after_closing"]
    assert given_out(one) == {"rice": 20, "soap": 2}


def test_what_is_due_is_not_changed_behind_gifts_and_no_round_is_closed_before_them() -> None:
    """Refused where it is recorded alone, a doubt where another device knew no better."""
    site = march(stocked(rice=100, soap=10))
    site.record("round.given", 4, **gift("1", 1))
    assert site.refuses("round.due", 3, round="march", store="hub", item="rice", quantity="5") == [
        "round_due_given_later"
    ]
    assert site.refuses("round.due", 3, round="march", store="hub", item="rice", quantity="10") == []
    assert site.refuses("round.due", 4, round="march", store="hub", item="rice", quantity="5") == []
    assert site.refuses("round.closed", 3, round="march") == ["round_given_later"]
    site.record_anyway("round.due", 3, round="march", store="hub", item="rice", quantity="5")
    site.record_anyway("round.closed", 3, round="march")
    assert site.books.doubts() == ["round_due_told_late", "round_closed_before"]
    assert all(doubt.in_words() for doubt in site.books.rounds.doubts)


def test_a_round_that_nobody_opened() -> None:
    site = march(stocked(rice=100, soap=10))
    assert site.refuses("round.given", 2, **gift("1", 1, "april")) == ["round_unknown"]
    assert site.refuses("round.closed", 2, round="april") == ["round_unknown"]
    assert site.refuses("round.given", 2, **gift("1", 1), item="oil") == ["round_item_not_due"]
    assert site.refuses("round.given", 1, **gift("1", 1), item="rice") == ["round_not_begun"]


def test_a_gift_of_a_round_that_is_not_known_is_a_doubt() -> None:
    site = stocked(rice=100)
    site.record_anyway("round.given", 2, **gift("1", 1, "april"))
    assert site.books.doubts() == ["round_gift_not_due"]
    assert left(site, "rice") == 100


def test_stock_that_is_short_is_refused_with_what_is_there() -> None:
    site = march(stocked(rice=25, soap=10))
    (problem,) = site.problems("round.given", 2, **gift("1", 3))
    assert problem.code == "stock_too_little"
    values = dict(problem.values)
    assert (values["store"], values["item"], values["held"], values["asked"]) == ("hub", "rice", "25", "30")
    assert site.refuses("round.given", 2, **gift("1", 2)) == []


def test_an_amount_beyond_all_counting_is_refused_and_never_raised() -> None:
    site = stocked(rice=25)
    huge = {"round": "march", "store": "hub", "item": "rice", "quantity": "9" * 15}
    site.record("round.due", 2, **huge)
    assert site.refuses("round.given", 2, **gift("1", 200)) == ["number_above"]
    site.record_anyway("round.given", 2, **gift("1", 200))
    assert site.books.doubts() == ["stock_unreadable"]
    assert site.refuses("round.due", 2, **{**huge, "quantity": "1e9"}) == ["number_wanted"]


def test_what_is_due_may_change_and_holds_from_its_day() -> None:
    site = march(stocked(rice=100, soap=10))
    site.record("round.given", 2, **gift("1", 1))
    site.record("round.due", 4, round="march", store="hub", item="rice", quantity="5", per="person")
    site.record("round.given", 4, **gift("2", 1))
    site.record("round.given", 3, **gift("3", 1))  # from a paper list of the day before
    assert gifts(site, "2") == [5, 1]
    assert gifts(site, "3") == [10, 1]
    assert given_out(site)["rice"] == 25
    history = site.books.rounds["march"].due.history("rice")
    assert [(each.happened, plain(each.value.quantity)) for each in history] == [(day(2), "10"), (day(4), "5")]


def gifts(site: Device, token: str) -> list[Decimal]:
    return [line.quantity for line in dict(site.books.rounds["march"].gifts)[token][0].lines]


def test_what_was_given_stays_what_its_device_knew_to_be_due() -> None:
    one = march(stocked(rice=100, soap=10))
    two = Device("b")
    two.hear(one)
    one.record("round.due", 2, round="march", store="hub", item="rice", quantity="5", per="person")
    one.record("round.due", 2, round="march", store="hub", item="oil", quantity="1", per="token")
    two.record("round.given", 2, **gift("17", 2))
    two.record("round.given", 2, **gift("18", 2))
    one.hear(two)
    assert given_out(one) == {"rice": 40, "soap": 2}
    two.hear(one)
    two.record_anyway("round.given", 2, **gift("19", 2))
    assert given_out(two)["rice"] == 50


def test_two_devices_that_say_apart_what_is_due_leave_a_doubt() -> None:
    one = march(stocked(rice=100, soap=10))
    two = Device("b")
    two.hear(one)
    one.record("round.due", 3, round="march", store="hub", item="rice", quantity="5", per="person")
    two.record("round.due", 3, round="march", store="hub", item="rice", quantity="6", per="person")
    one.hear(two)
    (doubt,) = one.books.rounds.doubts
    assert doubt.code == "round_due_apart"
    assert (dict(doubt.values)["quantity"], dict(doubt.values)["other_quantity"]) == ("6", "5")
    assert doubt.in_words()
    one.record("round.due", 3, round="march", store="hub", item="rice", quantity="7", per="person")
    assert len(one.books.rounds.doubts) == 1


def test_another_number_of_persons_than_the_last_time_is_a_notice() -> None:
    site = march(stocked(rice=100, soap=10))
    site.record("round.given", 2, **gift("17", 4))
    site.record("round.due", 5, round="april", store="hub", item="rice", quantity="1", per="person")
    fact = site.says("round.given", 5, **gift("17", 6, "april"))
    (notice,) = site.books.rounds.notices(fact)
    assert (notice.code, notice.value, dict(notice.values)["before"]) == ("token_persons_changed", "6", "4")
    assert site.books.rounds.refusals(fact) == []
    assert say_problem(notice)
    assert site.books.rounds.notices(site.says("round.given", 5, **gift("17", 4, "april"))) == []
    assert site.books.rounds.notices(site.says("round.given", 5, **gift("18", 4, "april"))) == []
    site.record("round.given", 5, **gift("17", 6, "april"))
    assert site.books.rounds.notices_when_recorded(fact) == [notice]


def test_totals_set_what_is_left_against_what_is_still_to_give() -> None:
    site = march(stocked(rice=100, soap=10))
    site.record("round.given", 2, **gift("1", 2))
    site.record("round.given", 2, **gift("2", 3))
    site.record("round.given", 2, **gift("2", 3), item="rice", reason="wet", supervisor="head")
    now = total(site, 2, present=12)
    assert (now.opened, now.closed, now.tokens, now.persons, now.second_times) == (day(2), None, 2, 5, 1)
    rice, soap = now.items
    assert (rice.tokens, rice.persons) == (2, 5)
    assert plain(rice.quantity, rice.given_again) == "80 30"
    # 7 of 12 persons are still to come, 10 each; the store holds 100 - 80.
    assert plain(rice.persons_left, rice.still, rice.left_in_store, rice.short) == "7 70 20 50"
    # 7 persons at 2.5 persons a token are 3 tokens.
    assert plain(soap.still, soap.left_in_store, soap.short) == "3 8 0"


def test_totals_say_nothing_where_nobody_knows() -> None:
    site = march(stocked(rice=100, soap=10))
    rice, soap = total(site, 2).items
    assert (rice.still, rice.short, soap.still) == (None, None, None)
    rice, soap = total(site, 2, present=4).items
    assert plain(rice.still, soap.still) == "40 -"
    site.record("round.closed", 2, round="march")
    rice, soap = total(site, 2).items
    assert plain(rice.still, soap.still) == "0 0"


def test_the_state_is_told_to_the_byte() -> None:
    site = march(stocked(rice=100, soap=10))
    site.record("round.given", 2, **gift("17", 3))
    state = site.books.to_json()
    again = Device("c")
    again.hear(site)
    assert json.dumps(again.books.to_json(), sort_keys=True) == json.dumps(state, sort_keys=True)
    assert '"rice", "hub", "30"' in json.dumps(state)

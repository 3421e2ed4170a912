"""Shipped against received in packs and in units, and what is claimed of the difference."""

from __future__ import annotations

import pytest

from malja.facts.fact import BodyValue
from malja.language.say import say_problem
from malja.transport.claim import make_claim
from malja.transport.receipt_lines import ReceiptLine, find_differences, list_receipt_lines
from tests.transport.desks import Desk, announced, count, landed, plain, verified, verify

#: Item, then packs and units: shipped, good, damaged, received less shipped, short, over.
CASES: list[tuple[dict[str, BodyValue], list[str]]] = [
    ({"packs": 40}, ["rice: 40 2000, 40 2000, 0 0, 0 0, 0 0, 0 0"]),
    ({"packs": 38, "damaged": 2, "reason": "wet"}, ["rice: 40 2000, 38 1900, 2 100, 0 0, 0 0, 0 0"]),
    ({"packs": 30, "damaged": 4, "reason": "wet"}, ["rice: 40 2000, 30 1500, 4 200, -6 -300, 6 300, 0 0"]),
    ({"packs": 43, "reason": "over"}, ["rice: 40 2000, 43 2150, 0 0, 3 150, 0 0, 3 150"]),
    # open-msupply#12332: as many packs of another size are another amount.
    (
        {"packs": 40, "pack_quantity": "100", "reason": "wrong_pack_size"},
        ["rice: 40 2000, 40 4000, 0 0, 0 2000, 0 0, 0 2000"],
    ),
    (
        {"packs": 80, "pack_quantity": "25", "reason": "wrong_pack_size"},
        ["rice: 40 2000, 80 2000, 0 0, 40 0, 0 0, 40 0"],
    ),
    ({"packs": 0, "reason": "theft"}, ["rice: 40 2000, 0 0, 0 0, -40 -2000, 40 2000, 0 0"]),
    (
        {"packs": 3, "item": "tent", "reason": "wrong_item"},
        ["rice: 40 2000, 0 0, 0 0, -40 -2000, 40 2000, 0 0", "tent: 0 0, 3 3, 0 0, 3 3, 0 0, 3 3"],
    ),
]


def figures(line: ReceiptLine) -> str:
    """A line as in CASES."""
    return f"{line.item}: " + ", ".join(
        plain(packs, units)
        for packs, units in (
            (line.shipped_packs, line.shipped_units),
            (line.good, line.good_units),
            (line.damaged, line.damaged_units),
            (line.packs, line.units),
            (line.short_packs, line.short_units),
            (line.over_packs, line.over_units),
        )
    )


@pytest.mark.parametrize(("counted", "expected"), CASES)
def test_differences_are_received_less_shipped_in_packs_and_units(
    counted: dict[str, BodyValue], expected: list[str]
) -> None:
    desk = landed(l1=("rice", 40))
    desk.tell("counted", 1, **{"flight": "f1", "line": "1", "counted_by": "tally", **counted})
    assert [figures(line) for line in list_receipt_lines(desk.flight())] == expected
    assert bool(find_differences(desk.flight())) == ("reason" in counted)


def test_good_damaged_and_short_less_over_are_what_was_shipped() -> None:
    for counted, _ in CASES:
        desk = landed(l1=("rice", 40))
        desk.tell("counted", 1, **{"flight": "f1", "line": "1", "counted_by": "tally", **counted})
        for line in list_receipt_lines(desk.flight()):
            found = line.good_units + line.damaged_units + line.short_units - line.over_units
            assert found == line.shipped_units


def test_lines_stand_in_the_order_of_their_numbers_with_what_came_beside_them() -> None:
    desk = landed(**{f"l{line}": ("rice", line) for line in (10, 2, 1)})
    count(desk, "2b", 5, item="tent", reason="over")
    count(desk, "2", 2)
    found = list_receipt_lines(desk.flight())
    assert [line.line for line in found] == ["1", "2", "2b", "10"]
    assert [line.counted for line in found] == [False, True, True, False]
    assert [line.line for line in find_differences(desk.flight())] == ["2b"]


def test_a_line_that_was_taken_back_and_came_all_the_same_is_over() -> None:
    desk = announced(Desk(), l1=("rice", 40))
    desk.tell("loaded", 0, flight="f1", line="1", item="rice", packs=0)
    desk.tell("landed", 1, flight="f1")
    assert list_receipt_lines(desk.flight()) == ()
    count(desk, "1", 3, reason="over")
    assert [figures(line) for line in list_receipt_lines(desk.flight())] == ["rice: 0 0, 3 150, 0 0, 3 150, 0 0, 3 150"]


def count_parts(*parts: tuple[str, int, dict[str, BodyValue]]) -> Desk:
    """A flight with 35 packs of rice, unloaded in parts: name, packs in good order and what else was told of each."""
    desk = landed(l1=("rice", 35))
    for day, (part, packs, body) in enumerate(parts, start=1):
        body = {"flight": "f1", "line": "1", "packs": packs, "counted_by": "tally", "part": part, **body}
        desk.tell("counted", day, **body)
    return desk


def test_parts_that_add_up_to_the_manifest_are_no_difference() -> None:
    desk = count_parts(("tuesday", 20, {}), ("wednesday", 15, {}))
    assert [f"{line.label} {figures(line)}" for line in list_receipt_lines(desk.flight())] == [
        "1/tuesday rice: 20 1000, 20 1000, 0 0, 0 0, 0 0, 0 0",
        "1/wednesday rice: 15 750, 15 750, 0 0, 0 0, 0 0, 0 0",
    ]
    verify(desk, on=3)
    assert (find_differences(desk.flight()), desk.stock(), desk.doubts()) == ((), "1750", [])
    assert desk.refused("claimed", 4, flight="f1") == ["flight_nothing_to_claim"]


def test_what_parts_lack_wants_its_reason_at_the_verification_and_is_claimed_once() -> None:
    desk = count_parts(("1", 20, {}), ("2", 10, {}))
    (found,) = desk.problems("verified", 3, flight="f1", store="hub", verified_by="manager")
    assert (
        "line 1/2 is not what the manifest says (35x50 shipped, 30x50 received in good order, 0x50 damaged); say why"
        in say_problem(found)
    )
    desk.tell("counted", 3, flight="f1", line="1", packs=10, part="2", reason="theft", counted_by="tally")
    verify(desk, on=3)
    asked = make_claim(desk.flight(), {"rice": 1.0}.get, {"rice": 0.5}.get)
    assert [(one.line.label, one.line.short_packs, plain(one.units)) for one in asked.lines] == [("1/2", 5, "250")]
    assert (asked.kg, desk.stock(), desk.doubts()) == (250.0, "1500", [])


def test_a_reason_for_what_a_later_part_brought_explains_nothing_any_more() -> None:
    desk = count_parts(("1", 20, {"reason": "short_shipped"}), ("2", 15, {}))
    assert [line.reason for line in list_receipt_lines(desk.flight())] == ["", ""]


def test_only_what_is_missing_may_wait_for_the_parts_to_come() -> None:
    desk = count_parts(("1", 20, {}))
    part: dict[str, BodyValue] = {"flight": "f1", "line": "1", "packs": 10, "counted_by": "tally", "part": "2"}
    wrong: list[dict[str, BodyValue]] = [{"packs": 16}, {"damaged": 1}, {"pack_quantity": "25"}, {"item": "tent"}]
    for body in wrong:
        assert desk.refused("counted", 2, **{**part, **body}) == ["flight_reason_wanted"]
    assert desk.refused("counted", 2, **{**part, "packs": 16, "reason": "theft"}) == ["flight_reason_over"]
    assert desk.refused("counted", 2, **{**part, "packs": 15, "reason": "theft"}) == ["flight_reason_needless"]
    assert desk.refused("counted", 2, **{**part, "packs": 16, "reason": "over"}) == []


def test_what_is_over_stands_at_the_part_of_the_latest_day_whichever_was_recorded_first() -> None:
    desk = landed(l1=("rice", 35))
    desk.tell("counted", 2, flight="f1", line="1", packs=15, part="2", counted_by="tally")
    desk.tell("counted", 1, flight="f1", line="1", packs=22, part="1", counted_by="tally")
    assert [(row.label, row.over_packs) for row in list_receipt_lines(desk.flight())] == [("1/1", 0), ("1/2", 2)]
    assert desk.refused("verified", 3, flight="f1", store="hub", verified_by="manager") == ["flight_reason_wanted"]
    desk.tell("counted", 2, flight="f1", line="1", packs=15, part="2", reason="over", counted_by="tally")
    assert desk.refused("verified", 3, flight="f1", store="hub", verified_by="manager") == []


def test_a_part_of_other_packs_is_compared_with_what_the_parts_of_the_manifests_packs_leave() -> None:
    desk = count_parts(("1", 30, {"pack_quantity": "25", "reason": "wrong_pack_size"}), ("2", 20, {}))
    rows = list_receipt_lines(desk.flight())
    assert (sum(row.packs for row in rows), sum(row.units for row in rows)) == (15, 0)
    assert [row.part for row in find_differences(desk.flight())] == ["1"]


def test_the_claim_weighs_what_is_short_and_damaged() -> None:
    desk = landed(l1=("rice", 40), l2=("oil", 10), l3=("tent", 2))
    count(desk, "1", 30, damaged=4, reason="wet")
    count(desk, "2", 10)
    count(desk, "3", 3, reason="over")
    verify(desk)
    asked = make_claim(desk.flight(), {"rice": 1.02, "tent": 60.0}.get, {"rice": 0.5}.get)
    assert [(one.line.line, plain(one.units)) for one in asked.lines] == [("1", "500"), ("3", "0")]
    assert (asked.kg, asked.value) == (510.0, 250.0)
    nothing: dict[str, float] = {}
    unknown = make_claim(desk.flight(), nothing.get, nothing.get)
    assert (unknown.lines[0].kg, unknown.lines[1].kg, unknown.kg) == (None, 0.0, None)


def test_numbers_of_papers_are_unbroken_on_each_device() -> None:
    desk = verified(l1=(39, "theft"))
    papers = []
    for number in range(2, 5):
        name = f"f{number}"
        announced(desk, name, l1=("rice", 4))
        desk.tell("landed", 1, flight=name)
        desk.tell("counted", 1, flight=name, line="1", packs=3, reason="theft", counted_by="tally")
        verify(desk, flight=name)
        papers.append(desk.flight(name).verifications[0].paper)
    assert papers == ["GRN-A-0002", "GRN-A-0003", "GRN-A-0004"]
    desk.tell("claimed", 2, flight="f1")
    desk.tell("claimed", 2, flight="f2", reference="WFP 77")
    desk.tell("claimed", 2, flight="f3")
    claims = [desk.flight(f"f{number}").claims[0].paper for number in (1, 2, 3)]
    assert claims == ["CLM-A-0001", "WFP 77", "CLM-A-0002"]

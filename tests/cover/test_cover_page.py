"""Days of cover in words: headlines and the table."""

from __future__ import annotations

from dataclasses import replace

from malja.cover.cover import find_covers
from malja.cover.cover_page import list_cover_rows, say_covers
from malja.needs.derivation import say_factors
from malja.operation.operation import Operation
from tests.cover.camp import ROOF, operation


def lines(tables: Operation) -> list[str]:
    return say_covers(tables, find_covers(tables))


def test_the_headline_is_what_puts_lives_at_risk_first() -> None:
    said = lines(operation(water=200000, until=1, roof=14070, light=9000))
    assert said[0] == "Winter camp: what runs out when, if nothing more comes"
    assert (
        "The camp: puts lives at risk first: want of Drinking water, on Thu 13 March, for about 8,000 people." in said
    )


def test_what_is_short_now_is_said_as_such() -> None:
    said = lines(operation(water=40200, until=None, roof=28140, light=9000))
    assert "The camp: lives at risk already for want of: Drinking water; for up to about 8,000 people." in said
    said = lines(operation(water=200000, until=None, roof=14070, light=9000))
    assert "The camp: below the minimum standard already: Covered area; for up to about 8,000 people." in said


def test_nothing_short_is_said_too() -> None:
    said = lines(operation(water=200000, until=None, roof=28140, light=8040))
    assert "The camp: nothing that is asked runs out through Thu 20 March." in said


def test_the_table_has_a_row_a_need_with_lives_at_risk_on_top() -> None:
    tables = operation(water=120600, until=1, roof=14070, light=9000)
    rows = [
        (row.name, row.tiers["survival"], row.tiers["minimum"], row.tiers["target"], row.people, row.uncertain)
        for row in list_cover_rows(tables, find_covers(tables))
    ]
    assert rows == [
        ("Drinking water", "Thu 13 March", "Thu 13 March", "-", "8,000", False),
        ("Covered area", "-", "now, 50 % missing", "-", "8,000", True),
        ("Light", "-", "-", "holds", "8,000", False),
    ]
    said = lines(tables)
    assert said[3].startswith("The camp: below the minimum standard already: Covered area")
    assert said[4].startswith("The camp: puts lives at risk first: want of Drinking water")
    assert " ".join(said[7].split()) == "Drinking water Thu 13 March Thu 13 March - 8,000"
    assert said[8].startswith("Covered area *")
    assert said[-1].startswith("* The standard")


def test_what_is_all_missing_and_what_are_too_many_to_name() -> None:
    tables = operation(water=0, until=None, roof=0, light=0)
    assert [row.tiers["minimum"] for row in list_cover_rows(tables, find_covers(tables))] == [
        "now, all missing"
    ] * 2 + ["-"]
    many = tuple(replace(ROOF, need=f"roof{number}", name=f"Roof {number}") for number in range(6))
    tables = replace(tables, needs=many, services=())
    assert "Roof 0; Roof 1; Roof 2; Roof 3; and 2 more; for up to about 8,000 people." in lines(tables)[3]


def test_the_factors_of_each_cover_say_what_is_asked_and_from_where() -> None:
    tables = operation(water=40200, until=None, roof=28140, light=0)
    assert [(one.need.name, one.tier, say_factors(one.derived), one.required) for one in find_covers(tables)] == [
        ("Light", "target", "8,040 people x 1 (no source given)", 8040),
        ("Covered area", "minimum", "8,040 people x 3.5 (Handbook, from memory)", 28140),
        ("Drinking water", "survival", "8,040 people x 7.5 l (no source given)", 60300),
        ("Drinking water", "minimum", "8,040 people x 15 l (no source given)", 120600),
    ]
    assert [[giver.gives for giver in one.givers] for one in find_covers(tables)] == [[], [28140], [40200], [40200]]

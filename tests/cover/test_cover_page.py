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


def test_what_is_urgent_says_whom_it_harms() -> None:
    said = lines(operation(water=200000, until=1, roof=28140, light=9000))
    assert said[0] == "Winter camp: what runs out when, if nothing more comes"
    assert said[3:7] == [
        "The camp: what is urgent if nothing more comes, the gravest harm first",
        "1. Drinking water: runs out on Thu 13 March, for about 8,040 people.",
        "   Harm: lives in danger.",
        "   No good in the tables gives it: it must be made possible on the spot.",
    ]


def test_what_is_short_now_is_said_as_such() -> None:
    said = lines(operation(water=40200, until=None, roof=28140, light=9000))
    assert "1. Drinking water: 33 % missing now, for about 8,040 people." in said
    said = lines(operation(water=200000, until=None, roof=14070, light=9000))
    assert "1. Covered area: 50 % missing now, for about 8,040 people." in said
    assert "   Harm: not known." in said


def test_nothing_short_is_said_too() -> None:
    said = lines(operation(water=200000, until=None, roof=28140, light=8040))
    assert "The camp: nothing that is asked runs out through Thu 20 March." in said


def test_the_target_alone_is_never_urgent() -> None:
    said = lines(operation(water=200000, until=None, roof=28140, light=0))
    assert "The camp: Nothing that runs out or is short endangers lives or health within 30 days." in said, said
    assert any("less than is due" in line for line in said)


def test_the_table_has_a_row_a_need_with_lives_in_danger_on_top() -> None:
    tables = operation(water=120600, until=1, roof=14070, light=9000)
    rows = [
        (row.name, row.harm, row.tiers["survival"], row.tiers["minimum"], row.tiers["target"], row.people)
        for row in list_cover_rows(tables, find_covers(tables))
    ]
    assert rows == [
        ("Drinking water", "lives in danger", "Thu 13 March", "Thu 13 March", "-", "8,040"),
        ("Covered area", "not known", "-", "now, 50 % missing", "-", "8,040"),
        ("Light", "", "-", "-", "holds", "8,040"),
    ]
    said = lines(tables)
    table = next(number for number, line in enumerate(said) if line.startswith("need "))
    assert " ".join(said[table + 1].split()) == "Drinking water lives in danger Thu 13 March Thu 13 March - 8,040"
    assert said[table + 2].startswith("Covered area *")
    assert said[-1].startswith("* The standard")


def test_every_word_of_severity_comes_with_its_rule() -> None:
    said = lines(operation(water=0, until=None, roof=0, light=0))
    assert [line.split(":")[0] for line in said[-5:-2]] == ["Lives in danger", "Not known", "Less than is due"]


def test_what_are_too_many_to_tell_are_named() -> None:
    many = tuple(replace(ROOF, need=f"roof{number}", name=f"Roof {number}") for number in range(7))
    tables = replace(operation(water=0, until=None, roof=0, light=0), needs=many, services=())
    assert "Urgent besides: Roof 5; Roof 6." in lines(tables)


def test_the_factors_of_each_cover_say_what_is_asked_and_from_where() -> None:
    tables = operation(water=40200, until=None, roof=28140, light=0)
    assert [(one.need.name, one.tier, say_factors(one.derived), one.required) for one in find_covers(tables)] == [
        ("Light", "target", "8,040 people x 1 (no source given)", 8040),
        ("Covered area", "minimum", "8,040 people x 3.5 (Handbook, from memory)", 28140),
        ("Drinking water", "survival", "8,040 people x 7.5 l (no source given)", 60300),
        ("Drinking water", "minimum", "8,040 people x 15 l (no source given)", 120600),
    ]
    assert [[giver.gives for giver in one.givers] for one in find_covers(tables)] == [[], [28140], [40200], [40200]]

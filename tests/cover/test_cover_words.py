"""Cover as a field worker and as a program read it."""

from __future__ import annotations

import datetime
import json
from dataclasses import replace

from malja.catalogue.facts import Need, Source
from malja.cover.cover import find_covers
from malja.cover.cover_json import format_covers
from malja.cover.cover_page import list_cover_rows, say_covers
from malja.needs.derivation import say_factors
from malja.operation.operation import Operation
from malja.operation.rows import Movement, Place, Service

START = datetime.date(2025, 3, 11)
RECALLED = Source(document="Handbook", basis="recalled")
WATER = Need(
    need="water", name="Drinking water", sector="water", kind="daily", unit="l", survival=7.5, minimum=15.0, weight=2.0
)
ROOF = Need(need="roof", name="Covered area", sector="shelter", kind="standing", minimum=3.5, source=RECALLED)
LIGHT = Need(need="light", name="Light", sector="energy", kind="standing", target=1.0)


def operation(water: float, until: int | None, roof: float, light: float) -> Operation:
    """A camp of 8,040 people; water comes until a day."""
    last = None if until is None else START + datetime.timedelta(days=until)
    return Operation(
        name="Winter camp",
        start=START,
        days=8,
        reserve_days=2,
        catalogue="none",
        places=(Place(place="camp", role="site", name="The camp"),),
        people=(Movement(place="camp", date=START, arrivals=8040),),
        needs=(LIGHT, ROOF, WATER),
        services=(
            Service(place="camp", need="water", quantity=water, until=last),
            Service(place="camp", need="roof", quantity=roof),
            Service(place="camp", need="light", quantity=light),
        ),
    )


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


def test_json_is_whole_and_the_same_twice() -> None:
    tables = operation(water=40200, until=None, roof=28140, light=9000)
    text = format_covers(tables, find_covers(tables))
    assert text == format_covers(tables, find_covers(tables))
    record = json.loads(text)
    assert list(record) == ["format", "operation", "start", "days", "reserve_days", "covers"]
    assert [row["need"] for row in record["covers"]] == ["light", "roof", "water", "water"]
    survival = record["covers"][2]
    assert survival["derivation"].pop("source") == dict.fromkeys(
        ("document", "edition", "page", "basis", "confidence"), ""
    )
    del survival["derivation"]["group_source"]
    assert survival == {
        "place": "camp",
        "need": "water",
        "unit": "l",
        "tier": "survival",
        "days": 0.666666666667,
        "first_short": "2025-03-11",
        "people": 8040.0,
        "required": 60300.0,
        "provided": 40200.0,
        "short": 0.333333333333,
        "derivation": {
            "heads": 8040.0,
            "counted": "present",
            "group": "everyone",
            "share": 1.0,
            "reach": 1.0,
            "standard": 7.5,
            "uncertain": False,
        },
        "givers": [{"kind": "service", "name": "water", "quantity": 40200.0, "gives": 40200.0}],
    }
    assert record["covers"][0]["first_short"] is None

"""Days of cover as JSON."""

from __future__ import annotations

import json

from malja.cover.cover import find_covers
from malja.cover.cover_json import format_covers
from tests.cover.camp import operation


def test_json_is_whole_and_the_same_twice() -> None:
    tables = operation(water=40200, until=None, roof=28140, light=9000)
    text = format_covers(tables, find_covers(tables))
    assert text == format_covers(tables, find_covers(tables))
    record = json.loads(text)
    assert list(record) == ["format", "operation", "start", "days", "reserve_days", "urgent", "covers"]
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
        "lack": 0.333333333333,
        "missing": 140700.0,
        "missing_days": 7,
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
    assert [(row["need"], row["harm_to"], row["urgent"], row["missing_now"]) for row in record["urgent"]] == [
        ("water", "life", True, 0.333333333333)
    ]

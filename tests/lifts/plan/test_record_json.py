"""An answer as JSON."""

from __future__ import annotations

import datetime
import json
from dataclasses import dataclass

from malja.lifts.plan.record_json import write_record


@dataclass(frozen=True)
class Part:
    """A part of an answer."""

    share: float


@dataclass(frozen=True)
class Answer:
    """An answer of each kind of field."""

    day: datetime.date
    parts: tuple[Part, ...]
    most: int | None


def test_dates_numbers_and_nothing() -> None:
    text = write_record(
        "malja.test/1", Answer(day=datetime.date(2026, 5, 4), parts=(Part(1 / 3), Part(2.0)), most=None)
    )
    assert text.endswith("\n")
    assert json.loads(text) == {
        "format": "malja.test/1",
        "day": "2026-05-04",
        "parts": [{"share": 0.333333333333}, {"share": 2}],
        "most": None,
    }

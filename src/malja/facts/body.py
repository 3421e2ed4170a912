"""What the body of a fact about stock says: words and days; nonsense, as only a foreign program writes, is refused."""

from __future__ import annotations

import datetime
from functools import lru_cache

from malja.facts.fact import Body
from malja.problems import Problem, Refused


def read_text(body: Body, name: str) -> str:
    """A text of a body, blank where it says nothing. Refused: it is no text."""
    value = body.get(name, "")
    if not isinstance(value, str):
        raise Refused([Problem.at(None, "not_text", name, value)])
    return value


def read_day(body: Body, name: str) -> datetime.date | None:
    """A day of a body; None where it says nothing. Refused: it is no day."""
    text = read_text(body, name)
    return _day(text, name) if text else None


@lru_cache(maxsize=1 << 12)
def _day(text: str, name: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError as nonsense:
        raise Refused([Problem.at(None, "date_wanted", name, text)]) from nonsense

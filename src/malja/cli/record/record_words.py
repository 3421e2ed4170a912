"""The words of the commands that work on a live site."""

from __future__ import annotations

from malja.language.say import say


def words(code: str, **values: object) -> str:
    """The sentence of the section `record` for a code."""
    return say("record", code, **values)

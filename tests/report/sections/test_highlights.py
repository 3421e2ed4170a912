"""The headline and the highlights."""

from __future__ import annotations

from malja.report.document import (
    Document,
)


def test_the_most_urgent_thing_stands_first_and_leads_to_its_need(small: Document) -> None:
    assert small.headline.tone == "urgent"
    assert "Water" in small.headline.said.text
    assert "Water" in next(one.title for one in small.derivations if one.code == small.headline.said.proof)

"""A fact that was recorded and says what can't be booked: kept, and listed for a person."""

from __future__ import annotations

from malja.facts.doubt import Doubt
from malja.facts.fact import Fact
from malja.problems import Refused


def unreadable(fact: Fact, refused: Refused) -> list[Doubt]:
    """A doubt for each value of a fact that is absurd: the fact changed nothing."""
    return [
        Doubt.about(
            fact, "stock_unreadable", problem.column, kind=fact.kind, column=problem.column, value=problem.value
        )
        for problem in refused.problems
    ]

"""How a fold takes a fact up, and what stands against recording one: by its kind, and never an exception."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol, TypeVar

from malja.facts.doubt import Doubt
from malja.facts.fact import Fact
from malja.problems import Problem, Refused


class Doubting(Protocol):
    """A fold that keeps what it can't explain."""

    doubts: list[Doubt]


Fold = TypeVar("Fold", bound=Doubting)


def apply_fact(fold: Fold, fact: Fact, handlers: Mapping[str, Callable[[Fold, Fact], None]]) -> None:
    """Give a fact to the handler of its kind, if there is one; what can't be booked changes nothing but the doubts."""
    handler = handlers.get(fact.kind)
    if handler is None:
        return
    try:
        handler(fold, fact)
    except Refused as refused:
        fold.doubts += [
            Doubt.about(fact, "stock_unreadable", one.column, kind=fact.kind, column=one.column, value=one.value)
            for one in refused.problems
        ]


def find_problems(fold: Fold, fact: Fact, checks: Mapping[str, Callable[[Fold, Fact], list[Problem]]]) -> list[Problem]:
    """What the check of a fact's kind says, absurd values among it; empty: nothing stands against it."""
    check = checks.get(fact.kind)
    try:
        return check(fold, fact) if check else []
    except Refused as refused:
        return list(refused.problems)

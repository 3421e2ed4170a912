"""How a fold takes a fact up, and what stands against recording one: by its kind, and never an exception."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

from malja.facts.doubt import Doubt
from malja.facts.fact import Fact
from malja.problems import Problem, Refused

Fold = TypeVar("Fold")


def apply_fact(fold: Fold, fact: Fact, handlers: Mapping[str, Callable[[Fold, Fact], None]]) -> list[Doubt]:
    """Give a fact to the handler of its kind, if there is one; gives a doubt for each value that can't be booked."""
    handler = handlers.get(fact.kind)
    try:
        if handler is not None:
            handler(fold, fact)
    except Refused as refused:
        return [
            Doubt.about(fact, "stock_unreadable", one.column, kind=fact.kind, column=one.column, value=one.value)
            for one in refused.problems
        ]
    return []


def find_problems(fold: Fold, fact: Fact, checks: Mapping[str, Callable[[Fold, Fact], list[Problem]]]) -> list[Problem]:
    """What the check of a fact's kind says, absurd values among it; empty: nothing stands against it."""
    check = checks.get(fact.kind)
    try:
        return check(fold, fact) if check else []
    except Refused as refused:
        return list(refused.problems)

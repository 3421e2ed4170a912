"""A second time for the same ration token: refused with when and where the first was, or a doubt with both."""

from __future__ import annotations

from collections.abc import Sequence

from malja.facts.doubt import Doubt
from malja.facts.fact import Fact
from malja.problems import Problem
from malja.stock.rounds.gifts import Gift, GiftLine, Gifts, same_role, same_token


def refuse_second_gift(gifts: Gifts, name: str, fact: Fact, lines: Sequence[GiftLine]) -> list[Problem]:
    """A second time: when and where the first was, unless it has its reason and its supervisor."""
    body = fact.body
    token, reason, supervisor = body["token"], str(body.get("reason", "")), str(body.get("supervisor", ""))
    items = tuple(line.item for line in lines)
    firsts = gifts.firsts(same_token(str(token)), items)
    if not firsts:
        return []
    problems = [] if reason and supervisor else [_before(name, str(token), first, items) for first in firsts]
    if reason and not supervisor:
        problems.append(Problem.at(None, "supervisor_missing", "supervisor"))
    if supervisor and not reason:
        problems.append(Problem.at(None, "second_time_without_reason", "reason"))
    if supervisor and same_role(supervisor, fact.by):
        problems.append(Problem.at(None, "supervisor_same", "supervisor", supervisor))
    return problems


def doubt_second_gift(fact: Fact, name: str, first: Gift, again: Gift) -> Doubt:
    """The doubt where a token was given the same again and nobody said why: both, with day, store and device."""
    now = {"date": again.happened, "store": ", ".join(again.stores), "by": again.by, "device": again.device}
    before = {"date": first.happened, "store": ", ".join(first.stores), "by": first.by, "device": first.device}
    values = {**now, **{f"first_{name}": value for name, value in before.items()}}
    items = ", ".join(item for item in again.items if item in first.items)
    what = (name, first.device, first.number)
    return Doubt.about(fact, "token_given_twice", *what, round=name, token=first.token, items=items, **values)


def _before(name: str, token: str, first: Gift, items: Sequence[str]) -> Problem:
    """When and where a token was given the same before."""
    given = ", ".join(item for item in first.items if item in items)
    where = {"date": first.happened, "store": ", ".join(first.stores), "by": first.by, "device": first.device}
    return Problem.at(None, "token_given_before", "token", token, round=name, items=given, **where)

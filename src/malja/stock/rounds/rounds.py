"""Distribution rounds: who is due what, given against ration tokens, a second time only with a reason and a supervisor.

No resident stands here: a token's number says nothing about who holds it, and gifts name the recorder's role.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from malja.facts.doubt import Doubt
from malja.facts.fact import Fact
from malja.facts.knowledge import Knows, knows_all
from malja.problems import Problem
from malja.stock.ledger.accounts import GIVEN_OUT
from malja.stock.ledger.amounts import format_amount, read_amount
from malja.stock.ledger.folding import apply_fact, find_problems
from malja.stock.ledger.ledger import Ledger
from malja.stock.ledger.versions import Version
from malja.stock.rounds.gifts import Gift, SecondGift, same_token
from malja.stock.rounds.round import Due, Round
from malja.stock.rounds.second_gift import doubt_second_gift, refuse_second_gift


class Household(NamedTuple):
    """How many persons a token stood for, in which round, on which day."""

    persons: int
    round: str
    happened: datetime.date


class Rounds:
    """Every round, folded from `round.due`, `round.given` and `round.closed`; what is given leaves the ledger."""

    def __init__(self, ledger: Ledger, knows: Knows = knows_all) -> None:
        self._ledger = ledger
        self._knows = knows
        self._rounds: dict[str, Round] = {}
        #: By token: how many persons it stood for the last time; and the time before, where that was another number.
        self._persons: dict[str, Household] = {}
        self._changed: dict[str, Household] = {}
        self.doubts: list[Doubt] = []

    def apply(self, fact: Fact) -> None:
        """Take up a fact about a round; other kinds are left alone. What does not fit becomes a doubt."""
        self.doubts += apply_fact(self, fact, _HANDLERS)

    def put_away(self) -> None:
        """Lay all gifts by as text, so that they are kept and read quickly."""
        for each in self._rounds.values():
            each.gifts.put_away()

    def refusals(self, fact: Fact) -> list[Problem]:
        """What stands against recording a fact about a round now."""
        return find_problems(self, fact, _REFUSALS)

    def notices(self, fact: Fact) -> list[Problem]:
        """What is worth a second look before a gift is recorded, and does not stand against it."""
        return self._changed_persons(fact, self._persons)

    def notices_when_recorded(self, fact: Fact) -> list[Problem]:
        """What was worth a second look when a gift, the last of its token, was recorded."""
        return self._changed_persons(fact, self._changed)

    def _changed_persons(self, fact: Fact, tokens: Mapping[str, Household]) -> list[Problem]:
        """A notice where a token stood for another number of persons the last time."""
        before = tokens.get(same_token(str(fact.body["token"]))) if fact.kind == "round.given" else None
        if before is None or before.persons == fact.body["persons"]:
            return []
        last = {"token": fact.body["token"], "before": before.persons, "round": before.round, "date": before.happened}
        return [Problem.at(None, "token_persons_changed", "", fact.body["persons"], **last)]

    def __iter__(self) -> Iterator[tuple[str, Round]]:
        return iter(self._rounds.items())

    def __getitem__(self, round_: str) -> Round:
        return self._rounds[round_]

    def __contains__(self, round_: object) -> bool:
        return round_ in self._rounds

    def second_gifts(self, round_: str | None = None) -> tuple[SecondGift, ...]:
        """What was given a second time, of one round or of all, in order of rounds and gifts."""
        return tuple(
            SecondGift(round=name, first=first, again=again)
            for name, each in self._rounds.items()
            if round_ in (None, name)
            for first, again in each.gifts.again()
        )

    def to_json(self) -> dict[str, object]:
        """The state: rounds with what is due since when, gifts by token in order, and the day of closing."""
        return {name: each.to_json() for name, each in sorted(self._rounds.items())}

    def _tell_due(self, fact: Fact) -> None:
        name, item = str(fact.body["round"]), str(fact.body["item"])
        round_ = self._rounds.get(name)
        if round_ is None:
            round_ = self._rounds[name] = Round(self._knows)
        due = _due(fact)
        self._after_closing(round_, name, fact)
        given = round_.find_later_gift(item, due, fact.happened)
        apart = round_.add_due(item, due, fact)
        if apart is None and given is not None:
            values = {"item": item, "date": fact.happened, "given": given}
            self.doubts.append(Doubt.about(fact, "round_due_told_late", name, item, round=name, **values))
        if apart is not None:
            self.doubts.append(_due_apart(fact, name, item, due, apart))

    def _give(self, fact: Fact) -> None:
        body = fact.body
        name, typed = str(body["round"]), str(body["token"])
        round_ = self._rounds.get(name)
        lines = round_.lines(fact) if round_ is not None else ()
        if round_ is None or not lines:
            self.doubts.append(Doubt.about(fact, "round_gift_not_due", name, round=name, token=typed))
            return
        persons = int(str(body["persons"]))
        reason, supervisor = str(body.get("reason", "")), str(body.get("supervisor", ""))
        gift = Gift(typed, fact.happened, fact.device, fact.number, fact.by, persons, lines, reason, supervisor)
        self._after_closing(round_, name, fact)
        round_.last_given = max(fact.happened, round_.last_given or fact.happened)
        token = same_token(typed)
        firsts = round_.gifts.add(token, gift)
        if firsts and not gift.allowed:
            self.doubts += (doubt_second_gift(fact, name, first, gift) for first in firsts)
        before = self._persons.get(token)
        if before is not None and before.persons != persons:
            self._changed[token] = before
        elif token in self._changed:
            del self._changed[token]
        self._persons[token] = Household(persons, name, fact.happened)
        for item, store, quantity in lines:
            self._ledger.take(store, item, quantity, to=GIVEN_OUT, fact=fact)

    def _close(self, fact: Fact) -> None:
        name = str(fact.body["round"])
        round_ = self._rounds.get(name)
        if round_ is not None and round_.closed is None:
            round_.closed = fact
            if round_.last_given and round_.last_given > fact.happened:
                days = {"date": round_.last_given, "closed": fact.happened}
                self.doubts.append(Doubt.about(fact, "round_closed_before", name, round=name, **days))

    def _after_closing(self, round_: Round, name: str, fact: Fact) -> None:
        """A doubt where something happened after the day on which another device closed the round."""
        closed = round_.closed
        if closed is not None and fact.happened > closed.happened:
            who = {"by": fact.by, "device": fact.device}
            days = {"date": fact.happened, "closed": closed.happened}
            self.doubts.append(Doubt.about(fact, "round_after_closing", name, round=name, **who, **days))

    def _against_due(self, fact: Fact) -> list[Problem]:
        name = str(fact.body["round"])
        due, round_ = _due(fact), self._rounds.get(name)
        given = round_.find_later_gift(str(fact.body["item"]), due, fact.happened) if round_ is not None else None
        if given is not None:
            return [Problem.at(None, "round_due_given_later", "round", name, date=given)]
        return _closed(round_, name)

    def _against_close(self, fact: Fact) -> list[Problem]:
        name = str(fact.body["round"])
        round_ = self._rounds.get(name)
        if round_ is None:
            return [Problem.at(None, "round_unknown", "round", name)]
        if round_.last_given and round_.last_given > fact.happened:
            return [Problem.at(None, "round_given_later", "round", name, date=round_.last_given)]
        return _closed(round_, name)

    def _against_gift(self, fact: Fact) -> list[Problem]:
        body = fact.body
        name, item = str(body["round"]), str(body.get("item", ""))
        round_ = self._rounds.get(name)
        if round_ is None:
            return [Problem.at(None, "round_unknown", "round", name)]
        if item and item not in round_.due:
            return [Problem.at(None, "round_item_not_due", "item", item, round=name)]
        problems = _closed(round_, name)
        first = round_.due.history(item)[0].happened if item else round_.opened
        if fact.happened < first:
            problems.append(Problem.at(None, "round_not_begun", "round", name, first=first, date=fact.happened))
        lines = round_.lines(fact)
        problems += refuse_second_gift(round_.gifts, name, fact, lines)
        for line in lines:
            problems += self._ledger.against_taking(
                line.store, line.item, line.quantity, to=GIVEN_OUT, day=fact.happened, device=fact.device
            )
        return problems


def _due(fact: Fact) -> Due:
    body = fact.body
    return Due(str(body["store"]), read_amount(body["quantity"]), str(body.get("per", "person")))


def _due_apart(fact: Fact, name: str, item: str, due: Due, apart: Version[Due]) -> Doubt:
    """The doubt where two devices said apart what is due, and differently: both are kept, the last in order is used."""
    other = apart.value
    now = {
        "store": due.store,
        "quantity": format_amount(due.quantity),
        "per": due.per,
        "by": fact.by,
        "device": fact.device,
    }
    before = {"store": other.store, "quantity": format_amount(other.quantity), "per": other.per, "by": apart.by}
    values = {**now, **{f"other_{name}": value for name, value in before.items()}, "other_device": apart.device}
    return Doubt.about(fact, "round_due_apart", name, item, round=name, item=item, **values)


def _closed(round_: Round | None, name: str) -> list[Problem]:
    if round_ is None or round_.closed is None:
        return []
    return [Problem.at(None, "round_closed", "round", name, date=round_.closed.happened)]


_HANDLERS: dict[str, Callable[[Rounds, Fact], None]] = {
    "round.due": Rounds._tell_due,
    "round.given": Rounds._give,
    "round.closed": Rounds._close,
}
_REFUSALS: dict[str, Callable[[Rounds, Fact], list[Problem]]] = {
    "round.due": Rounds._against_due,
    "round.given": Rounds._against_gift,
    "round.closed": Rounds._against_close,
}

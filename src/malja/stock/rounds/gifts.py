"""What was given out in one round: by ration token, who recorded it where, and which of it was a second time."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from malja.stock.ledger.amounts import NOTHING, write_amount
from malja.tables.numbers import to_plain_digits


class GiftLine(NamedTuple):
    """Units of an item out of a store."""

    item: str
    store: str
    quantity: Decimal


class Gift(NamedTuple):
    """One giving against a token (as typed): the day, the entry that says so, by which role, for how many, what."""

    token: str
    happened: datetime.date
    device: str
    number: int
    by: str
    persons: int
    lines: Sequence[GiftLine]
    reason: str = ""
    supervisor: str = ""

    @property
    def allowed(self) -> bool:
        """Whether a second time would be in order: with a reason, and a supervisor other than who recorded it."""
        return bool(self.reason and self.supervisor) and not same_role(self.supervisor, self.by)

    @property
    def items(self) -> tuple[str, ...]:
        """What was given."""
        return tuple(line.item for line in self.lines)

    @property
    def stores(self) -> tuple[str, ...]:
        """Where it was given, each store once."""
        return tuple(dict.fromkeys(line.store for line in self.lines))

    def to_json(self) -> dict[str, object]:
        """The gift as the state holds it."""
        return {
            "token": self.token,
            "happened": self.happened.isoformat(),
            "device": self.device,
            "number": self.number,
            "by": self.by,
            "persons": self.persons,
            "lines": [[line.item, line.store, write_amount(line.quantity)] for line in self.lines],
            "reason": self.reason,
            "supervisor": self.supervisor,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondGift:
    """Something given again against a token: the first gift of the same, this one, and whether it was allowed."""

    round: str
    first: Gift
    again: Gift

    @property
    def token(self) -> str:
        """The token's number as it was typed the first time."""
        return self.first.token

    @property
    def items(self) -> tuple[str, ...]:
        """What was given again."""
        before = set(self.first.items)
        return tuple(item for item in self.again.items if item in before)


class ItemServed:
    """Of one item in one round: tokens and the persons on them served a first time, units given, units given again."""

    __slots__ = ("again", "persons", "quantity", "tokens")

    def __init__(self) -> None:
        self.tokens = 0
        self.persons = 0
        self.quantity = NOTHING
        self.again = NOTHING


class Gifts:
    """All gifts of a round by token, in order."""

    def __init__(self) -> None:
        self._by_token: dict[str, list[Gift]] = {}
        self._again: list[tuple[Gift, Gift]] = []
        self.served: dict[str, ItemServed] = {}
        self.persons = 0

    def add(self, token: str, gift: Gift) -> list[Gift]:
        """Keep a gift; gives the first gifts of what this one gives again, each once; none: all of it is new."""
        before = self._by_token.get(token)
        if before is None:
            self._by_token[token] = [gift]
            self.persons += gift.persons
            for item, _, quantity in gift.lines:
                self._count(item, gift.persons, quantity)
            return []
        firsts = self.firsts(token, gift.items)
        for item, _, quantity in gift.lines:
            if any(item in first.items for first in firsts):
                served = self.served[item]
                served.quantity += quantity
                served.again += quantity
            else:
                self._count(item, gift.persons, quantity)
        before.append(gift)
        self._again += ((first, gift) for first in firsts)
        return firsts

    def firsts(self, token: str, items: Sequence[str]) -> list[Gift]:
        """The gifts by which a token was first given any of these items, each once, in order."""
        found: list[Gift] = []
        left = set(items)
        for gift in self._by_token.get(token, ()):
            if not left.isdisjoint(gift.items):
                found.append(gift)
                left.difference_update(gift.items)
        return found

    def again(self) -> Iterator[tuple[Gift, Gift]]:
        """What was given again: the first gift of the same, the one after it."""
        return iter(self._again)

    def __iter__(self) -> Iterator[tuple[str, list[Gift]]]:
        return iter(self._by_token.items())

    def __len__(self) -> int:
        return len(self._by_token)

    def _count(self, item: str, persons: int, quantity: Decimal) -> None:
        served = self.served.get(item)
        if served is None:
            served = self.served[item] = ItemServed()
        served.tokens += 1
        served.persons += persons
        served.quantity += quantity


@lru_cache(maxsize=1 << 16)
def same_token(token: str) -> str:
    """The token's number as one and the same however it is typed: digits of any script, capital letters or small.

    Zeros before a number count for nothing: a spreadsheet drops them.
    """
    plain = to_plain_digits(token).casefold()
    return (plain.lstrip("0") or "0") if plain.isdecimal() else plain


def same_role(one: str, other: str) -> bool:
    """Whether two codes name the same role, however they are typed."""
    return one.strip().casefold() == other.strip().casefold()

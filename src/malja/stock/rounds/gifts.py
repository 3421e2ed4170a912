"""What was given out in one round: by ration token, who recorded it where, and which of it was a second time."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple, cast

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


#: What many gifts say alike: the day, the device, the role, for how many, what, the reason, the supervisor.
_Alike = tuple[datetime.date, str, str, int, Sequence[GiftLine], str, str]


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
    """All gifts of a round by token, in order; of a kept state as text, until somebody asks for one."""

    def __init__(self) -> None:
        self._by_token: dict[str, list[Gift]] = {}
        #: Of tokens that were given to again: by item, which of their gifts was the first of it.
        self._firsts: dict[str, dict[str, int]] = {}
        self._again: list[tuple[Gift, Gift]] = []
        self._text = ""
        self._tokens = 0
        self.served: dict[str, ItemServed] = {}
        self.persons = 0

    def add(self, token: str, gift: Gift) -> list[Gift]:
        """Keep a gift; gives the first gifts of what this one gives again, each once; none: all of it is new."""
        self._read_text()
        before = self._by_token.get(token)
        if before is None:
            self._by_token[token] = [gift]
            self._tokens += 1
            self.persons += gift.persons
            for item, _, quantity in gift.lines:
                self._count(item, gift.persons, quantity)
            return []
        known = self._list_firsts(token, before)
        firsts = self.firsts(token, gift.items)
        for item, _, quantity in gift.lines:
            if item in known:
                served = self.served[item]
                served.quantity += quantity
                served.again += quantity
            else:
                self._count(item, gift.persons, quantity)
        before.append(gift)
        self._firsts[token] = known
        for item in gift.items:
            known.setdefault(item, len(before) - 1)
        self._again += ((first, gift) for first in firsts)
        return firsts

    def firsts(self, token: str, items: Sequence[str]) -> list[Gift]:
        """The gifts by which a token was first given any of these items, each once, in order."""
        self._read_text()
        given = self._by_token.get(token)
        if given is None:
            return []
        known = self._list_firsts(token, given)
        return [given[place] for place in sorted({known[item] for item in items if item in known})]

    def again(self) -> Iterator[tuple[Gift, Gift]]:
        """What was given again: the first gift of the same, the one after it."""
        return iter(self._again)

    def put_away(self) -> None:
        """Lay the gifts by as text, so that they are kept and read quickly."""
        if self._by_token:
            self._text, self._by_token, self._firsts = _write_gifts(self._by_token), {}, {}

    def __iter__(self) -> Iterator[tuple[str, list[Gift]]]:
        self._read_text()
        return iter(self._by_token.items())

    def __len__(self) -> int:
        return self._tokens

    def _read_text(self) -> None:
        if self._text:
            self._text, self._by_token = "", _read_gifts(self._text)

    def _list_firsts(self, token: str, given: Sequence[Gift]) -> dict[str, int]:
        """By item, which of the gifts of a token was the first of it."""
        known = self._firsts.get(token)
        if known is None:
            known = {}
            for place, gift in enumerate(given):
                for item in gift.items:
                    known.setdefault(item, place)
        return known

    def _count(self, item: str, persons: int, quantity: Decimal) -> None:
        served = self.served.get(item)
        if served is None:
            served = self.served[item] = ItemServed()
        served.tokens += 1
        served.persons += persons
        served.quantity += quantity


def _write_gifts(by_token: Mapping[str, Sequence[Gift]]) -> str:
    """Gifts by token as a text: what many of them say alike stands in it once."""
    alike: dict[tuple[object, ...], int] = {}
    rows = [
        [
            token,
            *(
                part
                for one in gifts
                for part in (
                    "" if one.token == token else one.token,
                    one.number,
                    alike.setdefault((one.happened, one.device, *one[4:]), len(alike)),
                )
            ),
        ]
        for token, gifts in by_token.items()
    ]
    said = [
        [day.isoformat(), device, by, persons, [[*line[:2], str(line[2])] for line in lines], reason, supervisor]
        for day, device, by, persons, lines, reason, supervisor in cast("Iterable[_Alike]", alike)
    ]
    return json.dumps([said, rows], separators=(",", ":"))


def _read_gifts(text: str) -> dict[str, list[Gift]]:
    """The gifts by token of a text that `_write_gifts` made, in order."""
    told, rows = json.loads(text)
    said = [
        (
            *(datetime.date.fromisoformat(day), device, by, persons),
            tuple(GiftLine(item, store, Decimal(units)) for item, store, units in lines),
            *(reason, supervisor),
        )
        for day, device, by, persons, lines, reason, supervisor in told
    ]
    by_token: dict[str, list[Gift]] = {}
    for token, *parts in rows:
        gifts = by_token[token] = []
        for typed, number, which in zip(parts[::3], parts[1::3], parts[2::3], strict=True):
            happened, device, *rest = said[which]
            gifts.append(Gift(typed or token, happened, device, number, *rest))
    return by_token


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

"""One distribution round: what is due from which store, what was given of it, and when it closed."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from malja.facts.fact import Fact
from malja.facts.knowledge import Knows
from malja.stock.ledger.amounts import check_amount, write_amount
from malja.stock.ledger.versions import Version, Versions
from malja.stock.rounds.gifts import GiftLine, Gifts


class Due(NamedTuple):
    """What is due of an item: from which store, how many units, for each person or each token."""

    store: str
    quantity: Decimal
    per: str

    def units(self, persons: int) -> Decimal:
        """What a token for so many persons is due, in units."""
        return check_amount(self.quantity * persons) if self.per == "person" else self.quantity


class Round:
    """One round: what is due (with every change and its day), what was given, and the fact that closed it."""

    def __init__(self, knows: Knows) -> None:
        self.due: Versions[str, Due] = Versions(knows)
        self.gifts = Gifts()
        self.closed: Fact | None = None
        #: The last day on which anything was given; None: nothing was yet.
        self.last_given: datetime.date | None = None
        self._lines: dict[tuple[str, datetime.date, str, int], tuple[GiftLine, ...]] = {}

    @property
    def opened(self) -> datetime.date:
        """The first day on which anything is due."""
        return min(self.due.history(item)[0].happened for item in self.due)

    def add_due(self, item: str, due: Due, fact: Fact) -> Version[Due] | None:
        """What is due of an item from a day on; gives what was told apart and differs."""
        self._lines.clear()
        return self.due.add(item, due, fact)

    def find_later_gift(self, item: str, due: Due, day: datetime.date) -> datetime.date | None:
        """The last day on which anything was given, where this would change what was due on an earlier day."""
        given = self.last_given
        return given if given is not None and day < given and self.due.on(item, day) != due else None

    def lines(self, fact: Fact) -> tuple[GiftLine, ...]:
        """What a gift takes, by what was due on its day: of the item it names, or of all of the round."""
        item, persons = str(fact.body.get("item", "")), int(str(fact.body["persons"]))
        key = (fact.device, fact.happened, item, persons)
        lines = self._lines.get(key)
        if lines is None:
            lines = tuple(self._worked_out(fact, item, persons))
            if self.due.all_known(fact):
                self._lines[key] = lines
        return lines

    def _worked_out(self, fact: Fact, item: str, persons: int) -> Iterator[GiftLine]:
        for each in (item,) if item else tuple(self.due):
            due = self.due.at(each, fact) if item else self.due.in_force(each, fact)
            if due is not None:
                yield GiftLine(each, due.store, due.units(persons))

    def to_json(self) -> dict[str, object]:
        """The round as the state holds it: what is due of each item since when, gifts by token, the day of closing."""
        return {
            "due": {item: [_due_json(version) for version in self.due.history(item)] for item in sorted(self.due)},
            "given": {token: [gift.to_json() for gift in gifts] for token, gifts in sorted(self.gifts)},
            "closed": None if self.closed is None else self.closed.happened.isoformat(),
        }


def _due_json(version: Version[Due]) -> dict[str, object]:
    due = version.value
    return {
        "happened": version.happened.isoformat(),
        "device": version.device,
        "number": version.number,
        "by": version.by,
        "store": due.store,
        "quantity": write_amount(due.quantity),
        "per": due.per,
    }

"""Daily readings: litres from the well, chlorine, hours of the generator, fuel left in tanks, latrines desludged.

A reading is of a place, a point (a tap, a tank, a generator; blank: the one there is) and a day; told again, the last
telling corrects. Well litres and fuel left go into the operation, chlorine outside its range is an alert.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from decimal import Decimal
from typing import NamedTuple

from malja.facts.doubt import Doubt
from malja.facts.fact import Fact
from malja.facts.knowledge import Knows, knows_all
from malja.problems import Problem
from malja.stock.ledger.amounts import read_amount, write_amount
from malja.stock.ledger.folding import apply_fact, find_problems
from malja.stock.ledger.versions import Versions

#: What is read, and its unit.
UTILITY_UNITS = {
    "well_water": "l",
    "chlorine": "mg/l",
    "generator_hours": "h",
    "fuel_left": "l",
    "latrines_desludged": "",
}
#: Free chlorine left in water that is handed out, mg/l. Sphere Handbook 2018, water supply standard 2.2 (named from
#: general knowledge, not read again): below it water is not safe, above it people turn to other sources.
LEAST_CHLORINE, MOST_CHLORINE = Decimal("0.2"), Decimal("0.5")
#: No tank or well gives so much; a residual is of another order.
_MOST = {"well_water": Decimal(10_000_000), "chlorine": Decimal(20), "generator_hours": Decimal(24)}
#: A reading speaks for so many days, its own among them; a well that nobody read for longer gives what the table says.
READING_DAYS = 7
#: A place has one fuel in its tanks unless another is named.
FUEL = "diesel_l"


class ReadingKey(NamedTuple):
    """What a reading is of: the place, what is read, the point (with fuel: its item), the day."""

    place: str
    utility: str
    point: str
    item: str
    day: datetime.date


class UtilityReading(NamedTuple):
    """A reading as it stands."""

    key: ReadingKey
    amount: Decimal

    @property
    def is_alert(self) -> bool:
        """Whether somebody must act: chlorine outside its range."""
        return self.key.utility == "chlorine" and not LEAST_CHLORINE <= self.amount <= MOST_CHLORINE


class Utilities:
    """Readings, folded from `utility.read`; two devices that say otherwise of one thing are a doubt."""

    def __init__(self, knows: Knows = knows_all) -> None:
        self._told: Versions[ReadingKey, Decimal] = Versions(knows)
        self.doubts: list[Doubt] = []

    def apply(self, fact: Fact) -> None:
        """Take up a reading."""
        self.doubts += apply_fact(self, fact, {"utility.read": Utilities._read})

    def refusals(self, fact: Fact) -> list[Problem]:
        """What stands against recording a reading now: more than there can be."""
        return find_problems(self, fact, _REFUSALS)

    def readings(self, since: datetime.date = datetime.date.min) -> list[UtilityReading]:
        """The readings of a day or later as they stand, by place, what is read, point and day."""
        return [UtilityReading(key, self._told.latest(key)) for key in sorted(self._told) if key.day >= since]

    def find_before(self, key: ReadingKey) -> UtilityReading | None:
        """The last reading of the same on a day before; None: there is none."""
        days = (one.day for one in self._told if one[:-1] == key[:-1] and one.day < key.day)
        last = max(days, default=None)
        return (
            None if last is None else UtilityReading(key._replace(day=last), self._told.latest(key._replace(day=last)))
        )

    def last_day(
        self, utility: str, since: datetime.date = datetime.date.min
    ) -> dict[tuple[str, str], list[UtilityReading]]:
        """By place and item the readings of the last day on which it was read, of a day or later."""
        found: dict[tuple[str, str], list[UtilityReading]] = {}
        for one in self.readings(since):
            if one.key.utility == utility:
                at = found.setdefault((one.key.place, one.key.item), [])
                if at and at[0].key.day < one.key.day:
                    at.clear()
                if not at or at[0].key.day == one.key.day:
                    at.append(one)
        return found

    def to_json(self) -> list[dict[str, str]]:
        """Every reading as it stands."""
        return [
            {**one.key._asdict(), "day": one.key.day.isoformat(), "amount": write_amount(one.amount)}
            for one in self.readings()
        ]

    def _read(self, fact: Fact) -> None:
        key, amount = _key(fact), read_amount(fact.body["amount"], "amount")
        apart = self._told.add(key, amount, fact)
        if apart is not None:
            about = {"place": key.place, "utility": key.utility, "date": key.day}
            said = {"amount": write_amount(amount), "by": fact.by, "device": fact.device}
            other = {"other_amount": write_amount(apart.value), "other_by": apart.by, "other_device": apart.device}
            self.doubts.append(Doubt.about(fact, "utility_read_apart", *key, **about, **said, **other))

    def _against_reading(self, fact: Fact) -> list[Problem]:
        utility, amount = str(fact.body["utility"]), read_amount(fact.body["amount"], "amount")
        most = _MOST.get(utility)
        if most is not None and amount > most:
            values = {"most": write_amount(most), "unit": UTILITY_UNITS[utility]}
            return [Problem.at(None, "utility_beyond", "amount", write_amount(amount), **values)]
        return []


def read_fact(fact: Fact) -> UtilityReading:
    """The reading that a fact tells. Refused: its amount is none."""
    return UtilityReading(_key(fact), read_amount(fact.body["amount"], "amount"))


def _key(fact: Fact) -> ReadingKey:
    body = fact.body
    utility = str(body["utility"])
    item = (str(body.get("item", "")) or FUEL) if utility == "fuel_left" else ""
    return ReadingKey(str(body["place"]), utility, str(body.get("point", "")), item, fact.happened)


_REFUSALS: dict[str, Callable[[Utilities, Fact], list[Problem]]] = {"utility.read": Utilities._against_reading}

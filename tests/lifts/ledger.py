"""A plan.json as numbers by place, item, need, lift and day, so that loops can ask it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from .loading import Loading
from .reading import Reading

Key = tuple[str, str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """What leaves on one lift on one day."""

    vehicles: int
    cargo: dict[str, float]
    row: dict[str, Any]


class Ledger:
    """The rows of a plan.json whose form was found right; what has no row is zero."""

    def __init__(self, reading: Reading, plan: dict[str, Any]) -> None:
        self.reading, self.loading = reading, Loading(reading)
        self.plan = plan
        self.loads: dict[tuple[str, int], Load] = {}
        for row in plan["trips"]:
            cargo = {str(part["item"]): float(part["quantity"]) for part in row["cargo"]}
            key = (str(row["lift"]), self._day(row["leaves"]))
            self.loads[key] = Load(vehicles=row["vehicles"] or 0, cargo=cargo, row=row)
        self.buys = self._quantities("buys")
        self.costs = {(row["place"], row["item"], self._day(row["date"])): row["cost"] for row in plan["buys"]}
        self.uses = self._quantities("uses")
        self.runs = self._quantities("runs")
        self.waste = self._quantities("waste")
        self.stock = self._quantities("stock")
        self.in_place = self._quantities("in_place")
        self.coverage: dict[Key, dict[str, Any]] = {
            (row["place"], row["need"], self._day(row["date"])): row for row in plan["coverage"]
        }

    def _day(self, text: str) -> int:
        return self.reading.day(date.fromisoformat(text))

    def _quantities(self, table: str) -> dict[Key, float]:
        found: dict[Key, float] = defaultdict(float)
        for row in self.plan[table]:
            found[row["place"], row["item"], self._day(row["date"])] += float(row["quantity"])
        return found

    def planned(self, lift: str, day: int) -> dict[str, float]:
        """Units on the lift beyond what is committed: taken from the origin's stock."""
        load = self.loads.get((lift, day))
        if load is None:
            return {}
        fixed = self.reading.fixed(lift, day)
        return {item: quantity - fixed.get(item, 0.0) for item, quantity in load.cargo.items()}

    def coming(self) -> dict[Key, float]:
        """Units that become usable, by place, item and day."""
        found: dict[Key, float] = defaultdict(float)
        for (name, day), load in self.loads.items():
            lift = self.reading.lifts[name]
            for item, quantity in load.cargo.items():
                found[lift.destination, item, self.reading.usable(lift, day)] += quantity
        return found

    def leaving(self) -> dict[Key, float]:
        """Units that leave a place's stock, by place, item and the day of their cut-off, day 0 at the earliest."""
        found: dict[Key, float] = defaultdict(float)
        for name, day in self.loads:
            lift = self.reading.lifts[name]
            for item, quantity in self.planned(name, day).items():
                found[lift.origin, item, max(0, self.reading.handed_in(lift, day)) if day >= 0 else day] += quantity
        return found

    def handed_in_before(self) -> dict[tuple[str, str], float]:
        """Units that were to be handed in before day 0, by place and item: only of what lay there at the start."""
        found: dict[tuple[str, str], float] = defaultdict(float)
        for name, day in self.loads:
            lift = self.reading.lifts[name]
            if day >= 0 > self.reading.handed_in(lift, day):
                for item, quantity in self.planned(name, day).items():
                    found[lift.origin, item] += quantity
        return found

    def inputs(self) -> dict[Key, float]:
        """Units that running assets take from stock, by place, item and day."""
        found: dict[Key, float] = defaultdict(float)
        for (place, asset, day), quantity in self.runs.items():
            for (runs, taken), each in self.reading.running.items():
                if runs == asset and self.reading.is_goods(taken):
                    found[place, taken, day] += each * quantity
        return found

    def kg(self, name: str, day: int) -> float:
        """Kilograms that leave on the lift on the day."""
        load = self.loads.get((name, day))
        return sum(self.reading.kg(item) * each for item, each in load.cargo.items()) if load else 0.0

    def m3(self, name: str, day: int) -> float:
        """Cubic metres that leave on the lift on the day."""
        load = self.loads.get((name, day))
        return sum(self.reading.m3(item) * each for item, each in load.cargo.items()) if load else 0.0

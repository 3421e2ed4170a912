"""The plain formulation, at the table: what a basket asks, with slack in shares of a ration; its charge as a sum."""

from __future__ import annotations

from collections.abc import Iterable

from .eating import FUEL, PLACES, SETS, Eating
from .plain_goods import Goods
from .program import CONSTANT, Program, Sum, added, plus
from .reading import Reading

#: What unevenness from one day to the next counts beside a rule that is missed.
SMOOTH = 0.1


class Table:
    """`charge`: people times what is missed of the basket, all sites, days and rules together."""

    def __init__(self, program: Program, reading: Reading, goods: Goods) -> None:
        self.program, self.goods, self.eating = program, goods, Eating(reading)
        self.charge: Sum = {}
        for place in reading.sites if self.eating.basket else ():
            before: dict[str, Sum] | None = None
            for day in range(reading.horizon):
                if self.eating.ration(place, day) <= 0 or reading.present(place, day) <= 0:
                    before = None
                    continue
                eaten = {group: self._kcal(names, place, day) for group, names in self.eating.groups.items()}
                self._rules(place, day, eaten)
                self._cooked(place, day)
                for group, kcal in eaten.items() if before is not None else ():
                    slack = self._slack(place, day, SMOOTH)
                    past = (before or {})[group]
                    self.program.at_most(plus((1.0, kcal), (-1.0, past)), slack)
                    self.program.at_most(plus((1.0, past), (-1.0, kcal)), slack)
                before = eaten

    def _kcal(self, names: Iterable[str], place: str, day: int) -> Sum:
        """Kilocalories eaten of goods."""
        return plus(*((self.eating.energy[name], self.goods.used[place, name, day]) for name in names))

    def _slack(self, place: str, day: int, price: float = 1.0, full: float | None = None) -> Sum:
        """A column for what is missed, charged for everybody; as a sum in what it is a share of (a ration)."""
        column = self.program.column()
        persons = self.eating.reading.present(place, day)
        self.charge = plus((1.0, self.charge), (price * persons, column))
        return plus((self.eating.ration(place, day) if full is None else full, column))

    def _rules(self, place: str, day: int, eaten: dict[str, Sum]) -> None:
        """Least and most of each food group, as shares of the energy eaten and in grams."""
        eating, at_most = self.eating, self.program.at_most
        total = self._kcal(eating.energy, place, day)
        persons, ration = float(eating.reading.present(place, day)), eating.ration(place, day)
        for group, rule in eating.rules(place, day).items():
            kcal = eaten.get(group, {})
            names = eating.groups.get(group, [])
            grams = plus(*((eating.grams(name), self.goods.used[place, name, day]) for name in names))
            if rule.min_share is not None:
                at_most(plus((rule.min_share, total)), plus((1.0, kcal), (1.0, self._slack(place, day))))
            if rule.max_share is not None:
                at_most(kcal, plus((rule.max_share, total), (1.0, self._slack(place, day))))
            if rule.min_g:
                least = rule.min_g * persons
                slack = self._slack(place, day, full=least)
                at_most(plus((least / ration, total)), plus((1.0, grams), (1.0, slack)))
            if rule.max_g is not None:
                most = rule.max_g * persons
                at_most(grams, plus((most, {CONSTANT: 1.0}), (1.0, self._slack(place, day, full=most))))

    def _cooked(self, place: str, day: int) -> None:
        """What is eaten cooked, by kitchens and by fuel."""
        eating, provided = self.eating, self.goods.provided
        each = eating.ration(place, day) / eating.reading.present(place, day)
        limits: list[Sum] = []
        if eating.asks(PLACES):
            sets = provided.get((place, SETS, day), {})
            limits.append(plus((1.0, provided[place, PLACES, day]), (eating.reading.tables.household_size, sets)))
        if eating.asks(FUEL):
            limits.append(provided[place, FUEL, day])
        cooked = self._kcal(eating.cooked(), place, day)
        if limits and cooked:
            slack = self._slack(place, day)
            for limit in limits:
                self.program.at_most(cooked, added([plus((each, limit)), slack]))

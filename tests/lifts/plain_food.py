"""The plain formulation, at the table: what a basket asks, with slack in shares of a ration; its charge as a sum."""

from __future__ import annotations

from collections.abc import Iterable

from .eating import FUEL, PLACES, RAW, SETS, SMOOTH, WATER, Eating
from .plain_goods import Goods
from .program import CONSTANT, Program, Sum, added, plus
from .reading import Reading


class Table:
    """`charge`: people times what is missed of the basket, all sites, days and rules together."""

    def __init__(self, program: Program, reading: Reading, goods: Goods) -> None:
        self.program, self.goods, self.eating = program, goods, Eating(reading)
        self.charge: Sum = {}
        for place in reading.sites if self.eating.basket else ():
            before: dict[str, Sum] = {}
            for day in range(reading.horizon):
                if self.eating.ration(place, day) <= 0 or reading.present(place, day) <= 0:
                    continue
                eaten = {group: self._kcal(names, place, day) for group, names in self.eating.groups.items()}
                self._rules(place, day, eaten)
                self._cooked(place, day)
                if self.eating.steady(place, day):
                    for group in sorted(self.eating.limited(place, day)):
                        # As shares of each day's own ration: more people are no unevenness.
                        grown = self.eating.ration(place, day) / self.eating.ration(place, day - 1)
                        kcal, past = eaten.get(group, {}), plus((grown, before.get(group, {})))
                        slack = self._slack(place, day, SMOOTH)
                        program.at_most(plus((1.0, kcal), (-1.0, past)), slack)
                        program.at_most(plus((1.0, past), (-1.0, kcal)), slack)
                before = eaten

    def _kcal(self, names: Iterable[str], place: str, day: int) -> Sum:
        """Kilocalories eaten of goods."""
        return plus(*((self.eating.energy[name], self.goods.used[place, name, day]) for name in names))

    def _slack(self, place: str, day: int, price: float) -> Sum:
        """A column for what is missed, in shares of a ration, charged for everybody; as kilocalories."""
        column = self.program.column()
        persons = self.eating.reading.present(place, day)
        self.charge = plus((1.0, self.charge), (price * persons, column))
        return plus((self.eating.ration(place, day), column))

    def _rules(self, place: str, day: int, eaten: dict[str, Sum]) -> None:
        """Least and most of each food group, of the energy eaten and in grams, which count at the group's leanest."""
        eating, at_most = self.eating, self.program.at_most
        total = self._kcal(eating.energy, place, day)
        persons, ration = float(eating.reading.present(place, day)), eating.ration(place, day)
        too_much, too_little = eating.counts(place, day)
        for group, rule in eating.rules(place, day).items():
            kcal, lean = eaten.get(group, {}), eating.density(group)
            names = eating.groups.get(group, [])
            grams = plus(*((lean * eating.grams(name), self.goods.used[place, name, day]) for name in names))
            over, under = self._slack(place, day, too_much[group]), self._slack(place, day, too_little)
            if rule.min_share is not None:
                at_most(plus((rule.min_share, total)), plus((1.0, kcal), (1.0, under)))
            if rule.max_share is not None:
                at_most(kcal, plus((rule.max_share, total), (1.0, over)))
            if rule.min_g is not None:
                at_most(plus((lean * rule.min_g * persons / ration, total)), plus((1.0, grams), (1.0, under)))
            if rule.max_g is not None:
                at_most(grams, plus((lean * rule.max_g * persons, {CONSTANT: 1.0}), (1.0, over)))

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
        if eating.asks(WATER):
            limits.append(plus((1.0 / eating.water(), provided[place, WATER, day])))
        cooked = self._kcal(eating.cooked(), place, day)
        if limits and cooked:
            slack = self._slack(place, day, RAW)
            for limit in limits:
                self.program.at_most(cooked, added([plus((each, limit)), slack]))

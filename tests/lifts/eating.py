"""What people eat, and what a basket asks of it, as docs/tables.md says: energy, grams, rules of the day, cooking."""

from __future__ import annotations

from collections import defaultdict

from malja.catalogue.facts import TIERS, BasketRule, Item

from .reading import Reading

ENERGY, PLACES, SETS, FUEL, WATER = "energy", "kitchen_capacity", "kitchen_sets", "cooking_fuel", "water"
#: What a ration of unevenness from one day to the next counts, and one that nobody can cook.
SMOOTH, RAW = 0.05, 0.25
RULES = ("min_share", "max_share", "min_g", "max_g")


class Eating:
    """The basket of an operation, asked by site and day."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.energy: dict[str, float] = {}
        """Kilocalories of one unit of every good that is general food, of a group or of none."""
        self.groups: dict[str, list[str]] = defaultdict(list)
        for name, item in reading.items.items():
            kcal = reading.content.get((name, ENERGY, "use"), 0.0)
            if item.kind == "consumable" and item.general_food and (kcal > 0 or item.food_group):
                self.energy[name] = kcal
                self.groups[item.food_group].append(name)
        self.rows = [row for row in reading.tables.baskets if reading.tables.basket and row.basket == self.basket]

    @property
    def basket(self) -> str:
        """The id of the operation's basket; blank: none."""
        return self.reading.tables.basket

    def grams(self, name: str) -> float:
        """Grams of food in a unit."""
        item: Item = self.reading.items[name]
        if item.food_g is not None:
            return item.food_g
        return 1000.0 if item.unit in ("kg", "l") else item.pack_kg / item.pack_quantity * 1000.0

    def density(self, group: str) -> float:
        """At how many kilocalories a gram of a group counts: the least of its goods that have any, 1 if none has."""
        found = [self.energy[name] / self.grams(name) for name in self.groups.get(group, []) if self.energy[name] > 0]
        return min(found, default=1.0)

    def ration(self, place: str, day: int) -> float:
        """R: the highest energy requirement of the day, of all who are there; 0 where none is asked."""
        need = self.reading.needs.get(ENERGY)
        if need is None:
            return 0.0
        return max((self.reading.required(place, need, tier, day) or 0.0) for tier in TIERS)

    def rules(self, place: str, day: int) -> dict[str, BasketRule]:
        """The rows of the basket that hold on a day, by food group: days count from the first with people there.

        Rows of people before the start say on which day that was.
        """
        first, inside = None, 0
        for move in sorted((one for one in self.reading.tables.people if one.place == place), key=lambda one: one.date):
            inside += move.arrivals - move.departures
            same = [one for one in self.reading.tables.people if (one.place, one.date) == (place, move.date)]
            if first is None and inside > 0 and move is same[-1]:
                first = self.reading.tables.day(move.date)
        if first is None or day < first:
            return {}
        held = [
            row
            for row in self.rows
            if row.from_day <= day - first and (row.to_day is None or day - first <= row.to_day)
        ]
        return {row.food_group: row for row in held}

    def asks(self, need: str) -> bool:
        """Whether the operation asks a need at some tier."""
        found = self.reading.needs.get(need)
        return found is not None and any(found.standard(tier) is not None for tier in TIERS)

    def water(self) -> float:
        """Litres that a person needs of water to cook and live: what its lowest tier asks."""
        need = self.reading.needs[WATER]
        return next((standard for tier in TIERS if (standard := need.standard(tier))), 1.0)

    def steady(self, place: str, day: int) -> bool:
        """Whether as much of each food is to be eaten as the day before: with people, under the same rules."""
        if day == 0 or min(self.ration(place, at) * self.reading.present(place, at) for at in (day - 1, day)) <= 0:
            return False
        return self.rules(place, day - 1) == self.rules(place, day)

    def limited(self, place: str, day: int) -> set[str]:
        """The groups of which the basket says anything on the day: these alone are to be eaten evenly."""
        rows = self.rules(place, day)
        return {group for group, row in rows.items() if any(getattr(row, name) is not None for name in RULES)}

    def counts(self, place: str, day: int) -> tuple[dict[str, float], float]:
        """a and b: what a ration too much of each group counts, and a ration too little of any."""
        rules, asks = self.rules(place, day), self.asks(PLACES) or self.asks(FUEL) or self.asks(WATER)
        persons, ration = self.reading.present(place, day), self.ration(place, day)
        least = sum(
            max(rule.min_share or 0.0, self.density(group) * (rule.min_g or 0.0) * persons / ration)
            for group, rule in rules.items()
        )
        under = min(1.0, 0.25 / least) if least > 0 else 1.0
        over: dict[str, float] = {}
        for group, rule in rules.items():
            largest = 1.0 if rule.max_g is not None else 1.0 - (1.0 if rule.max_share is None else rule.max_share)
            goods = [name for name in self.groups.get(group, []) if self.energy[name] > 0]
            cooked = asks and any(self.reading.items[name].needs_cooking for name in goods)
            left = 1.0 - 2 * SMOOTH - under * least - RAW * cooked
            over[group] = min(2.0, left / largest) if largest > 0 else 2.0
        return over, under

    def cooked(self) -> list[str]:
        """The goods of general food that are eaten cooked."""
        return [name for name in self.energy if self.reading.items[name].needs_cooking]

"""The kitchen: what a meal takes by its recipe, and the meals that were cooked, whose ingredients are used."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal

from malja.facts.doubt import Doubt
from malja.facts.fact import Fact
from malja.facts.knowledge import Knows, knows_all
from malja.problems import Problem
from malja.stock.ledger.accounts import USED
from malja.stock.ledger.amounts import NOTHING, check_amount, format_amount, read_amount, write_amount
from malja.stock.ledger.folding import apply_fact, find_problems
from malja.stock.ledger.ledger import Ledger
from malja.stock.ledger.versions import Version, Versions

#: So many times the meals that the best held ingredient is there for are taken for a slip of the hand.
_SLIP = 2
#: Units of each item in one person's meal, more than nothing.
Recipe = Mapping[str, Decimal]


class Kitchen:
    """Recipes and meals cooked, folded from `kitchen.recipe` and `kitchen.cooked`."""

    def __init__(self, ledger: Ledger, knows: Knows = knows_all) -> None:
        self._ledger = ledger
        self._recipes: dict[str, Versions[str, Decimal]] = {}
        self._knows = knows
        self._cooked: dict[tuple[str, str, datetime.date], int] = {}
        self._last_cooked: dict[str, datetime.date] = {}
        self.doubts: list[Doubt] = []

    def apply(self, fact: Fact) -> None:
        """Take up a fact about the kitchen; other kinds are left alone. What does not fit becomes a doubt."""
        self.doubts += apply_fact(self, fact, _HANDLERS)

    def refusals(self, fact: Fact) -> list[Problem]:
        """What stands against recording a fact about the kitchen now."""
        return find_problems(self, fact, _REFUSALS)

    @property
    def recipes(self) -> tuple[str, ...]:
        """The recipes that were ever told, in order of names."""
        return tuple(sorted(self._recipes))

    def recipe(self, name: str, day: datetime.date) -> Recipe:
        """What a meal takes on a day, in units by item; empty: nobody told such a recipe."""
        told = self._recipes.get(name)
        return {} if told is None else _whole((item, told.on(item, day)) for item in told)

    def history(self, name: str) -> Iterator[tuple[str, tuple[Version[Decimal], ...]]]:
        """Every quantity that was told of each item of a recipe."""
        told = self._recipes.get(name)
        return ((item, told.history(item)) for item in told) if told is not None else iter(())

    def cooked(
        self, stores: Iterable[str], since: datetime.date, until: datetime.date
    ) -> dict[tuple[str, datetime.date], int]:
        """Meals cooked in these kitchens by recipe and day, both days counted."""
        kitchens = set(stores)
        meals: dict[tuple[str, datetime.date], int] = {}
        for (store, recipe, day), number in self._cooked.items():
            if store in kitchens and since <= day <= until:
                meals[recipe, day] = meals.get((recipe, day), 0) + number
        return meals

    def possible(self, recipe: Recipe, held: Callable[[str], Decimal]) -> tuple[int, str]:
        """The largest number of whole meals from what is held of each item, and the item that limits it."""
        meals = {item: held(item) // quantity for item, quantity in recipe.items()}
        limiting = min(meals, key=lambda item: (meals[item], held(item) / recipe[item], item))
        return int(meals[limiting]), limiting

    def to_json(self) -> dict[str, object]:
        """The state: recipes with every quantity that was told, and meals by store, recipe and day."""
        cooked: dict[str, dict[str, dict[str, int]]] = {}
        for (store, recipe, day), meals in sorted(self._cooked.items()):
            cooked.setdefault(store, {}).setdefault(recipe, {})[day.isoformat()] = meals
        recipes = {
            name: {item: _told_json(told, item) for item in sorted(told)} for name, told in self._recipes.items()
        }
        return {
            "recipes": dict(sorted(recipes.items())),
            "cooked": cooked,
        }

    def _tell(self, fact: Fact) -> None:
        name, item = str(fact.body["recipe"]), str(fact.body["item"])
        quantity = read_amount(fact.body["quantity"])
        told = self._recipes.get(name)
        if told is None:
            told = self._recipes[name] = Versions(self._knows)
        cooked = self._find_later_meal(name, item, quantity, fact)
        apart = told.add(item, quantity, fact)
        if apart is None and cooked is not None:
            values = {"quantity": format_amount(quantity), "date": fact.happened, "cooked": cooked}
            self.doubts.append(Doubt.about(fact, "recipe_told_late", name, item, recipe=name, item=item, **values))
        if apart is not None:
            now = {"quantity": format_amount(quantity), "by": fact.by, "device": fact.device}
            other = {"other_quantity": format_amount(apart.value), "other_by": apart.by, "other_device": apart.device}
            self.doubts.append(Doubt.about(fact, "recipe_apart", name, item, recipe=name, item=item, **now, **other))

    def _cook(self, fact: Fact) -> None:
        store, name = str(fact.body["store"]), str(fact.body["recipe"])
        meals = _meals(fact)
        takes = self._takes(fact, meals)
        if not takes:
            values = {"recipe": name, "store": store, "meals": meals}
            self.doubts.append(Doubt.about(fact, "cooked_without_recipe", store, name, **values))
        self._last_cooked[name] = max(fact.happened, self._last_cooked.get(name, fact.happened))
        at = (store, name, fact.happened)
        self._cooked[at] = self._cooked.get(at, 0) + meals
        for item, quantity in takes.items():
            self._ledger.take(store, item, quantity, to=USED, fact=fact)

    def _takes(self, fact: Fact, meals: int) -> Recipe:
        """What so many meals take, by the recipe as the fact's device knew it."""
        recipe = self._known(fact)
        return {item: check_amount(quantity * meals) for item, quantity in recipe.items()}

    def _known(self, fact: Fact) -> Recipe:
        told = self._recipes.get(str(fact.body["recipe"]))
        return {} if told is None else _whole((item, told.at(item, fact)) for item in told)

    def _against_recipe(self, fact: Fact) -> list[Problem]:
        name, item = str(fact.body["recipe"]), str(fact.body["item"])
        cooked = self._find_later_meal(name, item, read_amount(fact.body["quantity"]), fact)
        return [] if cooked is None else [Problem.at(None, "recipe_cooked_later", "recipe", name, date=cooked)]

    def _find_later_meal(self, name: str, item: str, quantity: Decimal, fact: Fact) -> datetime.date | None:
        """The last day on which a recipe was cooked, where this would change a recipe of an earlier day."""
        cooked, told = self._last_cooked.get(name), self._recipes.get(name)
        changes = told is not None and (told.on(item, fact.happened) or NOTHING) != quantity
        return cooked if cooked is not None and fact.happened < cooked and changes else None

    def _against_cooking(self, fact: Fact) -> list[Problem]:
        """What was cooked was cooked: an ingredient of which the books say too little becomes a doubt.

        Refused is what looks like a slip: more than twice the meals that any of the ingredients is there for.
        """
        store, name, meals = str(fact.body["store"]), str(fact.body["recipe"]), _meals(fact)
        takes, recipe = self._takes(fact, meals), self._known(fact)
        if not takes:
            return [Problem.at(None, "recipe_unknown", "recipe", name)]
        day, device = fact.happened, fact.device
        if any(self._ledger.is_past(item, day) for item in takes):
            against = [
                self._ledger.against_taking(store, item, units, to=USED, day=day, device=device)
                for item, units in takes.items()
            ]
            return [problem for each in against for problem in each] if all(against) else []
        lasting = {item: self._ledger.usable(store, item, day) / quantity for item, quantity in recipe.items()}
        if meals <= _SLIP * max(lasting.values()):
            return []
        possible, limiting = self.possible(recipe, lambda item: self._ledger.usable(store, item, day))
        held = self._ledger.usable(store, limiting, day)
        there = {"item": limiting, "held": format_amount(held), "asked": format_amount(takes[limiting])}
        most = {"possible": format_amount(Decimal(possible)), "store": store}
        return [Problem.at(None, "meals_too_many", "meals", format_amount(Decimal(meals)), **most, **there)]


def _whole(recipe: Iterable[tuple[str, Decimal | None]]) -> Recipe:
    return {item: quantity for item, quantity in recipe if quantity}


def _meals(fact: Fact) -> int:
    return int(read_amount(fact.body["meals"], "meals"))


def _told_json(told: Versions[str, Decimal], item: str) -> list[dict[str, object]]:
    return [
        {
            "happened": version.happened.isoformat(),
            "device": version.device,
            "number": version.number,
            "by": version.by,
            "quantity": write_amount(version.value),
        }
        for version in told.history(item)
    ]


_HANDLERS: dict[str, Callable[[Kitchen, Fact], None]] = {
    "kitchen.recipe": Kitchen._tell,
    "kitchen.cooked": Kitchen._cook,
}
_REFUSALS: dict[str, Callable[[Kitchen, Fact], list[Problem]]] = {
    "kitchen.recipe": Kitchen._against_recipe,
    "kitchen.cooked": Kitchen._against_cooking,
}

"""Meals from what is in store, and how many days they last: recipes x people x stock.

The ingredients of one day go together, in the shares in which the recipes were cooked of late, so that what two recipes
need of one item is counted once. An ingredient lasts as long as it can be eaten before its last day; days left are
those of the ingredient that runs out first.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from malja.stock.kitchen.kitchen import Kitchen, Recipe
from malja.stock.ledger.amounts import NOTHING
from malja.stock.ledger.ledger import Ledger

#: "As cooked of late" looks at so many days, the one that is asked about the last of them.
_RECENT_DAYS = 7
#: Meals a person a day where no setting says it and nothing was cooked yet; marked as assumed wherever it is used.
_ASSUMED_MEALS = Decimal(3)

MealsBasis = Literal["setting", "cooked", "assumed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class MealSupply:
    """Whole meals that can be cooked now, the days they last (None: nobody eats), and the item that runs out first."""

    meals: int
    days: Decimal | None
    first_out: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Menu:
    """A recipe alone, or (`recipe` blank) all of them in the shares in which they were cooked of late.

    `at_kitchen`: from what stands in the kitchens themselves; `at_place`: from all stores of their place.
    """

    recipe: str
    needs: Recipe
    at_kitchen: MealSupply
    at_place: MealSupply


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """How long the kitchens of a place can cook: meals a day, what that rests on, the mixed menu and each recipe.

    `menu` is None where nothing was cooked in the last DAYS days: nobody knows then how the recipes share.
    """

    day: datetime.date
    meals_a_day: Decimal
    basis: MealsBasis
    menu: Menu | None
    recipes: tuple[Menu, ...]


def find_outlook(
    kitchen: Kitchen,
    ledger: Ledger,
    *,
    kitchens: Sequence[str],
    stores: Sequence[str],
    day: datetime.date,
    people: int,
    meals_a_person: Decimal | None = None,
) -> Outlook:
    """Meals and days left on the evening of a day; `kitchens` are stores that cook, `stores` all of their place.

    Meals a day: people x `meals_a_person`; without it as cooked of late, on average over the
    days on which anything was (of the others nobody may have recorded anything); without that people x ASSUMED.
    """
    since = day - datetime.timedelta(days=_RECENT_DAYS - 1)
    cooked = kitchen.cooked(kitchens, since, day)
    a_day, basis = _meals_a_day(people, meals_a_person, cooked)

    def menu(name: str, needs: Recipe) -> Menu:
        at_kitchen, at_place = (_lasting(needs, ledger, where, day, a_day) for where in (kitchens, stores))
        return Menu(recipe=name, needs=needs, at_kitchen=at_kitchen, at_place=at_place)

    mixed = _mixed(kitchen, cooked, day)
    alone = ((name, kitchen.recipe(name, day)) for name in kitchen.recipes)
    return Outlook(
        day=day,
        meals_a_day=a_day,
        basis=basis,
        menu=menu("", mixed) if mixed else None,
        recipes=tuple(menu(name, needs) for name, needs in alone if needs),
    )


def _meals_a_day(
    people: int, setting: Decimal | None, cooked: dict[tuple[str, datetime.date], int]
) -> tuple[Decimal, MealsBasis]:
    """Meals a day and what that rests on; `cooked`: meals of late by recipe and day."""
    if setting is not None:
        return people * setting, "setting"
    days = {day for (_, day), meals in cooked.items() if meals}
    return (Decimal(sum(cooked.values())) / len(days), "cooked") if days else (people * _ASSUMED_MEALS, "assumed")


def _mixed(kitchen: Kitchen, cooked: dict[tuple[str, datetime.date], int], day: datetime.date) -> Recipe:
    """Units of each item in a meal on average, by the recipes as they are now and their shares of what was cooked."""
    total = sum(cooked.values())
    mixed: dict[str, Decimal] = {}
    for (name, _), meals in sorted(cooked.items()):
        for item, quantity in kitchen.recipe(name, day).items():
            mixed[item] = mixed.get(item, NOTHING) + quantity * meals
    return {item: quantity / total for item, quantity in sorted(mixed.items()) if quantity}


def _lasting(needs: Recipe, ledger: Ledger, stores: Iterable[str], day: datetime.date, a_day: Decimal) -> MealSupply:
    """What the stores' goods make of a menu: meals now, and days by the ingredient that runs out first."""
    stores = tuple(dict.fromkeys(stores))
    held = {item: sum((ledger.usable(store, item, day) for store in stores), NOTHING) for item in needs}
    meals = {item: held[item] / needs[item] for item in needs}
    if not a_day:
        first = min(needs, key=lambda item: (meals[item], item))
        return MealSupply(meals=int(meals[first]), days=None, first_out=first)
    days = {item: _days(ledger, stores, item, day, needs[item] * a_day) for item in needs}
    first = min(needs, key=lambda item: (days[item], meals[item], item))
    return MealSupply(meals=int(min(meals.values())), days=days[first], first_out=first)


def _days(ledger: Ledger, stores: Iterable[str], item: str, day: datetime.date, rate: Decimal) -> Decimal:
    """Days from tomorrow that an item lasts at so many units a day, first expired eaten first, none past its day."""
    shelves = [ledger.shelf(store, item) for store in stores]
    lots = sorted((goods.last_day, quantity) for shelf in shelves for goods, quantity in shelf)
    lasts = NOTHING
    for last_day, quantity in lots:
        until = Decimal((last_day - day).days)
        if until > lasts:
            lasts = min(until, lasts + quantity / rate)
    return lasts

"""Names of an operation as data files hold them: in the current language, whole, without marks."""

from __future__ import annotations

from malja.catalogue.facts import TIERS
from malja.language.names import say_food_group, say_name, say_unit
from malja.language.say import say
from malja.operation.rows import Tables


class Names:
    """What places, needs, items and units are called; what is unknown is called by its id."""

    def __init__(self, operation: Tables) -> None:
        self._places = {place.place: place for place in operation.places}
        self._needs = {need.need: need for need in operation.needs}
        self._items = {item.item: item for item in operation.items}

    def place(self, place: str) -> str:
        """A place's name."""
        return (
            say_name(self._places[place].name or place, self._places[place].names) if place in self._places else place
        )

    def need(self, need: str) -> str:
        """A need's name."""
        return say_name(self._needs[need].name or need, self._needs[need].names) if need in self._needs else need

    def item(self, item: str) -> str:
        """An item's name."""
        return say_name(self._items[item].name or item, self._items[item].names) if item in self._items else item

    def food_group(self, food_group: str) -> str:
        """What a group of food is called; food of no group is other food."""
        return say_food_group(food_group) if food_group else say("plan", "other_food")

    def need_unit(self, need: str) -> str:
        """What a need is counted in."""
        return say_unit(self._needs[need].unit) if need in self._needs else ""

    def item_unit(self, item: str) -> str:
        """What an item is counted in."""
        return say_unit(self._items[item].unit) if item in self._items else ""

    def aim(self, aim: str) -> str:
        """An aim in words: a tier whose shortfall is made small, or the cost."""
        return say("plan", f"tier_{aim}") if aim in TIERS else say("plan", "aim_cost")

"""What the kitchens can still cook."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from decimal import Decimal

from malja.briefing.phrases import say_decimal, say_item, say_place
from malja.briefing.show.rows import AnswerPart, Rows
from malja.language.numbers import say_digits
from malja.language.say import say
from malja.site.state.state import State
from malja.site.status.status import list_meals
from malja.stock.kitchen.meals import Menu


def describe_kitchens(state: State, day: datetime.date, place: str = "") -> Iterator[AnswerPart]:
    """At every place, or one: meals left by the mix of late and by each recipe alone, and what runs out first."""
    kitchens = [one for one in list_meals(state, day) if place in ("", one.place)]
    for kitchen in kitchens:
        outlook = kitchen.outlook
        a_day = say_decimal(outlook.meals_a_day.quantize(Decimal(1)))
        yield say("show", f"meals_{outlook.basis}", place=say_place(state.known, kitchen.place), a_day=a_day)
        menus = (*([outlook.menu] if outlook.menu else ()), *outlook.recipes)
        yield Rows(cells=tuple(_menu_cells(state, menu) for menu in menus), figures=(1,), below=True)
    if not kitchens:
        yield say("show", "no_recipe")


def _menu_cells(state: State, menu: Menu) -> tuple[str, ...]:
    left = menu.at_place
    days = "" if left.days is None else say("show", "days", days=say_digits(f"{int(left.days):,}"))
    meals, first = (
        say("show", "meals", meals=say_decimal(left.meals)),
        say("show", "first_out" if left.meals else "none_left", item=say_item(state.known, left.first_out)),
    )
    return (menu.recipe or say("show", "as_of_late"), meals, days, first)

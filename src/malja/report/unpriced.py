"""What of a plan has no price that anybody knows: its cost counts as 0, so no total is whole without saying so."""

from __future__ import annotations

from dataclasses import dataclass

from malja.language.numbers import say_about
from malja.language.say import say, say_list
from malja.lifts.plan.plan import Plan
from malja.operation.rows import Tables


@dataclass(frozen=True, slots=True, kw_only=True)
class Unpriced:
    """Items that the plan buys and lifts that it uses whose price is not known, by id."""

    goods: tuple[str, ...] = ()
    lifts: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.goods or self.lifts)


def find_unpriced(operation: Tables, plan: Plan) -> Unpriced:
    """The goods bought and the lifts used that have no price; what is cheapest is bought first, so these come first."""
    sold = {(row.place, row.item) for row in operation.supply if not row.priced}
    used = {trip.lift for trip in plan.trips}
    return Unpriced(
        goods=tuple(dict.fromkeys(buy.item for buy in plan.buys if (buy.place, buy.item) in sold)),
        lifts=tuple(row.lift for row in operation.lifts if row.lift in used and not row.priced),
    )


def say_total(cost: float, currency: str) -> str:
    """A sum of money, to two figures."""
    return say("report", "money", amount=say_about(cost), currency=currency)


def say_known_cost(cost: float, currency: str, *, priced: bool) -> str:
    """What something costs; that it is not known, or known in part, where not all of it has a price."""
    if priced:
        return say_total(cost, currency)
    return say("report", "cost_in_part", cost=say_total(cost, currency)) if cost > 0 else say("report", "cost_unknown")


def say_unpriced(unpriced: Unpriced) -> str:
    """Without what a total is: "without what has no price: 3 kinds of goods, 1 lift"; blank where it is whole."""
    parts = [say("report", f"unpriced_{code}", number=len(names)) for code, names in _parts(unpriced) if names]
    return say("report", "unpriced", parts=say_list(parts)) if parts else ""


def _parts(unpriced: Unpriced) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return ("goods", unpriced.goods), ("lifts", unpriced.lifts)

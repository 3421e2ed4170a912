"""What a basket must be: a need of energy to measure it by, and rules that can all hold at once."""

from __future__ import annotations

from collections.abc import Iterator

from malja.operation.food_needs import ENERGY
from malja.operation.rows import Tables
from malja.operation.rules.cell_bounds import row_problem
from malja.problems import Problem

#: Shares that add up to this are one.
_ONE = 1.0 + 1e-9


def check_basket(tables: Tables) -> Iterator[Problem]:
    """What is wrong with the basket of an operation, rule by rule; nothing where it has none."""
    rules = [rule for rule in tables.baskets if rule.basket == tables.basket]
    if not tables.basket or not rules:
        return
    if not any(need.need == ENERGY and need.kind == "daily" for need in tables.needs):
        yield Problem(code="basket_without_energy", file="operation", column="basket", value=tables.basket)
    for rule in rules:
        for least, most in (("min_share", "max_share"), ("min_g", "max_g")):
            low, high = getattr(rule, least), getattr(rule, most)
            if low is not None and high is not None and low > high:
                yield row_problem("baskets", rule, "least_above_most", least, low, most=most, value_most=high)
        if rule.to_day is not None and rule.to_day < rule.from_day:
            yield row_problem("baskets", rule, "basket_days_end_early", "to_day", rule.to_day, since=rule.from_day)
    for rule in rules:
        least_shares = sum(
            other.min_share or 0.0
            for other in rules
            if other.from_day <= rule.from_day and (other.to_day is None or other.to_day >= rule.from_day)
        )
        if least_shares > _ONE:
            said = {"basket": rule.basket, "day": rule.from_day, "sum": round(least_shares, 6)}
            yield row_problem("baskets", rule, "basket_shares_above_one", "min_share", rule.min_share or 0.0, **said)
            return

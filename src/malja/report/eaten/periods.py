"""What people eat by a plan, from period to period beside the basket, and where the basket gives way."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from malja.lifts.plan.plan import BasketMiss, Eaten, Plan

#: The most days of one period.
_WEEK = 7

_Rule = Literal["min_share", "max_share", "min_g", "max_g", "cooked"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FoodLine:
    """One food group in a period: grams a person and share of the energy, on average, and what the basket asks."""

    food_group: str
    grams: float
    share: float
    min_share: float | None
    max_share: float | None
    min_g: float | None
    max_g: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FoodPeriod:
    """Days on end at a site, at most a week, on which the basket asks the same."""

    place: str
    first: datetime.date
    last: datetime.date
    lines: tuple[FoodLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BasketGap:
    """One rule that gave way at a site: on which days, and on the worst of them what is eaten and what is asked.

    `eaten` and `asked` are shares of the energy for shares, grams a person for grams; for food that nobody can cook
    `eaten` is the share of a ration and `asked` 0.
    """

    place: str
    food_group: str
    rule: _Rule
    dates: tuple[datetime.date, ...]
    eaten: float
    asked: float
    missed: float


def list_food_periods(plan: Plan) -> tuple[FoodPeriod, ...]:
    """Weeks of each site from its first day on, a new one where the rules change; nothing without a basket."""
    periods = []
    for place, rows in groupby(plan.eaten, key=lambda row: row.place):
        days = [list(day) for _, day in groupby(rows, key=lambda row: row.date)]
        periods += [_period(place, week) for week in _cut(days)]
    return tuple(periods)


def find_basket_gaps(plan: Plan) -> tuple[BasketGap, ...]:
    """The rules that gave way, the most missed in all first."""
    eaten = {(row.place, row.date, row.food_group): row for row in plan.eaten}
    together: dict[tuple[str, str, _Rule], list[BasketMiss]] = {}
    for miss in plan.basket_misses:
        together.setdefault((miss.place, miss.food_group, miss.rule), []).append(miss)
    gaps = []
    for (place, food_group, rule), misses in together.items():
        worst = max(misses, key=lambda miss: miss.missed)
        row = eaten.get((place, worst.date, food_group))
        had, asked = (worst.missed, 0.0) if row is None or rule == "cooked" else _figures(row, rule)
        gaps.append(
            BasketGap(
                place=place,
                food_group=food_group,
                rule=rule,
                dates=tuple(miss.date for miss in misses),
                eaten=had,
                asked=asked,
                missed=sum(miss.missed for miss in misses),
            )
        )
    return tuple(sorted(gaps, key=lambda gap: -gap.missed))


def _figures(row: Eaten, rule: _Rule) -> tuple[float, float]:
    """What is eaten of a group and what the rule asks, in its own measure."""
    limits = {"min_share": row.min_share, "max_share": row.max_share, "min_g": row.min_g, "max_g": row.max_g}
    return (row.grams if rule in ("min_g", "max_g") else row.share), limits.get(rule) or 0.0


def _cut(days: Sequence[list[Eaten]]) -> Iterator[list[list[Eaten]]]:
    """Days of a site put together to weeks of the same rules."""
    week: list[list[Eaten]] = []
    for day in days:
        if week and (len(week) == _WEEK or list_rules(day) != list_rules(week[-1])):
            yield week
            week = []
        week.append(day)
    if week:
        yield week


def list_rules(rows: Iterable[Eaten | FoodLine]) -> list[tuple[object, ...]]:
    """What the basket asks of the groups of a day or a period; groups of which it says nothing are left out."""
    rules = [(row.food_group, row.min_share, row.max_share, row.min_g, row.max_g) for row in rows]
    return [rule for rule in rules if any(limit is not None for limit in rule[1:])]


def _period(place: str, week: list[list[Eaten]]) -> FoodPeriod:
    groups = list(dict.fromkeys(row.food_group for day in week for row in day))
    lines = []
    for group in groups:
        rows = [row for day in week for row in day if row.food_group == group]
        rule = rows[0]
        lines.append(
            FoodLine(
                food_group=group,
                grams=sum(row.grams for row in rows) / len(week),
                share=sum(row.share for row in rows) / len(week),
                min_share=rule.min_share,
                max_share=rule.max_share,
                min_g=rule.min_g,
                max_g=rule.max_g,
            )
        )
    return FoodPeriod(place=place, first=week[0][0].date, last=week[-1][0].date, lines=tuple(lines))

"""The plain formulation of docs/model.md, as it stands there: a column for every place, item and day.

What an ordinary modeller would write: no column is left out because it could never matter, none stands for two things,
limits are as the tables give them. Whole trips, whole packs. Goods are counted in packs.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

from benchmarks.plain_goods import Goods
from benchmarks.plain_lifts import Loads
from benchmarks.rows import Rows, Terms
from malja.catalogue.facts import TIERS
from malja.cover.rule.day_tables import DayTables
from malja.needs.requirements import SiteNeed
from malja.operation.operation import Operation

#: Each further quarter of a requirement that is missing is charged 10 % more.
SLOPES = (1.0, 1.1, 1.2, 1.3)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plain:
    """The rows of an operation, with what stands on which lift."""

    given: DayTables
    rows: Rows
    loads: Loads
    least: dict[str, float]
    """By aim: the smallest step of its cap."""

    def cap(self, aim: str, value: float) -> float:
        """How far an aim that ended at a value may slip for those after it."""
        tolerances: dict[str, float] = dict(zip(TIERS, self.given.operation.tolerance, strict=True))
        return max((1.0 + tolerances[aim]) * value, value + self.least[aim])


def plan_by_sums(operation: Operation) -> Operation:
    """The same operation without the rules that this formulation has not: baskets, stowage, segregation, margin."""
    return dataclasses.replace(
        operation, basket="", loading="by_sum", stowage=(), segregation=(), payload_margin=0.0, split_price=0.0
    )


def formulate(operation: Operation) -> Plain:
    """The rows of an operation; ValueError where it has rules that they would pass over: a bound must be one."""
    if operation != plan_by_sums(operation) or any(lift.cutoff_hours for lift in operation.lifts):
        raise ValueError("no basket, stowage, segregation, margin or cut-off is in the plain formulation: plan by sums")
    given, model = DayTables(operation), Rows()
    loads = Loads(given, model)
    goods = Goods(given, model, loads)
    aims: dict[str, Terms] = {tier: [] for tier in TIERS}
    least: dict[str, float] = dict.fromkeys(TIERS, 0.0)
    for need in given.needs:
        for day in range(given.horizon):
            terms, fixed = _provided(given, model, goods, need, day)
            for tier, asked in need.required.items():
                if asked[day] > 0:
                    persons = need.need.weight * float(need.people[day])
                    aims[tier] += _short(model, terms, float(asked[day]), fixed, persons)
                    least[tier] += 1e-9 * persons
    for aim, charged in aims.items():
        model.aim(aim, charged)
    model.aim("cost", [*loads.cost, *goods.cost], loads.spent)
    return Plain(given=given, rows=model, loads=loads, least=least)


def _provided(given: DayTables, model: Rows, goods: Goods, need: SiteNeed, day: int) -> tuple[Terms, float]:
    """What a need is given on a day, as terms and a number."""
    name, site = need.need.need, need.place
    service = float(given.service[site, name][day])
    if need.need.kind == "standing":
        stands = given.gives["in_place"].get(name, {})
        return [(goods.in_place[site, item, day], each) for item, each in stands.items()], service
    uses = given.gives["use"].get(name, {})
    given_by_use = [
        (column, each * count) for item, each in uses.items() for column, count in goods.use[site, item, day]
    ]
    serve = model.column()
    gives = [(goods.run[site, item, day], -each) for item, each in given.gives["per_day"].get(name, {}).items()]
    draws = [
        (goods.run[site, item, day], each)
        for item, each in given.draws.get(name, {}).items()
        if (site, item, day) in goods.run
    ]
    model.row("service", [(serve, 1.0), *gives, *draws], upper=service)
    return [*given_by_use, (serve, 1.0)], 0.0


def _short(model: Rows, terms: Terms, asked: float, fixed: float, persons: float) -> Terms:
    """provided >= (1 - short) * required, in shares of it, the shortfall in quarters; what it is charged."""
    quarters = [model.column(upper=0.25) for _ in SLOPES]
    shares = [(column, each / asked) for column, each in terms]
    model.row("cover", [*shares, *((column, 1.0) for column in quarters)], lower=1.0 - fixed / asked)
    return [(column, slope * persons) for column, slope in zip(quarters, SLOPES, strict=True)]

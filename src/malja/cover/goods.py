"""From the ways of meeting a need to the gap of each day and the goods that can fill it.

Ways that use no stock come first, so that no fuel is burnt for water that a well gives. Ways that share stock (two
generators on one store of diesel) are one good: on each day the way that uses least stock runs first.

What this promises can always be had. It is exact where the ways that use up stock share neither a daily limit nor a
stock from which they make different amounts. Elsewhere it may promise less than could be had: of ways that share a
daily limit (two water units at one well) the later has only what the first leaves; of ways that share a stock the
amount counts at the rate of the day on which it is used worst. The planner, which weighs all of it at once, then does
better than cover says, never worse.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from malja.cover.lasting import ROUNDING, Good
from malja.cover.ways import DailyLimit, NeedWay, SiteGoods
from malja.needs.requirements import DailyAmounts


def find_gap_and_goods(
    site: SiteGoods, ways: Sequence[NeedWay], demand: DailyAmounts
) -> tuple[DailyAmounts, list[Good]]:
    """What is left of the demand by day after all that uses nothing up, and the goods that can fill it.

    Demand, gap and the goods' amounts are in the need's unit; arrays have the shape (horizon,).
    """
    left = dict(site.limits)
    gap = demand.copy()
    for way in ways:
        if not way.stock:
            gap -= _taken(way, left, gap)
    gap[gap <= ROUNDING * demand] = 0.0
    stocked = [way for way in ways if way.stock]
    goods = [_good(site, sharing, left, gap) for sharing in _sharing(stocked)]
    return gap, goods


def _taken(way: NeedWay, left: dict[DailyLimit, DailyAmounts], most: DailyAmounts) -> DailyAmounts:
    """What a way can give by day of what is left of its limits, at most `most`; it is taken off the limits."""
    gives = most.copy()
    for limit, quantity in way.daily.items():
        gives = np.minimum(gives, left[limit] / quantity)
    gives = np.maximum(gives, 0.0)
    for limit, quantity in way.daily.items():
        left[limit] = left[limit] - quantity * gives
    return gives


def _good(site: SiteGoods, sharing: Sequence[NeedWay], left: dict[DailyLimit, DailyAmounts], gap: DailyAmounts) -> Good:
    """The ways that share stock as one good; on each day the way that uses least stock comes first."""
    gives, uses = np.zeros(site.horizon), {item: np.zeros(site.horizon) for way in sharing for item in way.stock}
    until = min(_last_day(site, item) for item in uses)
    for way in sorted(sharing, key=lambda way: sum(way.stock.values())):
        more = _taken(way, left, gap - gives)
        gives += more
        for item, quantity in way.stock.items():
            uses[item] += quantity * more
    some = gives > 0
    if not some.any():
        return Good(amount=0.0, until=until, per_day=gives)
    amount = min(site.stock[item] / float((used[some] / gives[some]).max()) for item, used in uses.items())
    return Good(amount=amount, until=until, per_day=gives)


def _last_day(site: SiteGoods, item: str) -> int:
    """The last day on which opening stock may be used: it is fresh on day 0."""
    shelf = site.items[item].shelf_life_days
    return site.horizon - 1 if shelf is None else min(shelf, site.horizon - 1)


def _sharing(stocked: Sequence[NeedWay]) -> Iterator[list[NeedWay]]:
    """The ways in groups, so that no two groups use the same item."""
    groups: list[tuple[set[str], list[NeedWay]]] = []
    for way in stocked:
        items, members = set(way.stock), [way]
        apart = []
        for others, theirs in groups:
            if others & items:
                items, members = items | others, theirs + members
            else:
                apart.append((others, theirs))
        groups = [*apart, (items, members)]
    for _, members in groups:
        yield members

"""Why each line of a load goes: what is worse if it alone stays behind and all else goes as planned."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace

import numpy as np

from malja.catalogue.facts import TIERS
from malja.lifts.plan.plan import LoadReason, Plan, Trip
from malja.lifts.solver.matrix import Ints, gather
from malja.lifts.solver.time_limit import OutOfTimeError, within_time
from malja.lifts.what_if.left_behind import MONEY, NOTICED, VARIETY, LeftBehind
from malja.lifts.what_if.planned_loads import LoadLine, fix_planned_loads
from malja.operation.operation import Operation
from malja.problems import Failed

#: Money below this is none, in the operation's currency.
_LEAST_COST = 0.01


def add_load_reasons(operation: Operation, plan: Plan, *, stop: Callable[[], bool] | None = None) -> Plan:
    """The plan with a reason for each line of its loads, those that leave first worked out first.

    Lines whose reason is not worked out once `stop` says true have none.
    """
    found: dict[tuple[int, str], LoadReason] = {}
    with suppress(OutOfTimeError), within_time(stop):
        for line, reason in find_reasons(operation, plan):
            found[line.trip, line.item] = reason
    trips = tuple(
        replace(
            trip,
            cargo=tuple(replace(cargo, reason=found.get((number, cargo.item), cargo.reason)) for cargo in trip.cargo),
        )
        for number, trip in enumerate(plan.trips)
    )
    return replace(plan, trips=trips)


def find_reasons(
    operation: Operation, plan: Plan, only: Container[tuple[int, str]] | None = None
) -> Iterator[tuple[LoadLine, LoadReason]]:
    """Each line with its reason, by the day on which its trip leaves, vehicles before roads.

    `only`: the lines that are asked about, each by the number of its trip and its item; None: all.
    """
    behind = LeftBehind(fix_planned_loads(operation, plan))
    asked = (line for line in behind.loads.lines if only is None or (line.trip, line.item) in only)
    lines = sorted(asked, key=lambda line: (_rank(plan.trips[line.trip]), line.trip))
    for line in lines:
        # What the solver can't settle is not guessed: the line goes without a reason.
        with suppress(Failed):
            yield line, _find_reason(behind, line)


def _rank(trip: Trip) -> tuple[bool, int]:
    return trip.vehicles is None, trip.leaves.toordinal()


def _find_reason(behind: LeftBehind, line: LoadLine) -> LoadReason:
    """Why a line goes: the gravest tier of which anything would be noticed, else variety, a little, money or room."""
    slight: LoadReason | None = None
    for tier in range(len(TIERS)):
        lacks = behind.find_lacks((line,), tier)
        noticed = tuple(lack for lack in lacks if lack.worst > NOTICED)
        if noticed:
            return LoadReason(why="need", lacks=noticed)
        if lacks and slight is None:
            slight = LoadReason(why="slight", lacks=lacks)
    return _find_variety(behind, line) or slight or _find_cost(behind, line) or LoadReason(why="room")


def _find_cost(behind: LeftBehind, line: LoadLine) -> LoadReason | None:
    """What more would have to be paid for the same without a line, and where most of it; None where that is nothing."""
    p, buy = behind.loads.model.problem, behind.loads.model.columns.buy
    prices = np.where(buy >= 0, p.supply_cost[:, None], 0.0)
    more = np.zeros(len(prices))
    for columns, usual, after in behind.solve((line,), MONEY):
        more += (prices * gather(behind.spread(columns, after) - behind.spread(columns, usual), buy)).sum(axis=1)
    cost = float(more.sum())
    if cost < _LEAST_COST:
        return None
    place = p.operation.places[int(p.supply_place[int(more.argmax())])].place
    return LoadReason(why="cost", place=place, cost=cost)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rule:
    """A rule of a basket as columns [site, day] that say how far it gives way."""

    food_group: str
    rule: str
    columns: Ints


def _list_rules(behind: LeftBehind) -> list[_Rule]:
    basket = behind.loads.model.basket
    if basket is None:
        return []
    groups = enumerate(basket.basket.groups)
    rules = [
        _Rule(food_group=group, rule=rule, columns=columns[:, n])
        for n, group in groups
        for rule, columns in (("too_little", basket.under), ("too_much", basket.over))
    ]
    return [*rules, _Rule(food_group="", rule="not_cooked", columns=basket.raw)]


def _find_variety(behind: LeftBehind, line: LoadLine) -> LoadReason | None:
    """The rule of the basket that gives way most without a line; None where none does so noticeably."""
    p = behind.loads.model.problem
    best: tuple[float, LoadReason] | None = None
    for columns, usual, after in behind.solve((line,), VARIETY):
        for rule in _list_rules(behind):
            if not np.isin(rule.columns, columns).any():
                continue
            worse = gather(behind.spread(columns, after) - behind.spread(columns, usual), rule.columns)
            site = int((np.maximum(worse, 0.0) * p.people).sum(axis=1).argmax())
            days = np.flatnonzero(worse[site] > NOTICED)
            much = float((np.maximum(worse[site], 0.0) * p.people[site]).sum())
            if len(days) and (best is None or much > best[0]):
                place = p.operation.places[int(p.sites[site])].place
                best = (
                    much,
                    LoadReason(
                        why="variety",
                        place=place,
                        food_group=rule.food_group,
                        rule=rule.rule,
                        first=p.operation.date(int(days[0])),
                    ),
                )
    return None if best is None else best[1]

"""The two-stage program: first loads that are the same in every future, all else as each future turns out.

    least  q[0] * aims(base) + sum_s q[s] * aims(s)    load(s) = arrives(s) * load(base) on the days of the first stage

with the aims weighed in one sum, as in every search (`weigh_objectives`); fractions of trips and packs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from malja.lifts.hedge.scenarios import FirstStage, Scenario
from malja.lifts.model.model import Model
from malja.lifts.solver.matrix import ABSENT, Floats, Ints, MatrixBuilder
from malja.lifts.solver.program import Answer, Effort, Program, minimise


@dataclass(frozen=True, slots=True, kw_only=True)
class Future:
    """A scenario with the sum of its aims and how likely it is."""

    scenario: Scenario
    cost: Floats
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class TwoStage:
    """The expected case with its cost and weight, its first stage, and the futures beside it."""

    base: Model
    cost: Floats
    weight: float
    stage: FirstStage
    futures: tuple[Future, ...]


def solve_two_stage(two: TwoStage, effort: Effort) -> Floats | None:
    """The amounts of the first stage that are best over all futures; None where none were found."""
    matrix, cost, lower = MatrixBuilder(), [two.weight * two.cost], [two.base.program.lower]
    own = np.arange(len(two.cost), dtype=np.int64)
    first = two.stage.list_columns(two.base)
    _add_block(matrix, two.base.program, own, np.ones(len(own)))
    for future in two.futures:
        scenario, columns = future.scenario, two.stage.list_columns(future.scenario.model)
        tied = (columns >= 0) & ~scenario.loose
        to = np.zeros(len(future.cost), dtype=np.int64)
        share = np.ones(len(future.cost))
        free = np.ones(len(future.cost), dtype=bool)
        free[columns[tied]] = False
        to[columns[tied]], share[columns[tied]] = first[tied], scenario.arrives[tied]
        to[free] = matrix.column_count + np.arange(int(free.sum()))
        part = future.weight * future.cost
        np.add.at(cost[0], to[columns[tied]], part[columns[tied]] * share[columns[tied]])
        cost.append(part[free])
        lower.append(scenario.program.lower[free])
        _add_block(matrix, scenario.program, to, share, free)
        _hold_loose(matrix, to, columns, first, scenario)
    built = matrix.build()
    program = Program(matrix=built, lower=np.concatenate(lower), upper=built.upper)
    answer = minimise(program, np.concatenate(cost), effort=effort)
    return None if answer.values is None else answer.values[first]


def _add_block(matrix: MatrixBuilder, program: Program, to: Ints, share: Floats, free: Floats | None = None) -> None:
    """The rows of a program over columns that are new (`free`, all where None) or stand in the matrix already."""
    upper = program.upper if free is None else program.upper[free]
    matrix.add_columns(np.ones(len(upper), dtype=bool), upper)
    part = program.matrix
    rows = matrix.add_rows(np.ones(len(part.row_lower), dtype=bool), part.row_lower, part.row_upper)
    column = np.repeat(np.arange(len(to)), np.diff(part.start))
    matrix.add_entries(rows[part.index], to[column], part.value * share[column])


def _hold_loose(matrix: MatrixBuilder, to: Ints, columns: Ints, first: Ints, scenario: Scenario) -> None:
    """load(s) <= arrives(s) * load(base) where what is to leave may not have come."""
    loose = (columns >= 0) & scenario.loose
    rows = matrix.add_rows(np.ones(int(loose.sum()), dtype=bool), -np.inf, 0.0)
    matrix.add_entries(rows, to[columns[loose]], 1.0)
    matrix.add_entries(rows, first[loose], -scenario.arrives[loose])


def list_all_futures(two: TwoStage) -> tuple[Future, ...]:
    """The expected case as a future of its own, then all others."""
    count = len(two.stage.loads) + len(two.stage.trips)
    expected = Scenario(
        model=two.base,
        program=two.base.program,
        arrives=np.ones(count),
        loose=np.zeros(count, dtype=bool),
    )
    return (Future(scenario=expected, cost=two.cost, weight=two.weight), *two.futures)


def live_through(stage: FirstStage, future: Future, amounts: Floats, effort: Effort) -> Answer:
    """The best that can be done in one future after given amounts of the first stage."""
    scenario = future.scenario
    program = scenario.program
    columns = stage.list_columns(scenario.model)
    lower, upper = program.lower.copy(), program.upper.copy()
    there = columns != ABSENT
    arriving = amounts * scenario.arrives
    lower[columns[there]] = np.where(scenario.loose, 0.0, arriving)[there]
    upper[columns[there]] = arriving[there]
    return minimise(program.with_bounds(lower, upper), future.cost, effort=effort)


def weigh_amounts(two: TwoStage, amounts: Floats, effort: Effort) -> tuple[float, Floats]:
    """The mean over all futures after amounts of the first stage, infinite where one cannot be lived through.

    With it [future, load of the first stage] what one more of each would spare in it; the expected case is the first.
    """
    value, prices = 0.0, []
    for future in list_all_futures(two):
        answer = live_through(two.stage, future, amounts, effort)
        value += future.weight * answer.value
        prices.append(_price(two.stage, future, answer))
    return value, np.array(prices)


def choose_futures(two: TwoStage, prices: Floats, most: int) -> TwoStage:
    """The same with at most so many futures: of those that ask for the same one, with the weight of all.

    What a future asks for are its `prices` [future, any]; those that ask for what the expected case does belong to it.
    """
    if len(two.futures) <= most:
        return two
    points = prices / max(1e-12, float(np.abs(prices).max(initial=0.0)))
    apart = np.sqrt(np.maximum(((points[:, None] - points[None]) ** 2).sum(axis=2), 0.0))
    chosen = [0]
    for _ in range(most):
        nearest = apart[:, chosen].min(axis=1)
        spared = np.maximum(nearest[:, None] - apart, 0.0).sum(axis=0)
        best = int(np.argmax(spared))
        if spared[best] <= 0:
            break
        chosen.append(best)
    belongs = np.array(chosen)[np.argmin(apart[:, chosen], axis=1)]
    every = list_all_futures(two)
    weights = np.array([one.weight for one in every])
    kept = tuple(replace(every[n], weight=float(weights[belongs == n].sum())) for n in sorted(chosen) if n)
    return replace(two, weight=float(weights[belongs == 0].sum()), futures=kept)


def _price(stage: FirstStage, future: Future, answer: Answer) -> Floats:
    """What one more of each load of the first stage spares in a future; nothing for trips."""
    prices = np.zeros(len(stage.loads) + len(stage.trips))
    if answer.reduced_costs is None:
        return prices
    columns = stage.list_columns(future.scenario.model)[: len(stage.loads)]
    there = columns != ABSENT
    prices[: len(columns)][there] = answer.reduced_costs[columns[there]]
    return prices * future.scenario.arrives


def list_equal_futures(scenarios: Sequence[Scenario], costs: Sequence[Floats]) -> tuple[Future, ...]:
    """Futures that are all as likely as the expected case."""
    weight = 1.0 / (len(scenarios) + 1)
    return tuple(Future(scenario=one, cost=cost, weight=weight) for one, cost in zip(scenarios, costs, strict=True))

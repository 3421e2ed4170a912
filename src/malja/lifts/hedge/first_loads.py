"""First loads that are hedged: from the two-stage program with fractions to trips and packs that a plan starts from."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from malja.lifts.hedge.chances import Chances
from malja.lifts.hedge.price_of_safety import price_safety
from malja.lifts.hedge.scenarios import draw_scenarios, find_first_stage
from malja.lifts.hedge.two_stage import (
    TwoStage,
    choose_futures,
    list_equal_futures,
    solve_two_stage,
    weigh_amounts,
)
from malja.lifts.model.model import Model, build_model, weigh_objectives
from malja.lifts.model.problem_arrays import build_problem
from malja.lifts.plan.plan import Safety
from malja.lifts.search.stages import solve_stages
from malja.lifts.solver.matrix import Floats, MatrixBuilder, gather
from malja.lifts.solver.program import Effort, Program, minimise
from malja.lifts.solver.tolerances import INTEGER_TOLERANCE
from malja.operation.operation import Operation

#: Days that futures are looked at: what is loaded in the first week matters little behind them.
_DAYS_SEEN = 28

#: The most columns of a program of all futures; with hubs, where such a program takes many times longer, none.
_WHOLE_COLUMNS = 450_000

#: Futures that stand for all beyond it: as many as keep the program below so many columns, within these limits.
_COLUMNS, _FEWEST, _MOST = 110_000, 4, 8

#: With so many of them it begins, and so many more are taken each time.
_BEGIN, _MORE = 2, 2

#: What it costs to fall a day behind the hedged loads, beside all aims: dear, but never dearer than survival.
_BEHIND = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstLoads:
    """[lift, item, day] packs that leave on the first days, with fractions; what they cost and spare, where known."""

    packs: Floats
    safety: Safety | None


def hedge_first_loads(
    operation: Operation,
    chances: Chances,
    *,
    days: int,
    number: int,
    effort: Effort | None = None,
    price: bool = False,
) -> FirstLoads | None:
    """What leaves on the first `days`, best over `number` futures; None: none found. `price`: with what it costs."""
    effort = effort or Effort()
    seen = replace(operation, days=min(operation.days, max(days, _DAYS_SEEN)), notices=())
    base = build_model(build_problem(seen))
    two = make_two_stage(base, chances, days=days, number=number, effort=effort)
    if two is None:
        return None
    plain = minimise(base.program, two.cost, effort=effort).values
    if plain is None:
        return None
    usual = plain[two.stage.list_columns(base)]
    amounts = find_best_amounts(two, usual, effort)
    packs = np.zeros((len(operation.lifts), len(operation.items), days))
    loads = two.stage.loads
    np.add.at(packs, (loads[:, 0], base.problem.lots.item[loads[:, 1]], loads[:, 2]), amounts[: len(loads)])
    return FirstLoads(packs=packs, safety=price_safety(two, usual, amounts, effort) if price else None)


def find_best_amounts(two: TwoStage, usual: Floats, effort: Effort) -> Floats:
    """The amounts of the first stage that are best over all futures, or, in large programs, that few of them ask for.

    `usual` are amounts to begin with, and what stays where nothing is found.
    """
    if not _can_be_solved_whole(two):
        return ask_few_in_turn(two, usual, effort)
    whole = solve_two_stage(two, effort)
    return usual if whole is None else whole


def ask_few_in_turn(two: TwoStage, usual: Floats, effort: Effort) -> Floats:
    """The best over all futures of the amounts of the first stage that a few of them ask for.

    Which futures tell depends on what is loaded: a day on which nothing leaves may fail unnoticed. So with the amounts
    that some ask for all futures are asked again, and some more are chosen.
    """
    most = min(_MOST, max(_FEWEST, _COLUMNS // len(two.cost)))
    best, least, asked = usual, np.inf, []
    amounts: Floats | None = usual
    for number in (*range(min(_BEGIN, most), most + 1, _MORE), 0):
        if amounts is None:
            break
        value, prices = weigh_amounts(two, amounts, effort)
        asked.append(prices)
        if value < least:
            best, least = amounts, value
        if number:
            amounts = solve_two_stage(choose_futures(two, np.concatenate(asked, axis=1), number), effort)
    return best


def _can_be_solved_whole(two: TwoStage) -> bool:
    """Whether all futures at once are solved about as soon as a few of them in turn."""
    columns = len(two.cost) + sum(len(future.cost) for future in two.futures)
    return columns <= _WHOLE_COLUMNS and not any(future.scenario.loose.any() for future in two.futures)


def make_two_stage(base: Model, chances: Chances, *, days: int, number: int, effort: Effort) -> TwoStage | None:
    """The two-stage program of an operation over `number` futures; None where the expected case was not solved."""
    stages = solve_stages(base, base.program, effort, count=3)
    if stages is None:
        return None
    caps = base.cap_objectives(stages.caps, stages.charge_cap)
    cheapest = minimise(base.program.with_caps(*caps), base.aims.cost, effort=replace(effort, interior=True)).values
    money = float(base.aims.cost @ (stages.x if cheapest is None else cheapest))
    stage = find_first_stage(base, days)
    scenarios = draw_scenarios(base.problem.operation, base, stage, chances, number)
    costs = [weigh_objectives(one.model, stages.values, money) for one in scenarios]
    futures = list_equal_futures(scenarios, costs)
    cost = weigh_objectives(base, stages.values, money)
    return TwoStage(base=base, cost=cost, weight=1.0 / (number + 1), stage=stage, futures=futures)


def start_from_first_loads(model: Model, packs: Floats, effort: Effort) -> Model:
    """The model with whole first trips that carry as much as they can of `packs`, and their whole packs aboard.

    Nothing that goes on from a hub is fixed: whether it comes there in whole packs is not known yet.
    """
    days = packs.shape[2]
    found = _make_trips_whole(model, packs, effort)
    if found is None:
        return model
    columns = model.columns
    lower, upper = model.program.lower.copy(), model.program.upper.copy()
    trips = columns.trips[:, :days][columns.trips[:, :days] >= 0]
    lower[trips] = upper[trips] = found[trips].round()
    p = model.problem
    straight = ~np.isin(p.lifts.origin, p.lifts.destination) & p.lifts.trip
    whole = np.zeros(len(lower), dtype=bool)
    whole[model.packs] = True
    for own in (columns.load, columns.packs):
        mine = own[straight][:, :, :days]
        mine = mine[(mine >= 0) & whole[np.maximum(mine, 0)]]
        lower[mine] = np.minimum(np.floor(found[mine] + INTEGER_TOLERANCE), upper[mine])
    return replace(model, program=model.program.with_bounds(lower, upper))


def _make_trips_whole(model: Model, packs: Floats, effort: Effort) -> Floats | None:
    """Whole first trips, and loads with fractions that fall as little as can be behind `packs`, day by day.

    The expected case decides what is left. How dear it is to fall behind goes by weight.
    """
    p, days = model.problem, packs.shape[2]
    due = np.cumsum(packs, axis=2)
    builder = MatrixBuilder()
    part = model.program.matrix
    columns = builder.add_columns(np.ones(len(part.upper), dtype=bool), model.program.upper)
    rows = builder.add_rows(np.ones(len(part.row_lower), dtype=bool), part.row_lower, part.row_upper)
    column = np.repeat(np.arange(len(columns)), np.diff(part.start))
    builder.add_entries(rows[part.index], columns[column], part.value)
    behind = builder.add_columns(due > INTEGER_TOLERANCE)
    held = builder.add_rows(behind >= 0, due, np.inf)
    builder.add_entries(held, behind, 1.0)
    for day in range(days):
        for lot, item in enumerate(p.lots.item):
            builder.add_entries(held[:, item, day:], model.columns.load[:, lot, day][:, None], 1.0)
    built = builder.build()
    cost = np.zeros(builder.column_count)
    cost[: len(part.upper)] = 1e-3 * model.aims.tie
    there = behind >= 0
    cost[behind[there]] = np.broadcast_to((_BEHIND * p.kg)[None, :, None], behind.shape)[there]
    trips = model.columns.trips[:, :days]
    whole = trips[trips >= 0]
    program = Program(
        matrix=built,
        lower=np.concatenate([model.program.lower, np.zeros(builder.column_count - len(part.upper))]),
        upper=built.upper,
    )
    found = minimise(program, cost, whole=whole, effort=replace(effort, nodes=50, gap=1e-3)).values
    return None if found is None else found[: len(part.upper)]


def sum_loads(model: Model, x: Floats, days: int) -> Floats:
    """[lift, item, day] packs that leave on the first days in a solution."""
    p = model.problem
    packs = np.zeros((len(p.lifts.origin), len(p.pack), days))
    loads = gather(x, model.columns.load)[:, :, :days]
    for lot, item in enumerate(p.lots.item):
        packs[:, item] += loads[:, lot]
    return packs

"""Feared futures as programs: who comes, what does not leave, and which first loads all of them share."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from malja.lifts.hedge.chances import Chances, Draws
from malja.lifts.hedge.foresight import expect_people, leave_committed_cargo
from malja.lifts.model.model import Model, build_model
from malja.lifts.model.problem_arrays import build_problem
from malja.lifts.solver.matrix import Bools, Floats, Ints
from malja.lifts.solver.program import Program
from malja.operation.operation import Operation


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstStage:
    """What is decided before anybody knows: loads and trips of the first days, as columns of a model.

    `loads` and `trips` are rows of (lift, lot, day) and (lift, day). The same rows name other columns in the model of
    another future of the same operation.
    """

    days: int
    loads: Ints
    trips: Ints

    def list_columns(self, model: Model) -> Ints:
        """The columns of a model, loads first."""
        load, trips = model.columns.load, model.columns.trips
        return np.concatenate([load[tuple(self.loads.T)], trips[tuple(self.trips.T)]])


def find_first_stage(model: Model, days: int) -> FirstStage:
    """The loads and trips of the first days that a model has columns for."""
    load, trips = model.columns.load[:, :, :days], model.columns.trips[:, :days]
    return FirstStage(days=days, loads=np.argwhere(load >= 0), trips=np.argwhere(trips >= 0))


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """One feared future: its model and bounds, and how much of each load of the first stage arrives in it.

    `arrives` is 1 or 0 by column of the first stage (trips: 1, a place in the week is lost in any case). `loose` are
    loads of which less may leave, because what they were to carry may not have come to their origin.
    """

    model: Model
    program: Program
    arrives: Floats
    loose: Bools


def draw_scenarios(
    operation: Operation, base: Model, stage: FirstStage, chances: Chances, number: int
) -> list[Scenario]:
    """So many futures drawn from the chances, all as likely; the same operation and chances give the same.

    Counts are taken as right: they are counted again before the next loads are fixed.
    """
    return [_make_scenario(operation, base, stage, Draws(chances=chances, run=run, of=number)) for run in range(number)]


def _make_scenario(operation: Operation, base: Model, stage: FirstStage, draws: Draws) -> Scenario:
    fails = np.zeros(base.columns.trips.shape, dtype=bool)
    for n, lift in enumerate(operation.lifts):
        if lift.mode == "trip":
            fails[n] = [draws.does_fail(lift.lift, operation.date(day)) for day in range(operation.days)]
    people = expect_people(operation, draws)
    stays, left = leave_committed_cargo(operation, draws)
    if people or stays:
        feared = replace(
            operation,
            people=(*operation.people, *people),
            committed=tuple(row for row in operation.committed if row not in stays),
            supply=(*operation.supply, *left),
            notices=(),
        )
        model = build_model(build_problem(feared))
    else:
        model = base
    lower, upper = model.program.lower.copy(), model.program.upper.copy()
    load = model.columns.load[np.broadcast_to(fails[:, None], model.columns.load.shape)]
    upper[load[load >= 0]] = 0.0
    later = fails.copy()
    later[:, : stage.days] = False
    trips = model.columns.trips[later]
    upper[trips[trips >= 0]] = lower[trips[trips >= 0]]
    gone = fails[stage.loads[:, 0], stage.loads[:, 2]]
    fed = np.isin(base.problem.lifts.origin, base.problem.lifts.destination)
    return Scenario(
        model=model,
        program=model.program.with_bounds(lower, upper),
        arrives=np.concatenate([np.where(gone, 0.0, 1.0), np.ones(len(stage.trips))]),
        loose=np.concatenate([fed[stage.loads[:, 0]], np.zeros(len(stage.trips), dtype=bool)]),
    )

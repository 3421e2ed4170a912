"""The trips of a plan fixed on their days, and their loads planned again with fractions of packs."""

from __future__ import annotations

import datetime
from dataclasses import replace

import numpy as np

from malja.catalogue.facts import TIERS
from malja.lifts.model.model import Model
from malja.lifts.model.problem import Problem
from malja.lifts.plan.plan import Plan, Trip
from malja.lifts.solver.matrix import Bools, Floats, gather
from malja.lifts.solver.program import Program
from malja.operation.operation import Operation


def find_next_trip(plan: Plan) -> Trip | None:
    """The first trip that leaves; where nothing but flows move, the first day's load of the first of them."""
    trips = [trip for trip in plan.trips if trip.vehicles] or list(plan.trips)
    return min(trips, key=lambda trip: trip.leaves, default=None)


def fix_planned_trips(model: Model, plan: Plan, *, without: Trip | None = None) -> Program:
    """The program with exactly the trips of the plan, except the trip `without`."""
    operation = model.problem.operation
    number = {lift.lift: n for n, lift in enumerate(operation.lifts)}
    lower, upper = model.program.lower.copy(), model.program.upper.copy()
    vehicles = np.zeros(model.columns.trips.shape)
    for trip in plan.trips:
        day = operation.day(trip.leaves)
        if trip.vehicles and 0 <= day < operation.days and trip is not without:
            vehicles[number[trip.lift], day] += trip.vehicles
    there = model.columns.trips >= 0
    vehicles = np.maximum(vehicles, model.problem.lifts.fixed)
    lower[model.columns.trips[there]] = upper[model.columns.trips[there]] = vehicles[there]
    if without is not None and without.vehicles is None:
        load = model.columns.load[number[without.lift], :, operation.day(without.leaves)]
        upper[load[load >= 0]] = 0.0
    return model.program.with_bounds(lower, upper)


def sum_carried(model: Model, x: Floats, lift: str, leaves: datetime.date) -> dict[str, float]:
    """Kilograms by item that a lift carries on a day, what is committed left out."""
    p = model.problem
    n, day = [row.lift for row in p.operation.lifts].index(lift), p.operation.day(leaves)
    columns = model.columns.load[n, :, day]
    kg: dict[str, float] = {}
    for lot in np.flatnonzero(columns >= 0):
        item = int(p.lots.item[lot])
        name = p.operation.items[item].item
        kg[name] = kg.get(name, 0.0) + float(x[columns[lot]] * p.kg[item])
    return kg


def find_missing_shares(model: Model, x: Floats) -> Floats:
    """[site need, tier, day] the share of each requirement that is missing."""
    p = model.problem
    provided = gather(x, model.columns.provided) * p.highest
    asked: Bools = p.required > 0
    share = 1.0 - provided[:, None] / np.where(asked, p.required, 1.0)
    return np.where(asked, np.clip(share, 0.0, 1.0), 0.0)


def read_missing_shares(p: Problem, plan: Plan) -> Floats:
    """[site need, tier, day] the same of the plan itself, from its coverage."""
    number = {(need.place, need.need.need): k for k, need in enumerate(p.needs)}
    missing = np.zeros(p.required.shape)
    for row in plan.coverage:
        k, day = number.get((row.place, row.need)), p.operation.day(row.date)
        if k is not None and 0 <= day < p.horizon:
            for m, tier in enumerate(TIERS):
                missing[k, m, day] = row.short.get(tier, 0.0)
    return missing


def shorten_horizon(operation: Operation, days: int, reserve: int = 0) -> Operation:
    """The operation planned for no more than so many days, with so many in reserve if that cuts it short."""
    if days >= operation.days:
        return operation
    return replace(operation, days=days, reserve_days=min(reserve, operation.reserve_days))

"""From a solution's columns to the plan: whole numbers rounded, and every figure worked out again from the loads."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from malja.catalogue.facts import TIERS
from malja.lifts.model.day_loads import sum_planned_packs
from malja.lifts.model.model import Model
from malja.lifts.model.problem import Problem
from malja.lifts.model.shortfall_charge import charge_shortfall
from malja.lifts.plan.plan import Aim, Buy, Cargo, Coverage, Limit, Plan, Quantity, Solver, Trip
from malja.lifts.plan.small_consignments import charge_small_consignments
from malja.lifts.search.eaten_food import list_basket_misses, list_eaten
from malja.lifts.search.solution import Solution
from malja.lifts.search.trip_loading import TripLoading
from malja.lifts.solver.matrix import Floats, Ints, gather
from malja.lifts.solver.tolerances import PLAN_TOLERANCE


def build_plan(model: Model, solution: Solution, limits: tuple[Limit, ...], version: str) -> Plan:
    """The plan of a solution."""
    p, v = model.problem, model.columns
    x = _clean(model, solution.x)
    provided = _provided(model, x)
    short = _short(p, provided)
    loads = gather(x, v.load)
    trips = np.where(p.lifts.trip[:, None], gather(x, v.trips), 0.0).round()
    operation = p.operation
    listed = _list_trips(p, loads, trips)
    return Plan(
        operation=operation.name,
        start=operation.start,
        days=operation.days,
        reserve_days=operation.reserve_days,
        currency=operation.currency,
        aims=_aims(model, solution, x, short),
        trips=listed,
        consignments=charge_small_consignments(operation, listed),
        buys=_buys(p, gather(x, v.buy)),
        uses=_rows(p, p.sites, _by_item(p, gather(x, v.use))),
        runs=_rows(p, p.sites, gather(x, v.run)),
        waste=_rows(p, np.arange(len(operation.places)), _by_item(p, gather(x, v.waste)) + p.spoiled),
        stock=_rows(p, np.arange(len(operation.places)), _by_item(p, gather(x, v.stock))),
        in_place=_rows(p, p.sites, _in_place(model, x)),
        coverage=_coverage(p, provided, short),
        solver=Solver(name="HiGHS", version=version, status="stopped" if solution.stopped else "solved"),
        eaten=list_eaten(model, x),
        basket_misses=list_basket_misses(model, x, provided),
        limits=limits,
    )


def _clean(model: Model, x: Floats) -> Floats:
    """The solution without rounding errors, trips without a load, and lots dearer than need be."""
    p, v = model.problem, model.columns
    x = np.where(np.abs(x) < PLAN_TOLERANCE, 0.0, x)
    if not len(x):
        return x
    empty = (v.trips >= 0) & ~(gather(x, v.load) > PLAN_TOLERANCE).any(axis=1)
    x[v.trips[empty]] = p.lifts.fixed[empty]
    there = v.buy >= 0
    x[v.buy[there]] = _buy_cheapest_first(p, gather(x, v.buy))[there]
    return x


def _by_item(p: Problem, by_lot: Floats) -> Floats:
    """[.., lot, day] to [.., item, day]."""
    return np.add.reduceat(by_lot, p.lots.offset[:-1], axis=1) if len(p.pack) else by_lot[:, :0]


def _in_place(model: Model, x: Floats) -> Floats:
    """[site, item, day] assets in place, worked out from what comes; those that serve nothing here included."""
    p = model.problem
    come = gather(x, model.columns.come)
    here = p.standing.copy()
    for i in range(len(p.pack)):
        for day in range(p.horizon):
            since = day + int(p.setup[i])
            here[:, i, since : since + int(p.life[i])] += come[:, i, day, None]
    return here


def _provided(model: Model, x: Floats) -> Floats:
    """[site need, day] what is provided, in the need's unit."""
    p = model.problem
    provided = gather(x, model.columns.serve) * p.highest
    use, in_place = _by_item(p, gather(x, model.columns.use)), _in_place(model, x)
    for i, k, units in p.use:
        provided[k] += units * use[p.site[k], i]
    for i, k, units in p.in_place:
        provided[k] += units * in_place[p.site[k], i]
    for k, need in enumerate(p.needs):
        if need.need.kind == "standing":
            provided[k] += p.service[k]
    return provided


def _short(p: Problem, provided: Floats) -> Floats:
    """[site need, tier, day] the share of the requirement that is missing."""
    asked = p.required > 0
    share = 1.0 - provided[:, None, :] / np.where(asked, p.required, 1.0)
    return np.where(asked & (share > PLAN_TOLERANCE), np.clip(share, 0.0, 1.0), 0.0)


def _aims(model: Model, solution: Solution, x: Floats, short: Floats) -> tuple[Aim, ...]:
    p = model.problem
    weighted = p.weight[:, None] * p.concerned
    aims = []
    for stage, tier in enumerate(TIERS):
        value = float((weighted * charge_shortfall(short[:, stage])).sum())
        aims.append(
            Aim(
                aim=tier,
                value=value,
                person_days=float((weighted * short[:, stage]).sum()),
                cap=max(solution.caps[stage], value),
                bound=min(max(solution.bounds[stage], 0.0), value),
            )
        )
    cost = float(model.aims.cost @ x) + model.aims.constant
    bound = min(max(solution.bounds[3], 0.0) + model.aims.constant, cost)
    aims.append(
        Aim(
            aim="cost", value=cost, person_days=None, cap=max(solution.caps[3] + model.aims.constant, cost), bound=bound
        )
    )
    return tuple(aims)


def _rows(p: Problem, places: Ints, packs: Floats) -> tuple[Quantity, ...]:
    """Rows of what is not zero, by place, then day, then item."""
    rows = []
    for n, place in enumerate(places):
        for day, item in zip(*np.nonzero(packs[n].T > PLAN_TOLERANCE), strict=True):
            rows.append(
                Quantity(
                    place=p.operation.places[place].place,
                    item=p.operation.items[item].item,
                    date=p.operation.date(int(day)),
                    quantity=float(packs[n, item, day] * p.pack[item]),
                )
            )
    return tuple(rows)


def _buys(p: Problem, packs: Floats) -> tuple[Buy, ...]:
    """What is bought by place, day and item: rows of supply added up."""
    bought: dict[tuple[int, int, int], tuple[float, float]] = {}
    for row, day in zip(*np.nonzero(packs > PLAN_TOLERANCE), strict=True):
        key = (int(p.supply_place[row]), int(day), int(p.supply_item[row]))
        quantity, cost = bought.get(key, (0.0, 0.0))
        bought[key] = (
            quantity + float(packs[row, day] * p.pack[key[2]]),
            cost + float(packs[row, day] * p.supply_cost[row]),
        )
    return tuple(
        Buy(
            place=p.operation.places[place].place,
            item=p.operation.items[item].item,
            date=p.operation.date(day),
            quantity=quantity,
            cost=cost,
        )
        for (place, day, item), (quantity, cost) in sorted(bought.items())
    )


def _coverage(p: Problem, provided: Floats, short: Floats) -> tuple[Coverage, ...]:
    return tuple(
        _cover_day(p, k, int(day), float(provided[k, day]), short)
        for k in range(len(p.needs))
        for day in np.flatnonzero(p.concerned[k] > 0)
    )


def _cover_day(p: Problem, k: int, day: int, provided: float, short: Floats) -> Coverage:
    need = p.needs[k]
    asked = [(m, tier) for m, tier in enumerate(TIERS) if tier in need.required]
    return Coverage(
        place=need.place,
        need=need.need.need,
        date=p.operation.date(day),
        people=float(p.concerned[k, day]),
        provided=provided,
        required={tier: float(p.required[k, m, day]) for m, tier in asked},
        short={tier: float(short[k, m, day]) for m, tier in asked},
    )


def _list_trips(p: Problem, loads: Floats, trips: Floats) -> tuple[Trip, ...]:
    """The trips in order of day, then lift; `loads` [lift, lot, day] in packs, `trips` [lift, day] vehicles."""
    packs = sum_planned_packs(p, loads)
    vehicles = {(day, lift): int(trips[lift, day]) for day, lift in packs}
    for load in p.committed:
        key = (load.leaves, load.lift)
        together = packs.setdefault(key, {})
        for item, number in load.packs:
            together[item] = together.get(item, 0.0) + number
        vehicles[key] = max(vehicles.get(key, 0), load.vehicles, _count_planned(p, trips, key))
    loading = TripLoading(p.operation)
    listed = (_trip(p, day, lift, packs[day, lift], vehicles[day, lift]) for day, lift in sorted(packs))
    return tuple(replace(trip, pallets=loading.count_pallets(trip)) for trip in listed)


def _count_planned(p: Problem, trips: Floats, key: tuple[int, int]) -> int:
    day, lift = key
    return int(trips[lift, day]) if 0 <= day < p.days else 0


def _trip(p: Problem, day: int, lift: int, packs: dict[int, float], vehicles: int) -> Trip:
    row = p.operation.lifts[lift]
    is_trip = bool(p.lifts.trip[lift])
    cargo = tuple(
        Cargo(
            item=p.operation.items[item].item,
            packs=float(packs[item]) if is_trip else None,
            quantity=float(packs[item] * p.pack[item]),
            kg=float(packs[item] * p.kg[item]),
            m3=float(packs[item] * p.m3[item]),
        )
        for item in sorted(packs)
    )
    return Trip(
        lift=row.lift,
        vehicle=row.vehicle,
        origin=row.origin,
        destination=row.destination,
        leaves=p.operation.date(day),
        usable=p.operation.date(day + int(p.lifts.lag[lift])),
        vehicles=vehicles if is_trip else None,
        kg=sum(line.kg for line in cargo),
        m3=sum(line.m3 for line in cargo),
        cargo=cargo,
    )


def _buy_cheapest_first(p: Problem, bought: Floats) -> Floats:
    """The same packs a day of every item at every place, from its cheapest lots that are left; [supply row, day].

    Day by day: what one day takes of a lot is missing on later ones, which have all the lots of earlier days and more,
    so that no other order is cheaper.
    """
    taken = np.zeros_like(bought)
    left = p.supply_packs.copy()
    rows: dict[tuple[int, int], list[int]] = {}
    for row in np.argsort(p.supply_cost, kind="stable"):
        rows.setdefault((int(p.supply_place[row]), int(p.supply_item[row])), []).append(int(row))
    for lots in rows.values():
        for day in np.flatnonzero(bought[lots].any(axis=0)):
            wanted = float(bought[lots, day].sum())
            for row in lots:
                if p.supply_since[row] <= day:
                    taken[row, day] = min(wanted, left[row])
                    left[row] -= taken[row, day]
                    wanted -= taken[row, day]
    return taken

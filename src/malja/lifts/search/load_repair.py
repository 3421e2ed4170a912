"""Repair of loads whose whole packs cannot be shared out among the vehicles of their day.

The model knows the room of a day's vehicles together and how many packs of one item fit into each; that is nearly
always enough. Where a load still cannot be shared out, that lift and day gets less room and the plan is made again;
what does not fit in the end is left behind. Bounds stay those of the model with all its room.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from malja.lifts.model.day_loads import DayLoad, list_day_loads
from malja.lifts.model.model import Model
from malja.lifts.model.vehicle_loading import fit_packs
from malja.lifts.search.bounds import prove_bounds
from malja.lifts.search.deadline import Deadline
from malja.lifts.search.solution import Solution
from malja.lifts.search.stages import StageResults, minimise_cost_as_covered, solve_stages
from malja.lifts.solver.matrix import Floats, gather
from malja.lifts.solver.program import Cap, Effort

#: The most times a plan is made again.
_ROUNDS = 4

#: Nodes of the search for what else must stay behind, at hubs from which the goods were to go on.
_NODES = 20

_UNKNOWN = (-np.inf, -np.inf, -np.inf, -np.inf)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Unsplittable:
    """A load that its vehicles cannot take in whole packs, and how many packs of each item they can take."""

    load: DayLoad
    vehicles: int
    kept: tuple[int, ...]


def repair_loads(model: Model, find: Callable[[Model], Solution], deadline: Deadline, *, again: bool) -> Solution:
    """The solution that `find` gives, with loads that can be shared out; with `again` it may be found again."""
    first = repaired = find(model)
    tight = model
    for _ in range(_ROUNDS if again else 0):
        stuck = _find_unsplittable(model, repaired.x)
        if not stuck or deadline.has_passed():
            break
        tight = replace(tight, program=tight.program.with_caps(*(_cap_room(model, one) for one in stuck)))
        repaired = find(tight)
    stuck = _find_unsplittable(model, repaired.x)
    if stuck:
        repaired = _leave_behind(model, repaired, stuck)
    if repaired is first:
        return first
    if repaired.stopped and first.relaxed is not None:
        return replace(repaired, bounds=first.relaxed.bounds_beyond_caps(model, repaired.x), relaxed=first.relaxed)
    search = replace(deadline.make_effort(), precise=True) if again and not deadline.has_passed() else None
    bounds = prove_bounds(model, repaired.x, _UNKNOWN, Effort(precise=again), search)
    return replace(repaired, bounds=bounds, relaxed=first.relaxed)


def _find_unsplittable(model: Model, x: Floats) -> list[_Unsplittable]:
    """Loads of a solution that their vehicles cannot take in whole packs."""
    p, v = model.problem, model.columns
    loads, trips = gather(x, v.load), gather(x, v.trips)
    repaired = []
    for load in list_day_loads(p, loads):
        vehicles = round(float(trips[load.lift, load.day]))
        if not load.fits(vehicles):
            kept = fit_packs(load.planned, load.committed, vehicles, load.each)
            repaired.append(_Unsplittable(load=load, vehicles=vehicles, kept=tuple(kept)))
    return repaired


def _cap_room(model: Model, stuck: _Unsplittable) -> Cap:
    """A row that leaves the lift and day only the room of what can be shared out, by weight or by volume."""
    p, load = model.problem, stuck.load
    kept_kg, kg, kept_m3, m3 = 0.0, 0.0, 0.0, 0.0
    for parcel, packs in zip(load.planned, stuck.kept, strict=True):
        kept_kg, kg = kept_kg + packs * parcel.kg, kg + parcel.packs * parcel.kg
        kept_m3, m3 = kept_m3 + packs * parcel.m3, m3 + parcel.packs * parcel.m3
    by_weight = (kg - kept_kg) / load.each.kg >= (m3 - kept_m3) / load.each.m3
    size, room = (p.lifts.pack_kg, kept_kg) if by_weight else (p.lifts.pack_m3, kept_m3)
    coefficients = np.zeros(len(model.program.upper))
    columns = model.columns.load[load.lift, :, load.day]
    coefficients[columns[columns >= 0]] = size[load.lift, p.lots.item][columns >= 0]
    most = int(p.lifts.most[load.lift, load.day])
    if load.committed or stuck.vehicles == most:
        return Cap(coefficients=coefficients, upper=room)
    coefficients[model.columns.trips[load.lift, load.day]] = -room / stuck.vehicles
    return Cap(coefficients=coefficients, upper=0.0)


def _leave_behind(model: Model, repaired: Solution, stuck: list[_Unsplittable]) -> Solution:
    """The same trips without the packs that do not fit, and without packs that were to go on from them."""
    upper = repaired.x[model.whole].round()
    place = {int(column): n for n, column in enumerate(model.whole)}
    for one in stuck:
        for item, packs in zip(one.load.items, one.kept, strict=True):
            column = _find_pack_column(model, one.load.lift, item, one.load.day)
            upper[place[column]] = packs
    lower = upper.copy()
    ended = _solve_bounded(model, lower, upper, search=False)
    if ended is None:
        lower[len(model.vehicles) :] = 0.0
        ended = _solve_bounded(model, lower, upper, search=True)
    if ended is None:
        upper[len(model.vehicles) :] = 0.0
        ended = _solve_bounded(model, lower, upper, search=False)
    assert ended is not None  # noqa: S101 - with nothing loaded every such program is solvable
    x = ended.x
    if not repaired.stopped:
        fixed = ended.x[model.whole].round()
        program = model.program.with_bounds(*_set_whole_bounds(model, fixed, fixed))
        x = minimise_cost_as_covered(model, program, ended.x, Effort())
    return replace(repaired, x=x, caps=(ended.caps[0], ended.caps[1], ended.caps[2], model.values(x)[3]))


def _solve_bounded(model: Model, lower: Floats, upper: Floats, *, search: bool) -> StageResults | None:
    program = model.program.with_bounds(*_set_whole_bounds(model, lower, upper))
    whole = model.packs if search else None
    return solve_stages(model, program, Effort(nodes=_NODES), count=3, whole=whole, slip=False)


def _set_whole_bounds(model: Model, lower: Floats, upper: Floats) -> tuple[Floats, Floats]:
    """Bounds of all columns, with others for the whole ones."""
    all_lower, all_upper = model.program.lower.copy(), model.program.upper.copy()
    all_lower[model.whole], all_upper[model.whole] = lower, upper
    return all_lower, all_upper


def _find_pack_column(model: Model, lift: int, item: int, day: int) -> int:
    """The column of whole packs of an item on a lift and day."""
    several = int(model.columns.packs[lift, item, day])
    return several if several >= 0 else int(model.columns.load[lift, model.problem.lots.offset[item], day])

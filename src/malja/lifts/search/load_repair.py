"""Loads that can be shared out whole among the vehicles of their day (planning.md, section 3, last rule).

The model knows the room of a day's vehicles together and how many packs of one kind fit into each of them; that is
nearly all. Where the load of a plan still cannot be shared out, that lift and day gets just so much less room and the
plan is made again; what is left in the end stays behind. Bounds stay those of the model with all its room.
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

#: How often a plan is made again at most.
_ROUNDS = 4

#: Nodes of the search for what else must stay behind where goods go on from where they came late.
_NODES = 20

_UNKNOWN = (-np.inf, -np.inf, -np.inf, -np.inf)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Unsplittable:
    """A load that its vehicles cannot take whole, and how many packs of each of its items they can."""

    load: DayLoad
    vehicles: int
    kept: tuple[int, ...]


def repair_loads(made: Model, find: Callable[[Model], Solution], deadline: Deadline, *, again: bool) -> Solution:
    """What `find` comes back with for a model, every load of it shared out whole; made `again` where that is quick."""
    first = found = find(made)
    tight = made
    for _ in range(_ROUNDS if again else 0):
        stuck = _stuck(made, found.x)
        if not stuck or deadline.has_passed():
            break
        tight = replace(tight, program=tight.program.with_caps(*(_less_room(made, one) for one in stuck)))
        found = find(tight)
    stuck = _stuck(made, found.x)
    if stuck:
        found = _left_behind(made, found, stuck)
    if found is first:
        return first
    search = replace(deadline.make_effort(), precise=True) if again and not deadline.has_passed() else None
    bounds = prove_bounds(made, found.x, _UNKNOWN, Effort(precise=again), search)
    return replace(found, bounds=bounds, relaxed=first.relaxed)


def _stuck(made: Model, x: Floats) -> list[_Unsplittable]:
    """Loads of a solution that their vehicles cannot take whole."""
    p, v = made.problem, made.columns
    loads, trips = gather(x, v.load), gather(x, v.trips)
    found = []
    for load in list_day_loads(p, loads):
        vehicles = round(float(trips[load.lift, load.day]))
        if not load.fits(vehicles):
            kept = fit_packs(load.planned, load.committed, vehicles, load.each)
            found.append(_Unsplittable(load=load, vehicles=vehicles, kept=tuple(kept)))
    return found


def _less_room(made: Model, stuck: _Unsplittable) -> Cap:
    """A row that leaves the lift and day no more room than what can be shared out now takes, by weight or by volume."""
    p, load = made.problem, stuck.load
    kept_kg, kg, kept_m3, m3 = 0.0, 0.0, 0.0, 0.0
    for parcel, packs in zip(load.planned, stuck.kept, strict=True):
        kept_kg, kg = kept_kg + packs * parcel.kg, kg + parcel.packs * parcel.kg
        kept_m3, m3 = kept_m3 + packs * parcel.m3, m3 + parcel.packs * parcel.m3
    by_weight = (kg - kept_kg) / load.each.kg >= (m3 - kept_m3) / load.each.m3
    size, room = (p.kg, kept_kg) if by_weight else (p.m3, kept_m3)
    coefficients = np.zeros(len(made.program.upper))
    columns = made.columns.load[load.lift, :, load.day]
    coefficients[columns[columns >= 0]] = size[p.lots.item][columns >= 0]
    most = int(p.lifts.most[load.lift, load.day])
    if load.committed or stuck.vehicles == most:
        return Cap(coefficients=coefficients, upper=room)
    coefficients[made.columns.trips[load.lift, load.day]] = -room / stuck.vehicles
    return Cap(coefficients=coefficients, upper=0.0)


def _left_behind(made: Model, found: Solution, stuck: list[_Unsplittable]) -> Solution:
    """The same trips without the packs that do not fit, and without those that cannot go on without them."""
    upper = found.x[made.whole].round()
    place = {int(column): n for n, column in enumerate(made.whole)}
    for one in stuck:
        for item, packs in zip(one.load.items, one.kept, strict=True):
            column = _pack_column(made, one.load.lift, item, one.load.day)
            upper[place[column]] = packs
    lower = upper.copy()
    ended = _ended(made, lower, upper, search=False)
    if ended is None:
        lower[len(made.trips) :] = 0.0
        ended = _ended(made, lower, upper, search=True)
    if ended is None:
        upper[len(made.trips) :] = 0.0
        ended = _ended(made, lower, upper, search=False)
    assert ended is not None  # noqa: S101 - with nothing loaded every such program is solvable
    fixed = ended.x[made.whole].round()
    program = made.program.with_bounds(*_bounds(made, fixed, fixed))
    x = minimise_cost_as_covered(made, program, ended.x, Effort())
    return replace(found, x=x, caps=(ended.caps[0], ended.caps[1], ended.caps[2], made.values(x)[3]))


def _ended(made: Model, lower: Floats, upper: Floats, *, search: bool) -> StageResults | None:
    program = made.program.with_bounds(*_bounds(made, lower, upper))
    whole = made.packs if search else None
    return solve_stages(made, program, Effort(nodes=_NODES), count=3, whole=whole, slip=False)


def _bounds(made: Model, lower: Floats, upper: Floats) -> tuple[Floats, Floats]:
    """Bounds of all columns, with others for the whole ones."""
    all_lower, all_upper = made.program.lower.copy(), made.program.upper.copy()
    all_lower[made.whole], all_upper[made.whole] = lower, upper
    return all_lower, all_upper


def _pack_column(made: Model, lift: int, item: int, day: int) -> int:
    """The column of whole packs of an item on a lift and day."""
    several = int(made.columns.packs[lift, item, day])
    return several if several >= 0 else int(made.columns.load[lift, made.problem.lots.offset[item], day])

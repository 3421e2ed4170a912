"""Whole vehicles: trips rounded up where their sum passes a whole one, and of those what keeps goods apart."""

from __future__ import annotations

import numpy as np

from malja.lifts.model.day_loads import list_day_loads
from malja.lifts.model.model import Model
from malja.lifts.model.vehicle_loading import share_out_packs
from malja.lifts.search.whole_numbers.trip_rounding import round_up_cumulated_trips
from malja.lifts.solver.matrix import Floats, gather, scatter
from malja.lifts.solver.tolerances import INTEGER_TOLERANCE


def _round_carriers(model: Model, x: Floats, trips: Floats) -> Floats:
    """Whole vehicles of each group, in the order of `model.carriers`; those with the largest part of a trip first."""
    p, columns = model.problem, model.columns.carriers
    wanted = gather(x, columns)
    carriers = np.where(columns >= 0, p.segregation.fixed, 0).astype(float)
    for lift, day in zip(*np.nonzero((columns >= 0).any(axis=1)), strict=True):
        for group in np.argsort(-wanted[lift, :, day], kind="stable"):
            if columns[lift, group, day] < 0:
                continue
            cliques = [list(clique) for clique in p.segregation.goods.cliques if group in clique]
            free = min(trips[lift, day] - carriers[lift, clique, day].sum() for clique in cliques)
            more = np.ceil(wanted[lift, group, day] - INTEGER_TOLERANCE) - carriers[lift, group, day]
            carriers[lift, group, day] += max(0.0, min(free, more))
    return carriers[columns >= 0]


def round_vehicles(model: Model, x: Floats) -> tuple[Floats, Floats]:
    """Whole trips [lift, day], and the whole numbers of `model.vehicles`: the trips and the vehicles of each group."""
    trips = round_up_cumulated_trips(model, x)
    of_trips = trips[model.columns.trips >= 0]
    return trips, np.concatenate([of_trips, _round_carriers(model, x, trips)])


def keep_to_carriers(model: Model, x: Floats) -> Floats:
    """The solution with its whole vehicles, and of each group only as much as they can take."""
    p, columns = model.problem, model.columns
    x = x.copy()
    carriers = gather(x, columns.carriers)
    group = p.segregation.of_item[p.lots.item]
    for lift, g, day in zip(*np.nonzero(columns.carriers >= 0), strict=True):
        loads = columns.load[lift, group == g, day]
        items = p.lots.item[group == g]
        packs = gather(x, loads)
        share = 1.0
        for limit, sizes, taken in (
            (p.lifts.payload[lift], p.lifts.pack_kg[lift], p.segregation.fixed_kg),
            (p.lifts.volume[lift], p.lifts.pack_m3[lift], p.segregation.fixed_m3),
        ):
            loaded = float(packs @ sizes[items])
            room = max(0.0, carriers[lift, g, day] * limit - taken[lift, g, day]) if carriers[lift, g, day] else 0.0
            share = min(share, room / loaded) if loaded > room else share
        scatter(x, loads, packs * share)
    return x


def count_carriers(model: Model, x: Floats) -> Floats:
    """Whole vehicles of each group as the loads are shared out, in the order of `model.carriers`."""
    p, columns = model.problem, model.columns.carriers
    carriers = gather(x, columns).round()
    trips = gather(x, model.columns.trips).round()
    for load in list_day_loads(p, gather(x, model.columns.load)):
        shared = share_out_packs(load.parcels, int(trips[load.lift, load.day]), load.each)
        if shared is None:
            continue
        aboard: dict[int, set[int]] = {}
        for parcel, packs in zip(load.parcels, shared, strict=True):
            aboard.setdefault(parcel.group, set()).update(n for n, number in enumerate(packs) if number > 0)
        for group in np.flatnonzero(columns[load.lift, :, load.day] >= 0):
            carriers[load.lift, group, load.day] = len(aboard.get(int(group), set()))
    return carriers[columns >= 0]


def count_vehicles_apart(model: Model, x: Floats) -> Floats:
    """[lift, day] the fewest vehicles with which what must be kept apart is, by the vehicles of each group."""
    carriers = gather(x, model.columns.carriers).round()
    fewest: Floats = np.zeros(model.columns.trips.shape)
    for clique in model.problem.segregation.goods.cliques:
        fewest = np.maximum(fewest, carriers[:, list(clique)].sum(axis=1))
    return fewest

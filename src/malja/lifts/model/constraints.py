"""The constraints, a function for each, with its equation in the docstring (docs/model.md, Constraints).

Goods are in packs. Every function adds rows to the matrix in bulk; entries of ABSENT rows and columns are left out.
"""

from __future__ import annotations

import numpy as np

from malja.lifts.model.problem import Problem
from malja.lifts.model.variables import Variables, find_repeated_tiers
from malja.lifts.solver.matrix import Ints, MatrixBuilder

#: Where more packs than this fill a vehicle, keeping them whole costs next to nothing.
_FEW_PACKS = 10


def add_constraints(p: Problem, v: Variables, m: MatrixBuilder) -> None:
    """Add every constraint of the model."""
    add_stock_balance(p, v, m)
    add_cutoff_limit(p, v, m)
    add_assets_in_place(p, v, m)
    add_asset_inputs(p, v, m)
    add_running_limit(p, v, m)
    add_cover(p, v, m)
    add_shortfall(p, v, m)
    add_service_limit(p, v, m)
    add_trip_capacity(p, v, m)
    add_segregation(p, v, m)
    add_packs_per_vehicle(p, v, m)
    add_flow_capacity(p, v, m)
    add_trips_per_week(p, v, m)
    add_landing_limit(p, v, m)
    add_unloading_limit(p, v, m)
    add_storage_limit(p, v, m)
    add_supply_limit(p, v, m)
    add_ration_limit(p, v, m)
    add_whole_packs(p, v, m)


def add_stock_balance(p: Problem, v: Variables, m: MatrixBuilder) -> None:
    """stock[t] = stock[t-1] + usable[t] + buy[t] - use[t] - inputs[t] - waste[t] - leaving[t], by place and lot.

    What leaves with a cut-off is taken so many days before it leaves, at the earliest on day 0.
    """
    given = p.arriving.copy()
    given[:, :, 0] += p.opening
    rows = m.add_rows(v.goods, given, given, limit="balance")
    m.add_entries(rows, v.stock, 1.0)
    m.add_entries(rows[:, :, 1:], v.stock[:, :, :-1], -1.0)
    m.add_entries(rows, v.waste, 1.0)
    m.add_entries(rows[p.sites], v.use, 1.0)
    m.add_entries(rows[p.sites], v.feed, 1.0)
    for n in range(len(p.lifts.origin)):
        lag = int(p.lifts.lag[n])
        until = p.count_days_in_time(lag)
        handed_in = np.maximum(np.arange(p.days) - p.lifts.cutoff[n], 0)
        m.add_entries(rows[p.lifts.origin[n]][:, handed_in], v.load[n], 1.0)
        m.add_entries(rows[p.lifts.destination[n], :, lag : lag + until], v.load[n, :, :until], -1.0)
    days = np.arange(p.horizon)
    for n, (place, item) in enumerate(zip(p.supply_place, p.supply_item, strict=True)):
        m.add_entries(rows[place, p.lots.find_lots_by_birth(int(item), p.horizon), days], v.buy[n], -1.0)


def add_cutoff_limit(p: Problem, v: Variables, m: MatrixBuilder) -> None:
    """sum over lifts from p, t < cutoff: load[l,n,t] <= opening[p,n]: what was due before day 0 was in stock."""
    early = p.lifts.cutoff[:, None] > np.arange(p.days)
    exist = np.zeros(p.opening.shape, dtype=bool)
    for n in np.flatnonzero(early.any(axis=1)):
        exist[p.lifts.origin[n]] |= (v.load[n][:, early[n]] >= 0).any(axis=1)
    rows = m.add_rows(exist, -np.inf, p.opening, limit="cutoff")
    for n in np.flatnonzero(early.any(axis=1)):
        m.add_entries(rows[p.lifts.origin[n]][:, None], v.load[n][:, early[n]], 1.0)


def add_assets_in_place(p: Problem, v: Variables, m: MatrixBuilder) -> None:
    """in_place[t] = in_place[t-1] + come[t - setup] - come[t - setup - life] + what stands in any case.

    come[t] = loads that become usable on t + bought on t, at sites.
    """
    rows = m.add_rows(v.come >= 0, 0.0, 0.0)
    m.add_entries(rows, v.come, 1.0)
    site = {int(place): s for s, place in enumerate(p.sites)}
    of_asset = p.asset[p.lots.item]
    for n, place in enumerate(p.lifts.destination):
        if int(place) in site:
            lag = int(p.lifts.lag[n])
            until = p.count_days_in_time(lag)
            lots = np.flatnonzero(of_asset)
            m.add_entries(rows[site[int(place)], p.lots.item[lots], lag : lag + until], v.load[n, lots, :until], -1.0)
    for n, (place, item) in enumerate(zip(p.supply_place, p.supply_item, strict=True)):
        if int(place) in site and p.asset[item]:
            m.add_entries(rows[site[int(place)], item], v.buy[n], -1.0)
    step = np.diff(p.standing, axis=2, prepend=0.0)
    rows = m.add_rows(v.in_place >= 0, step, step, limit="in_place")
    m.add_entries(rows, v.in_place, 1.0)
    m.add_entries(rows[:, :, 1:], v.in_place[:, :, :-1], -1.0)
    for i in range(len(p.pack)):
        for wait, sign in ((int(p.setup[i]), -1.0), (int(p.setup[i] + p.life[i]), 1.0)):
            if wait < p.horizon:
                m.add_entries(rows[:, i, wait:], v.come[:, i, : p.horizon - wait], sign)


def add_asset_inputs(p: Problem, v: Variables, m: MatrixBuilder) -> None:
    """inputs[j,t] = sum_i running[i,j] * run[i,t], taken from the lots of j."""
    for j in sorted({j for _, j, _ in p.burns}):
        burns = np.zeros(v.run[:, 0].shape, dtype=bool)
        for i, input_item, _ in p.burns:
            if input_item == j:
                burns |= v.run[:, i] >= 0
        rows = m.add_rows(burns, 0.0, 0.0)
        for lot in range(int(p.lots.offset[j]), int(p.lots.offset[j + 1])):
            m.add_entries(rows, v.feed[:, lot], 1.0)
        for i, input_item, packs in p.burns:
            if input_item == j:
                m.add_entries(rows, v.run[:, i], -packs)


def add_running_limit(p: Problem, v: Variables, m: MatrixBuilder) -> None:
    """run[t] <= in_place[t]."""
    rows = m.add_rows(v.run >= 0, -np.inf, 0.0)
    m.add_entries(rows, v.run, 1.0)
    m.add_entries(rows, v.in_place, -1.0)


def add_cover(p: Problem, v: Variables, m: MatrixBuilder) -> None:
    """What is provided, of daily and of standing needs."""
    daily, standing = add_daily_cover(p, v, m), add_standing_cover(p, v, m)
    m.limits["cover"] = np.maximum(daily, standing)


def add_daily_cover(p: Problem, v: Variables, m: MatrixBuilder) -> Ints:
    """provided[t] = (sum_i c_use[i] * use[i,t]) / highest R + serve[t], for daily needs: shares of the highest tier."""
    daily = np.array([need.need.kind == "daily" for need in p.needs], dtype=bool)
    rows = m.add_rows((v.provided >= 0) & daily[:, None], 0.0, 0.0)
    m.add_entries(rows, v.provided, 1.0)
    m.add_entries(rows, v.serve, -1.0)
    for i, k, units in p.use:
        for lot in range(int(p.lots.offset[i]), int(p.lots.offset[i + 1])):
            m.add_entries(rows[k], v.use[p.site[k], lot], -units / p.highest[k])
    return rows


def add_standing_cover(p: Problem, v: Variables, m: MatrixBuilder) -> Ints:
    """provided[t] = (service[t] + sum_i c_in_place[i] * in_place[i,t]) / highest R, for standing needs."""
    standing = np.array([need.need.kind == "standing" for need in p.needs], dtype=bool)
    given = p.service / p.highest
    rows = m.add_rows((v.provided >= 0) & standing[:, None], given, given)
    m.add_entries(rows, v.provided, 1.0)
    for i, k, units in p.in_place:
        m.add_entries(rows[k], v.in_place[p.site[k], i], -units / p.highest[k])
    return rows


def add_shortfall(p: Problem, v: Variables, m: MatrixBuilder) -> None:
    """provided[t] >= (1 - short[m,t]) * R[m,t], short[m,t] = sum of its four pieces of a quarter each."""
    share = p.required / p.highest[:, None, :]
    rows = m.add_rows((p.required > 0) & ~find_repeated_tiers(p)[:, :, None], share, np.inf)
    m.add_entries(rows, v.provided[:, None, :], 1.0)
    for piece in range(v.short.shape[2]):
        m.add_entries(rows, v.short[:, :, piece], share)


def add_service_limit(p: Problem, v: Variables, m: MatrixBuilder) -> None:
    """serve[t] <= service[t] - sum_i running[i] * run[i,t] + sum_i c_per_day[i] * run[i,t], for daily needs."""
    drawn = np.zeros(len(p.needs), dtype=bool)
    drawn[[k for _, k, _ in (*p.draws, *p.per_day)]] = True
    daily = np.array([need.need.kind == "daily" for need in p.needs], dtype=bool)
    rows = m.add_rows(
        ((v.serve >= 0) | drawn[:, None]) & daily[:, None], -np.inf, p.service / p.highest, limit="service"
    )
    m.add_entries(rows, v.serve, 1.0)
    for i, k, units in p.draws:
        m.add_entries(rows[k], v.run[p.site[k], i], units / p.highest[k])
    for i, k, units in p.per_day:
        m.add_entries(rows[k], v.run[p.site[k], i], -units / p.highest[k])


def add_trip_capacity(p: Problem, v: Variables, m: MatrixBuilder) -> None:
    """sum_i kg[l,i] * load[i,t] + committed <= payload * trips[t], the same for volume; of lifts that make trips."""
    trip = p.lifts.trip[:, None] & (v.load >= 0).any(axis=1)
    link_kg, link_m3 = p.find_vehicle_links()
    for limit, size, link, room in (
        ("payload", p.lifts.pack_kg, link_kg, p.lifts.room_kg),
        ("volume", p.lifts.pack_m3, link_m3, p.lifts.room_m3),
    ):
        exist = trip & (link > 0)[:, None]
        scale = np.where(link > 0, link, 1.0)[:, None]
        adds = np.where(np.isfinite(p.lifts.adds_kg), p.lifts.adds_kg, scale) if limit == "payload" else scale
        free = np.where(np.isfinite(room), room, 0.0)
        rows = m.add_rows(exist, -np.inf, free / scale, limit=limit)
        m.add_entries(rows[:, None, :], v.load, size[:, p.lots.item][:, :, None] / scale[:, :, None])
        m.add_entries(rows, v.trips, -adds / scale)


def add_segregation(p: Problem, v: Variables, m: MatrixBuilder) -> None:
    """sum_i of g kg[l,i] * load[i,t] + committed of g <= payload * carriers[g,t], the same for volume.

    sum_g of C carriers[g,t] <= trips[t] for every largest set C of groups of which no two may meet.
    """
    groups = p.segregation.of_item[p.lots.item]
    whole = np.where(p.segregation.fixed.any(axis=1), p.lifts.whole_payload[:, None], p.lifts.payload[:, None])
    link_kg, link_m3 = (link[:, None] for link in p.find_vehicle_links())
    links = (
        ("payload", np.where(np.isfinite(whole), whole, link_kg), p.lifts.pack_kg, p.segregation.fixed_kg),
        ("volume", np.broadcast_to(link_m3, whole.shape), p.lifts.pack_m3, p.segregation.fixed_m3),
    )
    parts: dict[str, list[Ints]] = {"payload": [], "volume": []}
    for group in range(len(p.segregation.apart)):
        there, mine = v.carriers[:, group], groups == group
        for limit, link, size, fixed in links:
            scale = np.where(link > 0, link, 1.0)
            taken = np.minimum(fixed[:, group] / scale, p.segregation.fixed[:, group])
            rows = m.add_rows((there >= 0) & (link > 0), -np.inf, -taken)
            parts[limit].append(rows)
            each = size[:, p.lots.item[mine]][:, :, None] / scale[:, None]
            m.add_entries(rows[:, None], v.load[:, mine], each)
            m.add_entries(rows, there, -1.0)
    for limit, rows_by_group in parts.items():
        if rows_by_group:
            m.limits[f"{limit} of a group"] = np.stack(rows_by_group, axis=1)
    for clique in p.segregation.goods.cliques:
        carriers = v.carriers[:, list(clique)]
        rows = m.add_rows((carriers >= 0).sum(axis=1) > 1, -np.inf, 0.0)
        m.add_entries(rows[:, None], carriers, 1.0)
        m.add_entries(rows, v.trips, -1.0)


def add_packs_per_vehicle(p: Problem, v: Variables, m: MatrixBuilder) -> None:
    """load[i,t] + committed <= floor(most packs of i that one vehicle carries) * trips[t].

    Where several vehicles may leave on a day and few packs fill one: half a pack in each of two vehicles is none.
    """
    if not p.operation.whole_packs:
        return
    several = p.lifts.trip[:, None] & (p.lifts.most > 1)
    fixed = np.zeros((len(p.lifts.trip), len(p.pack), p.days))
    for load in p.committed:
        if 0 <= load.leaves < p.days:
            may_use_margin = p.lifts.whole_payload[load.lift] > p.lifts.payload[load.lift]
            several[load.lift, load.leaves] &= load.splits and not may_use_margin
            for item, packs in load.packs:
                fixed[load.lift, item, load.leaves] = packs
    with np.errstate(divide="ignore", invalid="ignore"):
        a_vehicle = np.minimum(p.lifts.payload[:, None] / p.lifts.pack_kg, p.lifts.volume[:, None] / p.lifts.pack_m3)
    most = np.floor(np.where(np.isfinite(a_vehicle), a_vehicle, 0.0) + 1e-9)
    few = (most > 0) & (most <= _FEW_PACKS) & (most < (1.0 - 1e-6) * a_vehicle)
    loaded = np.zeros(fixed.shape, dtype=bool)
    for i in range(len(p.pack)):
        loaded[:, i] = (v.load[:, p.lots.offset[i] : p.lots.offset[i + 1]] >= 0).any(axis=1)
    rows = m.add_rows(loaded & few[:, :, None] & several[:, None, :], -np.inf, -fixed, limit="packs_per_vehicle")
    m.add_entries(rows[:, p.lots.item], v.load, 1.0)
    m.add_entries(rows, v.trips[:, None, :], -most[:, :, None])


def add_flow_capacity(p: Problem, v: Variables, m: MatrixBuilder) -> None:
    """sum_i kg[i] * load[i,t] + committed <= kg a day, the same for volume, for flows."""
    there = ~p.lifts.trip[:, None] & (v.load >= 0).any(axis=1)
    for size, room in ((p.kg, p.lifts.room_kg), (p.m3, p.lifts.room_m3)):
        rows = m.add_rows(there & np.isfinite(room), -np.inf, room, limit="flow" if size is p.kg else "flow_volume")
        m.add_entries(rows[:, None, :], v.load, size[p.lots.item][None, :, None])


def add_trips_per_week(p: Problem, v: Variables, m: MatrixBuilder) -> None:
    """Sum of trips[t] over each block of 7 days from the start <= per_week."""
    exist = np.isfinite(p.lifts.week) & p.lifts.trip[:, None]
    rows = m.add_rows(exist, -np.inf, p.lifts.week, limit="trips_per_week")
    block = np.arange(p.days) // 7
    m.add_entries(rows[:, block], v.trips, 1.0)


def add_landing_limit(p: Problem, v: Variables, m: MatrixBuilder) -> None:
    """Trips that arrive at a place on a day <= landings a day, less committed trips."""
    rows = m.add_rows(np.isfinite(p.landings), -np.inf, p.landings + _fixed_arrivals(p), limit="landings")
    for n in np.flatnonzero(p.lifts.trip):
        arrive, until = _arrivals(p, int(n))
        m.add_entries(rows[p.lifts.destination[n], arrive : arrive + until], v.trips[n, :until], 1.0)


def _fixed_arrivals(p: Problem) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    """[place, day] committed trips that arrive within the horizon; they are in `trips` too and must not count twice."""
    arrivals = np.zeros(p.landings.shape)
    for n in np.flatnonzero(p.lifts.trip):
        arrive, until = _arrivals(p, int(n))
        arrivals[p.lifts.destination[n], arrive : arrive + until] += p.lifts.fixed[n, :until]
    return arrivals


def _arrivals(p: Problem, n: int) -> tuple[int, int]:
    """The first day of arrival of a lift and how many of its days arrive within the horizon."""
    arrive = int(p.lifts.transit[n])
    return arrive, p.count_days_in_time(arrive)


def add_unloading_limit(p: Problem, v: Variables, m: MatrixBuilder) -> None:
    """sum over lifts and items of kg[i] * load[i, t - transit] + committed <= unload_kg_per_day."""
    rows = m.add_rows(np.isfinite(p.unload), -np.inf, p.unload, limit="unloading")
    for n in range(len(p.lifts.origin)):
        arrive, until = _arrivals(p, n)
        there = rows[p.lifts.destination[n], arrive : arrive + until]
        m.add_entries(there[None, :], v.load[n, :, :until], p.kg[p.lots.item][:, None])


def add_storage_limit(p: Problem, v: Variables, m: MatrixBuilder) -> None:
    """sum_i m3[i] * stock[i,t] <= storage_m3, at places that have a limit."""
    limited = np.isfinite(p.storage)[:, None] & (v.stock >= 0).any(axis=1)
    rows = m.add_rows(limited, -np.inf, p.storage[:, None], limit="storage")
    m.add_entries(rows[:, None, :], v.stock, p.m3[p.lots.item][None, :, None])


def add_supply_limit(p: Problem, v: Variables, m: MatrixBuilder) -> None:
    """sum over days of buy[t] <= quantity, for each row of supply that has one."""
    rows = m.add_rows(np.isfinite(p.supply_packs) & (v.buy >= 0).any(axis=1), -np.inf, p.supply_packs, limit="supply")
    m.add_entries(rows[:, None], v.buy, 1.0)


def add_ration_limit(p: Problem, v: Variables, m: MatrixBuilder) -> None:
    """use[i,t] <= max_per_person_day[i] * N[t], over all lots of the item."""
    used = np.zeros((len(p.pack), len(p.sites), p.horizon), dtype=bool)
    for i in np.flatnonzero(np.isfinite(p.ration)):
        used[i] = (v.use[:, p.lots.offset[i] : p.lots.offset[i + 1]] >= 0).any(axis=1)
    most = np.where(np.isfinite(p.ration), p.ration, 0.0)[:, None, None] * p.people[None]
    rows = m.add_rows(used, -np.inf, most, limit="ration")
    m.add_entries(np.swapaxes(rows, 0, 1)[:, p.lots.item], v.use, 1.0)


def add_whole_packs(p: Problem, v: Variables, m: MatrixBuilder) -> None:
    """packs[i,t] = sum of the item's lots loaded on t, a whole number, for items tracked in several lots."""
    rows = m.add_rows(v.packs >= 0, 0.0, 0.0)
    m.add_entries(rows, v.packs, -1.0)
    for i in range(len(p.pack)):
        for lot in range(int(p.lots.offset[i]), int(p.lots.offset[i + 1])):
            m.add_entries(rows[:, i], v.load[:, lot], 1.0)


def find_integer_columns(p: Problem, v: Variables) -> Ints:
    """The columns besides trips that must be whole numbers: loads of trips of items in one lot, and `packs`."""
    if not p.operation.whole_packs:
        return np.zeros(0, dtype=np.int64)
    single = np.diff(p.lots.offset) == 1
    load = v.load[p.lifts.trip][:, single[p.lots.item]]
    return np.concatenate([load[load >= 0], v.packs[v.packs >= 0]])

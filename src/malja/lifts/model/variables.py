"""The decision variables: a column for each thing that can happen and can matter (docs/model.md, Decisions)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from malja.lifts.model.problem import Problem
from malja.lifts.model.segregation import find_carriers
from malja.lifts.model.shortfall_charge import SHORTFALL_PIECE, SHORTFALL_SLOPES
from malja.lifts.solver.matrix import Bools, Ints, MatrixBuilder


@dataclass(frozen=True, slots=True, kw_only=True)
class Variables:
    """Column numbers, ABSENT where there is none; goods in packs. Axes as in Problem; S sites, A supply rows.

    goods[P, N, H] says where goods can be; trips[L, T]; carriers[L, G, T] (vehicles that carry a group of segregated
    goods); load[L, N, T]; packs[L, I, T] (whole packs of items tracked in
    several lots); buy[A, T..H]; use, feed (inputs of running assets) [S, N, H]; run, in_place, come (assets that become
    usable) [S, I, H]; waste, stock [P, N, H]; serve, provided [K, H] as shares of the need's highest tier; short[K,
    tier, piece, H] shares of R.
    """

    goods: Bools
    trips: Ints
    carriers: Ints
    load: Ints
    packs: Ints
    buy: Ints
    use: Ints
    feed: Ints
    run: Ints
    in_place: Ints
    come: Ints
    waste: Ints
    stock: Ints
    serve: Ints
    provided: Ints
    short: Ints


def create_variables(problem: Problem, matrix: MatrixBuilder) -> Variables:
    """Add the columns of a problem to a matrix, with their bounds."""
    p, m = problem, matrix
    useful = _useful(p)
    there, kept = _there(p)
    load = _load(p, useful, there)
    site_assets = np.zeros((len(p.sites), len(p.pack)), dtype=bool)
    for i, k, _ in p.in_place:
        site_assets[p.site[k], i] |= p.required[k].any()
    for i, k, _ in p.per_day:
        site_assets[p.site[k], i] = True
    come = _come(p, load, site_assets)
    held = come.any(axis=2) | p.standing.any(axis=2)
    asked: Bools = np.asarray(p.required.any(axis=1))
    runs = np.zeros((len(p.sites), len(p.pack)), dtype=bool)
    for i, k, _ in p.per_day:
        runs[p.site[k], i] = True
    runs &= held
    limited = np.isfinite(p.storage)
    ends = p.lots.last[None, :, None] <= np.arange(p.horizon)[None, None, :]
    goods = find_storable_lots(p)[:, :, None]
    return Variables(
        goods=there & goods,
        trips=_trips(p, m, load),
        carriers=_carriers(p, m, load),
        load=m.add_columns(load, whole=False),
        packs=m.add_columns(_several(p, load), whole=False),
        buy=m.add_columns(_buy(p, useful)),
        use=m.add_columns(_use(p, there)),
        feed=m.add_columns(_feed(p, there, runs)),
        run=m.add_columns(np.broadcast_to(runs[:, :, None], (*runs.shape, p.horizon))),
        in_place=m.add_columns(np.broadcast_to((held & site_assets)[:, :, None], (*held.shape, p.horizon))),
        come=m.add_columns(come),
        waste=m.add_columns(kept & goods & (ends | limited[:, None, None])),
        stock=m.add_columns(kept & goods & ~ends),
        serve=m.add_columns(asked & _served(p)[:, None]),
        provided=m.add_columns(asked),
        short=_short(p, m),
    )


def find_repeated_tiers(p: Problem) -> Bools:
    """[site need, tier] tiers that ask the same as the tier before them: they share its shortfall and its rows."""
    same = np.zeros(p.required.shape[:2], dtype=bool)
    same[:, 1:] = (p.required[:, 1:] == p.required[:, :-1]).all(axis=2)
    return same


def _short(p: Problem, m: MatrixBuilder) -> Ints:
    same = find_repeated_tiers(p)
    exist = (p.required > 0) & ~same[:, :, None]
    short = m.add_columns(np.repeat(exist[:, :, None, :], len(SHORTFALL_SLOPES), axis=2), upper=SHORTFALL_PIECE)
    for tier in range(1, short.shape[1]):
        short[same[:, tier], tier] = short[same[:, tier], tier - 1]
    return short


def find_storable_lots(p: Problem) -> Bools:
    """[place, lot] whether goods are kept in store there: everything but assets at sites."""
    kept = np.ones((len(p.operation.places), len(p.lots.item)), dtype=bool)
    kept[np.ix_(p.sites, p.asset[p.lots.item])] = False
    return kept


def _useful(p: Problem) -> Bools:
    """[place, item] whether goods there can ever serve a need that is asked, there or further on."""
    useful = np.zeros((len(p.operation.places), len(p.pack)), dtype=bool)
    asked: Bools = np.asarray(p.required.any(axis=(1, 2)))
    for i, k, _ in (*p.use, *p.in_place):
        if asked[k]:
            useful[p.sites[p.site[k]], i] = True
    drawn = {k for _, k, _ in p.draws}
    for i, k, _ in p.per_day:
        if asked[k] or k in drawn:
            useful[p.sites[p.site[k]], i] = True
    for i, j, _ in p.burns:
        useful[:, j] |= useful[:, i]
    for _ in range(len(p.operation.places)):
        before = useful.copy()
        for origin, destination in zip(p.lifts.origin, p.lifts.destination, strict=True):
            useful[origin] |= useful[destination]
        if (before == useful).all():
            break
    return useful


def _there(p: Problem) -> tuple[Bools, Bools]:
    """[place, lot, day] whether a lot can be at a place on a day, and whether it may have to be kept there over night.

    What is bought need not be kept: it can always be bought on the day it is used or leaves, for the same price, fresh.
    """
    kept = np.full((len(p.operation.places), len(p.lots.item)), p.horizon, dtype=np.int64)
    kept[p.opening > 0] = 0
    arriving = p.arriving.any(axis=2)
    kept[arriving] = np.minimum(kept[arriving], (p.arriving > 0).argmax(axis=2)[arriving])
    bought = np.full_like(kept, p.horizon)
    for place, item, since in zip(p.supply_place, p.supply_item, p.supply_since, strict=True):
        days = np.arange(since, p.horizon)
        np.minimum.at(bought[place], p.lots.find_lots_by_birth(int(item), p.horizon)[days], days)
    opens = [int(np.argmax(most > 0)) if (most > 0).any() else p.horizon for most in p.lifts.most]
    stays = find_storable_lots(p)
    for _ in range(len(p.operation.places)):
        before = kept.copy()
        for n, (origin, destination) in enumerate(zip(p.lifts.origin, p.lifts.destination, strict=True)):
            handed_in = np.minimum(kept[origin], bought[origin]) + p.lifts.cutoff[n]
            leaves = np.maximum(np.where(p.opening[origin] > 0, 0, handed_in), opens[n])
            kept[destination] = np.minimum(
                kept[destination], np.where(stays[origin], leaves + p.lifts.lag[n], p.horizon)
            )
        if (before == kept).all():
            break
    days = np.arange(p.horizon)[None, None, :]
    alive = days <= p.lots.last[None, :, None]
    return (days >= np.minimum(kept, bought)[:, :, None]) & alive, (days >= kept[:, :, None]) & alive


def _load(p: Problem, useful: Bools, there: Bools) -> Bools:
    """[lift, lot, day] whether a lift can carry a lot: it is there, open, of use at the end, arrives in time, fits."""
    count = len(p.lifts.origin)
    exist = np.zeros((count, len(p.lots.item), p.days), dtype=bool)
    days = np.arange(p.days)
    stays = find_storable_lots(p)
    for n in range(count):
        origin, destination = p.lifts.origin[n], p.lifts.destination[n]
        fits = useful[destination][p.lots.item] & stays[origin]
        if p.lifts.trip[n]:
            kg, m3 = p.lifts.pack_kg[n, p.lots.item], p.lifts.pack_m3[n, p.lots.item]
            fits = fits & (kg <= p.lifts.payload[n]) & (m3 <= p.lifts.volume[n]) & p.lifts.goes[n, p.lots.item]
        usable = days + p.lifts.lag[n]
        in_time = (usable[None, :] < p.horizon) & (usable[None, :] <= p.lots.last[:, None])
        is_open = (p.lifts.most[n] > 0) & (p.lifts.room_kg[n] > -np.inf)
        handed_in = days - p.lifts.cutoff[n]
        ready = there[origin][:, np.maximum(handed_in, 0)] & ((handed_in >= 0) | (p.opening[origin] > 0)[:, None])
        exist[n] = fits[:, None] & ready & in_time & is_open[None, :]
    grouped = np.flatnonzero(p.segregation.of_item[p.lots.item] >= 0)
    exist[:, grouped] &= ~p.segregation.closed[:, p.segregation.of_item[p.lots.item[grouped]]]
    return exist


def _trips(p: Problem, m: MatrixBuilder, load: Bools) -> Ints:
    """Columns of trips where something can be carried or is committed; flows have none."""
    exist = (load.any(axis=1) | (p.lifts.fixed > 0)) & p.lifts.trip[:, None]
    return m.add_columns(exist, upper=p.lifts.most, whole=True)


def _carriers(p: Problem, m: MatrixBuilder, load: Bools) -> Ints:
    """Columns of the vehicles that carry a group of goods, where it can meet what it must be kept apart from."""
    exist = find_carriers(p.segregation, load, p.lifts.trip, p.lots.item)
    return m.add_columns(exist, upper=p.lifts.most[:, None, :], whole=True)


def _several(p: Problem, load: Bools) -> Bools:
    """[lift, item, day] trips' loads of items tracked in several lots: their sum is what comes in whole packs."""
    several = np.zeros((load.shape[0], len(p.pack), p.days), dtype=bool)
    if not p.operation.whole_packs:
        return several
    for i in range(len(p.pack)):
        first, end = p.lots.offset[i], p.lots.offset[i + 1]
        if end - first > 1:
            several[:, i] = load[:, first:end].any(axis=1) & p.lifts.trip[:, None]
    return several


def _buy(p: Problem, useful: Bools) -> Bools:
    days = np.arange(p.horizon)[None, :]
    wanted = useful[p.supply_place, p.supply_item] & (p.supply_packs > 0)
    return (wanted[:, None]) & (days >= p.supply_since[:, None])


def _come(p: Problem, load: Bools, site_assets: Bools) -> Bools:
    """[site, item, day] whether assets can become usable at a site: brought by a lift or bought there."""
    exist = np.zeros((len(p.sites), len(p.pack), p.horizon), dtype=bool)
    site = {int(place): s for s, place in enumerate(p.sites)}
    for n, destination in enumerate(p.lifts.destination):
        if int(destination) in site:
            lag = int(p.lifts.lag[n])
            for lot, item in enumerate(p.lots.item):
                if p.asset[item]:
                    until = p.count_days_in_time(lag)
                    exist[site[int(destination)], item, lag : lag + until] |= load[n, lot, :until]
    for place, item, since in zip(p.supply_place, p.supply_item, p.supply_since, strict=True):
        if int(place) in site and p.asset[item]:
            exist[site[int(place)], item, since:] = True
    return exist & site_assets[:, :, None]


def _use(p: Problem, there: Bools) -> Bools:
    """[site, lot, day] what people can use: only what serves a need that is asked on the day."""
    exist = np.zeros((len(p.sites), len(p.lots.item), p.horizon), dtype=bool)
    asked: Bools = np.asarray(p.required.any(axis=1))
    for i, k, _ in p.use:
        exist[p.site[k], p.lots.offset[i] : p.lots.offset[i + 1]] |= asked[k][None, :]
    return exist & there[p.sites]


def _feed(p: Problem, there: Bools, runs: Bools) -> Bools:
    exist = np.zeros((len(p.sites), len(p.lots.item), p.horizon), dtype=bool)
    for i, j, _ in p.burns:
        exist[:, p.lots.offset[j] : p.lots.offset[j + 1]] |= runs[:, i, None, None]
    return exist & there[p.sites]


def _served(p: Problem) -> Bools:
    """[site need] daily needs that a service or a running asset can serve."""
    served = np.array([need.need.kind == "daily" for need in p.needs], dtype=bool) & p.service.any(axis=1)
    for _, k, _ in p.per_day:
        served[k] = True
    return served

"""Sets and parameters: the operation as arrays, every committed load and every limit worked in.

Goods are counted in packs here (quantity = packs x pack_quantity), so that a whole pack is a whole number. A *lot* is
goods of one item with one last usable day: shelf life counts all days since the goods were fresh, waiting in hubs
included, so goods that can expire within the horizon are tracked by the day on which they were fresh.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from malja.catalogue.facts import TIERS
from malja.needs.requirements import SiteNeed, needs_of
from malja.operation.headcount import present
from malja.operation.operation import Operation
from malja.operation.vehicles import capacity

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lots:
    """Goods by item and last usable day: `item[n]`, `last[n]` (a day, at least `horizon` where it never matters)."""

    item: Ints
    last: Ints
    first_birth: Ints
    """By item: the birth day of its first lot; later births follow one by one, the last lot holds all later ones."""
    offset: Ints
    """By item: the number of its first lot; `offset[i + 1]` ends it."""

    def of(self, item: int, birth: int) -> int:
        """The lot of an item that was fresh on a day."""
        first, end = int(self.offset[item]), int(self.offset[item + 1])
        return min(max(first + birth - int(self.first_birth[item]), first), end - 1)

    def births(self, item: int, days: int) -> Ints:
        """The lots of what is fresh on days 0..days-1."""
        first, end = self.offset[item], self.offset[item + 1]
        return np.clip(first + np.arange(days) - self.first_birth[item], first, end - 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lifts:
    """Lifts as arrays, in the table's order; `lag` is transit plus handling; days are indices from the start."""

    origin: Ints
    destination: Ints
    trip: Bools
    transit: Ints
    lag: Ints
    payload: Floats
    volume: Floats
    fixed_cost: Floats
    cost_per_kg: Floats
    most: Ints
    """[lift, day] the most vehicles that may leave (1 for an open day of a flow)."""
    fixed: Ints
    """[lift, day] vehicles that leave in any case, with committed cargo."""
    room_kg: Floats
    """[lift, day] kg a flow still has room for, or that a day's trips leave free beside payload x trips (0 or below)."""
    room_m3: Floats
    week: Floats
    """[lift, block of 7 days] the most trips; inf where no limit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """All sets and parameters of the model; axes in the order of the operation's tables.

    P places, S sites (indices into places), I items, N lots, L lifts, K site needs, T days on which lifts may leave,
    H = T + reserve days.
    """

    operation: Operation
    horizon: int
    days: int
    sites: Ints
    people: Floats
    """[site, day] people present."""
    needs: tuple[SiteNeed, ...]
    site: Ints
    """[site need] the number of its site."""
    weight: Floats
    """[site need] the need's weight."""
    required: Floats
    """[site need, tier, day] in the need's unit; 0 where nothing is asked."""
    concerned: Floats
    """[site need, day] persons concerned."""
    highest: Floats
    """[site need, day] the highest tier's requirement (1 where nothing is asked): the scale of what is provided."""
    service: Floats
    """[site need, day] what the site gives by itself."""
    pack: Floats
    kg: Floats
    m3: Floats
    asset: Bools
    setup: Ints
    life: Ints
    ration: Floats
    """[item] most packs a person may use a day; inf where unlimited."""
    lots: Lots
    opening: Floats
    """[place, lot] packs; assets at sites are in `standing`, not here."""
    standing: Floats
    """[site, item, day] assets in place in any case: opening stock and committed cargo, packs."""
    arriving: Floats
    """[place, lot, day] committed packs that become usable, without assets at sites."""
    lifts: Lifts
    use: tuple[tuple[int, int, float], ...]
    """(item, site need, units of the need a pack gives when used)."""
    in_place: tuple[tuple[int, int, float], ...]
    per_day: tuple[tuple[int, int, float], ...]
    burns: tuple[tuple[int, int, float], ...]
    """(asset, input item, packs of the input that one pack of the asset uses a day)."""
    draws: tuple[tuple[int, int, float], ...]
    """(asset, site need, units of its service that one pack of the asset uses a day)."""
    supply_place: Ints
    supply_item: Ints
    supply_since: Ints
    supply_packs: Floats
    """By row of supply: packs in all, inf where unlimited."""
    supply_cost: Floats
    """By row of supply: cost of a pack."""
    storage: Floats
    landings: Floats
    """[place, day] trips that may land, what is committed already taken off."""
    unload: Floats
    """[place, day] kg that may be unloaded, what is committed already taken off."""
    fixed_cost: float
    """Cost of what is committed already."""


def state(operation: Operation) -> Problem:
    """Put an operation into arrays; the operation has been checked, so nothing is refused here."""
    index = _Index(operation)
    lots = _lots(operation)
    lifts, landed, unloaded, spent = _lifts(operation, index)
    needs = tuple(needs_of(operation))
    opening, standing, arriving = _goods(operation, index, lots)
    landings, unload, storage = _limits(operation, landed, unloaded)
    pairs = _pairs(operation, index, needs)
    present_at = present(operation)
    required = _required(operation, needs)
    items = operation.items
    sold = operation.supply
    of = [items[index.item[row.item]] for row in sold]
    return Problem(
        operation=operation,
        horizon=operation.horizon,
        days=operation.days,
        sites=index.sites,
        people=_stacked([present_at[operation.places[p].place] for p in index.sites], operation.horizon),
        needs=needs,
        site=np.array([index.site[index.place[need.place]] for need in needs], dtype=np.int64),
        weight=np.array([need.need.weight for need in needs], dtype=float),
        required=required,
        concerned=_stacked([need.people for need in needs], operation.horizon),
        highest=np.where(required.any(axis=1), required.max(axis=1), 1.0),
        service=_service(operation, needs),
        pack=np.array([i.pack_quantity for i in items], dtype=float),
        kg=np.array([i.pack_kg for i in items], dtype=float),
        m3=np.array([i.pack_m3 for i in items], dtype=float),
        asset=np.array([i.kind == "asset" for i in items], dtype=bool),
        setup=np.array([i.setup_days for i in items], dtype=np.int64),
        life=np.array([_never(i.life_days, operation) for i in items], dtype=np.int64),
        ration=np.array(
            [np.inf if i.max_per_person_day is None else i.max_per_person_day / i.pack_quantity for i in items],
            dtype=float,
        ),
        lots=lots,
        opening=opening,
        standing=standing,
        arriving=arriving,
        lifts=lifts,
        use=pairs["use"],
        in_place=pairs["in_place"],
        per_day=pairs["per_day"],
        burns=_burns(operation, index),
        draws=_draws(operation, index, needs),
        supply_place=np.array([index.place[row.place] for row in sold], dtype=np.int64),
        supply_item=np.array([index.item[row.item] for row in sold], dtype=np.int64),
        supply_since=np.array([0 if r.since is None else max(0, operation.day(r.since)) for r in sold], dtype=np.int64),
        supply_packs=np.array(
            [np.inf if r.quantity is None else r.quantity / i.pack_quantity for r, i in zip(sold, of, strict=True)],
            dtype=float,
        ),
        supply_cost=np.array([r.unit_cost * i.pack_quantity for r, i in zip(sold, of, strict=True)], dtype=float),
        storage=storage,
        landings=landings,
        unload=unload,
        fixed_cost=spent,
    )


class _Index:
    """Numbers of places, items and lifts by their keys."""

    def __init__(self, operation: Operation) -> None:
        self.place = {row.place: n for n, row in enumerate(operation.places)}
        self.item = {row.item: n for n, row in enumerate(operation.items)}
        self.lift = {row.lift: n for n, row in enumerate(operation.lifts)}
        self.sites = np.array([n for n, row in enumerate(operation.places) if row.role == "site"], dtype=np.int64)
        self.site = {int(p): s for s, p in enumerate(self.sites)}


def _never(days: int | None, operation: Operation) -> int:
    """A number of days, or one beyond the horizon where there is no end."""
    return operation.horizon + 1 if days is None else days


def _stacked(rows: list[Floats], horizon: int) -> Floats:
    return np.array(rows, dtype=float).reshape(len(rows), horizon)


def _lots(operation: Operation) -> Lots:
    horizon = operation.horizon
    earliest = min([0, *(operation.day(row.date) for row in operation.committed)])
    item, last, first_birth, offset = [], [], [], [0]
    for n, row in enumerate(operation.items):
        shelf = horizon if row.shelf_life_days is None else row.shelf_life_days
        births = range(earliest, horizon - 1 - shelf)
        for birth in births:
            item.append(n)
            last.append(birth + shelf)
        item.append(n)
        last.append(horizon)
        first_birth.append(earliest if len(births) else 0)
        offset.append(len(item))
    return Lots(
        item=np.array(item, dtype=np.int64),
        last=np.array(last, dtype=np.int64),
        first_birth=np.array(first_birth, dtype=np.int64),
        offset=np.array(offset, dtype=np.int64),
    )


def _goods(operation: Operation, index: _Index, lots: Lots) -> tuple[Floats, Floats, Floats]:
    """Opening stock, assets that stand in any case, and committed packs by the day on which they become usable."""
    horizon = operation.horizon
    opening = np.zeros((len(operation.places), len(lots.item)))
    standing = np.zeros((len(index.sites), len(operation.items), horizon))
    arriving = np.zeros((len(operation.places), len(lots.item), horizon))
    for stock in operation.stock:
        p, i = index.place[stock.place], index.item[stock.item]
        packs = stock.quantity / operation.items[i].pack_quantity
        if operation.items[i].kind == "asset" and p in index.site:
            standing[index.site[p], i, : _never(operation.items[i].life_days, operation)] += packs
        else:
            opening[p, lots.of(i, 0)] += packs
    for row in operation.committed:
        lift, i = operation.lifts[index.lift[row.lift]], index.item[row.item]
        p = index.place[lift.destination]
        leaves = operation.day(row.date)
        usable = leaves + lift.transit_days + operation.places[p].handling_days
        if usable >= horizon:
            continue
        if operation.items[i].kind == "asset" and p in index.site:
            since = usable + operation.items[i].setup_days
            standing[index.site[p], i, since : since + _never(operation.items[i].life_days, operation)] += row.packs
        else:
            arriving[p, lots.of(i, leaves), usable] += row.packs
    return opening, standing, arriving


def _lifts(operation: Operation, index: _Index) -> tuple[Lifts, Ints, Floats, float]:
    """Lifts with their limits; trips that land and kg that are unloaded by committed cargo; what that costs."""
    horizon, days, count = operation.horizon, operation.days, len(operation.lifts)
    rooms = [capacity(operation, row) for row in operation.lifts]
    most = np.zeros((count, days), dtype=np.int64)
    fixed = np.zeros((count, days), dtype=np.int64)
    room_kg, room_m3 = np.zeros((count, days)), np.zeros((count, days))
    week = np.full((count, -(-days // 7)), np.inf)
    landed = np.zeros((len(operation.places), horizon), dtype=np.int64)
    unloaded = np.zeros((len(operation.places), horizon))
    spent = 0.0
    loads = _committed(operation, index)
    for n, row in enumerate(operation.lifts):
        trip = row.mode == "trip"
        first = 0 if row.first is None else max(0, operation.day(row.first))
        last = days if row.last is None else operation.day(row.last) + 1
        most[n, first : max(first, last)] = row.max_per_day if trip else 1
        payload, volume = rooms[n].payload_kg, rooms[n].volume_m3
        if not trip:
            room_kg[n] = np.inf if row.kg_per_day is None else row.kg_per_day
            room_m3[n] = volume
        if row.per_week is not None:
            week[n] = np.floor(row.per_week)
        for (lift, leaves), packs in loads.items():
            if lift != n:
                continue
            kg = float(sum(operation.items[i].pack_kg * number for i, number in packs))
            m3 = float(sum(operation.items[i].pack_m3 * number for i, number in packs))
            vehicles = max(1, vehicles_needed(kg, payload, m3, volume, row.max_per_day)) if trip else 0
            spent += row.cost_per_kg * kg
            landing = leaves + row.transit_days
            if 0 <= landing < horizon:
                landed[index.place[row.destination], landing] += vehicles
                unloaded[index.place[row.destination], landing] += kg
            if not 0 <= leaves < days:
                spent += row.fixed_cost * vehicles
                continue
            if trip:
                fixed[n, leaves] = vehicles
                most[n, leaves] = max(most[n, leaves], vehicles)
                full = kg > payload * most[n, leaves] or m3 > volume * most[n, leaves]
                room_kg[n, leaves] = -np.inf if full else -kg if np.isfinite(payload) else 0.0
                room_m3[n, leaves] = -np.inf if full else -m3 if np.isfinite(volume) else 0.0
            else:
                room_kg[n, leaves] = max(0.0, room_kg[n, leaves] - kg)
                room_m3[n, leaves] = max(0.0, room_m3[n, leaves] - m3)
        blocks = np.add.reduceat(fixed[n], np.arange(0, days, 7)) if days else np.zeros(0)
        week[n] = np.maximum(week[n], blocks)
    places = operation.places
    handling = np.array([places[index.place[row.destination]].handling_days for row in operation.lifts], dtype=np.int64)
    transit = np.array([row.transit_days for row in operation.lifts], dtype=np.int64)
    lifts = Lifts(
        origin=np.array([index.place[row.origin] for row in operation.lifts], dtype=np.int64),
        destination=np.array([index.place[row.destination] for row in operation.lifts], dtype=np.int64),
        trip=np.array([row.mode == "trip" for row in operation.lifts], dtype=bool),
        transit=transit,
        lag=transit + handling,
        payload=np.array([room.payload_kg for room in rooms], dtype=float),
        volume=np.array([room.volume_m3 for room in rooms], dtype=float),
        fixed_cost=np.array([row.fixed_cost for row in operation.lifts], dtype=float),
        cost_per_kg=np.array([row.cost_per_kg for row in operation.lifts], dtype=float),
        most=most,
        fixed=fixed,
        room_kg=room_kg,
        room_m3=room_m3,
        week=week,
    )
    return lifts, landed, unloaded, spent


def _committed(operation: Operation, index: _Index) -> dict[tuple[int, int], list[tuple[int, int]]]:
    """Committed packs by lift and day: (item, packs)."""
    loads: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for row in operation.committed:
        key = (index.lift[row.lift], operation.day(row.date))
        loads.setdefault(key, []).append((index.item[row.item], row.packs))
    return loads


def vehicles_needed(kg: float, payload: float, m3: float, volume: float, most: int) -> int:
    """Vehicles that a committed load takes, at most what a day allows: by weight and by volume."""
    by_kg = np.ceil(kg / payload - 1e-9) if np.isfinite(payload) and payload > 0 else 1
    by_m3 = np.ceil(m3 / volume - 1e-9) if np.isfinite(volume) and volume > 0 else 1
    return int(min(most, max(by_kg, by_m3)))


def _limits(operation: Operation, landed: Ints, unloaded: Floats) -> tuple[Floats, Floats, Floats]:
    """What landings, unloading and storage leave to the plan; a committed load that breaks a limit leaves nothing."""
    landings = np.full(landed.shape, np.inf)
    unload = np.full(unloaded.shape, np.inf)
    storage = np.full(len(operation.places), np.inf)
    opening = dict.fromkeys((row.place for row in operation.places), 0.0)
    by_item = {row.item: row for row in operation.items}
    sites = {row.place for row in operation.places if row.role == "site"}
    for stock in operation.stock:
        item = by_item[stock.item]
        if not (item.kind == "asset" and stock.place in sites):
            opening[stock.place] += stock.quantity / item.pack_quantity * item.pack_m3
    for p, row in enumerate(operation.places):
        if row.landings_per_day is not None:
            landings[p] = np.maximum(0.0, row.landings_per_day - landed[p])
        if row.unload_kg_per_day is not None:
            unload[p] = np.maximum(0.0, row.unload_kg_per_day - unloaded[p])
        if row.storage_m3 is not None:
            storage[p] = max(row.storage_m3, opening[row.place])
    return landings, unload, storage


def _required(operation: Operation, needs: tuple[SiteNeed, ...]) -> Floats:
    required = np.zeros((len(needs), len(TIERS), operation.horizon))
    for k, need in enumerate(needs):
        for m, tier in enumerate(TIERS):
            if tier in need.required:
                required[k, m] = need.required[tier]
    return required


def _service(operation: Operation, needs: tuple[SiteNeed, ...]) -> Floats:
    service = np.zeros((len(needs), operation.horizon))
    number = {(need.place, need.need.need): k for k, need in enumerate(needs)}
    for row in operation.services:
        since = 0 if row.since is None else max(0, operation.day(row.since))
        until = operation.horizon if row.until is None else max(0, operation.day(row.until) + 1)
        service[number[row.place, row.need], since:until] += row.quantity
    return service


def _pairs(
    operation: Operation, index: _Index, needs: tuple[SiteNeed, ...]
) -> dict[str, tuple[tuple[int, int, float], ...]]:
    """Contents by how, spread over the sites' needs, in units of the need a pack; needs nobody has are left out."""
    pairs: dict[str, dict[tuple[int, int], float]] = {"use": {}, "in_place": {}, "per_day": {}}
    by_need: dict[str, list[int]] = {}
    for k, need in enumerate(needs):
        by_need.setdefault(need.need.need, []).append(k)
    for row in operation.contents:
        i = index.item[row.item]
        for k in by_need.get(row.need, []):
            found = pairs[row.how]
            found[i, k] = found.get((i, k), 0.0) + row.quantity * operation.items[i].pack_quantity
    return {how: tuple((i, k, c) for (i, k), c in found.items() if c > 0) for how, found in pairs.items()}


def _burns(operation: Operation, index: _Index) -> tuple[tuple[int, int, float], ...]:
    burns = []
    for row in operation.running:
        if row.input in index.item and row.quantity > 0:
            i, j = index.item[row.item], index.item[row.input]
            packs = row.quantity * operation.items[i].pack_quantity / operation.items[j].pack_quantity
            burns.append((i, j, packs))
    return tuple(burns)


def _draws(
    operation: Operation, index: _Index, needs: tuple[SiteNeed, ...]
) -> tuple[tuple[int, int, float], ...]:
    draws = []
    for row in operation.running:
        if row.input not in index.item and row.quantity > 0:
            i = index.item[row.item]
            per_pack = row.quantity * operation.items[i].pack_quantity
            draws += [(i, k, per_pack) for k, need in enumerate(needs) if need.need.need == row.input]
    return tuple(draws)

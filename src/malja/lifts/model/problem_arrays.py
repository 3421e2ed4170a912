"""From an operation to the arrays of the model. The operation has been checked: nothing is refused here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, TypedDict

import numpy as np

from malja.catalogue.facts import TIERS
from malja.lifts.model.committed_loads import CommittedLoad, sum_committed_loads
from malja.lifts.model.contents import list_contents, list_input_goods, list_input_services
from malja.lifts.model.lift_arrays import build_lift_arrays
from malja.lifts.model.lots import Lots, split_into_lots
from malja.lifts.model.numbering import Numbering
from malja.lifts.model.problem import Problem
from malja.lifts.model.segregation import build_segregation_arrays
from malja.lifts.model.stowage import build_stowage_arrays
from malja.lifts.model.vehicle_loading import Room
from malja.lifts.solver.matrix import Bools, Floats, Ints
from malja.needs.requirements import SiteNeed, find_site_needs
from malja.operation.headcount import count_present
from malja.operation.operation import Operation
from malja.operation.vehicles import find_vehicle_capacity


def build_problem(operation: Operation) -> Problem:
    """The sets and parameters of an operation as arrays."""
    numbering = Numbering(operation)
    needs = tuple(find_site_needs(operation))
    stowage = build_stowage_arrays(operation)
    volumes = [find_vehicle_capacity(operation, row).volume_m3 for row in operation.lifts]
    rooms = [Room(kg=float(kg), m3=m3) for kg, m3 in zip(stowage.whole_payload, volumes, strict=True)]
    loads = sum_committed_loads(operation, numbering, rooms)
    kinds = split_into_lots(operation)
    opening, standing, arriving, spoiled = _goods(operation, numbering, kinds, loads)
    required = _required(operation, needs)
    pairs = list_contents(operation, numbering, needs)
    present_at = count_present(operation)
    return Problem(
        operation=operation,
        horizon=operation.horizon,
        days=operation.days,
        sites=numbering.sites,
        people=_stack([present_at[operation.places[place].place] for place in numbering.sites], operation.horizon),
        needs=needs,
        site=np.array([numbering.site[numbering.place[need.place]] for need in needs], dtype=np.int64),
        weight=np.array([need.need.weight for need in needs], dtype=float),
        required=required,
        concerned=_stack([need.people for need in needs], operation.horizon),
        highest=np.where(required.any(axis=1), required.max(axis=1), 1.0),
        service=_service(operation, needs),
        **_items(operation),
        lots=kinds,
        opening=opening,
        standing=standing,
        arriving=arriving,
        spoiled=spoiled,
        lifts=build_lift_arrays(operation, numbering, stowage, rooms, loads),
        committed=loads,
        segregation=build_segregation_arrays(operation, (stowage.kg, stowage.m3), loads),
        use=pairs["use"],
        in_place=pairs["in_place"],
        per_day=pairs["per_day"],
        burns=list_input_goods(operation, numbering),
        draws=list_input_services(operation, numbering, needs),
        **_supply(operation, numbering),
        storage=_storage(operation, opening, kinds),
        landings=_landings(operation, numbering, loads),
        unload=_unload(operation, numbering, loads),
        fixed_cost=_cost_committed(operation, loads),
    )


class _Items(TypedDict):
    pack: Floats
    kg: Floats
    m3: Floats
    asset: Bools
    setup: Ints
    life: Ints
    ration: Floats


def _items(operation: Operation) -> _Items:
    """By item, in packs."""
    rows, never = operation.items, operation.horizon + 1
    rations = [np.inf if row.max_per_person_day is None else row.max_per_person_day / row.pack_quantity for row in rows]
    return {
        "pack": _floats(row.pack_quantity for row in rows),
        "kg": _floats(row.pack_kg for row in rows),
        "m3": _floats(row.pack_m3 for row in rows),
        "asset": np.array([row.kind == "asset" for row in rows], dtype=bool),
        "setup": np.array([row.setup_days for row in rows], dtype=np.int64),
        "life": np.array([never if row.life_days is None else row.life_days for row in rows], dtype=np.int64),
        "ration": _floats(rations),
    }


class _Supply(TypedDict):
    supply_place: Ints
    supply_item: Ints
    supply_since: Ints
    supply_packs: Floats
    supply_cost: Floats


def _supply(operation: Operation, numbering: Numbering) -> _Supply:
    """By row of supply, in packs."""
    rows = operation.supply
    packs = [operation.items[numbering.item[row.item]].pack_quantity for row in rows]
    pairs = list(zip(rows, packs, strict=True))
    since = [0 if row.since is None else max(0, operation.day(row.since)) for row in rows]
    return {
        "supply_place": np.array([numbering.place[row.place] for row in rows], dtype=np.int64),
        "supply_item": np.array([numbering.item[row.item] for row in rows], dtype=np.int64),
        "supply_since": np.array(since, dtype=np.int64),
        "supply_packs": _floats(np.inf if row.quantity is None else row.quantity / pack for row, pack in pairs),
        "supply_cost": _floats(row.unit_cost * pack for row, pack in pairs),
    }


def _floats(numbers: Iterable[float]) -> Floats:
    return np.array(list(numbers), dtype=float)


def _stack(rows: Sequence[Any], horizon: int) -> Floats:
    return np.array(rows, dtype=float).reshape(len(rows), horizon)


def _goods(
    operation: Operation, numbering: Numbering, kinds: Lots, loads: Sequence[CommittedLoad]
) -> tuple[Floats, Floats, Floats, Floats]:
    """Opening stock, assets that stand in any case, committed packs by the day they become usable, and the spoiled."""
    places, items, horizon = operation.places, operation.items, operation.horizon
    opening = np.zeros((len(places), len(kinds.item)))
    standing = np.zeros((len(numbering.sites), len(items), horizon))
    arriving = np.zeros((len(places), len(kinds.item), horizon))
    spoiled = np.zeros((len(places), len(items), horizon))

    def stand(place: int, item: int, since: int, packs: float) -> None:
        row = items[item]
        until = horizon if row.life_days is None else since + row.setup_days + row.life_days
        standing[numbering.site[place], item, since + row.setup_days : until] += packs

    for stock in operation.stock:
        place, item = numbering.place[stock.place], numbering.item[stock.item]
        packs = stock.quantity / items[item].pack_quantity
        if items[item].kind == "asset" and place in numbering.site:
            stand(place, item, -items[item].setup_days, packs)
        else:
            opening[place, kinds.find_lot(item, 0)] += packs
    for load in loads:
        place = numbering.place[operation.lifts[load.lift].destination]
        usable = load.lands + places[place].handling_days
        for item, number in load.packs:
            if items[item].kind == "asset" and place in numbering.site:
                stand(place, item, usable, number)
            elif usable < horizon:
                lot = kinds.find_lot(item, load.leaves)
                if usable <= kinds.last[lot]:
                    arriving[place, lot, usable] += number
                else:
                    spoiled[place, item, usable] += number
    return opening, standing, arriving, spoiled


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


def _storage(operation: Operation, opening: Floats, kinds: Lots) -> Floats:
    """By place, m3; never less than the opening stock."""
    m3 = np.array([row.pack_m3 for row in operation.items], dtype=float)
    lies = opening @ m3[kinds.item]
    limits = [np.inf if row.storage_m3 is None else row.storage_m3 for row in operation.places]
    most: Floats = np.maximum(np.array(limits, dtype=float), lies)
    return most


def _landings(operation: Operation, numbering: Numbering, loads: Sequence[CommittedLoad]) -> Floats:
    """[place, day] trips that may land besides committed ones."""
    limits = [np.inf if row.landings_per_day is None else row.landings_per_day for row in operation.places]
    return _subtract_loads(operation, numbering, limits, [(load, load.vehicles) for load in loads])


def _unload(operation: Operation, numbering: Numbering, loads: Sequence[CommittedLoad]) -> Floats:
    """[place, day] kg that may be unloaded besides committed cargo."""
    limits = [np.inf if row.unload_kg_per_day is None else row.unload_kg_per_day for row in operation.places]
    return _subtract_loads(operation, numbering, limits, [(load, load.kg) for load in loads])


def _subtract_loads(
    operation: Operation, numbering: Numbering, limits: Sequence[float], taken: Iterable[tuple[CommittedLoad, float]]
) -> Floats:
    """[place, day] what committed loads leave of a limit on the day they land; none where they break it."""
    left = np.repeat(np.array(limits, dtype=float)[:, None], operation.horizon, axis=1)
    for load, amount in taken:
        if 0 <= load.lands < operation.horizon:
            left[numbering.place[operation.lifts[load.lift].destination], load.lands] -= amount
    most: Floats = np.maximum(left, 0.0)
    return most


def _cost_committed(operation: Operation, loads: Sequence[CommittedLoad]) -> float:
    """What committed cargo costs, without the trips on the plan's days: those are columns of the model."""
    spent = 0.0
    for load in loads:
        row = operation.lifts[load.lift]
        spent += row.cost_per_kg * load.kg
        if not 0 <= load.leaves < operation.days:
            spent += row.fixed_cost * load.vehicles
    return spent

"""How a day's vehicles are loaded: room with stowage, pallets and margin, doors, neighbours, small consignments."""

from __future__ import annotations

import math
from collections.abc import Iterator

from malja.operation.rows import Lift

from .ledger import Ledger, Load
from .loading import Loading
from .reading import SLACK, above, near


def loading(ledger: Ledger, lift: Lift, day: int, load: Load, where: str) -> Iterator[str]:
    """Every violation in how the vehicles of a trip are loaded, as sentences."""
    how = ledger.loading
    yield from _doors(ledger, how, lift, day, where)
    yield from _room(ledger, how, lift, day, load, where)
    yield from _shares(ledger, how, lift, day, load, where)
    yield from _pallets(ledger, how, lift, load, where)


def _doors(ledger: Ledger, how: Loading, lift: Lift, day: int, where: str) -> Iterator[str]:
    """What the planner loads goes through the door, and no pack is more than a vehicle takes."""
    for item, quantity in ledger.planned(lift.lift, day).items():
        if quantity > SLACK and not how.fits(lift, ledger.reading.items[item]):
            yield f"{where}: a pack of {item} is more than one vehicle takes."
        if quantity > SLACK and not how.goes_through(lift, ledger.reading.items[item]):
            yield f"{where}: {item} is too long for the door."


def _aboard(ledger: Ledger, how: Loading, lift: Lift, packs: dict[str, float], *, kg: bool) -> float:
    """Kilograms or cubic metres that packs take aboard."""
    measure = how.kg if kg else how.m3
    return sum(count * measure(lift, ledger.reading.items[item]) for item, count in packs.items())


def _room(ledger: Ledger, how: Loading, lift: Lift, day: int, load: Load, where: str) -> Iterator[str]:
    """Payload and volume of the day's vehicles: what is planned leaves the margin free, what is committed need not."""
    items = ledger.reading.items
    packs = {item: each / items[item].pack_quantity for item, each in load.cargo.items()}
    for kg, each in ((True, how.payload(lift, margin=True)), (False, lift.volume_m3)):
        loaded, sent = _aboard(ledger, how, lift, packs, kg=kg), how.fixed_sum(lift, day, kg=kg)
        what = "kg" if kg else "m3"
        if each is not None and above(loaded, max(each * load.vehicles, sent)):
            yield f"{where}: {loaded} {what} in {load.vehicles} vehicles of {each} {what} each."


def _shares(ledger: Ledger, how: Loading, lift: Lift, day: int, load: Load, where: str) -> Iterator[str]:
    """Whole packs can be shared out over the vehicles, and what must be kept apart is."""
    reading = ledger.reading
    if not reading.tables.whole_packs:
        yield from _classes(ledger, how, lift, day, load, where)
        return
    fixed = dict(reading.committed.get((lift.lift, day), {}))
    margin = not fixed
    if fixed and not how.shares(lift, fixed, max(load.vehicles, lift.max_per_day), margin=margin):
        return  # committed cargo that can't be shared out is a fact
    packs = {item: round(each / reading.items[item].pack_quantity) for item, each in load.cargo.items()}
    if not how.shares(lift, packs, load.vehicles, margin=margin):
        kept = " and keep apart what must be" if how.apart_pairs(packs) else ""
        yield f"{where}: no way was found to share the packs out over {load.vehicles} vehicles{kept}."


def _classes(ledger: Ledger, how: Loading, lift: Lift, day: int, load: Load, where: str) -> Iterator[str]:
    """Without whole packs: each of several goods that must not meet takes whole vehicles of its own."""
    fixed = ledger.reading.committed.get((lift.lift, day), {})
    names = [item for item in load.cargo if item not in fixed]
    pairs = how.apart_pairs(names)
    for low, high in sorted(pairs):
        needed = 0
        for item in (names[low], names[high]):
            packs = {item: load.cargo[item] / ledger.reading.items[item].pack_quantity}
            by_room = [1.0]
            for kg, room in ((True, how.payload(lift, margin=True)), (False, lift.volume_m3)):
                if room:
                    by_room.append(_aboard(ledger, how, lift, packs, kg=kg) / room)
            needed += math.ceil(max(by_room) - SLACK)
        if needed > load.vehicles:
            yield f"{where}: {names[low]} and {names[high]} take {needed} vehicles to be kept apart."


def _pallets(ledger: Ledger, how: Loading, lift: Lift, load: Load, where: str) -> Iterator[str]:
    """The pallets that are told: as many as weight and volume take at least, at most the positions of the vehicles."""
    if "pallets" not in load.row:
        return
    pallets, told = how.pallets(lift), load.row["pallets"]
    if pallets is None or told is None:
        if pallets is not None or told is not None:
            yield f"{where}: {told} pallets, of {pallets and pallets.number} a vehicle."
        return
    least = _least_pallets(ledger, how, lift, load)
    if least > told:
        yield f"{where}: {told} pallets, but weight and volume take {least}."
    if told > pallets.number * load.vehicles:
        yield f"{where}: {told} pallets in {load.vehicles} vehicles of {pallets.number}."


def _least_pallets(ledger: Ledger, how: Loading, lift: Lift, load: Load) -> int:
    """The fewest pallets: by weight and volume of all, and of any two kinds that must not share one."""
    pallets, items = how.pallets(lift), ledger.reading.items
    if pallets is None:
        return 0

    def least(names: list[str]) -> int:
        kg = sum(load.cargo[name] * ledger.reading.kg(name) for name in names)
        m3 = sum(load.cargo[name] * ledger.reading.m3(name) for name in names)
        by_kg = kg / pallets.most_kg if pallets.most_kg else 0.0
        return math.ceil(max(by_kg, m3 / pallets.m3 if pallets.m3 else 0.0) - SLACK)

    names = [name for name in load.cargo if items[name].pack_kg > 0]
    apart = [how.apart_pairs(names, how=means) for means in ("pallet", "vehicle")]
    pairs = [least([names[low]]) + least([names[high]]) for chosen in apart for low, high in chosen]
    return max([least(names), *pairs]) if names else 0


def consignments(ledger: Ledger) -> Iterator[str]:
    """Loads smaller than the smallest sensible consignment: their number and what splitting them costs are told."""
    told = ledger.plan.get("consignments")
    if told is None:
        return
    reading = ledger.reading
    least = most = 0
    for (name, day), load in ledger.loads.items():
        if reading.lifts[name].mode != "trip":
            continue
        fixed = reading.committed.get((name, day), {})
        for item, quantity in load.cargo.items():
            row = reading.items[item]
            small = quantity / row.pack_quantity < (row.min_consignment_packs or 0) - SLACK
            most += small
            # What a sender has fixed is no choice of the planner's: it may be counted or not.
            least += small and item not in fixed
    if not least <= told["small"] <= most:
        yield f"consignments: {told['small']} small ones are told, there are {most}, {least} without committed ones."
    charge = told["small"] * reading.tables.split_price
    if not near(told["charge"], charge):
        yield f"consignments: splitting costs {charge}, not {told['charge']}."

"""What leaves on lifts: the rows themselves, whole packs, vehicles, committed cargo and every limit of a lift."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator

from malja.operation.rows import Lift

from .judge_loading import loading
from .ledger import Ledger, Load
from .reading import SLACK, above, near


def lifts(ledger: Ledger) -> Iterator[str]:
    """Every violation on the lifts, as sentences."""
    for (name, day), load in ledger.loads.items():
        lift = ledger.reading.lifts[name]
        where = f"{name} on {load.row['leaves']}"
        yield from _row(ledger, lift, day, load, where)
        yield from _packs(ledger, lift, load, where)
        yield from _planned(ledger, lift, day, load, where)
        if lift.mode == "trip":
            yield from _vehicles(ledger, lift, day, load, where)
            yield from loading(ledger, lift, day, load, where)
        else:
            yield from _rate(ledger, lift, day, where)
    yield from _committed(ledger)
    yield from _weeks(ledger)
    yield from _arrivals(ledger)


def _row(ledger: Ledger, lift: Lift, day: int, load: Load, where: str) -> Iterator[str]:
    """What the row repeats from the tables, and its sums."""
    row = load.row
    usable = ledger.reading.tables.date(ledger.reading.usable(lift, day)).isoformat()
    expected = {"vehicle": lift.vehicle, "origin": lift.origin, "destination": lift.destination, "usable": usable}
    for key, value in expected.items():
        if row[key] != value:
            yield f"{where}: {key} is {row[key]!r}, not {value!r}."
    for part in row["cargo"]:
        kg = ledger.reading.kg(part["item"]) * part["quantity"]
        m3 = ledger.reading.m3(part["item"]) * part["quantity"]
        if not near(part["kg"], kg) or not near(part["m3"], m3):
            yield f"{where}: {part['item']} weighs {kg} kg and fills {m3} m3, not {part['kg']} and {part['m3']}."
    if not near(row["kg"], ledger.kg(lift.lift, day)) or not near(row["m3"], ledger.m3(lift.lift, day)):
        yield f"{where}: the cargo adds up to {ledger.kg(lift.lift, day)} kg and {ledger.m3(lift.lift, day)} m3."


def _packs(ledger: Ledger, lift: Lift, load: Load, where: str) -> Iterator[str]:
    """Packs are whole on trips, none on flows, and agree with the quantity."""
    for part in load.row["cargo"]:
        packs, each = part["packs"], ledger.reading.items[part["item"]].pack_quantity
        if lift.mode == "flow":
            if packs is not None:
                yield f"{where}: a flow has no packs, {part['item']} has {packs}."
        elif packs is None:
            yield f"{where}: the packs of {part['item']} are missing."
        elif not near(packs * each, part["quantity"]):
            yield f"{where}: {packs} packs of {part['item']} are {packs * each} units, not {part['quantity']}."
        elif ledger.reading.tables.whole_packs and packs != int(packs):
            yield f"{where}: {packs} packs of {part['item']} are no whole number."


def _planned(ledger: Ledger, lift: Lift, day: int, load: Load, where: str) -> Iterator[str]:
    """What the planner loads leaves within the days and is usable within the horizon; assets don't leave sites."""
    reading = ledger.reading
    planned = {item: quantity for item, quantity in ledger.planned(lift.lift, day).items() if abs(quantity) > SLACK}
    if not planned:
        return
    if not 0 <= day < reading.days:
        yield f"{where}: {sorted(planned)} leave outside the days on which lifts may leave."
    elif lift.mode == "flow" and not reading.is_open(lift, day):
        yield f"{where}: {sorted(planned)} leave outside first and last or on a day on which it does not run."
    if reading.usable(lift, day) >= reading.horizon:
        yield f"{where}: {sorted(planned)} would be usable only behind the horizon."
    for item in planned:
        if reading.stands(lift.origin, item):
            yield f"{where}: {item} is an asset at a site and doesn't move on."


def _vehicles(ledger: Ledger, lift: Lift, day: int, load: Load, where: str) -> Iterator[str]:
    """At least what committed cargo needs and one for any cargo, at most max_per_day, none on a day it does not run."""
    fixed_least, fixed_most = ledger.loading.fixed_vehicles(lift, day)
    if load.row["vehicles"] is None:
        yield f"{where}: the vehicles are missing."
    if load.cargo and load.vehicles < 1:
        yield f"{where}: cargo without a vehicle."
    if load.vehicles < fixed_least:
        yield f"{where}: {load.vehicles} vehicles, but the committed cargo takes {fixed_least}."
    most = max(lift.max_per_day, fixed_most) if ledger.reading.is_open(lift, day) else fixed_most
    if load.vehicles > most:
        yield f"{where}: {load.vehicles} vehicles, at most {most} may leave on this day."


def _rate(ledger: Ledger, lift: Lift, day: int, where: str) -> Iterator[str]:
    """A flow's kilograms and volume a day."""
    load = ledger.loads[lift.lift, day]
    if load.row["vehicles"] is not None:
        yield f"{where}: a flow has no vehicles."
    for what, limit, loaded, fixed in (
        ("kg", lift.kg_per_day, ledger.kg(lift.lift, day), ledger.reading.fixed_kg(lift.lift, day)),
        ("m3", lift.volume_m3, ledger.m3(lift.lift, day), ledger.reading.fixed_m3(lift.lift, day)),
    ):
        if limit is not None and above(loaded, max(limit, fixed)):
            yield f"{where}: {loaded} {what} on a flow of {limit} {what} a day."


def _committed(ledger: Ledger) -> Iterator[str]:
    """What a sender has fixed is in the plan."""
    for (name, day), packs in ledger.reading.committed.items():
        load = ledger.loads.get((name, day))
        when = ledger.reading.tables.date(day)
        for item, quantity in ledger.reading.fixed(name, day).items():
            if load is None or above(quantity, load.cargo.get(item, 0.0)):
                yield f"{name} on {when}: {packs[item]} committed packs of {item} are missing."


def _weeks(ledger: Ledger) -> Iterator[str]:
    """Trips in each block of 7 days counted from start."""
    for lift in ledger.reading.tables.lifts:
        if lift.per_week is None or lift.mode == "flow":
            continue
        trips: dict[int, int] = defaultdict(int)
        fixed: dict[int, int] = defaultdict(int)
        for day in range(ledger.reading.horizon):
            load = ledger.loads.get((lift.lift, day))
            trips[day // 7] += load.vehicles if load else 0
            fixed[day // 7] += ledger.loading.fixed_vehicles(lift, day)[1]
        for block, number in trips.items():
            if number > max(math.floor(lift.per_week + 1e-9), fixed[block]):
                yield f"{lift.lift}: {number} trips in week {block + 1}, at most {lift.per_week} may go."


def _arrivals(ledger: Ledger) -> Iterator[str]:
    """Landings and unloading at each destination, on the day of arrival."""
    reading = ledger.reading
    landed: dict[tuple[str, int], int] = defaultdict(int)
    fixed_landed: dict[tuple[str, int], int] = defaultdict(int)
    kg: dict[tuple[str, int], float] = defaultdict(float)
    fixed_kg: dict[tuple[str, int], float] = defaultdict(float)
    for name, day in sorted({*ledger.loads, *reading.committed}):
        lift = reading.lifts[name]
        key = lift.destination, reading.arrives(lift, day)
        kg[key] += ledger.kg(name, day)
        fixed_kg[key] += reading.fixed_kg(name, day)
        if lift.mode == "trip" and (name, day) in ledger.loads:
            landed[key] += ledger.loads[name, day].vehicles
        fixed_landed[key] += ledger.loading.fixed_vehicles(lift, day)[1]
    for place, day in kg:
        limits = reading.places[place]
        if limits.landings_per_day is not None:
            most = max(limits.landings_per_day, fixed_landed[place, day])
            if landed[place, day] > most:
                yield f"{place}: {landed[place, day]} landings on day {day}, at most {most} may be."
        if limits.unload_kg_per_day is not None:
            limit = max(limits.unload_kg_per_day, fixed_kg[place, day])
            if above(kg[place, day], limit):
                yield f"{place}: {kg[place, day]} kg are unloaded on day {day}, at most {limit} may be."

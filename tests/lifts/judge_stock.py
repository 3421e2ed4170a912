"""What lies and stands at places: balances of stock, storage, supply, rations, assets in place, running, services."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from malja.operation.rows import Supply

from .ledger import Key, Ledger
from .reading import SLACK, above, near


def stocks(ledger: Ledger) -> Iterator[str]:
    """Every violation at the places, as sentences."""
    yield from _balance(ledger)
    yield from _handed_in(ledger)
    yield from _standing_is_not_stocked(ledger)
    yield from _storage(ledger)
    yield from _supply(ledger)
    yield from _uses(ledger)
    yield from _in_place(ledger)
    yield from _runs(ledger)
    yield from _services(ledger)


def _balance(ledger: Ledger) -> Iterator[str]:
    """stock = yesterday's + usable + buy - use - inputs - waste - leaving, and never below zero."""
    reading = ledger.reading
    coming, leaving, inputs = ledger.coming(), ledger.leaving(), ledger.inputs()
    for place in reading.places:
        for item in reading.items:
            if reading.stands(place, item):
                continue
            left = moved = reading.opening.get((place, item), 0.0)
            for day in range(reading.horizon):
                key = place, item, day
                gained = coming.get(key, 0.0) + ledger.buys.get(key, 0.0)
                lost = ledger.uses.get(key, 0.0) + ledger.waste.get(key, 0.0)
                lost += inputs.get(key, 0.0) + leaving.get(key, 0.0)
                left += gained - lost
                moved += gained + lost
                if left < -SLACK * max(1.0, moved):
                    yield f"{place}, {item}, day {day}: {-left} units more are taken than there are."
                if not near(left, ledger.stock.get(key, 0.0), moved):
                    yield f"{place}, {item}, day {day}: {left} units are left, not {ledger.stock.get(key, 0.0)}."


def _handed_in(ledger: Ledger) -> Iterator[str]:
    """What a cut-off asks for before the first day was there when it opened."""
    for (place, item), quantity in ledger.handed_in_before().items():
        there = ledger.reading.opening.get((place, item), 0.0)
        if above(quantity, there):
            yield f"{place}, {item}: {quantity} units miss the cut-off, {there} were there before the first day."


def _standing_is_not_stocked(ledger: Ledger) -> Iterator[str]:
    """Assets at sites are in place at once: neither stock nor waste nor used by people."""
    for name, table in (("stock", ledger.stock), ("waste", ledger.waste)):
        for place, item, day in table:
            if ledger.reading.stands(place, item):
                yield f"{place}, {item}, day {day}: an asset at a site has no {name}."


def _storage(ledger: Ledger) -> Iterator[str]:
    """storage_m3 over stock at the end of each day."""
    reading = ledger.reading
    volume: dict[tuple[str, int], float] = defaultdict(float)
    for (place, item, day), quantity in ledger.stock.items():
        volume[place, day] += quantity * reading.m3(item)
    for (place, day), filled in volume.items():
        if above(filled, reading.storage(place)):
            yield f"{place}, day {day}: stock fills {filled} m3 of {reading.storage(place)}."


def _supply(ledger: Ledger) -> Iterator[str]:
    """No more is bought than supply has by then; the cheapest lots first."""
    reading = ledger.reading
    for place, item in sorted({(place, item) for place, item, _ in ledger.buys}):
        rows = sorted(
            (row for row in reading.tables.supply if (row.place, row.item) == (place, item)),
            key=lambda row: row.unit_cost,
        )
        left = [row.quantity for row in rows]
        least = told = most = 0.0
        for day in range(reading.horizon):
            wanted = ledger.buys.get((place, item, day), 0.0)
            most += wanted * max((row.unit_cost for row in rows), default=0.0)
            told += ledger.costs.get((place, item, day), 0.0)
            scale = max(1.0, wanted)
            for number, row in enumerate(rows):
                taken = min(wanted, _available(ledger, row, left[number], day))
                left[number] = None if row.quantity is None else (left[number] or 0.0) - taken
                wanted -= taken
                least += taken * row.unit_cost
            if wanted > SLACK * scale:
                yield f"{place}, {item}, day {day}: {wanted} units more are bought than supply has by then."
        if not near(told, least, most):
            yield f"{place}, {item}: buying costs {least}, the cheapest lots first, not {told}."


def _available(ledger: Ledger, row: Supply, left: float | None, day: int) -> float:
    """How much of a lot can be bought on the day."""
    if row.since is not None and ledger.reading.day(row.since) > day:
        return 0.0
    return float("inf") if row.quantity is None else left or 0.0


def _uses(ledger: Ledger) -> Iterator[str]:
    """People use consumables, at sites, within the ration."""
    reading = ledger.reading
    for (place, item, day), quantity in ledger.uses.items():
        if place not in reading.sites or reading.items[item].kind != "consumable":
            yield f"{place}, {item}, day {day}: people use consumables at sites, nothing else."
        ration = reading.items[item].max_per_person_day
        if ration is not None and above(quantity, ration * reading.present(place, day)):
            yield f"{place}, {item}, day {day}: {quantity} units are used, the ration allows {ration} a person."


def standing(ledger: Ledger) -> dict[Key, float]:
    """Assets in place by site, item and day, from what becomes usable there, with set-up and life."""
    reading = ledger.reading
    begun: dict[Key, float] = defaultdict(float)
    for (place, item), quantity in reading.opening.items():
        begun[place, item, 0] += quantity
    for table in (ledger.coming(), ledger.buys):
        for (place, item, day), quantity in table.items():
            begun[place, item, day + reading.items[item].setup_days] += quantity
    found: dict[Key, float] = defaultdict(float)
    for (place, item, first), quantity in begun.items():
        if not reading.stands(place, item):
            continue
        life = reading.items[item].life_days
        end = reading.horizon if life is None else min(first + life, reading.horizon)
        for day in range(max(first, 0), end):
            found[place, item, day] += quantity
    return found


def _in_place(ledger: Ledger) -> Iterator[str]:
    """in_place is what has become usable, is set up, and has life left."""
    found = standing(ledger)
    for key in sorted({*found, *ledger.in_place}):
        if not near(found.get(key, 0.0), ledger.in_place.get(key, 0.0)):
            place, item, day = key
            yield f"{place}, {item}, day {day}: {found.get(key, 0.0)} in place, not {ledger.in_place.get(key, 0.0)}."


def _runs(ledger: Ledger) -> Iterator[str]:
    """What runs is in place."""
    found = standing(ledger)
    for (place, item, day), quantity in ledger.runs.items():
        if above(quantity, found.get((place, item, day), 0.0)):
            yield f"{place}, {item}, day {day}: {quantity} run, {found.get((place, item, day), 0.0)} are in place."


def offered(ledger: Ledger, place: str, need: str, day: int) -> float:
    """The most that can be served of a daily need: the service, less what running takes, plus what running gives."""
    reading = ledger.reading
    total = reading.service(place, need, day)
    for item in reading.items:
        runs = ledger.runs.get((place, item, day), 0.0)
        taken = 0.0 if reading.is_goods(need) else reading.running.get((item, need), 0.0)
        total += runs * (reading.content.get((item, need, "per_day"), 0.0) - taken)
    return total


def _services(ledger: Ledger) -> Iterator[str]:
    """Running draws no more of a daily need than there is."""
    for place in ledger.reading.sites:
        for name, need in ledger.reading.needs.items():
            for day in range(ledger.reading.horizon) if need.kind == "daily" else ():
                left = offered(ledger, place, name, day)
                if left < -SLACK * max(1.0, ledger.reading.service(place, name, day)):
                    yield f"{place}, {name}, day {day}: running draws {-left} more than there is."

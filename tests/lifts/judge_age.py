"""Shelf life: whether the plan's uses and loads can be met by lots that have not expired, by a linear programme."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from scipy.optimize import linprog
from scipy.sparse import coo_array

from .ledger import Ledger

#: Where a lot is: the place and the day on which it was fresh.
Lot = tuple[str, int]


@dataclass(slots=True)
class Rows:
    """Equations as they are written down: each a dictionary of columns, with its right-hand side."""

    columns: int = 0
    price: list[float] = field(default_factory=list)
    equations: list[dict[int, float]] = field(default_factory=list)
    sides: list[float] = field(default_factory=list)

    def column(self, price: float = 0.0) -> int:
        """A new variable of zero or more."""
        self.price.append(price)
        self.columns += 1
        return self.columns - 1


def ages(ledger: Ledger) -> Iterator[str]:
    """Every item of which more is used or leaves than has not expired by then."""
    reading = ledger.reading
    for item in reading.items.values():
        if item.shelf_life_days is None or item.kind == "asset":
            continue
        missing = _missing(ledger, item.item, item.shelf_life_days)
        if missing > 1e-6:
            yield f"{item.item}: {missing:.6f} of the largest amount is used or leaves past its shelf life."


def _fresh(ledger: Ledger, item: str) -> tuple[dict[tuple[Lot, int], float], float]:
    """Units by lot and the day on which they appear there, without planned loads; and the largest amount."""
    reading = ledger.reading
    fresh: dict[tuple[Lot, int], float] = {}

    def add(lot: Lot, day: int, quantity: float) -> None:
        fresh[lot, day] = fresh.get((lot, day), 0.0) + quantity

    for (place, stocked), quantity in reading.opening.items():
        if stocked == item:
            add((place, 0), 0, quantity)
    for (place, bought, day), quantity in ledger.buys.items():
        if bought == item:
            add((place, day), day, quantity)
    for name, day in reading.committed:
        lift = reading.lifts[name]
        add((lift.destination, day), reading.usable(lift, day), reading.fixed(name, day).get(item, 0.0))
    return fresh, max([1e-9, *fresh.values()])


def _missing(ledger: Ledger, item: str, shelf: int) -> float:
    """What no unexpired lot can give, as a share of the largest amount that ever appears."""
    reading = ledger.reading
    fresh, scale = _fresh(ledger, item)
    births = sorted({lot[1] for lot, _ in fresh})
    rows = Rows()
    balance: dict[tuple[str, int, int], dict[int, float]] = {}
    sides: dict[tuple[str, int, int], float] = {}
    for place in reading.places:
        for birth in births:
            before: int | None = None
            for day in range(reading.horizon):
                stock = rows.column()
                balance[place, birth, day] = {stock: 1.0} | ({before: -1.0} if before is not None else {})
                sides[place, birth, day] = fresh.get(((place, birth), day), 0.0) / scale
                before = stock
    for place, day, total, limited, to in _demands(ledger, item):
        takers = {}
        for birth in births:
            if birth <= day and (not limited or day <= birth + shelf):
                takers[birth] = rows.column()
                balance[place, birth, day][takers[birth]] = 1.0
                if to is not None:
                    balance[to[0], birth, to[1]][takers[birth]] = -1.0
        rows.equations.append(dict.fromkeys(takers.values(), 1.0) | {rows.column(price=1.0): 1.0})
        rows.sides.append(total / scale)
    for key, equation in balance.items():
        rows.equations.append(equation)
        rows.sides.append(sides[key])
    return _least(rows)


def _demands(ledger: Ledger, item: str) -> Iterator[tuple[str, int, float, bool, tuple[str, int] | None]]:
    """What is taken: place, day, units, whether only of unexpired lots, and where and when it becomes usable."""
    reading = ledger.reading
    inputs = ledger.inputs()
    for place in reading.places:
        for day in range(reading.horizon):
            key = place, item, day
            taken = ledger.uses.get(key, 0.0) + inputs.get(key, 0.0)
            if taken > 0:
                yield place, day, taken, True, None
            if ledger.waste.get(key, 0.0) > 0:
                yield place, day, ledger.waste[key], False, None
    for name, day in ledger.loads:
        lift = reading.lifts[name]
        quantity = ledger.planned(name, day).get(item, 0.0)
        usable = reading.usable(lift, day)
        if quantity > 0 and 0 <= day < reading.horizon:
            to = (lift.destination, usable) if usable < reading.horizon else None
            yield lift.origin, max(0, reading.handed_in(lift, day)), quantity, True, to


def _least(rows: Rows) -> float:
    """The least sum of what is missing."""
    if not rows.equations:
        return 0.0
    entries = [
        (number, column, value) for number, equation in enumerate(rows.equations) for column, value in equation.items()
    ]
    values = [entry[2] for entry in entries]
    places = ([entry[0] for entry in entries], [entry[1] for entry in entries])
    matrix = coo_array((values, places), shape=(len(rows.equations), rows.columns)).tocsr()
    found = linprog(rows.price, A_eq=matrix, b_eq=rows.sides, bounds=(0, None), method="highs")
    if found.status != 0:
        return float("inf")
    return float(found.fun)

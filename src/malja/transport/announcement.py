"""A planned trip becomes an announced flight with a manifest: what was planned is then what the sender says."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Protocol

from malja.facts.fact import BodyValue, Fact
from malja.facts.reading import decimal_text
from malja.problems import Problem, Refused
from malja.stock.ledger.amounts import DECIMALS, NOTHING


class PlannedCargo(Protocol):
    """What a trip of a plan carries of one item: packs (None: not counted in packs) and units."""

    @property
    def item(self) -> str: ...  # noqa: D102
    @property
    def packs(self) -> float | None: ...  # noqa: D102
    @property
    def quantity(self) -> float: ...  # noqa: D102


class PlannedTrip(Protocol):
    """A trip of a plan: the lift it goes by, the day it leaves, its cargo."""

    @property
    def lift(self) -> str: ...  # noqa: D102
    @property
    def leaves(self) -> datetime.date: ...  # noqa: D102
    @property
    def cargo(self) -> Sequence[PlannedCargo]: ...  # noqa: D102


def announce_trip(
    trip: PlannedTrip,
    flight: str,
    manifest: str,
    *,
    happened: datetime.date,
    sender: str = "",
    carrier: str = "",
    source: str = "",
    already: Mapping[str, Decimal] | None = None,
) -> tuple[Fact, ...]:
    """The facts by which a planned trip is announced as a flight: the announcement, then a manifest line for each item.

    `manifest` is its number, blank if there is none yet; `happened` the day of the announcement. `already`: units by
    item that flights of the same lift and day were announced with, since a plan's trip holds them too. Raises Refused
    where nothing is left to announce, or the plan counts no whole packs (by road, or planned with parts of packs).
    """
    given = {"manifest": manifest, "sender": sender, "carrier": carrier}
    head: dict[str, BodyValue] = {"flight": flight, "lift": trip.lift, "leaves": trip.leaves.isoformat()}
    head |= {name: value for name, value in given.items() if value}
    lines: list[dict[str, BodyValue]] = []
    for cargo in trip.cargo:
        packs = _whole(trip, cargo)
        if not packs:
            continue
        size = decimal_text(round(cargo.quantity / packs, DECIMALS))
        left = int(packs - (already or {}).get(cargo.item, NOTHING) / Decimal(size))
        if left > 0:
            number = str(len(lines) + 1)
            lines.append({"flight": flight, "line": number, "item": cargo.item, "packs": left, "pack_quantity": size})
    if not lines:
        raise Refused([Problem.at(None, "trip_empty", "", trip.lift, leaves=trip.leaves)])
    kinds = ("flight.announced", *("flight.loaded" for _ in lines))
    return tuple(
        Fact(kind=kind, happened=happened, body=body, source=source)
        for kind, body in zip(kinds, (head, *lines), strict=True)
    )


def _whole(trip: PlannedTrip, cargo: PlannedCargo) -> int:
    """The packs of a cargo, whole."""
    packs = round(cargo.packs or 0)
    if (cargo.packs is None and cargo.quantity) or abs((cargo.packs or 0) - packs) > 1e-6:
        raise Refused([Problem.at(None, "trip_without_packs", "", trip.lift, leaves=trip.leaves, item=cargo.item)])
    return packs

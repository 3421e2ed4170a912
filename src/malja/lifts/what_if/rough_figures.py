"""Rough figures of an operation: what rests on assumption, memory or little confidence, and by how much it may be off.

A figure that is recalled may be a fifth less or more, one that is assumed or of low confidence three tenths: a rule of
thumb, since no table says how far off a figure may be.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from malja.catalogue.facts import Source
from malja.operation.counted_contents import list_counted_contents
from malja.operation.headcount import count_present
from malja.operation.operation import Operation
from malja.operation.rows import Movement
from malja.operation.rules.references import index_rows
from malja.operation.vehicles import find_vehicle_capacity

#: How far off a figure may be, as a share of it.
_RECALLED, _ASSUMED = 0.2, 0.3
#: The weight of a figure that could only call for goods outside the load.
_OTHER = 0.2


@dataclass(frozen=True, slots=True, kw_only=True)
class RoughFigure:
    """A rough figure, its low and high value, and the operation in which it has another value."""

    kind: str
    place: str
    name: str
    other: str
    unit: str
    value: float
    low: float
    high: float
    basis: str
    note: str
    at: Callable[[Operation, float], Operation]


def list_rough_figures(operation: Operation) -> Iterator[RoughFigure]:
    """Every rough figure that changes what must be lifted, in the order of the tables."""
    yield from _people(operation)
    yield from _needs(operation)
    items = index_rows(operation, "items")
    units = {need.need: need.unit for need in operation.needs}
    for service in operation.services:
        name, unit = service.need, units[service.need]
        yield from _of_row("service", "services", service, "quantity", place=service.place, name=name, unit=unit)
    for stock in operation.stock:
        unit = items[stock.item].unit
        yield from _of_row("stock", "stock", stock, "quantity", place=stock.place, name=stock.item, unit=unit)
    for row in list_counted_contents(operation):
        unit = units[row.need]
        yield from _of_row("content", "contents", row, "quantity", name=row.item, other=row.need, unit=unit)
    for item in operation.items:
        if item.max_per_person_day is not None:
            yield from _of_row("ration", "items", item, "max_per_person_day", name=item.item, unit=item.unit)
    for running in operation.running:
        yield from _of_row("running", "running", running, "quantity", name=running.item, other=running.input)
    yield from _lifts(operation)


def _people(operation: Operation) -> Iterator[RoughFigure]:
    """Those who are at a site on the first day, and those who are announced: many rows, one figure each."""
    for place in operation.places:
        mine = [row for row in operation.people if row.place == place.place and row.source.is_uncertain]
        for kind, later in (("people", False), ("arrivals", True)):
            rows = [row for row in mine if (operation.day(row.date) > 0) == later and row.arrivals]
            value = sum(row.arrivals for row in rows)
            if value:
                yield _figure(kind, float(value), rows[0].source, _scaled(rows, value), place=place.place)


def _scaled(rows: list[Movement], value: float) -> Callable[[Operation, float], Operation]:
    chosen = {id(row) for row in rows}

    def at(operation: Operation, other: float) -> Operation:
        def scaled(row: Movement) -> Movement:
            return replace(row, arrivals=round(row.arrivals * other / value)) if id(row) in chosen else row

        people = tuple(scaled(row) for row in operation.people)
        return _limit_departures(operation, people)

    return at


def _limit_departures(operation: Operation, people: tuple[Movement, ...]) -> Operation:
    """The operation with these people; nobody leaves where fewer came than were to leave."""
    here: dict[str, int] = {}
    kept: dict[int, Movement] = {}
    for row in sorted(people, key=lambda row: (max(0, operation.day(row.date)), row.arrivals == 0)):
        inside = here.get(row.place, 0) + row.arrivals
        leaving = min(row.departures, inside)
        here[row.place] = inside - leaving
        kept[id(row)] = row if leaving == row.departures else replace(row, departures=leaving)
    return replace(operation, people=tuple(kept[id(row)] for row in people))


def _needs(operation: Operation) -> Iterator[RoughFigure]:
    """Standards, all tiers of one by the same share, and shares of groups."""
    for need in operation.needs:
        standards = [one for one in (need.survival, need.minimum, need.target) if one]
        if standards and need.source.is_uncertain:

            def at(operation: Operation, value: float, key: str = need.need, old: float = standards[0]) -> Operation:
                times = value / old
                return replace(
                    operation, needs=tuple(_times(row, times) if row.need == key else row for row in operation.needs)
                )

            yield _figure("standard", standards[0], need.source, at, name=need.need, unit=need.unit)
    for group in operation.groups:
        if group.source.is_uncertain:
            yield from _of_row("share", "groups", group, "share", name=group.group)


def _times(need: Any, times: float) -> Any:
    tiers = {tier: getattr(need, tier) for tier in ("survival", "minimum", "target")}
    return replace(need, **{tier: None if value is None else value * times for tier, value in tiers.items()})


def _lifts(operation: Operation) -> Iterator[RoughFigure]:
    """What a vehicle carries, what a road carries a day."""
    for lift in operation.lifts:
        if lift.mode == "flow":
            if lift.kg_per_day is not None:
                yield from _of_row("flow", "lifts", lift, "kg_per_day", name=lift.lift, unit="kg")
            continue
        payload = find_vehicle_capacity(operation, lift).payload_kg
        if payload < float("inf"):
            yield from _of_row("payload", "lifts", lift, "payload_kg", name=lift.lift, unit="kg", value=payload)


def _of_row(
    kind: str,
    table: str,
    row: Any,
    column: str,
    *,
    place: str = "",
    name: str = "",
    other: str = "",
    unit: str = "",
    value: float | None = None,
) -> Iterator[RoughFigure]:
    """The figure in one cell of a row that is rough."""
    figure_value = getattr(row, column) if value is None else value
    if not row.source.is_uncertain or not figure_value:
        return

    def at(operation: Operation, said: float) -> Operation:
        rows = tuple(replace(one, **{column: said}) if one is row else one for one in getattr(operation, table))
        changed: dict[str, Any] = {table: rows}
        return replace(operation, **changed)

    yield _figure(kind, float(figure_value), row.source, at, place=place, name=name, other=other, unit=unit)


def _figure(
    kind: str,
    value: float,
    source: Source,
    at: Callable[[Operation, float], Operation],
    *,
    place: str = "",
    name: str = "",
    other: str = "",
    unit: str = "",
) -> RoughFigure:
    off = _RECALLED if source.basis == "recalled" and source.confidence != "low" else _ASSUMED
    return RoughFigure(
        kind=kind,
        place=place,
        name=name,
        other=other,
        unit=unit,
        value=value,
        low=value * (1 - off),
        high=value * (1 + off),
        basis=source.basis or source.confidence,
        note=source.note,
        at=at,
    )


def estimate_weight(operation: Operation, figure: RoughFigure, load: dict[str, float], lift: str) -> float:
    """About how many kilograms of a load depend on a figure: which figures are worth a try.

    `load`: kg by item, on `lift`. Goods of the load count in full, goods that could replace them a fifth.
    """
    off, total = (figure.high - figure.low) / 2, sum(load.values())
    share = off / figure.value
    match figure.kind:
        case "people":
            return 2 * total * share
        case "arrivals":
            heads = sum(float(days.max(initial=0.0)) for days in count_present(operation).values())
            return total * min(share, off / max(1.0, heads))
        case "payload":
            return total * share if figure.name == lift else _OTHER * min(total, off)
        case "flow":
            return _OTHER * min(total, off)
        case "content" | "ration" | "running":
            return load.get(figure.name, 0.0) * share
        case "stock":
            item = index_rows(operation, "items")[figure.name]
            kg = off * float(item.pack_kg) / float(item.pack_quantity)
            given = {row.need for row in list_counted_contents(operation) if row.item == figure.name}
            return min(load.get(figure.name, 0.0) + sum(_sum_kg_for_need(operation, need, load) for need in given), kg)
        case "share":
            served = [need.need for need in operation.needs if need.group == figure.name]
            return share * sum(_sum_kg_for_need(operation, need, load) for need in served)
        case _:
            kg = _find_kg_to_make_up(operation, figure, off, load)
            return min(_sum_kg_for_need(operation, figure.name, load), kg) + _OTHER * min(total, kg)


def _sum_kg_for_need(operation: Operation, need: str, load: dict[str, float]) -> float:
    """Kilograms of a load that fly for a need: of goods that serve several an equal part."""
    serves: dict[str, set[str]] = {}
    for row in list_counted_contents(operation):
        if row.item in load and row.quantity > 0:
            serves.setdefault(row.item, set()).add(row.need)
    return sum(load[item] / len(needs) for item, needs in serves.items() if need in needs)


def _find_kg_to_make_up(operation: Operation, figure: RoughFigure, off: float, load: dict[str, float]) -> float:
    """Kilograms that make up for a service or a standard, by the goods of the load if any of them gives it."""
    need, items = index_rows(operation, "needs")[figure.name], index_rows(operation, "items")
    units = off
    if figure.kind == "standard":
        heads = sum(float(days.max(initial=0.0)) for days in count_present(operation).values())
        units *= heads * {group.group: group.share for group in operation.groups}.get(need.group, 1.0)
    giving = [row for row in list_counted_contents(operation) if row.need == need.need and row.quantity > 0]
    chosen = [row for row in giving if row.item in load] or giving
    days = {"use": min(7, operation.days)}
    kilograms = {key: item.pack_kg / item.pack_quantity for key, item in items.items()}
    return min((units * days.get(row.how, 1) * kilograms[row.item] / row.quantity for row in chosen), default=0.0)

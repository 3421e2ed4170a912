"""One step more of each limit (a trip a week, a tonne, a landing): what capacity and requests try.

A step is a column (or one a day) that adds to the right-hand side of its limit's rows. Its upper bound is 0, so that it
changes nothing, until the step is tried.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from malja.catalogue.facts import Need
from malja.lifts.model.problem import Problem
from malja.lifts.model.variables import Variables
from malja.lifts.solver.matrix import Ints, MatrixBuilder
from malja.quantities import round_figures

#: Steps of kilograms and of cubic metres.
_TONNE, _ROOM = 1000.0, 10.0
#: A step of a ration or of a supply, as a share of it; of a service: what so many people need.
_TENTH, _PEOPLE = 0.1, 100.0
#: Steps of litres of water a day and of square metres of shelter.
_LITRES, _METRES = 1000.0, 100.0

#: How these units are written.
_LITRE, _METRE = {"l", "litre", "litres", "liter", "liters"}, {"m2", "m²", "sqm"}


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitStep:
    """A step and its columns; with `always` its effect is reported even where it does not limit."""

    kind: str
    place: str
    name: str
    amount: float
    unit: str
    columns: Ints
    upper: float = 1.0
    """Of the columns while the step is tried."""
    always: bool = False


def is_water_need(need: Need) -> bool:
    """Whether a need is safe water, in litres a day."""
    named = "water" in f"{need.need} {need.name} {need.sector}".lower()
    return need.kind == "daily" and need.unit.lower() in _LITRE and named and is_required(need)


def is_shelter_need(need: Need) -> bool:
    """Whether a need is covered floor, in square metres."""
    return need.kind == "standing" and need.unit.lower() in _METRE and is_required(need)


def is_required(need: Need) -> bool:
    """Whether any tier has a standard for a need."""
    return any(standard is not None for standard in (need.survival, need.minimum, need.target))


def add_limit_steps(p: Problem, v: Variables, m: MatrixBuilder, site: int, since: int) -> list[LimitStep]:
    """Every step for a site, in a fixed order; nothing changes before day `since`."""
    ways = find_lifts_to(p, int(p.sites[site]))
    return [
        *_of_trips(p, v, m, ways, since),
        *_of_flows(p, m, ways, since),
        *_of_places(p, m, ways, int(p.sites[site]), since),
        *_of_supply(p, m),
        *_of_services(p, v, m, site, since),
    ]


def find_lifts_to(p: Problem, place: int) -> list[int]:
    """Numbers of the lifts by which goods can come to a place, through hubs too."""
    ends, ways = {place}, set[int]()
    for _ in range(len(p.lifts.origin) + 1):
        ways |= {n for n, end in enumerate(p.lifts.destination) if int(end) in ends}
        ends |= {int(p.lifts.origin[n]) for n in ways}
    return sorted(ways)


def _of_trips(p: Problem, v: Variables, m: MatrixBuilder, ways: list[int], since: int) -> Iterator[LimitStep]:
    """One trip a week more, one tonne and ten cubic metres a trip more, of each lift that makes trips."""
    days = np.arange(p.days)
    for n in ways:
        there = v.trips[n] >= 0
        if not p.lifts.trip[n] or not there.any():
            continue
        row = p.operation.lifts[n]
        yield LimitStep(
            kind="trips_per_week",
            place=row.destination,
            name=row.lift,
            amount=1.0,
            unit="",
            columns=add_trip_step(p, v, m, n, since),
            always=True,
        )
        late = there & (days + p.lifts.lag[n] >= since)
        for kind, limit, amount, unit in (
            ("payload", p.lifts.payload[n], _TONNE, "kg"),
            ("volume", p.lifts.volume[n], _ROOM, "m3"),
        ):
            if np.isfinite(limit) and limit > 0:
                used = m.add_columns(late, upper=0.0)
                m.add_entries(m.limits[kind][n], used, -1.0)
                if f"{kind} of a group" in m.limits:
                    m.add_entries(m.limits[f"{kind} of a group"][n], used, -1.0)
                rows = m.add_rows(late, -np.inf, 0.0)
                m.add_entries(rows, used, 1.0)
                m.add_entries(rows, v.trips[n], -amount / limit)
                everybody = kind == "payload"
                yield LimitStep(
                    kind=kind,
                    place=row.destination,
                    name=row.lift,
                    amount=amount,
                    unit=unit,
                    columns=used[late],
                    upper=np.inf,
                    always=everybody,
                )


def add_trip_step(p: Problem, v: Variables, m: MatrixBuilder, n: int, since: int) -> Ints:
    """The column of trips a week more, in every week in which one can help from day `since` on."""
    more = m.add_columns(np.ones(1, dtype=bool), upper=0.0)
    days = np.arange(p.days)
    there = v.trips[n] >= 0
    # The caller removes the upper bounds of the columns: these rows take their place.
    rows = m.add_rows(there, -np.inf, p.lifts.most[n].astype(float))
    m.add_entries(rows, v.trips[n], 1.0)
    late = there & p.lifts.open[n] & (days + p.lifts.lag[n] >= since)
    m.add_entries(rows[late], more, -1.0)
    blocks = np.unique(days[late] // 7)
    if np.isfinite(p.lifts.week[n]).any():
        m.add_entries(m.limits["trips_per_week"][n, blocks], more, -1.0)
    else:
        week = np.add.reduceat(np.where(there, p.lifts.most[n], 0), np.arange(0, p.days, 7)).astype(float)
        sums = m.add_rows(np.ones(len(week), dtype=bool), -np.inf, week)
        m.add_entries(sums[days // 7], v.trips[n], 1.0)
        m.add_entries(sums[blocks], more, -1.0)
    return more


def _of_flows(p: Problem, m: MatrixBuilder, ways: list[int], since: int) -> Iterator[LimitStep]:
    """A tonne a day more of each flow, ten cubic metres a day more."""
    days = np.arange(p.days)
    for n in ways:
        row = p.operation.lifts[n]
        late = days + p.lifts.lag[n] >= since
        for kind, limit, amount, unit in (("flow", "flow", _TONNE, "kg"), ("volume", "flow_volume", _ROOM, "m3")):
            rows = m.limits[limit][n, late]
            if not p.lifts.trip[n] and (rows >= 0).any():
                more = m.add_columns(np.ones(1, dtype=bool), upper=0.0)
                m.add_entries(rows, more, -amount)
                yield LimitStep(
                    kind=kind,
                    place=row.destination,
                    name=row.lift,
                    amount=amount,
                    unit=unit,
                    columns=more,
                    always=kind == "flow",
                )


def _of_places(p: Problem, m: MatrixBuilder, ways: list[int], site: int, since: int) -> Iterator[LimitStep]:
    """A landing a day, a tonne unloaded a day, ten cubic metres of store more, at the site and at hubs before it."""
    through = sorted({site, *(int(p.lifts.destination[n]) for n in ways)})
    for kind, amount, unit in (("landings", 1.0, ""), ("unloading", _TONNE, "kg"), ("storage", _ROOM, "m3")):
        for place in through:
            rows = m.limits[kind][place, max(0, since - 14) :]
            if (rows >= 0).any():
                more = m.add_columns(np.ones(1, dtype=bool), upper=0.0)
                m.add_entries(rows, more, -amount)
                name = p.operation.places[place].place
                yield LimitStep(kind=kind, place=name, name=name, amount=amount, unit=unit, columns=more)


def _of_supply(p: Problem, m: MatrixBuilder) -> Iterator[LimitStep]:
    """A tenth more (at least a pack) of every supply with a limit."""
    for n, row in enumerate(m.limits["supply"]):
        if row >= 0:
            sold = p.operation.supply[n]
            packs = max(1.0, float(np.ceil(_TENTH * p.supply_packs[n])))
            more = m.add_columns(np.ones(1, dtype=bool), upper=0.0)
            m.add_entries(row, more, -packs)
            item = p.operation.items[int(p.supply_item[n])]
            amount = packs * item.pack_quantity
            yield LimitStep(
                kind="supply", place=sold.place, name=sold.item, amount=amount, unit=item.unit, columns=more
            )


def _of_services(p: Problem, v: Variables, m: MatrixBuilder, site: int, since: int) -> Iterator[LimitStep]:
    """1,000 l of water a day and 100 m2 of cover more; of any other need what a hundred people need."""
    here = [k for k in range(len(p.needs)) if p.site[k] == site]
    water = [k for k in here if is_water_need(p.needs[k].need)]
    for together in [water, *([k] for k in here if k not in water)]:
        if not together:
            continue
        need = p.needs[together[0]].need
        amount = _find_service_step(p, together[0])
        more = m.add_columns(np.ones(1, dtype=bool), upper=0.0)
        limits_any = False
        for k in together:
            gives: Ints = np.where(v.provided[k] >= 0, m.limits["cover"][k], m.limits["service"][k])[since:]
            limits_any = limits_any or bool((gives >= 0).any())
            # Both rows (provided = ..., served <= ...) have the service on their right-hand side.
            m.add_entries(gives, more, -amount / p.highest[k, since:])
        if limits_any and amount > 0:
            everybody = (bool(water) and together == water) or is_shelter_need(need)
            unit = need.unit
            place = p.needs[together[0]].place
            yield LimitStep(
                kind="service",
                place=place,
                name=need.need,
                amount=amount,
                unit=unit,
                columns=more,
                always=everybody,
            )


def _find_service_step(p: Problem, k: int) -> float:
    """A step of a service, in the need's unit."""
    need = p.needs[k].need
    if is_water_need(need):
        return _LITRES
    if is_shelter_need(need):
        return _METRES
    standards = [standard for standard in (need.target, need.minimum, need.survival) if standard is not None]
    if not standards:
        return max(1.0, _TENTH * float(p.service[k].max(initial=0.0)))
    return round_figures(_PEOPLE * p.needs[k].group.share * standards[0], 1)

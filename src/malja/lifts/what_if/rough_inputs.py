"""Rough inputs: the uncertain figures on which the next load depends most, each planned again low and high."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from malja.lifts.model.model import build_model, weigh_objectives
from malja.lifts.model.problem_arrays import build_problem
from malja.lifts.plan.plan import Plan, Trip
from malja.lifts.solver.program import Effort, minimise
from malja.lifts.solver.time_limit import OutOfTimeError, refuse_when_late, within_time
from malja.lifts.what_if.fixed_trips import (
    find_next_trip,
    fix_planned_trips,
    shorten_horizon,
    sum_carried,
)
from malja.lifts.what_if.rough_figures import RoughFigure, estimate_weight, list_rough_figures
from malja.operation.operation import Operation
from malja.problems import Failed, Problem

#: Days behind the next trip that are planned again, and days in reserve behind them.
_DAYS_AHEAD, _RESERVE_DAYS = 10, 2
#: The most changes of a load that are listed, and the kilograms below which a change is none.
_MAX_CHANGES, _LEAST_KG = 5, 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What a load would carry more (or less, negative) of an item, in kg."""

    item: str
    kg: float


@dataclass(frozen=True, slots=True, kw_only=True)
class RoughInput:
    """A rough figure, and how the next load would change if it were as low or as high as it may be.

    `kind`: people, arrivals, standard, share, service, stock, content, ration, running, payload, trips_per_week or
    flow. `place`, `name`, `other`: what it is of (site; need, item, lift or group; of a content the need). `value`,
    `low`, `high` in `unit`. `kg_low`, `kg_high`: so much of the next load would be other goods. `low_changes`,
    `high_changes`: the largest changes. `basis`, `note`: why it is rough.
    """

    kind: str
    place: str
    name: str
    other: str
    unit: str
    value: float
    low: float
    high: float
    kg_low: float
    kg_high: float
    low_changes: tuple[Change, ...]
    high_changes: tuple[Change, ...]
    basis: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RoughInputs:
    """Rough figures of which the next load depends most, the one that changes it most first.

    Each is planned again at its low and its high value, with fractions of trips and packs, looking `days` days ahead.
    `tried`: so many of `rough` rough figures were planned again, those likely to matter most; the others were not.
    """

    trip: Trip | None
    days: int
    rough: int
    tried: int
    inputs: tuple[RoughInput, ...]
    cut_short: bool = False
    """Time was up before all that were to be tried had been."""


def rank_rough_inputs(
    operation: Operation, plan: Plan, *, most: int = 8, stop: Callable[[], bool] | None = None
) -> RoughInputs:
    """The rough figures on which the next load depends most, each planned again at its low and its high value.

    A figure is rough if its row says that it is assumed, recalled or of low confidence. It may be a fifth less or more
    if recalled, else three tenths. The `most` figures that would take most to make up for are tried, and no more once
    `stop` says true.
    """
    trip = find_next_trip(plan)
    rough = list(list_rough_figures(operation))
    if trip is None:
        return RoughInputs(trip=None, days=0, rough=len(rough), tried=0, inputs=())
    near = shorten_horizon(operation, max(operation.day(trip.leaves), 0) + _DAYS_AHEAD, _RESERVE_DAYS)
    cut_short = RoughInputs(trip=trip, days=near.days, rough=len(rough), tried=0, inputs=(), cut_short=True)
    with suppress(OutOfTimeError), within_time(stop):
        refuse_when_late()
        return _rank(near, plan, trip, rough, most)
    return cut_short


def _rank(near: Operation, plan: Plan, trip: Trip, rough: list[RoughFigure], most: int) -> RoughInputs:
    """The figures that matter most, each planned again while there is time."""
    load = _plan_load(near, plan, trip)
    kg = {id(figure): estimate_weight(near, figure, load, trip.lift) for figure in rough}
    rough.sort(key=lambda figure: -kg[id(figure)])
    wanted = [figure for figure in rough[:most] if kg[id(figure)] > _LEAST_KG]
    inputs: list[RoughInput] = []
    with suppress(OutOfTimeError):
        for figure in wanted:
            inputs.append(_try_figure(near, plan, trip, figure, load))  # noqa: PERF401 - those before an error are kept
    tried = len(inputs)
    inputs.sort(key=lambda one: -max(one.kg_low, one.kg_high))
    return RoughInputs(
        trip=trip,
        days=near.days,
        rough=len(rough),
        tried=tried,
        inputs=tuple(inputs),
        cut_short=tried < len(wanted),
    )


def _plan_load(operation: Operation, plan: Plan, trip: Trip) -> dict[str, float]:
    """What the next trip carries by the plan's days with fractions of packs, kg by item."""
    model = build_model(build_problem(operation))
    values = tuple(aim.value for aim in plan.aims[:3])
    aim = weigh_objectives(model, values, plan.aims[3].value)
    answer = minimise(fix_planned_trips(model, plan), aim, effort=Effort())
    if answer.values is None:
        raise Failed([Problem(code="nothing_found")])
    return sum_carried(model, answer.values, trip.lift, trip.leaves)


def _try_figure(
    operation: Operation, plan: Plan, trip: Trip, figure: RoughFigure, load: dict[str, float]
) -> RoughInput:
    low, high = (
        _list_changes(load, _plan_load(figure.at(operation, value), plan, trip)) for value in (figure.low, figure.high)
    )
    return RoughInput(
        kind=figure.kind,
        place=figure.place,
        name=figure.name,
        other=figure.other,
        unit=figure.unit,
        value=figure.value,
        low=figure.low,
        high=figure.high,
        kg_low=_sum_changed_kg(low),
        kg_high=_sum_changed_kg(high),
        low_changes=low[:_MAX_CHANGES],
        high_changes=high[:_MAX_CHANGES],
        basis=figure.basis,
        note=figure.note,
    )


def _list_changes(before: dict[str, float], after: dict[str, float]) -> tuple[Change, ...]:
    """What differs by more than dust, the largest difference first."""
    items = sorted(before.keys() | after.keys())
    differences = [Change(item=item, kg=after.get(item, 0.0) - before.get(item, 0.0)) for item in items]
    return tuple(sorted((one for one in differences if abs(one.kg) > _LEAST_KG), key=lambda one: -abs(one.kg)))


def _sum_changed_kg(changes: tuple[Change, ...]) -> float:
    """So much of the load would be other goods: what comes in or what goes out, whichever is more."""
    return max(sum(one.kg for one in changes if one.kg > 0), sum(-one.kg for one in changes if one.kg < 0))

"""A part of a model as a model of its own, so that the search for whole trips and packs can work on it."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np

from malja.lifts.decomposition.partition import Entries, list_matrix_entries
from malja.lifts.model.basket_rows import BasketColumns
from malja.lifts.model.model import Model
from malja.lifts.model.objectives import Objectives
from malja.lifts.solver.matrix import Floats, Ints, Matrix
from malja.lifts.solver.program import Program


@dataclass(frozen=True, slots=True, kw_only=True)
class Extras:
    """Columns and rows that a part has beside those of the model: columns in 0..inf, rows that are equal to `sides`.

    In `entries` columns count from the first extra one; rows below the number of the part's rows are the part's, in
    their order, those from there on the extra ones. `target` is what each column adds to the target's shortfall.
    """

    target: Floats
    sides: Floats
    entries: Entries


def restrict_model(
    model: Model, columns: Ints, rows: Ints, row_lower: Floats, row_upper: Floats, extras: Extras | None = None
) -> Model:
    """The model of some columns and rows (both in ascending order), with other limits of the rows."""
    place, row_place = _number(columns, len(model.program.upper)), _number(rows, len(model.program.matrix.row_lower))
    every = list_matrix_entries(model.program.matrix)
    mine = (place[every.column] >= 0) & (row_place[every.row] >= 0)
    column, row, value = place[every.column[mine]], row_place[every.row[mine]], every.value[mine]
    lower, upper = model.program.lower[columns], model.program.upper[columns]
    count = 0 if extras is None else len(extras.target)
    if extras is not None:
        column = np.concatenate([column, len(columns) + extras.entries.column])
        row = np.concatenate([row, extras.entries.row])
        value = np.concatenate([value, extras.entries.value])
        row_lower, row_upper = np.concatenate([row_lower, extras.sides]), np.concatenate([row_upper, extras.sides])
        lower = np.concatenate([lower, np.zeros(count)])
        upper = np.concatenate([upper, np.full(count, np.inf)])
    order = np.lexsort((row, column))
    matrix = Matrix(
        upper=upper,
        whole=np.concatenate([model.program.matrix.whole[columns], np.zeros(count, dtype=bool)]),
        row_lower=row_lower,
        row_upper=row_upper,
        start=np.concatenate([[0], np.cumsum(np.bincount(column, minlength=len(upper)))]),
        index=row[order],
        value=value[order],
    )
    numbered: dict[str, Any] = {
        f.name: _renumber(place, getattr(model.columns, f.name)) for f in fields(model.columns) if f.name != "goods"
    }
    return replace(
        model,
        columns=replace(model.columns, **numbered),
        aims=_restrict_aims(model.aims, columns, None if extras is None else extras.target),
        program=Program(matrix=matrix, lower=lower, upper=upper),
        trips=_keep(place, model.trips),
        carriers=_keep(place, model.carriers),
        packs=_keep(place, model.packs),
        limits={name: _renumber(row_place, numbers) for name, numbers in model.limits.items()},
        basket=None if model.basket is None else _restrict_basket(model.basket, place),
    )


def _restrict_basket(basket: BasketColumns, place: Ints) -> BasketColumns:
    numbered: dict[str, Any] = {
        name: _renumber(place, getattr(basket, name)) for name in ("over", "under", "raw", "jump")
    }
    return replace(basket, **numbered)


def _restrict_aims(aims: Objectives, columns: Ints, target: Floats | None) -> Objectives:
    none = np.zeros(0 if target is None else len(target))
    survival, minimum, last = (np.concatenate([row[columns], none]) for row in aims.shortfall)
    if target is not None:
        last[len(columns) :] = target
    return replace(
        aims,
        shortfall=(survival, minimum, last),
        cost=np.concatenate([aims.cost[columns], none]),
        tie=np.concatenate([aims.tie[columns], none]),
        basket=np.concatenate([aims.basket[columns], none]),
        hunger=np.concatenate([aims.hunger[columns], none]),
    )


def _number(kept: Ints, count: int) -> Ints:
    numbers = np.full(count, -1, dtype=np.int64)
    numbers[kept] = np.arange(len(kept))
    return numbers


def _renumber(place: Ints, numbers: Ints) -> Ints:
    if not len(place):
        return np.full(numbers.shape, -1, dtype=np.int64)
    return np.where(numbers >= 0, place[np.maximum(numbers, 0)], -1)


def _keep(place: Ints, columns: Ints) -> Ints:
    kept = place[columns]
    return kept[kept >= 0]

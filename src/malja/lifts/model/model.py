"""The model of an operation: its columns, rows and objectives, to be solved with other bounds and caps."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from malja.lifts.model.basket_rows import BasketColumns, add_basket
from malja.lifts.model.constraints import add_constraints, find_integer_columns
from malja.lifts.model.objectives import Objectives, build_objectives
from malja.lifts.model.problem import Problem
from malja.lifts.model.variables import Variables, create_variables
from malja.lifts.solver.matrix import Floats, Ints, MatrixBuilder
from malja.lifts.solver.program import Cap, Program

#: How many times more a unit of a tier's shortfall weighs than one of the next tier, in one weighted objective.
TIER_WEIGHT_RATIO = 20.0

#: Adds further columns and rows to a matrix.
AddExtras: TypeAlias = Callable[[Problem, Variables, MatrixBuilder], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """A problem with its columns, objectives, the linear program they make, and the rows of each limit by name."""

    problem: Problem
    columns: Variables
    aims: Objectives
    program: Program
    trips: Ints
    """Columns of trips: whole numbers."""
    carriers: Ints
    """Columns of vehicles that carry a group of goods that must be kept apart from another: whole numbers."""
    packs: Ints
    """Columns of packs on trips that must be whole (none when packs are relaxed)."""
    limits: dict[str, Ints]
    basket: BasketColumns | None = None

    @property
    def vehicles(self) -> Ints:
        """All columns about vehicles, trips first: whole numbers even where packs are not."""
        return np.concatenate([self.trips, self.carriers])

    @property
    def whole(self) -> Ints:
        """All columns that must be whole numbers."""
        return np.concatenate([self.trips, self.carriers, self.packs])

    def objectives(self) -> tuple[Floats, Floats, Floats, Floats]:
        """Coefficients of the four aims in their order."""
        return (*self.aims.shortfall, self.aims.cost)

    def goal(self, stage: int) -> Floats:
        """What a stage minimises: its aim, and beside survival and minimum the charge of the basket at its price."""
        aim = self.objectives()[stage]
        return aim if self.basket is None or stage > 1 else aim + self.aims.basket_prices[stage] * self.aims.basket

    def cap_objectives(self, upper: Sequence[float], charge: float | None = None) -> list[Cap]:
        """Rows that keep the first objectives within their upper limits, and the charge of a basket within its own."""
        caps = [Cap(coefficients=row, upper=cap) for row, cap in zip(self.objectives(), upper, strict=False)]
        if self.basket is not None and charge is not None:
            caps.append(Cap(coefficients=self.aims.basket, upper=charge))
        return caps

    def charge(self, x: Floats) -> float | None:
        """The charge of the basket in a solution; None without a basket."""
        return None if self.basket is None else float(self.aims.basket @ x)

    def values(self, x: Floats) -> tuple[float, float, float, float]:
        """The four aims of a solution; cost without what is committed already."""
        survival, minimum, target, cost = (float(aim @ x) for aim in self.objectives())
        return survival, minimum, target, cost


def build_model(problem: Problem, add: AddExtras | None = None) -> Model:
    """The model of a problem; `add` adds the columns and rows of capacity and requests."""
    matrix = MatrixBuilder()
    columns = create_variables(problem, matrix)
    add_constraints(problem, columns, matrix)
    basket = add_basket(problem, columns, matrix)
    if add is not None:
        add(problem, columns, matrix)
    built = matrix.build()
    lower = np.zeros(matrix.column_count)
    there = columns.trips >= 0
    lower[columns.trips[there]] = problem.lifts.fixed[there]
    return Model(
        problem=problem,
        columns=columns,
        aims=build_objectives(problem, columns, matrix, basket),
        program=Program(matrix=built, lower=lower, upper=built.upper),
        trips=columns.trips[there],
        carriers=columns.carriers[columns.carriers >= 0],
        packs=find_integer_columns(problem, columns),
        limits=matrix.limits,
        basket=basket,
    )


def weigh_objectives(model: Model, values: tuple[float, ...], cost: float) -> Floats:
    """All objectives in one: 0.5 % of the target's shortfall weighs as much as 5 % of the cost, earlier tiers far more.

    It only guides the search among whole numbers; the plan is then worked out again objective by objective.
    """
    p = model.problem
    scale = 1e-4 * float((p.weight[:, None] * p.concerned).sum())
    unit = _shorten(0.05 * max(cost, 1.0) / (0.005 * max(values[2], scale, 1.0)))
    target, minimum = unit, unit * TIER_WEIGHT_RATIO
    survival = minimum * TIER_WEIGHT_RATIO
    combined = survival * model.goal(0) + minimum * model.goal(1) + target * model.aims.shortfall[2]
    return combined + model.aims.cost + 1e-3 * model.aims.tie


def _shorten(weight: float) -> float:
    """Six digits of a weight: the last digits of a sum differ between processors, and the plan must not."""
    return float(f"{weight:.6g}")

"""The model of an operation: its columns, its rows and its aims, ready to be solved again and again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from malja.lifts.model.constraints import add_constraints, find_integer_columns
from malja.lifts.model.objectives import Objectives, build_objectives
from malja.lifts.model.problem import Problem
from malja.lifts.model.variables import Variables, create_variables
from malja.lifts.solver.matrix import Floats, Ints, MatrixBuilder
from malja.lifts.solver.program import Program

#: Puts further columns and rows into a matrix.
AddExtras: TypeAlias = Callable[[Problem, Variables, MatrixBuilder], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """A problem with its columns, its aims, the program they make, and the rows that are limits, by name."""

    problem: Problem
    columns: Variables
    aims: Objectives
    program: Program
    trips: Ints
    """Columns of trips: whole numbers."""
    packs: Ints
    """Columns of packs on trips that must be whole (none when packs are relaxed)."""
    limits: dict[str, Ints]

    @property
    def whole(self) -> Ints:
        """All columns that must be whole numbers."""
        return np.concatenate([self.trips, self.packs])

    def objectives(self) -> tuple[Floats, Floats, Floats, Floats]:
        """Coefficients of the four aims in their order."""
        return (*self.aims.shortfall, self.aims.cost)

    def values(self, x: Floats) -> tuple[float, float, float, float]:
        """The four aims of a solution; cost without what is committed already."""
        survival, minimum, target, cost = (float(aim @ x) for aim in self.objectives())
        return survival, minimum, target, cost


def build_model(problem: Problem, add: AddExtras | None = None) -> Model:
    """Put the model of a problem together; `add` puts in what other questions than the plan's need besides."""
    matrix = MatrixBuilder()
    columns = create_variables(problem, matrix)
    add_constraints(problem, columns, matrix)
    if add is not None:
        add(problem, columns, matrix)
    frozen = matrix.build()
    lower = np.zeros(matrix.column_count)
    there = columns.trips >= 0
    lower[columns.trips[there]] = problem.lifts.fixed[there]
    return Model(
        problem=problem,
        columns=columns,
        aims=build_objectives(problem, columns, matrix),
        program=Program(matrix=frozen, lower=lower, upper=frozen.upper),
        trips=columns.trips[there],
        packs=find_integer_columns(problem, columns),
        limits=matrix.limits,
    )

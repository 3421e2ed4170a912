"""The plain formulation through linopy and HiGHS, handed over in bulk, as linopy likes it best."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from typing import Any

import linopy
import numpy as np
import pandas as pd
import xarray as xr

from benchmarks.flown import Flown
from benchmarks.plain import Plain, formulate
from benchmarks.rows import Row, Terms
from benchmarks.stages import GAP, go_through
from malja.operation.operation import Operation

#: HiGHS's word for a solution that keeps all limits.
FEASIBLE = 2


def fly(operation: Operation, seconds: float, keep: Callable[[Flown], None]) -> None:
    """Plan stage by stage; the time for writing the model down counts."""
    end = time.perf_counter() + seconds
    plain = formulate(operation)
    go_through(plain, _Linopy(plain), end, keep)


class _Linopy:
    """The rows as two variables (fractions and whole numbers) and one constraint for each kind of row."""

    def __init__(self, plain: Plain) -> None:
        rows = plain.rows
        self.model = linopy.Model()
        whole = np.array(rows.whole, dtype=bool)
        lower, upper = np.array(rows.lower), np.array(rows.upper)
        self.labels = np.zeros(len(whole), dtype=np.int64)
        self.places: list[tuple[str, Any]] = []
        for name, mine in (("fractions", ~whole), ("wholes", whole)):
            if mine.any():
                made = self.model.add_variables(
                    lower=lower[mine], upper=upper[mine], coords=[pd.RangeIndex(mine.sum(), name=name)],
                    name=name, integer=name == "wholes",
                )  # fmt: skip
                self.labels[mine] = made.labels.values
                self.places.append((name, mine))
        for name, family in rows.rows.items():
            self._constrain(name, [row for row in family if row.terms])
        self.held = 0

    def _constrain(self, name: str, family: list[Row]) -> None:
        for sign in ("=", "<=", ">="):
            mine = [row for row in family if _sign(row) == sign]
            if mine:
                limit = np.array([row.lower if sign == ">=" else row.upper for row in mine])
                self.model.add_constraints(self._sums([row.terms for row in mine]), sign, limit, name=f"{name} {sign}")

    def _sums(self, many: list[Terms]) -> linopy.LinearExpression:
        """One sum a row, as an expression over all rows at once."""
        widest = max(len(terms) for terms in many)
        coefficients = np.full((len(many), widest), np.nan)
        labels = np.full((len(many), widest), -1, dtype=np.int64)
        for number, terms in enumerate(many):
            labels[number, : len(terms)] = self.labels[[column for column, _ in terms]]
            coefficients[number, : len(terms)] = [each for _, each in terms]
        data = {"coeffs": (["row", "_term"], coefficients), "vars": (["row", "_term"], labels)}
        return linopy.LinearExpression(xr.Dataset(data, coords={"row": np.arange(len(many))}), self.model)

    def hold(self, terms: Terms, upper: float) -> None:
        self.held += 1
        self.model.add_constraints(self._sums([terms]), "<=", np.array([upper]), name=f"cap {self.held}")

    def least(self, terms: Terms, seconds: float) -> tuple[list[float] | None, bool]:
        self.model.add_objective(self._sums([terms]).sum(), overwrite=True)
        _, ended = self.model.solve(
            "highs", io_api="direct", progress=False, time_limit=seconds, mip_rel_gap=GAP, threads=os.cpu_count(),
            output_flag=False,
        )  # fmt: skip
        if self.model.solver_model.getInfo().primal_solution_status != FEASIBLE:
            return None, False
        columns = np.zeros(len(self.labels))
        for name, mine in self.places:
            columns[mine] = self.model.variables[name].solution.values
        return [float(value) for value in columns], ended == "optimal"


def _sign(row: Row) -> str:
    if row.lower == row.upper:
        return "="
    return "<=" if np.isfinite(row.upper) else ">="

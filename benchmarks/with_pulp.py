"""The plain formulation through PuLP and CBC, the pair that most tutorials teach."""

from __future__ import annotations

import os
import time
from collections.abc import Callable

import pulp

from benchmarks.flown import Flown
from benchmarks.plain import Plain, formulate
from benchmarks.rows import Terms
from benchmarks.stages import GAP, go_through
from malja.operation.operation import Operation


def fly(operation: Operation, seconds: float, keep: Callable[[Flown], None]) -> None:
    """Plan stage by stage; the time for writing the model down counts."""
    end = time.perf_counter() + seconds
    plain = formulate(operation)
    go_through(plain, _Pulp(plain), end, keep)


class _Pulp:
    """The rows as PuLP's variables and constraints."""

    def __init__(self, plain: Plain) -> None:
        rows = plain.rows
        self.problem = pulp.LpProblem("plan", pulp.LpMinimize)
        self.columns = [
            pulp.LpVariable(f"x{n}", low, None if high == float("inf") else high, "Integer" if whole else "Continuous")
            for n, (low, high, whole) in enumerate(zip(rows.lower, rows.upper, rows.whole, strict=True))
        ]
        for row in (row for family in rows.rows.values() for row in family if row.terms):
            if row.lower == row.upper:
                self.problem += self._sum(row.terms) == row.lower
            elif row.upper < float("inf"):
                self.problem += self._sum(row.terms) <= row.upper
            else:
                self.problem += self._sum(row.terms) >= row.lower
        self.started = False

    def _sum(self, terms: Terms) -> pulp.LpAffineExpression:
        return pulp.LpAffineExpression([(self.columns[column], each) for column, each in terms])

    def hold(self, terms: Terms, upper: float) -> None:
        self.problem += self._sum(terms) <= upper

    def least(self, terms: Terms, seconds: float) -> tuple[list[float] | None, bool]:
        self.problem.setObjective(self._sum(terms))
        begun = time.perf_counter()
        solver = pulp.PULP_CBC_CMD(
            msg=False, timeLimit=seconds, gapRel=GAP, threads=os.cpu_count(), warmStart=self.started
        )
        self.problem.solve(solver)
        found = self.problem.sol_status in (pulp.LpSolutionOptimal, pulp.LpSolutionIntegerFeasible)
        if not found:
            return None, False
        self.started = bool(self.problem.isMIP())
        # CBC says "optimal" to PuLP in both cases where it ends by itself; the clock tells a stop by time apart.
        proven = self.problem.sol_status == pulp.LpSolutionOptimal and time.perf_counter() - begun < seconds
        return [column.value() or 0.0 for column in self.columns], proven

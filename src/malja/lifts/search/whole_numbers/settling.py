"""Whole numbers settled window by window, in the order of days."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from malja.lifts.search.deadline import Deadline
from malja.lifts.search.whole_numbers.weighed import Weighed
from malja.lifts.search.whole_numbers.window_program import cut_window
from malja.lifts.solver.matrix import Floats, Ints
from malja.lifts.solver.program import Program, minimise
from malja.lifts.solver.tolerances import INTEGER_TOLERANCE

#: The search of a window may end this near to what is proven: a share of what whole numbers cost there, or so many
#: times the gap of the weighed sum where they cost next to nothing. A twentieth instead lost a percent of the target.
_NEAR, _GAPS = 0.002, 1.0

#: Iterations after which the simplex method has lost its way from the last solution to the next.
_MAX_ITERATIONS = 5_000

#: A window that ends so near the end of the horizon goes on to it.
_NEARLY = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A solution with whole numbers in a window, and how much worse its sum is than that with fractions there."""

    x: Floats
    worse: float


class Settling:
    """A weighed program, the bounds of its columns so far, and a solution `x` within them.

    In a program that can be gone on from, `x` is the least there is and has its own prices. In larger ones it may be
    out of balance where a window ends: the next one, which reaches further, brings it back, and the last reaches to
    the end of the horizon. What the days behind a window are worth stays what it was with fractions.
    """

    def __init__(self, weighed: Weighed, horizon: int) -> None:
        self.weighed = weighed
        self.horizon = horizon
        self.lower = weighed.program.lower.copy()
        self.upper = weighed.program.upper.copy()
        self.x, self._prices, self._session = weighed.values, weighed.prices, weighed.session

    @property
    def program(self) -> Program:
        """The program within the bounds so far."""
        return self.weighed.program.with_bounds(self.lower, self.upper)

    @property
    def sum(self) -> float:
        """The weighed sum of the solution."""
        return float(self.weighed.cost @ self.x)

    def search(self, columns: Ints, since: int, until: int, deadline: Deadline, *, near: bool) -> Found | None:
        """Whole numbers for `columns`, days from `since` to before `until` free beside them; None where none are found.

        With `near` each is the number of the solution rounded up or down.
        """
        lower, upper, x = self.lower.copy(), self.upper.copy(), self.x
        if near:
            lower[columns] = np.clip(np.floor(x[columns] + INTEGER_TOLERANCE), lower[columns], upper[columns])
            upper[columns] = np.clip(np.ceil(x[columns] - INTEGER_TOLERANCE), lower[columns], upper[columns])
        x = np.clip(x, lower, upper)
        until = until if until < self.horizon - _NEARLY else self.horizon
        within = self.weighed.program.with_bounds(lower, upper)
        window = cut_window(within, self.weighed.cost, x, self._prices, since, until)
        before = float(self.weighed.cost[window.columns] @ self.x[window.columns])
        effort = deadline.make_effort(nodes=1, gap=_NEAR, brief=True)
        answer = minimise(
            window.program,
            window.cost,
            whole=window.find(columns),
            effort=effort.counted_from(before, _GAPS * self.weighed.gap * abs(self.sum)),
        )
        if answer.values is None:
            return None
        x[window.columns] = answer.values[: len(window.columns)]
        x[columns] = x[columns].round()
        return Found(x=x, worse=answer.value - before)

    def settle(self, columns: Ints, found: Found, deadline: Deadline) -> None:
        """Take a solution over, fix columns at their numbers in it, and plan the rest again where that is quick."""
        self.x = found.x
        self.fix(columns, found.x[columns])
        if self._session is not None:
            answer = self._session.solve(_MAX_ITERATIONS, deadline.seconds_left())
            if answer.values is not None and answer.duals is not None:
                self.x, self._prices = answer.values, answer.duals

    def forbid(self, columns: Ints) -> None:
        """Fix columns at nothing."""
        self.fix(columns, np.zeros(len(columns)))

    def fix(self, columns: Ints, numbers: Floats) -> None:
        """Fix columns at numbers."""
        self.lower[columns] = self.upper[columns] = numbers
        if self._session is not None and len(columns):
            self._session.fix(columns, numbers)

    def balance(self, deadline: Deadline) -> bool:
        """The least solution within the bounds so far; False where there is none, or no time."""
        if deadline.has_passed():
            return False
        answer = minimise(self.program, self.weighed.cost, effort=deadline.make_effort(interior=True))
        if answer.values is None or answer.duals is None:
            return False
        self.x, self._prices = answer.values, answer.duals
        return True

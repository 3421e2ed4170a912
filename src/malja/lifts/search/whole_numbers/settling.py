"""Whole numbers settled window by window, in the order of days, and what the rest does best about them."""

from __future__ import annotations

import numpy as np

from malja.lifts.search.deadline import Deadline
from malja.lifts.search.whole_numbers.weighed import Weighed
from malja.lifts.search.whole_numbers.window_program import cut_window
from malja.lifts.solver.matrix import Floats, Ints
from malja.lifts.solver.program import Program, Session, minimise
from malja.lifts.solver.tolerances import INTEGER_TOLERANCE

#: Iterations after which the simplex method has lost its way from the last solution to the next.
_MAX_ITERATIONS = 5_000

#: At how many times the gap the search of a window may end.
_GAPS = 4.0

#: A window that ends so near the end of the horizon goes on to it.
_NEARLY = 3


class Settling:
    """A weighed program, the bounds of its columns so far, and its least solution `x` within them with its prices."""

    def __init__(self, weighed: Weighed, horizon: int) -> None:
        assert weighed.relaxed.values is not None  # noqa: S101 - the caller has an answer
        assert weighed.relaxed.duals is not None  # noqa: S101 - and it is one of a linear program
        self.weighed = weighed
        self.horizon = horizon
        self.lower = weighed.program.lower.copy()
        self.upper = weighed.program.upper.copy()
        self.x: Floats = weighed.relaxed.values
        self.duals: Floats = weighed.relaxed.duals
        self._session: Session | None = weighed.session

    @property
    def program(self) -> Program:
        """The program within the bounds so far."""
        return self.weighed.program.with_bounds(self.lower, self.upper)

    @property
    def sum(self) -> float:
        """The weighed sum of the solution."""
        return float(self.weighed.cost @ self.x)

    def search(
        self, columns: Ints, since: int, until: int, deadline: Deadline, *, near: bool
    ) -> tuple[Floats | None, float]:
        """Whole numbers for `columns`, days from `since` to before `until` free beside them; and how good they are.

        With `near` each is the number of the solution rounded up or down. How good: their sum less that of the
        solution. No numbers where none were found.
        """
        lower, upper, x = self.lower.copy(), self.upper.copy(), self.x.copy()
        if near:
            lower[columns] = np.clip(np.floor(x[columns] + INTEGER_TOLERANCE), lower[columns], upper[columns])
            upper[columns] = np.clip(np.ceil(x[columns] - INTEGER_TOLERANCE), lower[columns], upper[columns])
        x = np.clip(x, lower, upper)
        until = until if until < self.horizon - _NEARLY else self.horizon
        window = cut_window(
            self.weighed.program.with_bounds(lower, upper), self.weighed.cost, x, self.duals, since, until
        )
        answer = minimise(
            window.program,
            window.cost,
            whole=window.find(columns),
            effort=deadline.make_effort(nodes=1, gap=_GAPS * self.weighed.gap, brief=True),
        )
        if answer.values is None:
            return None, np.inf
        x[window.columns] = answer.values[: len(window.columns)]
        before = float(self.weighed.cost[window.columns] @ self.x[window.columns])
        return x[columns].round(), answer.value - before

    def settle(self, columns: Ints, numbers: Floats, deadline: Deadline) -> bool:
        """Fix columns at numbers, and solve what is open again; False where that is not possible."""
        kept = self.lower[columns].copy(), self.upper[columns].copy()
        self._bound(columns, numbers, numbers)
        if self.solve(deadline):
            return True
        if not deadline.has_passed():
            # Prices misled the window: at most so much, and of that what the rest leaves room for.
            self._bound(columns, np.minimum(kept[0], numbers), numbers)
            if self.solve(deadline):
                fewer = np.floor(self.x[columns] + INTEGER_TOLERANCE)
                self._bound(columns, fewer, fewer)
                if self.solve(deadline):
                    return True
        self._bound(columns, *kept)
        return False

    def forbid(self, columns: Ints) -> None:
        """Fix columns at nothing, without solving again."""
        self._bound(columns, np.zeros(len(columns)), np.zeros(len(columns)))

    def _bound(self, columns: Ints, lower: Floats, upper: Floats) -> None:
        self.lower[columns], self.upper[columns] = lower, upper
        if self._session is not None and len(columns):
            self._session.set_bounds(columns, lower, upper)

    def solve(self, deadline: Deadline) -> bool:
        """Solve within the bounds so far; False where there is no solution or no time."""
        if self._session is not None:
            answer = self._session.solve(_MAX_ITERATIONS, deadline.seconds_left())
            if answer.values is not None and answer.duals is not None:
                self.x, self.duals = answer.values, answer.duals
                return True
        if deadline.has_passed():
            return False
        answer = minimise(self.program, self.weighed.cost, effort=deadline.make_effort(interior=True))
        if answer.values is None or answer.duals is None:
            return False
        self.x, self.duals = answer.values, answer.duals
        return True

"""When planning must end (`--seconds`, `--gap`, Ctrl-C), and how it reports progress; the best plan so far is kept."""

from __future__ import annotations

import math
from collections.abc import Callable

from malja import clock
from malja.lifts.plan.plan import Progress
from malja.lifts.solver.program import Effort

#: Seconds to make a plan of what was found when the user wants to stop.
_IN_HASTE = 1.0


class Deadline:
    """The time limit, gap, stop request and progress report of one run of the planner.

    `seconds` (None: no limit) count from now; `stop` is asked whether the user wants to end; `gap` is a share."""

    def __init__(
        self,
        seconds: float | None = None,
        progress: Callable[[Progress], None] | None = None,
        stop: Callable[[], bool] | None = None,
        gap: float | None = None,
    ) -> None:
        self.gap = gap or 0.0
        """The gap to the bound at which a search may end, as a share."""
        self._end = math.inf if seconds is None else clock.seconds() + seconds
        self._asked = self._end
        self._progress = progress
        self._stop = stop
        self.stopped = False

    def seconds_left(self) -> float:
        """Seconds left, never below 0.01; infinite without a limit."""
        return max(0.01, self._end - clock.seconds())

    def keep_back(self, seconds: float) -> None:
        """End so much earlier: what is found must still be made a plan."""
        self._end -= seconds

    def finish(self) -> Deadline:
        """The time to make a plan of what was found: what was kept back, or a second where the user wants to stop."""
        stopped = self.has_passed() and clock.seconds() < self._end
        left = _IN_HASTE if stopped else self._asked - clock.seconds()
        return Deadline(None if math.isinf(left) else max(0.0, left))

    def has_passed(self) -> bool:
        """Whether time is up or the user wants to stop; once true, always true."""
        if not self.stopped:
            self.stopped = clock.seconds() >= self._end or (self._stop is not None and self._stop())
        return self.stopped

    def make_effort(
        self,
        seconds: float = math.inf,
        nodes: int = 2_000,
        gap: float = 1e-4,
        *,
        interior: bool = False,
        brief: bool = False,
    ) -> Effort:
        """The effort of one solve, which ends with the time that is left."""
        return Effort(
            seconds=min(seconds, self.seconds_left()),
            nodes=nodes,
            gap=gap,
            interior=interior,
            brief=brief,
            stop=self.has_passed,
        )

    def report_progress(self, stage: str, done: float, gap: float | None = None) -> None:
        """Report the stage, the share of the work that is done, and the gap where one is known."""
        if self._progress is not None:
            self._progress(Progress(stage=stage, done=done, gap=gap))

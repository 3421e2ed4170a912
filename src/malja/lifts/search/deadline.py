"""Time, progress and the wish to stop, passed through the planning so that the best plan so far is never lost."""

from __future__ import annotations

import math
from collections.abc import Callable

from malja import clock
from malja.lifts.plan.plan import Progress
from malja.lifts.solver.program import Effort


class Deadline:
    """A clock with an end, a listener for progress, and a question whether to stop."""

    def __init__(
        self,
        seconds: float | None = None,
        progress: Callable[[Progress], None] | None = None,
        stop: Callable[[], bool] | None = None,
        gap: float | None = None,
    ) -> None:
        self.gap = gap or 0.0
        """How far from the best possible is near enough, as a share."""
        self._end = math.inf if seconds is None else clock.seconds() + seconds
        self._progress = progress
        self._stop = stop
        self.stopped = False

    def seconds_left(self) -> float:
        """Seconds that are left; infinite without a limit."""
        return max(0.01, self._end - clock.seconds())

    def has_passed(self) -> bool:
        """Whether time is up or the user wants to stop; once over, always over."""
        if not self.stopped:
            self.stopped = clock.seconds() >= self._end or (self._stop is not None and self._stop())
        return self.stopped

    def make_effort(
        self, seconds: float = math.inf, nodes: int = 2_000, gap: float = 1e-4, *, interior: bool = False
    ) -> Effort:
        """The effort for one solve: at most so many seconds and no longer than what is left."""
        return Effort(
            seconds=min(seconds, self.seconds_left()), nodes=nodes, gap=gap, interior=interior, stop=self.has_passed
        )

    def report_progress(self, stage: str, done: float, gap: float | None = None) -> None:
        """Tell the listener how far the work is."""
        if self._progress is not None:
            self._progress(Progress(stage=stage, done=done, gap=gap))

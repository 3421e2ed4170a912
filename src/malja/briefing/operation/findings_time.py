"""The time for what is looked for beside a plan: so many seconds in all, shared out in the order of worth."""

from __future__ import annotations

from collections.abc import Callable

from malja import clock

#: Seconds that findings may take unless another number is asked for.
FINDINGS_SECONDS = 60.0

#: By finding, worth most first: the share of the seconds by which it is given up; time that is left over passes on.
_UNTIL = {"reasons": 0.4, "flight_fails": 0.5, "rough_inputs": 0.7, "requests": 0.85, "capacity": 1.0}

#: Seconds that a finding has, once it was given up, to hand over what it has.
_GRACE = 1.0


class FindingsTime:
    """When each finding must be given up; the seconds count from `begin`, and work before it is free."""

    def __init__(self, seconds: float = FINDINGS_SECONDS) -> None:
        self._seconds = seconds
        self._begun: float | None = None
        self._ended = False
        self._interrupted: Callable[[], bool] = bool

    def begin(self, interrupted: Callable[[], bool] = bool) -> None:
        """The plan stands: time counts from the first call. `interrupted` is asked whether all is to be given up."""
        self._interrupted = interrupted
        if self._begun is None:
            self._begun = clock.seconds()

    def end(self) -> None:
        """Give up everything now."""
        self._ended = True

    def is_up_for(self, finding: str, grace: bool = False) -> bool:
        """Whether the time for a finding is up; with `grace`, also the time in which it hands over what it has."""
        if self._ended or self._interrupted():
            return True
        late = _GRACE if grace else 0.0
        return self._begun is not None and clock.seconds() > self._begun + self._seconds * _UNTIL[finding] + late

    def stop(self, finding: str, *, grace: bool = False) -> Callable[[], bool]:
        """The same as a question to hand on."""
        return lambda: self.is_up_for(finding, grace)

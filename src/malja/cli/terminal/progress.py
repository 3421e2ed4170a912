"""How far long work has come: one line that renews itself on a terminal, else a plain line now and then."""

from __future__ import annotations

from types import TracebackType

import click
from rich.console import Console
from rich.status import Status

from malja import clock
from malja.language.say import load_messages, say
from malja.lifts.plan.plan import Progress

#: Seconds between plain lines.
_PAUSE = 2.0


class ProgressReporter:
    """Says stage, seconds and gap on standard error, and remembers how long each stage took."""

    def __init__(self, *, terminal: bool) -> None:
        self.begun = clock.seconds()
        self.stages: list[dict[str, object]] = []
        self._since = self.begun
        self._last_line = -_PAUSE
        self._said = ""
        self._status: Status | None = _status() if terminal else None

    def __enter__(self) -> ProgressReporter:
        if self._status:
            self._status.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._status:
            self._status.stop()

    def __call__(self, progress: Progress) -> None:
        """Say how far the work has come."""
        now = clock.seconds() - self.begun
        self._remember(progress, now)
        line = describe_progress(progress, now)
        if self._status:
            self._status.update(line)
        elif now - self._last_line >= _PAUSE and line != self._said:
            self._last_line, self._said = now, line
            click.echo(line, err=True)

    def _remember(self, progress: Progress, now: float) -> None:
        """A stage is as long as its reports go on."""
        if not self.stages or self.stages[-1]["stage"] != progress.stage:
            self._since = now
            self.stages.append({"stage": progress.stage})
        self.stages[-1] |= {"until_second": round(now, 3), "gap": progress.gap}


def describe_progress(progress: Progress, seconds: float) -> str:
    """The stage in plain words, the seconds gone by, and how far the plan can be from the best."""
    code = f"stage_{progress.stage}"
    stage = say("cli", code) if code in load_messages()["cli"] else progress.stage
    line = say("cli", "progress", stage=stage, percent=round(100 * progress.done), seconds=round(seconds))
    if progress.gap is None:
        return line
    return say("cli", "progress_gap", progress=line, gap=f"{max(0.01, 100 * progress.gap):.2g}")


def _status() -> Status:
    return Console(stderr=True, markup=False, highlight=False, emoji=False).status(say("cli", "stage_start"))

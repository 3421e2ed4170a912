"""A time limit on everything that a thread solves within a block: for work that has no plan to keep.

Planning keeps its best plan when time is up and passes a `Deadline` down. What is looked for beside a plan has nothing
to keep: it is given up where it stands, by an error that its caller takes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

#: Whether time is up, where anybody set a limit.
_STOP: ContextVar[Callable[[], bool] | None] = ContextVar("stop", default=None)


class OutOfTimeError(Exception):
    """Time was up while something was solved."""


@contextmanager
def within_time(stop: Callable[[], bool] | None) -> Iterator[None]:
    """Within the block every solve of this thread ends with OutOfTimeError once `stop` says true; None: no limit."""
    token = _STOP.set(stop)
    try:
        yield
    finally:
        _STOP.reset(token)


def find_time_limit() -> Callable[[], bool] | None:
    """Whether time is up, as a question; None without a limit."""
    return _STOP.get()


def refuse_when_late() -> None:
    """Raise OutOfTimeError where time is up."""
    stop = _STOP.get()
    if stop is not None and stop():
        raise OutOfTimeError

"""Work on another core while the plan is made, or while the rest of the report is worked out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from typing import Any

#: So often, in seconds, it is looked whether somebody wants to stop.
LOOK = 0.1


class Beside:
    """Pieces of work by name, done one after the other in the order given."""

    def __init__(self, works: Mapping[str, Callable[[], object]]) -> None:
        self._works = works
        self._pool = ThreadPoolExecutor(1)
        self._begun: dict[str, Future[Any]] = {name: self._pool.submit(work) for name, work in works.items()}

    def result(self, name: str, stop: Callable[[], bool]) -> Any:
        """What the work of a name gave, done here if nobody has begun with it; None where it is wished to `stop`."""
        work = self._begun[name]
        if work.cancel():
            return None if stop() else self._works[name]()
        while not stop():
            try:
                return work.result(timeout=LOOK)
            except NotYet:
                if work.done():
                    raise
        return None

    def leave(self) -> None:
        """Nobody waits for what has not begun yet."""
        self._pool.shutdown(wait=False, cancel_futures=True)

"""Work on another core, beside the making of a plan or of the rest of a report."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from typing import Any

#: Seconds between two questions whether to stop.
_POLL = 0.1


class BackgroundWork:
    """Pieces of work by name, done one after the other in the order given."""

    def __init__(self, pieces: Mapping[str, Callable[[], object]]) -> None:
        self._pieces = pieces
        self._pool = ThreadPoolExecutor(1)
        self._futures: dict[str, Future[Any]] = {name: self._pool.submit(piece) for name, piece in pieces.items()}

    def result(self, name: str, stop: Callable[[], bool]) -> Any:
        """What a piece gave, done here if it has not begun yet; None once `stop` says true."""
        future = self._futures[name]
        if future.cancel():
            return None if stop() else self._pieces[name]()
        while not stop():
            try:
                return future.result(timeout=_POLL)
            except NotYet:
                if future.done():
                    raise
        return None

    def abandon(self) -> None:
        """Cancel what has not begun yet, and wait for nothing."""
        self._pool.shutdown(wait=False, cancel_futures=True)

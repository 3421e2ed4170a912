"""Ctrl-C during long work: the first asks for the best plan so far, the second ends at once."""

from __future__ import annotations

import os
import signal
import sys
import threading
from types import FrameType, TracebackType
from typing import Any

from malja.cli.terminal.refusals import FAILED


class Interrupt:
    """While it is entered, Ctrl-C sets `wanted`; pressed again, it ends the process with exit code 1.

    Nothing is written before the work is done, so that ending at once leaves nothing half-written.
    """

    def __init__(self, message: str) -> None:
        self.wanted = False
        self._message = message
        self._before: Any = None

    def __enter__(self) -> Interrupt:
        # Only the main thread may change what a signal does; elsewhere Ctrl-C does what it did.
        if threading.current_thread() is threading.main_thread():
            self._before = signal.signal(signal.SIGINT, self._pressed)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._before is not None:
            signal.signal(signal.SIGINT, self._before)

    def stop(self) -> bool:
        """Whether to stop."""
        return self.wanted

    def _pressed(self, number: int, frame: FrameType | None) -> None:
        if self.wanted:
            # The solver is not Python: an exception would wait until it comes back.
            os._exit(FAILED)
        self.wanted = True
        # A write of its own: the stream may be in the middle of one when the signal comes.
        os.write(sys.__stderr__.fileno() if sys.__stderr__ else 2, f"\n{self._message}\n".encode())

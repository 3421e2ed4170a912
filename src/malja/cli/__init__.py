"""The command line: the same calls as the library's, no logic of its own."""

from __future__ import annotations

from malja.cli.start import main

__all__ = ["main"]

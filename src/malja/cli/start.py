"""How the program begins: with streams that can show any script, in the language that is asked for."""

from __future__ import annotations

import io
import os
import sys


def main() -> None:
    """Run the command line; what is not expected is said in one line (with MALJA_DEBUG=1 in full), exit code 1."""
    from malja.cli.terminal.spoken import choose_language

    choose_language(sys.argv[1:], os.environ)
    # The words of the options are said when the commands are loaded: not before the language is known.
    from malja.cli.app import app
    from malja.cli.terminal.refusals import say_unexpected

    sys.excepthook = say_unexpected
    for stream in (sys.stdout, sys.stderr):
        # Names are in any script, whatever the system thinks its terminal can show.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    own_standard_output()
    app()


def own_standard_output() -> None:
    """Let only malja write on standard output: what a library prints there from C, past Python, goes nowhere.

    `sys.stdout` moves to a file descriptor of its own; the usual one leads to the null device, here and in workers.
    """
    try:
        usual = sys.stdout.fileno()
    except (AttributeError, OSError, ValueError):  # closed at the start, or not a file: there is nothing to own
        return
    sys.stdout.flush()
    own = os.dup(usual)
    terminal = os.isatty(own)
    raw = os.fdopen(own, "wb")  # open as long as the program runs
    sys.stdout = io.TextIOWrapper(raw, encoding="utf-8", errors="replace", line_buffering=terminal)
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, usual)
    os.close(null)

"""How the program begins: with streams that can show any script, in the language that is asked for."""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Run the command line; what is not expected is said in one line (with MALJA_DEBUG=1 in full), exit code 1."""
    from malja.cli.terminal.spoken import speak_as_asked

    speak_as_asked(sys.argv[1:], os.environ)
    # The words of the options are said when the commands are loaded: not before the language is known.
    from malja.cli.app import app
    from malja.cli.terminal.refusals import said_in_one_line

    sys.excepthook = said_in_one_line
    for stream in (sys.stdout, sys.stderr):
        # Names are in any script, whatever the system thinks its terminal can show.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    app()

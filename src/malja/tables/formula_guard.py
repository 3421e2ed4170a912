"""Text that a spreadsheet would run as a formula is written with an apostrophe before it, and read without it.

An apostrophe before digits ('00123) is how people keep Excel from making a number of them: it is read in the same way.
"""

from __future__ import annotations

import re

_RUNS = re.compile(r"'*[=+\-@\t\r]|'+\d")
_GUARDED = re.compile(r"'+[=+\-@\t\r\d]")


def guard_formula(text: str) -> str:
    """The text, safe to write to CSV or Excel: what starts with = + - @ tab, CR or '0 gets an apostrophe."""
    return "'" + text if _RUNS.match(text) else text


def unguard_formula(text: str) -> str:
    """The text before it was guarded."""
    return text[1:] if _GUARDED.match(text) else text

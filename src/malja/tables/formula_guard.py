"""Text that a spreadsheet would run as a formula is written with an apostrophe before it, and read without it."""

from __future__ import annotations

import re

_RUNS = re.compile(r"'*[=+\-@\t\r]")
_GUARDED = re.compile(r"'+[=+\-@\t\r]")


def guard_formula(text: str) -> str:
    """The text, safe to write to CSV or Excel: what starts with = + - @ tab or CR gets an apostrophe."""
    return "'" + text if _RUNS.match(text) else text


def unguard_formula(text: str) -> str:
    """The text before it was guarded."""
    return text[1:] if _GUARDED.match(text) else text

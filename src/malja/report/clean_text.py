"""Text that is safe to show: names are data, and may hold what takes over a terminal or turns a line around."""

from __future__ import annotations

import re
import unicodedata

#: Sequences that colour, move or rename a terminal: CSI, OSC (with its end) and two-character escapes.
ESCAPES = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)?|\x1b[@-Z\\^_]")

#: Marks that embed, override or isolate a direction; what is left (letters, their own marks, joiners) reads as written.
TURNS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def clean(text: str) -> str:
    """The text on one line without control characters, escape sequences and marks that change the direction."""
    return "".join(" " if char.isspace() else char for char in ESCAPES.sub("", text) if _is_kept(char))


def _is_kept(char: str) -> bool:
    return char not in TURNS and (unicodedata.category(char) not in ("Cc", "Cs") or char in "\t\n\r")


def cut(text: str, longest: int) -> str:
    """The text, cut to so many characters with a sign that there was more."""
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"

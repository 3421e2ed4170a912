"""Text that is safe to show: names are data, and may hold what takes over a terminal or turns a line around."""

from __future__ import annotations

import re
import unicodedata

from malja.language.isolation import DIRECTION_MARKS, FSI, PDI, is_balanced

#: Sequences that colour, move or rename a terminal: CSI, OSC (with its end) and two-character escapes.
_ESCAPES = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)?|\x1b[@-Z\\^_]")

#: The isolates by which `malja.language` sets a name apart; where all are closed again they turn nothing around.
_ISOLATES = frozenset({FSI, PDI})


def clean_text(text: str) -> str:
    """The text on one line without control characters, escape sequences and marks that change the direction.

    Isolates stay if every one is closed: these are malja's own, or harmless.
    """
    dropped = DIRECTION_MARKS - _ISOLATES if is_balanced(text) else DIRECTION_MARKS
    kept = (char for char in _ESCAPES.sub("", text) if char not in dropped and _is_kept(char))
    return "".join(" " if char.isspace() else char for char in kept)


def _is_kept(char: str) -> bool:
    return unicodedata.category(char) not in ("Cc", "Cs") or char in "\t\n\r"


def cut_text(text: str, longest: int) -> str:
    """The text, cut to so many characters with a sign that there was more."""
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"

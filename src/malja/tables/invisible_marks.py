"""Marks that show nothing, such as those of direction that come with Arabic text: they change no number and no id."""

from __future__ import annotations

from malja.language.isolation import DIRECTION_MARKS

#: Marks of direction, the byte-order mark (also called the zero-width no-break space).
INVISIBLE_MARKS = DIRECTION_MARKS | frozenset("\u061c\u200e\u200f\ufeff")
_AROUND = "".join(sorted(INVISIBLE_MARKS)) + " \t\r\n\x0b\x0c\xa0\u202f\u2009"
_NO_MARKS = str.maketrans(dict.fromkeys(INVISIBLE_MARKS))


def strip_invisible(text: str) -> str:
    """The text without white space and invisible marks at its ends."""
    return text.strip().strip(_AROUND)


def remove_invisible(text: str) -> str:
    """The text without any invisible mark, and without white space at its ends."""
    return text.translate(_NO_MARKS).strip()

"""Two directions in one line: what runs the other way is set apart, so that codes and numbers do not flip.

Unicode's isolates (FSI ... PDI, https://www.unicode.org/reports/tr9/) do it in text, <bdi> does it in HTML. They are as
wide as nothing.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Literal

Direction = Literal["ltr", "rtl"]

#: First strong isolate, and the end of an isolate.
FSI, PDI = "\u2068", "\u2069"
#: An isolate that runs from right to left, whatever it begins with.
RLI = "\u2067"
#: Marks that embed, override or isolate a direction.
DIRECTION_MARKS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
#: A sign beside a digit (-5, 2025-03-10): behind letters that run from right to left the parts would change places.
_SIGNED = re.compile(r"\d[-+]|[-+]\d")
#: The strong classes of characters that run the other way.
_AGAINST: dict[Direction, frozenset[str]] = {"rtl": frozenset({"L"}), "ltr": frozenset({"R", "AL"})}


@lru_cache(maxsize=8192)
def isolate(text: str, direction: Direction) -> str:
    """The text, set apart if any of it runs against the direction of the line, or is a date or a signed number."""
    if text.isascii() and (direction == "ltr" or text.isdecimal()):
        return text
    against, bare_text = _AGAINST[direction], _open(text)
    signed = direction == "rtl" and _SIGNED.search(bare_text)
    runs_against = signed or any(unicodedata.bidirectional(char) in against for char in bare_text)
    return FSI + text + PDI if runs_against else text


def is_balanced(text: str) -> bool:
    """Whether every isolate is closed, and none is closed that is not open."""
    depth = 0
    for char in text:
        depth += (char == FSI) - (char == PDI)
        if depth < 0:
            return False
    return depth == 0


def strip_marks(text: str) -> str:
    """The text without any mark of direction."""
    return "".join(char for char in text if char not in DIRECTION_MARKS)


def make_bdi(markup: str) -> str:
    """HTML that is already escaped, its isolates as elements; isolates that do not match are left out."""
    if not is_balanced(markup):
        return strip_marks(markup)
    return markup.replace(FSI, "<bdi>").replace(PDI, "</bdi>")


def measure_width(text: str) -> int:
    """How many columns of a terminal a text takes: marks and isolates none, East Asian wide letters two."""
    return sum(_columns(char) for char in text)


def pad_end(text: str, columns: int) -> str:
    """The text with spaces behind it up to so many columns."""
    return text + " " * (columns - measure_width(text))


def pad_start(text: str, columns: int) -> str:
    """The text with spaces before it up to so many columns."""
    return " " * (columns - measure_width(text)) + text


def _columns(char: str) -> int:
    if unicodedata.category(char) in ("Mn", "Me", "Cf", "Cc"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in ("W", "F") else 1


def _open(text: str) -> str:
    """What stands in no isolate."""
    depth, found = 0, []
    for char in text:
        depth += (char == FSI) - (char == PDI)
        if depth <= 0:
            found.append(char)
    return "".join(found)

"""Letters that no font of ours can draw: on paper each is a small box with its code, never a reason not to print.

Which these are the printer itself is asked: what its fonts hold changes with its versions.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

#: Where an isolate begins, and where it ends.
_OPENING, _CLOSING = frozenset("\u2066\u2067\u2068"), "\u2069"
#: What embeds or overrides a direction: a name must not turn its line around.
_OVERRIDES = frozenset("\u202a\u202b\u202c\u202d\u202e")
#: The byte-order mark shows nothing, and no tagged page may hold it.
_NOTHING = frozenset("\ufeff")
#: A letter's direction as a mark: boxes by themselves have none, and would stand in the order of the page.
_DIRECTIONS = {"L": "\u200e", "R": "\u200f", "AL": "\u200f"}
_JOINERS = frozenset("\u200c\u200d")


def box_missing_letters(data: Mapping[str, Any], can_draw: Callable[[str], bool]) -> dict[str, Any]:
    """The data of a page with `[U+4E2D]`, which the pages draw as a box, for every letter that can't be drawn.

    Marks that turn the direction around, and the byte-order mark, are left out. `can_draw` asks the printer of a text.
    """
    texts = [text for text in _texts(data) if not text.isascii() or not text.isprintable()]
    clusters = dict.fromkeys(cluster for text in texts for cluster in _clusters(text))
    missing = set(_find_missing([one for one in clusters if not set(one) & (_NOTHING | _OVERRIDES)], can_draw))
    table: dict[int, str] = {ord(sign): "" for sign in _NOTHING | _OVERRIDES}
    table |= {ord(letter): _box(letter) for letter in missing}
    return {name: _replace(value, table) for name, value in data.items()}


def _box(letter: str) -> str:
    """A letter's code between breaks, lest a long word be broken within it, with marks of its direction."""
    mark = _DIRECTIONS.get(unicodedata.bidirectional(letter), "")
    return f"\u200b{mark}[U+{ord(letter):04X}]{mark}\u200b"


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _texts(one)


def _clusters(text: str) -> Iterator[str]:
    """Every letter that is not plain, with the marks that stand on it: one font must hold them all."""
    cluster = ""
    for char in text:
        if cluster and (char in _JOINERS or unicodedata.category(char)[0] == "M"):
            cluster += char
            continue
        if len(cluster) > 1 or not cluster.isascii() or not cluster.isprintable():
            yield cluster
        cluster = "" if char in "\t\n\r" else char
    if len(cluster) > 1 or not cluster.isascii() or not cluster.isprintable():
        yield cluster


def _find_missing(clusters: Sequence[str], can_draw: Callable[[str], bool]) -> Iterator[str]:
    """The letters that can't be drawn: half by half, for nearly always all can be."""
    if not clusters or can_draw(" ".join(clusters)):
        return
    if len(clusters) > 1:
        half = len(clusters) // 2
        yield from _find_missing(clusters[:half], can_draw)
        yield from _find_missing(clusters[half:], can_draw)
        return
    # No font may hold both the letter and its marks: the letter says more.
    yield from [char for char in clusters[0] if not can_draw(char)] or clusters[0][1:]


def _replace(value: Any, table: Mapping[int, str]) -> Any:
    if isinstance(value, str):
        return _close_isolates(value.translate(table))
    if isinstance(value, Mapping):
        return {name: _replace(one, table) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_replace(one, table) for one in value]
    return value


def _close_isolates(text: str) -> str:
    """The text without isolates, where one of them is not closed or closes nothing."""
    if text.isascii():
        return text
    depth = 0
    for char in text:
        depth += (char in _OPENING) - (char == _CLOSING)
        if depth < 0:
            break
    return text if depth == 0 else "".join(char for char in text if char not in _OPENING and char != _CLOSING)

"""Rows of words and figures on a terminal, column below column."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from malja.language.isolation import padded, padded_before, width
from malja.language.say import set_apart


def lined_up(rows: Sequence[Sequence[str]], *, figures: Collection[int] = (), indent: int = 2) -> list[str]:
    """The rows as lines, columns as wide as their widest cell; those numbered in `figures` stand on the right."""
    if not rows:
        return []
    apart = [[set_apart(cell) for cell in row] for row in rows]
    widths = [max(width(row[column]) for row in apart) for column in range(len(apart[0]))]
    return [
        (" " * indent + "  ".join(_cell(cell, at, widths[at], figures) for at, cell in enumerate(row))).rstrip()
        for row in apart
    ]


def _cell(cell: str, at: int, columns: int, figures: Collection[int]) -> str:
    return padded_before(cell, columns) if at in figures else padded(cell, columns)

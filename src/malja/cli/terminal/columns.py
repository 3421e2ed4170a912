"""Rows of words and figures on a terminal, column below column."""

from __future__ import annotations

import shutil
from collections.abc import Collection, Sequence
from textwrap import wrap

from malja.language.clean_text import cut_text
from malja.language.isolation import measure_width, pad_end, pad_start
from malja.language.say import isolate_word

#: A first cell may be cut to so many letters before a row is broken in two.
_SHORTEST = 16


def terminal_columns() -> int:
    """How many columns the terminal has; 80 where there is none."""
    return shutil.get_terminal_size((80, 40)).columns


def align_rows(
    rows: Sequence[Sequence[str]], *, figures: Collection[int] = (), indent: int = 2, columns: int | None = None
) -> list[str]:
    """The rows as lines; columns that are blank in all rows are left out, those numbered in `figures` end on the right.

    `columns`: how wide the terminal is, if not given. Where the rows are wider, their first cells are cut; where that
    is not enough, each row takes several lines.
    """
    filled = [place for place in range(len(rows[0]) if rows else 0) if any(row[place] for row in rows)]
    if not filled:
        return []
    right = [place for place, column in enumerate(filled) if column in figures]
    cells = [[isolate_word(row[column]) for column in filled] for row in rows]
    widths = [max(measure_width(row[place]) for row in cells) for place in range(len(filled))]
    limit = terminal_columns() if columns is None else columns
    over = indent + sum(widths) + 2 * (len(widths) - 1) - limit
    if over > 0 and widths[0] - over >= _SHORTEST:
        widths[0] -= over
        cells = [
            [isolate_word(cut_text(row[filled[0]], widths[0])), *line[1:]]
            for row, line in zip(rows, cells, strict=True)
        ]
    elif over > 0:
        return [line for row in cells for line in _break_row(row, indent, limit)]
    return [
        (" " * indent + "  ".join(_pad(cell, at, widths[at], right) for at, cell in enumerate(row))).rstrip()
        for row in cells
    ]


def _break_row(row: Sequence[str], indent: int, columns: int) -> list[str]:
    """A row in lines: its first cell, and below it the others."""
    rest = "  ".join(cell for cell in row[1:] if cell)
    return [" " * indent + row[0], *(" " * (indent + 2) + line for line in wrap(rest, columns - indent - 2))]


def _pad(cell: str, at: int, columns: int, figures: Collection[int]) -> str:
    return pad_start(cell, columns) if at in figures else pad_end(cell, columns)

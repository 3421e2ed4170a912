"""Rows of words and figures on a terminal, column below column."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from textwrap import wrap

from malja.language.clean_text import cut_text
from malja.language.isolation import measure_width, pad_end, pad_start
from malja.language.say import isolate_word

#: A first cell may be cut to so many letters before a row is broken in two.
LEAST = 16


def lined_up(
    rows: Sequence[Sequence[str]], *, figures: Collection[int] = (), indent: int = 2, columns: int | None = None
) -> list[str]:
    """The rows as lines, columns as wide as their widest cell; those numbered in `figures` stand on the right.

    `columns`: as wide as the terminal is. Where the rows are wider, their first cells are cut; where that is not
    enough, each row takes several lines.
    """
    if not rows:
        return []
    apart = [[isolate_word(cell) for cell in row] for row in rows]
    widths = [max(measure_width(row[column]) for row in apart) for column in range(len(apart[0]))]
    over = 0 if columns is None else indent + sum(widths) + 2 * (len(widths) - 1) - columns
    if over > 0 and widths[0] - over >= LEAST:
        widths[0] -= over
        apart = [
            [isolate_word(cut_text(row[0], widths[0])), *cells[1:]] for row, cells in zip(rows, apart, strict=True)
        ]
    elif over > 0:
        return [line for row in apart for line in _broken(row, indent, columns or over)]
    return [
        (" " * indent + "  ".join(_cell(cell, at, widths[at], figures) for at, cell in enumerate(row))).rstrip()
        for row in apart
    ]


def filled_columns(rows: Sequence[Sequence[str]], *, figures: Collection[int] = (), indent: int = 2) -> list[str]:
    """As `lined_up`, as wide as the terminal, without the columns that are blank in all rows."""
    if not rows:
        return []
    filled = [column for column in range(len(rows[0])) if any(row[column] for row in rows)]
    kept = [[row[column] for column in filled] for row in rows]
    right = [place for place, column in enumerate(filled) if column in figures]
    return lined_up(kept, figures=right, indent=indent, columns=terminal_columns())


def terminal_columns() -> int:
    """How many columns the terminal has; 80 where there is none."""
    import shutil

    return shutil.get_terminal_size((80, 40)).columns


def _broken(row: Sequence[str], indent: int, columns: int) -> list[str]:
    """A row in lines: its first cell, and below it the others."""
    rest = "  ".join(cell for cell in row[1:] if cell)
    return [" " * indent + row[0], *(" " * (indent + 2) + line for line in wrap(rest, columns - indent - 2))]


def _cell(cell: str, at: int, columns: int, figures: Collection[int]) -> str:
    return pad_start(cell, columns) if at in figures else pad_end(cell, columns)

"""Which row of a sheet is the heading, and why the first one is none: a title, hashtags, another separator."""

from __future__ import annotations

from collections.abc import Sequence

from malja.problems import Origin, Problem
from malja.tables.columns import Table
from malja.tables.headings import ColumnNames, is_heading_of, is_tag_row, match_heading
from malja.tables.invisible_marks import strip_invisible
from malja.tables.sheets import Raw, RawRow, Sheet, Unreadable, is_blank

#: So many rows below the first are looked at for the heading, where the first is none.
_MOST_ROWS_ABOVE = 10
#: Where a row is only tried as a heading.
_ANYWHERE = Origin(file="", row=0)
#: What separates cells in files that are not read.
_OTHER_SEPARATORS = ("|", "^", "~", ":", "/")

#: A row of a sheet with its number.
Line = tuple[int, RawRow]


def split_heading(table: Table, sheet: Sheet, names: ColumnNames) -> tuple[Line | None, list[Line]]:
    """The heading, the first row that is neither blank nor a comment, and the rows below it that hold anything.

    A first cell that begins with # makes a comment of the row, unless its cells name columns of the table.
    """
    lines = [(number, cells) for number, cells in sheet.rows if isinstance(cells, Unreadable) or not _is_empty(cells)]
    for place, (number, cells) in enumerate(lines):
        if isinstance(cells, Unreadable) or not begins_with_hash(cells) or is_heading_of(table, cells, names):
            return (number, cells), lines[place + 1 :]
        if is_tag_row(cells) and has_more_cells(cells) and not _is_heading(table, lines[place + 1 : place + 2], names):
            return (number, cells), lines[place + 1 :]
    return None, []


def _is_heading(table: Table, lines: Sequence[Line], names: ColumnNames) -> bool:
    """Whether the first of some rows names what a heading of the table must."""
    cells = lines[0][1] if lines else ()
    return not isinstance(cells, Unreadable) and match_heading(table, cells, (), _ANYWHERE, names).has_needed(table)


def find_true_heading(
    table: Table, number: int, cells: Sequence[Raw], lines: Sequence[Line], file: str, names: ColumnNames
) -> Problem | None:
    """Say in one line why the first row is no heading: a title above it, hashtags alone, or cells not separated."""
    origin = Origin(file=file, row=number)
    filled = [cell for cell in cells if not is_blank(cell)]
    if is_tag_row(cells) and not match_heading(table, cells, cells, origin, names).read:
        return Problem.at(origin, "heading_is_hashtags")
    if _is_heading(table, [(number, cells)], names):
        return None
    for below, row in lines[:_MOST_ROWS_ABOVE]:
        if _is_heading(table, [(below, row)], names):
            return Problem(code="heading_below", file=file, row=below)
    if len(filled) == 1 and isinstance(filled[0], str):
        for sign in _OTHER_SEPARATORS:
            parts = filled[0].split(sign)
            if len(parts) > 1 and _is_heading(table, [(number, parts)], names):
                return Problem.at(origin, "separator_unknown", "", filled[0], sign=sign)
    return None


def split_tags(lines: list[Line]) -> tuple[Sequence[Raw], list[Line]]:
    """The HXL hashtags in the row below the heading, if it holds nothing else, and the rows below them."""
    if lines and not isinstance(lines[0][1], Unreadable) and is_tag_row(lines[0][1]):
        return lines[0][1], lines[1:]
    return (), lines


def _is_empty(cells: Sequence[Raw]) -> bool:
    return all(is_blank(cell) for cell in cells)


def begins_with_hash(cells: Sequence[Raw]) -> bool:
    """Whether the first cell of a row begins with #, as a comment does."""
    first = cells[0] if cells else None
    return isinstance(first, str) and strip_invisible(first).startswith("#")


def has_more_cells(raw: RawRow) -> bool:
    """Whether something stands in a row beside its first cell."""
    return not isinstance(raw, Unreadable) and not all(is_blank(cell) for cell in raw[1:])

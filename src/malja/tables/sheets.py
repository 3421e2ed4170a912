"""A table as it stands in a file: numbered rows of raw cells, nothing interpreted yet."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from malja.problems import Problem
from malja.tables.invisible_marks import strip_invisible


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreadable:
    """A cell, or a whole row, that its file format could not give: the problem's code, and what was seen of it."""

    code: str
    value: str = ""
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Shown:
    """A number or date of a workbook whose format shows something else than its value: 00123, 1.00E+10, Dec-26.

    `is_month`: a date of which the cell shows the month and the year alone. `scaled`: the number shown is of another
    magnitude than the one held: 50% for 0.5, 5 for 5000. `text` is blank where what is shown can't be told.
    """

    value: int | float | datetime.date
    text: str
    is_month: bool = False
    scaled: bool = False

    def __str__(self) -> str:
        return self.text or str(self.value)


Raw = str | int | float | bool | datetime.date | datetime.datetime | Shown | Unreadable | None
RawRow = Sequence[Raw] | Unreadable


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """Rows with their numbers as a spreadsheet counts them (the first line is 1), read once, in order.

    `decimal_comma`: the file is of a kind in which 1,5 means one and a half (cells separated by semicolons). `notices`:
    what whoever gave the file should know of how it was read.
    """

    file: str
    rows: Iterable[tuple[int, RawRow]]
    decimal_comma: bool = False
    notices: tuple[Problem, ...] = ()


def is_blank(raw: Raw) -> bool:
    """Whether nothing but white space and invisible marks stands in the cell."""
    return raw is None or (isinstance(raw, str) and not strip_invisible(raw))


#: What Excel writes into a cell whose formula failed, or (####) whose column is too narrow for its number.
_CELL_ERROR = re.compile(r"#(N/A|REF!|VALUE!|DIV/0!|NAME\?|NULL!|NUM!|SPILL!|CALC!|#{2,})", re.IGNORECASE)


def is_cell_error(text: str) -> bool:
    """Whether a text is an error that Excel saved in place of a value: #N/A, #REF!, #####."""
    return bool(_CELL_ERROR.fullmatch(strip_invisible(text)))

"""A table as it stands in a file: numbered rows of raw cells, nothing interpreted yet."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreadable:
    """A cell, or a whole row, that its file format could not give: the problem's code, and what was seen of it."""

    code: str
    value: str = ""
    values: tuple[tuple[str, str], ...] = ()


Raw = str | int | float | bool | datetime.date | datetime.datetime | Unreadable | None
RawRow = Sequence[Raw] | Unreadable


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """Rows with their numbers as a spreadsheet counts them (the first line is 1), read once, in order.

    `decimal_comma`: the file is of a kind in which 1,5 means one and a half (cells separated by semicolons).
    """

    file: str
    rows: Iterable[tuple[int, RawRow]]
    decimal_comma: bool = False


def is_blank(raw: Raw) -> bool:
    """Whether nothing but white space stands in the cell."""
    return raw is None or (isinstance(raw, str) and not raw.strip())

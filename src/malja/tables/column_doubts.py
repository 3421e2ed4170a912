"""What a whole column says against its cells: points that may separate thousands, days that Excel may have swapped."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence

from malja.tables.columns import Column
from malja.tables.dates import MONTHS, find_day_order
from malja.tables.numbers import may_hold_thousand_points
from malja.tables.sheets import Raw, RawRow, Shown, Unreadable


def find_thousand_points(columns: Sequence[Column], lines: Sequence[tuple[int, RawRow]]) -> frozenset[str]:
    """The columns of numbers, by name, in which each point may separate thousands: 1.300.

    Where numbers need not be whole one of them must end with a nought (1.300), as no program writes 1.3.
    """
    doubtful: set[str] = set()
    for place, column in enumerate(columns):
        if column.kind in ("number", "whole"):
            texts = [cell for cell in _cells_at(place, lines) if isinstance(cell, str)]
            if may_hold_thousand_points(texts, anyhow=column.kind == "whole"):
                doubtful.add(column.name)
    return frozenset(doubtful)


def find_swapped_days(columns: Sequence[Column], lines: Sequence[tuple[int, RawRow]]) -> frozenset[str]:
    """The columns of dates, by name, in which Excel has probably taken days for months.

    It leaves 31/12/2026 as text where it expects the month first, and has then read 05/06/2026 as 6 May: in such a
    column there are dates as text that have one reading only, and no date cell has a day above 12.
    """
    swapped: set[str] = set()
    for place, column in enumerate(columns):
        if column.kind == "date":
            cells = [cell.value if isinstance(cell, Shown) else cell for cell in _cells_at(place, lines)]
            dates = [cell for cell in cells if isinstance(cell, datetime.date)]
            order = find_day_order(cell for cell in cells if isinstance(cell, str))
            if dates and order and all(date.day <= MONTHS for date in dates):
                swapped.add(column.name)
    return frozenset(swapped)


def _cells_at(place: int, lines: Sequence[tuple[int, RawRow]]) -> Iterator[Raw]:
    for _, raw in lines:
        if not isinstance(raw, Unreadable) and place < len(raw):
            yield raw[place]

"""A paper as values: what stands in its head, its table, its notes and the boxes to sign. Print and workbook show it.

All words are already said in the current language; numbers and dates are values still. Blank is for the pen.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from malja.report.workbook_cells import CellValue

#: What a column holds; `blank` is left to the pen.
ColumnContent = Literal["text", "code", "number", "blank"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field of the head and its value; without a value there is a line to write on."""

    label: str
    value: CellValue = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FormColumn:
    """A column of the table: its heading, what it holds, its share of the width; `group` stands above several."""

    heading: str
    kind: ColumnContent
    width: float
    group: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignBox:
    """A box to sign in: who signs, and the lines to fill in."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One paper: `name` is short enough for a sheet of a workbook, `paper` its number, `about` which of how many."""

    name: str
    title: str
    paper: str
    about: str
    fields: tuple[Field, ...]
    columns: tuple[FormColumn, ...]
    rows: tuple[tuple[CellValue, ...], ...]
    totals: tuple[CellValue, ...]
    notes: tuple[str, ...]
    boxes: tuple[SignBox, ...] = ()

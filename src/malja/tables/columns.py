"""What a table holds: its columns, their kinds, bounds, defaults, units and meanings, as data."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import Generic, Literal, TypeVar

#: No number of any table is larger, or further below nothing.
_LARGEST = 1e15
_N = TypeVar("_N", float, Decimal)

#: What a cell may hold once it is read.
Value = str | float | int | bool | datetime.date | tuple[float, ...] | None

#: `key` is a text that names a row of some table, `numbers` a list of numbers, `time_zone` an IANA name, `weekdays`
#: days of the week, `any` is kept as it stands.
CellKind = Literal[
    "text", "key", "choice", "number", "whole", "date", "yes_no", "numbers", "time_zone", "weekdays", "any"
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column: its kind, whether a value must stand in every row, and what applies where none stands.

    `least` and `most` are inclusive bounds, `positive` asks for more than nothing, all in `unit`. `month_end`: a month
    without a day means its last day. `may_start_with_hash`: an id that may begin with #, as the numbers of papers do.
    `exact`: a number in it that a spreadsheet has shortened (9.63944E+11) is refused. `worded`: a number that may
    stand with a word (40 bags, 240 families), whose text is then kept for whoever knows what it counts.
    """

    name: str
    kind: CellKind = "text"
    required: bool = False
    default: Value = None
    least: float | None = None
    most: float | None = None
    positive: bool = False
    choices: tuple[str, ...] = ()
    unit: str = ""
    meaning: str = ""
    month_end: bool = False
    may_start_with_hash: bool = False
    exact: bool = True
    worded: bool = False


#: Columns of the usual kinds: an id that must stand, one that may, free text, counts, amounts and days.
key_column: Callable[..., Column] = partial(Column, kind="key", required=True)
optional_key_column: Callable[..., Column] = partial(Column, kind="key", default="")
text_column: Callable[..., Column] = partial(Column, kind="text", default="")
whole_column: Callable[..., Column] = partial(Column, kind="whole", least=0.0)
amount_column: Callable[..., Column] = partial(Column, kind="number", least=0.0)
date_column: Callable[..., Column] = partial(Column, kind="date")

#: Columns that every table may carry beside its own: where a row's figures come from. They change no result.
SOURCE_COLUMNS: tuple[Column, ...] = (
    Column(name="document", default="", meaning="where the row's figures come from: title of the document"),
    Column(name="edition", default="", meaning="its edition or year"),
    Column(name="page", default="", meaning="page, table or section in it"),
    Column(
        name="basis",
        kind="choice",
        default="",
        choices=("read", "derived", "recalled", "assumed"),
        meaning="what the figures rest on: read in the document, derived from such rows, recalled, or assumed",
    ),
    Column(
        name="confidence",
        kind="choice",
        default="",
        choices=("high", "medium", "low"),
        meaning="how far the figures can be trusted",
    ),
    Column(name="note", default="", meaning="anything else worth knowing"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table: its columns and those that together name a row (`key`).

    `unique`: no two rows may have the same key; otherwise rows of one key add up. `comments`: rows below the heading
    that begin with # are comments, as in an operation's tables; otherwise every row below the heading is data.
    `named`: beside `name` may stand columns such as name_ar, the name in the language of that code.
    """

    name: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()
    unique: bool = False
    meaning: str = ""
    comments: bool = True
    named: bool = False

    @property
    def all_columns(self) -> tuple[Column, ...]:
        """The table's own columns, then the source columns it does not define itself."""
        own = {column.name for column in self.columns}
        return (*self.columns, *(column for column in SOURCE_COLUMNS if column.name not in own))

    def find_column(self, name: str) -> Column | None:
        """The column of a name, one of a language among them; None: the table has none of that name."""
        for column in self.all_columns:
            if column.name == name:
                return column
        if self.named and read_name_column(name):
            return text_column(name=name, meaning="its name in this language")
        return None


#: A column of names in one language: its code as ISO 639 has it, two or three letters.
_NAME_COLUMN = re.compile(r"name_([a-z]{2,3})")


def read_name_column(name: str) -> str:
    """The code of the language whose names a column holds, such as ar of name_ar; blank: it is no such column."""
    found = _NAME_COLUMN.fullmatch(name)
    return found[1] if found else ""


def format_name_column(language: str) -> str:
    """The column that holds the names in a language, such as name_ar of ar."""
    return f"name_{language}"


@dataclass(frozen=True, slots=True)
class Bounds(Generic[_N]):
    """From `least` to `most`, both inclusive; `positive`: more than nothing."""

    least: _N
    most: _N
    positive: bool

    def find_fault(self, number: _N) -> tuple[str, _N] | None:
        """The code of what is wrong with a number, and the bound that it breaks; None: nothing."""
        if self.positive and number <= 0:
            return "number_not_above", number - number
        if number < self.least:
            return "number_below", self.least
        if number > self.most:
            return "number_above", self.most
        return None


def read_bounds(column: Column) -> Bounds[float]:
    """The bounds of a column whose numbers are floats."""
    least = -_LARGEST if column.least is None else column.least
    return Bounds(least, _LARGEST if column.most is None else column.most, column.positive)


def read_exact_bounds(column: Column) -> Bounds[Decimal]:
    """The bounds of a column as they are written, for amounts in books, which are decimal: 0.1 is 0.1."""
    bounds = read_bounds(column)
    return Bounds(Decimal(repr(bounds.least)), Decimal(repr(bounds.most)), bounds.positive)

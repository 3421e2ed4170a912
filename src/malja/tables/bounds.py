"""The bounds that a column sets to its numbers: the same for cells of files, rows of programs and facts of devices."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Generic, TypeVar

from malja.tables.columns import Column

#: _No number of any table is larger, or further below nothing.
_LARGEST = 1e15
_N = TypeVar("_N", float, Decimal)


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

"""Columns and rows as a modeller writes them down, one after the other, before any solver sees them."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

Terms = list[tuple[int, float]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """lower <= sum of coefficient x column <= upper; every column at most once."""

    terms: Terms
    lower: float
    upper: float


class Rows:
    """Columns with bounds; rows by the name of their constraint; aims as sums of columns."""

    def __init__(self) -> None:
        self.lower: list[float] = []
        self.upper: list[float] = []
        self.whole: list[bool] = []
        self.rows: dict[str, list[Row]] = defaultdict(list)
        self.aims: dict[str, Terms] = {}
        self.constants: dict[str, float] = defaultdict(float)

    def column(self, *, lower: float = 0.0, upper: float = math.inf, whole: bool = False) -> int:
        """The number of a new column."""
        self.lower.append(lower)
        self.upper.append(upper)
        self.whole.append(whole)
        return len(self.lower) - 1

    def row(
        self, name: str, terms: Iterable[tuple[int, float]], *, lower: float = -math.inf, upper: float = math.inf
    ) -> None:
        """A new row of a constraint."""
        self.rows[name].append(Row(terms=added(terms), lower=lower, upper=upper))

    def aim(self, name: str, terms: Iterable[tuple[int, float]], constant: float = 0.0) -> None:
        """A new aim: the sum of terms and a constant."""
        self.aims[name] = added(terms)
        self.constants[name] = constant


def added(terms: Iterable[tuple[int, float]]) -> Terms:
    """Terms with coefficients of the same column added up."""
    total: dict[int, float] = defaultdict(float)
    for column, coefficient in terms:
        total[column] += coefficient
    return [(column, coefficient) for column, coefficient in total.items() if coefficient]

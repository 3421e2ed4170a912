"""What an answer is made of: sentences, and rows of cells that stand column below column."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """Rows of as many cells each; `figures`: the columns of numbers. `below`: they belong to the sentence before."""

    cells: tuple[tuple[str, ...], ...]
    figures: tuple[int, ...] = ()
    below: bool = False


#: A part of an answer.
AnswerPart = str | Rows


def rows_or(cells: Iterable[tuple[str, ...]], sentence: str, *, figures: tuple[int, ...] = ()) -> AnswerPart:
    """The cells as rows; where there are none, a sentence that says so."""
    rows = tuple(cells)
    return Rows(cells=rows, figures=figures) if rows else sentence

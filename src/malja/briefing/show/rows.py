"""What an answer is made of: sentences, and rows of cells that stand column below column."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from malja.site.state.state import State


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """Rows of as many cells each; `figures`: the columns of numbers. `below`: they belong to the sentence before."""

    cells: tuple[tuple[str, ...], ...]
    figures: tuple[int, ...] = ()
    below: bool = False


#: A part of an answer.
AnswerPart = str | Rows
#: Says how things stand by a state, on the evening of a day: one that is named, or (blank) all.
Describe = Callable[[State, datetime.date, str], Iterable[AnswerPart]]


def rows_or(cells: Iterable[tuple[str, ...]], sentence: str, *, figures: tuple[int, ...] = ()) -> AnswerPart:
    """The cells as rows; where there are none, a sentence that says so."""
    rows = tuple(cells)
    return Rows(cells=rows, figures=figures) if rows else sentence

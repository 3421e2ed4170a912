"""People as a register has them, for finding who may stand in it twice."""

from __future__ import annotations

from dataclasses import dataclass

from malja.names.comparing.comparison import Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A row of a register; everything but `ref` may be blank.

    `birth_year` in the common calendar; `birth_date` to the day, the month or the year (2019-05-03, 3/5/2019, 2019-05,
    2019), and then it counts before `birth_year`. `sex` as written. `id` and `token`: numbers of a document and of a
    card that one person bears.
    """

    ref: str
    household: str = ""
    name: str = ""
    father: str = ""
    sex: str = ""
    birth_year: int | None = None
    birth_date: str = ""
    origin: str = ""
    phone: str = ""
    id: str = ""
    token: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two rows that may be one person: their refs (the earlier row first), the score from 0 to 1, the reasons."""

    ref_a: str
    ref_b: str
    score: float
    reasons: tuple[Reason, ...] = ()

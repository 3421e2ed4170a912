"""From what agrees, contradicts and is missing to a score, the same for persons and groups."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from malja.names.data.tables import read_settings

#: From this score on two names are suspected to be one.
THRESHOLD = 0.75


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why a score is what it is: a code of `[naming]` in malja.language, with values; never a name.

    `weight`: what it adds to the score, or takes off: bits in a register, shares of a name between two names.
    """

    code: str
    weight: float = 0.0
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """How likely two names are one, from 0 to 1; `same` from THRESHOLD on; the reasons, the weightiest first."""

    score: float
    same: bool
    reasons: tuple[Reason, ...] = ()


def compute_score(agree: float, contradict: float, missing: float) -> float:
    """M / (M + 1.5 C + 0.3 U), from 0 to 1: the weight that agrees, contradictions, the weight that is missing."""
    figures = read_settings("comparing")
    whole: float = agree + figures["contradicts"] * contradict + figures["missing"] * missing
    return agree / whole if agree else 0.0


def conclude(score: float, reasons: tuple[Reason, ...]) -> Comparison:
    """A comparison with the score to three places."""
    rounded = round(score, 3)
    return Comparison(score=rounded, same=rounded >= THRESHOLD, reasons=reasons)


def make_reason(code: str, weight: float = 0.0) -> Reason:
    """The reason with this code, and what it weighs to one place."""
    return _make_reason(code, round(weight, 1) or 0.0)


@cache
def _make_reason(code: str, weight: float) -> Reason:
    return Reason(code=code, weight=weight)


def sum_reasons(weighed: Iterable[tuple[str, float]]) -> tuple[Reason, ...]:
    """Codes with weights as reasons, each code once with the sum of its weights, in the order in which they come."""
    sums: dict[str, float] = {}
    for code, weight in weighed:
        sums[code] = sums.get(code, 0.0) + weight
    return tuple([make_reason(code, weight) for code, weight in sums.items()])


#: Two names that are read alike, and a name in which nothing can be read.
SAME = conclude(1.0, (make_reason("all_same"),))
NOTHING = conclude(0.0, (make_reason("nothing_read"),))

"""From what agrees, contradicts and is missing to a score, the same for persons and groups."""

from __future__ import annotations

from functools import cache

from malja.names.readings import THRESHOLD, Comparison, Reason

#: What a contradiction costs, and what a part that only one of the two has costs, for its weight.
CONTRADICTS, MISSING = 1.5, 0.3


def score(agree: float, contradict: float, missing: float) -> float:
    """M / (M + 1.5 C + 0.3 U), from 0 to 1: the weight that agrees, contradictions, the weight that is missing."""
    return agree / (agree + CONTRADICTS * contradict + MISSING * missing) if agree else 0.0


def settled(score: float, reasons: tuple[Reason, ...]) -> Comparison:
    """A comparison with the score to three places."""
    rounded = round(score, 3)
    return Comparison(score=rounded, same=rounded >= THRESHOLD, reasons=reasons)


@cache
def reason(code: str) -> Reason:
    """The reason with this code."""
    return Reason(code=code)


#: Two names that are read alike, and a name in which nothing can be read.
SAME = settled(1.0, (reason("all_same"),))
NOTHING = settled(0.0, (reason("nothing_read"),))

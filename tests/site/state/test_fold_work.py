"""Folding costs no more than n log n: calls are counted, not seconds, at so many facts and at four times as many.

The facts are the worst of each kind, those of `benchmarks/folds.py`: about one thing, about ever others, of ever
earlier days, by two devices that know nothing of each other; alone and behind as many of each other kind of its group.
"""

from __future__ import annotations

import math
import sys
from types import FrameType

import pytest

from benchmarks.folds import KNOWN, WAYS, told
from malja.facts.fact import Fact
from malja.site.row_facts import read_row_fact
from malja.site.state.kinds import FACT_KINDS
from malja.site.state.state import State
from tests.stock.said import day

FEW, TIMES = 80, 4
#: How many times n log n the work may grow: what is done once, however few facts there are, weighs less and less.
_NEARLY = 1.12
#: Kinds whose facts still cost more together, though less than by the square: here a fact looks at others of its kind.
MORE = {
    ("flight.counted", ""),
    ("people.corrected", "apart"),
    ("stock.moved", "apart"),
}


def count_calls(first: str, second: str, way: str, facts: int) -> int:
    """Calls of functions to fold so many facts, and to find what is doubtful."""
    state = State()
    row = read_row_fact("places", [KNOWN["place"]], {"role": "site"}, happened=day(0))
    state.apply(Fact(kind=row.kind, happened=row.happened, body=row.body, device="a", number=1, by="clerk"))
    each = list(told(FACT_KINDS[first], FACT_KINDS[second], way, facts))
    calls = 0

    def count(frame: FrameType, event: str, argument: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        for fact in each:
            state.apply(fact)
        len(state.doubts)
        state.to_json()
    finally:
        sys.setprofile(before)
    return calls


@pytest.mark.parametrize("kind", FACT_KINDS)
def test_four_times_as_many_facts_are_four_times_the_work_and_a_little(kind: str) -> None:
    group = kind.partition(".")[0]
    n_log_n = TIMES * math.log(TIMES * FEW) / math.log(FEW)
    for other in FACT_KINDS:
        for way in WAYS if other.partition(".")[0] == group else ():
            count_calls(other, kind, way, FEW)  # What is made once is made.
            grown = count_calls(other, kind, way, TIMES * FEW) / count_calls(other, kind, way, FEW)
            more = any((one, when) in MORE for one in (kind, other) for when in ("", way))
            most = 0.75 * TIMES**2 if more else _NEARLY * n_log_n
            assert grown <= most, (other, way, f"{grown:.1f} times the work")

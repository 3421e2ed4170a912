"""Who may stand in a register twice.

>>> from malja.names import Person, find_duplicates
>>> register = [
...     Person(ref="1", name="Khalid al-Jasim", father="Ibrahim", birth_year=1984, origin="Afrin"),
...     Person(ref="2", name="خالد الجاسم", father="إبراهيم", birth_year=1985, origin="عفرين"),
...     Person(ref="3", name="Khalil al-Jasim", father="Ibrahim", birth_year=1984, origin="Afrin"),
... ]
>>> for pair in find_duplicates(register):
...     print(pair.ref_a, pair.ref_b, [reason.code for reason in pair.reasons])
1 2 ['given_same', 'father_same', 'family_same', 'year_near', 'origin_same']
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from math import log2
from typing import NamedTuple

from malja.names.comparing.comparison import THRESHOLD, Reason, make_reason
from malja.names.comparing.frequencies import Frequencies, read_usual_frequencies
from malja.names.register.blocks import together
from malja.names.register.evidence import at_most, facts, log_odds, names, reasons
from malja.names.register.person import Pair, Person
from malja.names.register.row import Row, ready

#: What it adds, in bits, that others of the same two households look alike too (from WITNESS bits on): a household that
#: was registered twice comes whole.
WITNESS, WITNESSED = 1.0, 6.0
#: Scores are kept within this many bits: nothing is ever certain.
SUREST = 30.0


class _Suspected(NamedTuple):
    one: Row
    other: Row
    bits: float
    reasons: tuple[Reason, ...]


def find_duplicates(
    table: Sequence[Person], *, least: float = THRESHOLD, frequencies: Frequencies | None = None
) -> list[Pair]:
    """Every pair of rows that may be one person (score `least` or more), the most likely first, then in table order.

    Rows without a name that can be read are left out. Reasons name the fields that agree or differ, never what they
    hold. `frequencies` takes the place of the shares in known.csv. A score is a suspicion for a person to settle, no
    verdict.
    """
    rare = frequencies or read_usual_frequencies()
    rows = [row for place, person in enumerate(table) if (row := ready(place, person, rare))]
    floor = min(WITNESS, _bits(least) - WITNESSED)
    found = []
    for suspected in _witnessed(list(_suspected(rows, rare, floor))):
        score = round(1.0 / (1.0 + 2.0 ** -max(-SUREST, min(SUREST, suspected.bits))), 3)
        if score >= least:
            one, other = suspected.one.place, suspected.other.place
            pair = Pair(ref_a=table[one].ref, ref_b=table[other].ref, score=score, reasons=suspected.reasons)
            found.append((-suspected.bits, one, other, pair))
    return [pair for _, _, _, pair in sorted(found, key=lambda entry: entry[:3])]


def _bits(score: float) -> float:
    """The bits that make a score."""
    return log2(score / (1.0 - score)) if 0.0 < score < 1.0 else -SUREST if score <= 0.0 else SUREST


def _suspected(rows: Sequence[Row], rare: Frequencies, floor: float) -> Iterator[_Suspected]:
    """Pairs of rows with the bits that speak for one person, `floor` or more."""
    for one, other in together(rows):
        beside = facts(one, other)
        if at_most(one, other, beside, len(rows)) < floor:
            continue
        weighed = names(one, other, rare)
        if weighed is None:
            continue
        bits, sides = weighed
        one_household = one.household != "" and one.household == other.household
        odds = log_odds(bits, beside, len(rows), one_household=one_household)
        if odds >= floor:
            yield _Suspected(one, other, odds, reasons(sides, one, other, beside))


def _witnessed(pairs: list[_Suspected]) -> Iterator[_Suspected]:
    """The pairs, those with more bits of which other members of the same two households look alike too."""
    between: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
    for pair in pairs:
        if pair.bits >= WITNESS:
            between[_households(pair)].append((pair.one.place, pair.other.place))
    for pair in pairs:
        homes = _households(pair)
        alike = between[homes] if homes[0] and homes[1] and homes[0] != homes[1] else []
        if any({pair.one.place, pair.other.place}.isdisjoint(others) for others in alike):
            yield _Suspected(
                pair.one, pair.other, pair.bits + WITNESSED, (*pair.reasons, make_reason("household_alike"))
            )
        else:
            yield pair


def _households(pair: _Suspected) -> tuple[str, str]:
    one, other = sorted((pair.one.household, pair.other.household))
    return one, other

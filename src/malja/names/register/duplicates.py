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

from collections.abc import Sequence
from math import log2

from malja.names.comparing.comparison import THRESHOLD, sum_reasons
from malja.names.comparing.frequencies import Frequencies, read_usual_frequencies
from malja.names.register.blocks import find_candidates
from malja.names.register.evidence import weigh_rows
from malja.names.register.households import Suspicion, estimate_twice, weigh_households, weigh_rivals
from malja.names.register.name_order import order_names
from malja.names.register.person import Pair, Person
from malja.names.register.rarity import Rarity
from malja.names.register.row import Row, prepare_row
from malja.names.register.weights import WEIGHTS

#: Scores are kept within this many bits: nothing is ever certain.
_SUREST = 30.0


def find_duplicates(
    table: Sequence[Person], *, least: float = THRESHOLD, frequencies: Frequencies | None = None
) -> list[Pair]:
    """Every pair of rows that may be one person (score `least` or more), the most likely first, then in table order.

    Rows without an own name that can be read are left out. Reasons name the fields that agree or differ, never what
    they hold. `frequencies` takes the place of the shares in known.csv. A score is a suspicion for a person to settle,
    no verdict.
    """
    rows = order_names([row for place, person in enumerate(table) if (row := prepare_row(place, person))])
    rarity = Rarity(rows, frequencies or read_usual_frequencies())
    found = []
    for pair in weigh_rivals(weigh_households(_find_suspicions(rows, rarity, least), rows, rarity)):
        score = round(1.0 / (1.0 + 2.0 ** -max(-_SUREST, min(_SUREST, pair.bits))), 3)
        if score >= least:
            one, other = pair.one.place, pair.other.place
            found.append(
                (
                    -pair.bits,
                    one,
                    other,
                    Pair(ref_a=table[one].ref, ref_b=table[other].ref, score=score, reasons=pair.reasons),
                )
            )
    return [pair for _, _, _, pair in sorted(found, key=lambda entry: entry[:3])]


def count_nameless(table: Sequence[Person]) -> int:
    """How many rows have no own name that can be read, and so are left out."""
    return sum(prepare_row(place, person) is None for place, person in enumerate(table))


def _find_bits(score: float) -> float:
    """The bits that make a score."""
    return log2(score / (1.0 - score)) if 0.0 < score < 1.0 else -_SUREST if score <= 0.0 else _SUREST


def _find_suspicions(rows: Sequence[Row], rarity: Rarity, least: float) -> list[Suspicion]:
    """Pairs of rows with the bits that speak for one person, as many as may still come to `least`."""
    floor = min(WEIGHTS.witness, _find_bits(least) - WEIGHTS.witnessed_twice)
    most = log2(WEIGHTS.twice_bounds[1]) + WEIGHTS.even
    found = []
    for one, other in find_candidates(rows, rarity):
        evidence = weigh_rows(one, other, rarity, floor - most)
        if evidence is not None:
            found.append((one, other, evidence))
    prior = log2(estimate_twice([evidence.bits for _, _, evidence in found], len(rows))) + WEIGHTS.even
    return [
        Suspicion(one, other, evidence.bits + prior, sum_reasons(evidence.fields))
        for one, other, evidence in found
        if evidence.bits + prior >= floor
    ]

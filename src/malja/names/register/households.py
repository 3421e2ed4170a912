"""What households say of a pair: one that was registered twice comes whole, and one row is one person's once."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import combinations
from math import log2
from typing import NamedTuple

from malja.names.comparing.comparison import Reason, make_reason
from malja.names.register.rarity import Rarity
from malja.names.register.row import Row
from malja.names.register.weights import WEIGHTS


class Suspicion(NamedTuple):
    """Two rows that may be one person: the log odds in bits, and the reasons."""

    one: Row
    other: Row
    bits: float
    reasons: tuple[Reason, ...]


def name_home(row: Row, rarity: Rarity) -> str:
    """The household of a row: its number, or else the telephone or the father that its members have in common."""
    if row.household:
        return f"h {row.household}"
    if rarity.is_telling_phone(row.phone):
        return f"p {row.phone}"
    return ""


def weigh_households(pairs: Sequence[Suspicion], rows: Sequence[Row], rarity: Rarity) -> list[Suspicion]:
    """The pairs, those with more bits of which others of the same two households look alike too, or less if nobody."""
    homes = {row.place: name_home(row, rarity) for row in rows}
    people = Counter(homes.values())
    between: dict[tuple[str, str], list[frozenset[int]]] = defaultdict(list)
    for pair in pairs:
        if pair.bits >= WEIGHTS.witness:
            between[_sort_homes(pair, homes)].append(frozenset((pair.one.place, pair.other.place)))
    weighed = []
    for pair in pairs:
        both = _sort_homes(pair, homes)
        if not both[0] or not both[1] or both[0] == both[1]:
            weighed.append(pair)
            continue
        mine = {pair.one.place, pair.other.place}
        others = [alike for alike in between[both] if mine.isdisjoint(alike)] if both in between else []
        if others:
            bits = WEIGHTS.witnessed_twice if _are_apart(others) else WEIGHTS.witnessed
            code = "household_alike"
        elif min(people[both[0]], people[both[1]]) >= WEIGHTS.alone_people:
            bits, code = WEIGHTS.alone, "household_other"
        else:
            weighed.append(pair)
            continue
        weighed.append(pair._replace(bits=pair.bits + bits, reasons=(*pair.reasons, make_reason(code, bits))))
    return weighed


def _sort_homes(pair: Suspicion, homes: dict[int, str]) -> tuple[str, str]:
    one, other = sorted((homes[pair.one.place], homes[pair.other.place]))
    return one, other


def _are_apart(alike: list[frozenset[int]]) -> bool:
    """Whether any two of these pairs are four people."""
    return any(not one & other for one, other in combinations(alike, 2))


def weigh_rivals(pairs: Sequence[Suspicion]) -> list[Suspicion]:
    """The pairs with less bits where one of the two rows is far more likely somebody else's."""
    partners: dict[int, dict[int, float]] = defaultdict(dict)
    for pair in pairs:
        if pair.bits > 0.0:
            partners[pair.one.place][pair.other.place] = pair.bits
            partners[pair.other.place][pair.one.place] = pair.bits
    weighed = []
    for pair in pairs:
        one, other = pair.one.place, pair.other.place
        rivals = [bits for place, bits in partners[one].items() if place != other and place not in partners[other]]
        rivals += [bits for place, bits in partners[other].items() if place != one and place not in partners[one]]
        lead = max(rivals, default=0.0) - pair.bits - WEIGHTS.rival_lead
        if rivals and lead > 0.0:
            bits = -min(WEIGHTS.rival_most, lead)
            pair = pair._replace(bits=pair.bits + bits, reasons=(*pair.reasons, make_reason("rival", bits)))
        weighed.append(pair)
    return weighed


def estimate_twice(bits: Sequence[float], rows: int) -> float:
    """The share of rows that stand in the register a second time, by the odds themselves; bits are without it."""
    share = WEIGHTS.twice
    least, most = WEIGHTS.twice_bounds
    for _ in range(5):
        prior = log2(share)
        expected = sum([1.0 / (1.0 + 2.0 ** -max(-60.0, min(60.0, one + prior))) for one in bits])
        share = (expected + WEIGHTS.twice * WEIGHTS.twice_rows) / (rows + WEIGHTS.twice_rows)
        share = min(most, max(least, share))
    return share

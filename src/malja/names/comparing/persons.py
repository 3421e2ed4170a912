"""Two persons' names: their lines of descent side by side, and what people call them besides."""

from __future__ import annotations

from collections.abc import Sequence

from malja.names.comparing.alignment import Alignment, align, compare_parts
from malja.names.comparing.comparison import Comparison, Reason, compute_score, conclude, make_reason, sum_reasons
from malja.names.comparing.frequencies import Frequencies
from malja.names.data.tables import read_settings
from malja.names.reading.parts import place_part
from malja.names.reading.reading import Part, Reading, Role

_FIGURES = read_settings("comparing")["persons"]
#: What stands before many given names and is often left out.
LEFT_OUT = frozenset(_FIGURES["left_out"])

#: Where two names place a part differently, it is called what is further from the given name.
_ORDER: tuple[Role, ...] = ("given", "father", "grandfather", "ancestor", "family")


def compare_persons(one: Reading, other: Reading, rare: Frequencies) -> Comparison:
    """The comparison of two readings of persons' names, neither of them empty."""
    if one.mother or other.mother:
        return _compare_children(one, other, rare)
    line, beside, called, also = one.line, other.line, one.called, other.called
    if not line or not beside:
        return _called_only(line or beside, called, also, rare)
    sides = align(line, beside)
    agree = sum([(rare.weight(a.known) + rare.weight(b.known)) / 2 * how for a, b, how in sides.agree])
    if not agree:
        return conclude(0.0, _reasons(sides, (), rare))
    contradict = sum([1.0 - how for _, _, how in sides.agree]) + len(sides.contradict)
    if sides.contradict and _is_first(sides, line, beside):
        contradict += _FIGURES["given"] - 1.0
    contradict += _FIGURES["crossed"] * sides.crossed + _front(sides, line, beside, bool(called or also))
    missing = sum([rare.weight(part.known) for part in sides.missing])
    more, against, said = _called(called, also, rare)
    found = compute_score(agree + more, contradict + against, missing)
    if len(sides.agree) == 1 and not more and max(len(line), len(beside)) > 1:
        found = min(found, _FIGURES["one_part"])
    return conclude(found, _reasons(sides, said, rare))


def _compare_children(one: Reading, other: Reading, rare: Frequencies) -> Comparison:
    """Two names of which one or both are a child named by its mother or father, without a name of its own."""
    if one.mother is None or other.mother is None:
        return conclude(0.0, (make_reason("child_of"),))
    lines = [(place_part(part.mother, "given", False), *part.line) for part in (one, other) if part.mother]
    parents = [Reading(kind="person", parts=line) for line in lines]
    found = compare_persons(parents[0], parents[1], rare)
    return conclude(found.score, (make_reason("child_of"), *found.reasons))


def _is_first(sides: Alignment, line: Sequence[Part], beside: Sequence[Part]) -> bool:
    """Whether the parts that contradict first are the given names themselves."""
    one, other = sides.contradict[0]
    return one is line[0] and other is beside[0]


def _front(sides: Alignment, line: Sequence[Part], beside: Sequence[Part], called: bool) -> float:
    """What it costs that one name has parts before the first that agrees: it may be the other one's child."""
    if not sides.front:
        return 0.0
    shorter = beside if sides.front[0] is line[0] else line
    if shorter[0].role == "family" or (called and len(shorter) == 1):
        return 0.0
    is_left_out = may_be_left_out(sides) and len(sides.agree) > 1
    return float(_FIGURES["left_out_costs" if is_left_out else "given"])


def may_be_left_out(sides: Alignment) -> bool:
    """Whether what stands before the first part that agrees is often left out, and does not stand elsewhere instead."""
    if len(sides.front) != 1 or not sides.front[0].known & LEFT_OUT:
        return False
    return not any(compare_parts(sides.front[0], part) for part in sides.missing)


def _called(one: Sequence[Part], other: Sequence[Part], rare: Frequencies) -> tuple[float, float, tuple[Reason, ...]]:
    """What names beside the line add: the weight that agrees, the contradiction, and the reasons."""
    if not one or not other:
        return 0.0, 0.0, ()
    how, weight = max((compare_parts(a, b), rare.weight(a.known | b.known)) for a in one for b in other)
    if how:
        alike = _FIGURES["called_alike"] * weight * how
        return alike, 0.0, (make_reason("teknonym_same", alike),)
    otherwise = {part.compound[:3] for part in one if part.compound} ^ {
        part.compound[:3] for part in other if part.compound
    }
    parents = {"abu", "umm"} <= otherwise
    otherwise_costs = _FIGURES["given" if parents else "called_otherwise"]
    against = read_settings("comparing")["contradicts"] * otherwise_costs
    return 0.0, otherwise_costs, (make_reason("teknonym_differs", -against),)


def _called_only(line: Sequence[Part], one: Sequence[Part], other: Sequence[Part], rare: Frequencies) -> Comparison:
    """One of the two is only called something: Abu Amsha."""
    abu = [part for part in line if part.compound[:3] in ("abu", "umm")]
    pairs = [(compare_parts(a, b), a, b) for a in (one or abu) for b in (other or abu)]
    how = max((how for how, _, _ in pairs), default=0.0)
    if not how:
        return conclude(0.0, (make_reason("teknonym_differs" if pairs else "nothing_shared"),))
    missing = sum([rare.weight(part.known) for part in line])
    found = compute_score(how, 1.0 - how, missing)
    return conclude(min(found, _FIGURES["one_part"]) if line else found, (make_reason("teknonym_same"),))


def _reasons(sides: Alignment, said: tuple[Reason, ...], rare: Frequencies) -> tuple[Reason, ...]:
    """The parts that agree, then those that contradict, then those that are missing; each reason once.

    Where the same parts stand in another order, or one line begins with the other's father, that is the reason.
    """
    against, lacking = (read_settings("comparing")[name] for name in ("contradicts", "missing"))
    if sides.front and any(compare_parts(part, other) for part in sides.front for other in sides.missing):
        return (make_reason("order_differs", -against * _FIGURES["given"]), *said)
    left_out = may_be_left_out(sides)
    nearest = min if left_out else max
    weighed: list[tuple[str, float]] = []
    for a, b, how in sides.agree:
        role = nearest(a.role, b.role, key=_ORDER.index)
        weight = (rare.weight(a.known) + rare.weight(b.known)) / 2 * how - against * (1.0 - how)
        weighed.append((role + ("_same" if how == 1.0 else "_near"), weight))
    weighed += [(reason.code, reason.weight) for reason in said]
    weighed += [(max(a.role, b.role, key=_ORDER.index) + "_differs", -against) for a, b in sides.contradict]
    weighed += [("parent", -against * _FIGURES["given"])] if sides.front and not left_out else []
    weighed += [(part.role + "_missing", -lacking * rare.weight(part.known)) for part in sides.front + sides.missing]
    return sum_reasons(weighed)

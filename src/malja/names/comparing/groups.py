"""Two groups' names: the proper names without regard to order, and what kind of group it is."""

from __future__ import annotations

from collections.abc import Sequence

from malja.names.comparing.alignment import compare_parts
from malja.names.comparing.comparison import Comparison, Reason, compute_score, conclude, make_reason, sum_reasons
from malja.names.comparing.frequencies import Frequencies
from malja.names.data.tables import read_settings
from malja.names.reading.reading import Part, Reading

_FIGURES = read_settings("comparing")["groups"]
_LIGHT = frozenset(_FIGURES["light"])
_UNITS = frozenset(_FIGURES["units"])


def compare_groups(one: Reading, other: Reading, rare: Frequencies) -> Comparison:
    """The comparison of two readings of groups' names, neither of them empty."""
    names, beside = _proper(one), _proper(other)
    kinds, also = _kinds(one), _kinds(other)
    pairs = _pairs(names, beside)
    agree = sum([min(_weight(names[i], rare), _weight(beside[j], rare)) * how for how, i, j in pairs])
    left = [part for i, part in enumerate(names) if all(i != taken for _, taken, _ in pairs)]
    right = [part for j, part in enumerate(beside) if all(j != taken for _, _, taken in pairs)]
    both = min(len(left), len(right))
    contradict = both + sum([1.0 - how for how, _, _ in pairs])
    missing = 0.0
    for part in [*left[both:], *right[both:]] if len(left) != len(right) else []:
        contradict += _weigh_missing(part)
        missing += _weight(part, rare)
    numbered = bool(names) and all(part.compound == "number" for part in [*names, *beside])
    more, against, lacking, said = _kind(kinds, also, numbered=numbered or not names or not beside)
    if not agree and (names or beside):
        return conclude(0.0, _reasons(pairs, (agree, contradict, missing), both, said))
    found = compute_score(agree + more, contradict + against, missing + lacking)
    return conclude(found, _reasons(pairs, (agree, contradict, missing), both, said))


def _proper(reading: Reading) -> list[Part]:
    return [part for part in reading.parts if part.role == "proper"]


def _kinds(reading: Reading) -> frozenset[str]:
    return frozenset(name for part in reading.parts if part.role == "kind_word" for name in part.known)


def _weight(part: Part, rare: Frequencies) -> float:
    light: float = _FIGURES["light_weight"]
    return light if part.known & _LIGHT else max(_FIGURES["least"], rare.weight(part.known))


def _weigh_missing(part: Part) -> float:
    """How far a word or name that only one of two has makes it another group."""
    if part.known & _LIGHT:
        return 0.0
    has_meaning = any(name[0] in "=#" for name in part.known)
    rarity = "name_missing" if part.known else "rare_name_missing"
    return float(_FIGURES["word_missing" if has_meaning else rarity])


def _pairs(names: Sequence[Part], beside: Sequence[Part]) -> list[tuple[float, int, int]]:
    """Parts that agree, the nearest first, each part once: how far, and their places."""
    near = [
        (how, i, j)
        for i, part in enumerate(names)
        for j, other in enumerate(beside)
        if (how := compare_parts(part, other))
    ]
    found: list[tuple[float, int, int]] = []
    for how, i, j in sorted(near, key=lambda pair: (-pair[0], pair[1], pair[2])):
        if all(i != taken and j != other for _, taken, other in found):
            found.append((how, i, j))
    return found


def _kind(one: frozenset[str], other: frozenset[str], *, numbered: bool) -> tuple[float, float, float, Reason | None]:
    """What the kinds of group add: weight that agrees, contradiction, weight that is missing, and the reason."""
    if one & other:
        return _FIGURES["kind_same"], 0.0, 0.0, make_reason("kind_same", _FIGURES["kind_same"])
    if one and other:
        near = "unit_differs" if one & _UNITS and other & _UNITS else "kind_differs"
        costs = _FIGURES["kind_differs_numbered" if numbered else near]
        return 0.0, costs, 0.0, make_reason("kind_differs", -costs * read_settings("comparing")["contradicts"])
    if one or other:
        costs = _FIGURES["kind_missing_numbered" if numbered else "kind_missing"]
        return 0.0, 0.0, costs, make_reason("kind_missing", -costs * read_settings("comparing")["missing"])
    return 0.0, 0.0, 0.0, None


def _reasons(
    pairs: Sequence[tuple[float, int, int]], weights: tuple[float, float, float], both: int, said: Reason | None
) -> tuple[Reason, ...]:
    """The reasons; `weights`: what agrees, contradicts and is missing, of the proper names alone."""
    agree, contradict, missing = weights
    against, lacking = (read_settings("comparing")[name] for name in ("contradicts", "missing"))
    weighed: list[tuple[str, float]] = []
    if pairs:
        weighed.append(("proper_same" if all(how == 1.0 for how, _, _ in pairs) else "proper_near", agree))
    if both:
        weighed.append(("proper_differs", -against * contradict))
    if said:
        weighed.append((said.code, said.weight))
    if missing:
        weighed.append(("proper_missing", -lacking * missing - (0.0 if both else against * contradict)))
    return sum_reasons(weighed) or (make_reason("nothing_shared"),)

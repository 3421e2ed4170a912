"""Two groups' names: the proper names without regard to order, and what kind of group it is."""

from __future__ import annotations

from collections.abc import Sequence

from malja.names.comparing.alignment import compare_parts
from malja.names.comparing.comparison import Comparison, Reason, compute_score, conclude, make_reason
from malja.names.comparing.frequencies import Frequencies
from malja.names.reading.reading import Part, Reading

#: Words that many names of groups carry, or leave out, without being another group, and what they weigh.
LIGHT = frozenset(
    {"=islamic", "=islam", "=syrian", "=national", "=levant", "=free", "=special", "=democratic", "=sultan", "=arab"}
)
LIGHT_WEIGHT = 0.5
#: Any other word or name of a group weighs at least this.
LEAST = 0.6
#: A word with a meaning, or a number, makes it another group where the other has none: Ahrar al-Sham is not "al-Sham".
WORD_MISSING = 0.8
#: What agreeing and differing kinds (brigade, front) weigh; between numbered units the kind is half the name.
KIND_SAME, KIND_DIFFERS, KIND_DIFFERS_NUMBERED, KIND_MISSING, KIND_MISSING_NUMBERED = 0.3, 0.35, 2.0, 0.1, 1.0


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
        contradict += WORD_MISSING if _has_meaning(part) else 0.0
        missing += _weight(part, rare)
    numbered = bool(names) and all(part.compound == "number" for part in [*names, *beside])
    more, against, lacking, said = _kind(kinds, also, numbered=numbered or not names or not beside)
    if not agree and (names or beside):
        return conclude(0.0, _reasons(pairs, both, missing, said))
    found = compute_score(agree + more, contradict + against, missing + lacking)
    return conclude(found, _reasons(pairs, both, missing, said))


def _proper(reading: Reading) -> list[Part]:
    return [part for part in reading.parts if part.role == "proper"]


def _kinds(reading: Reading) -> frozenset[str]:
    return frozenset(name for part in reading.parts if part.role == "kind_word" for name in part.known)


def _weight(part: Part, rare: Frequencies) -> float:
    return LIGHT_WEIGHT if part.known & LIGHT else max(LEAST, rare.weight(part.known))


def _has_meaning(part: Part) -> bool:
    return not part.known & LIGHT and any(name[0] in "=#" for name in part.known)


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
        return KIND_SAME, 0.0, 0.0, make_reason("kind_same")
    if one and other:
        return 0.0, KIND_DIFFERS_NUMBERED if numbered else KIND_DIFFERS, 0.0, make_reason("kind_differs")
    if one or other:
        return 0.0, 0.0, KIND_MISSING_NUMBERED if numbered else KIND_MISSING, make_reason("kind_missing")
    return 0.0, 0.0, 0.0, None


def _reasons(
    pairs: Sequence[tuple[float, int, int]], both: int, missing: float, said: Reason | None
) -> tuple[Reason, ...]:
    found = []
    if pairs:
        found.append(make_reason("proper_same" if all(how == 1.0 for how, _, _ in pairs) else "proper_near"))
    if both:
        found.append(make_reason("proper_differs"))
    if said:
        found.append(said)
    if missing:
        found.append(make_reason("proper_missing"))
    return tuple(found) or (make_reason("nothing_shared"),)

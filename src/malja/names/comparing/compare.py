"""Comparing two names: a score between 0 and 1, and the reasons for it.

    score = M / (M + 1.5 C + 0.3 U)

M is the weight of the parts that agree (rare names weigh 1, the commonest 0.2; docs/names.md), C counts the parts that
contradict (a given name half as much again), U is the weight of the parts that only one of the two has. So a part that
is missing costs less than one that contradicts, and no number of common parts outweighs a contradiction.
"""

from __future__ import annotations

from malja.names.comparing.alignment import compare_parts
from malja.names.comparing.comparison import NOTHING, SAME, Comparison
from malja.names.comparing.foreign import (
    compare_companies,
    compare_foreign_persons,
    has_legal_form,
    is_foreign,
)
from malja.names.comparing.frequencies import Frequencies, read_usual_frequencies
from malja.names.comparing.groups import compare_groups
from malja.names.comparing.persons import compare_persons
from malja.names.reading.read_name import count_words, read_joined, read_name
from malja.names.reading.reading import Kind, Reading


def compare(
    a: str | Reading, b: str | Reading, *, kind: Kind = "person", frequencies: Frequencies | None = None
) -> Comparison:
    """How likely two names (texts, or readings already made) are one; symmetric, and the same at every call.

    `kind` says what texts are names of; `frequencies` takes the place of the shares in known.csv. Readings of different
    kinds raise ValueError.

        >>> from malja.names import compare
        >>> found = compare("Khalid Ibrahim al-Jasim", "خالد الجاسم")
        >>> found.score, found.same, [reason.code for reason in found.reasons]
        (0.886, True, ['given_same', 'family_same', 'father_missing'])
    """
    one = read_name(a, kind) if isinstance(a, str) else a
    other = read_name(b, kind) if isinstance(b, str) else b
    if one.kind != other.kind:
        raise ValueError(f"a {one.kind} cannot be compared with a {other.kind}")
    if not one.parts or not other.parts:
        return NOTHING
    if one.parts == other.parts:
        return SAME
    if _order(other) < _order(one):
        one, other = other, one
    if found := _compare_foreign(one, other):
        return found
    how_rare = frequencies or read_usual_frequencies()
    if one.kind == "group":
        return compare_groups(one, other, how_rare)
    found = compare_persons(one, other, how_rare)
    return found if found.same else _compare_joined(one, other, how_rare, found)


def _compare_joined(one: Reading, other: Reading, rare: Frequencies, found: Comparison) -> Comparison:
    """The better comparison where one name may have as two words what is one in the other."""
    words = count_words(one) - count_words(other)
    if not words or one.mother or other.mother:
        return found
    longer, shorter = (one, other) if words > 0 else (other, one)
    for joined in read_joined(longer):
        # The joined word itself must agree, or joining it would only take a contradiction away.
        fresh = [part for part in joined.parts if part not in longer.parts]
        if any(compare_parts(part, own) == 1.0 for part in fresh for own in shorter.parts):
            first, second = sorted((joined, shorter), key=_order)
            turned = compare_persons(first, second, rare)
            found = turned if turned.score > found.score else found
    return found


def _compare_foreign(one: Reading, other: Reading) -> Comparison | None:
    """The comparison of two names in which nothing is Arabic; None for others."""
    if one.kind == "group":
        if has_legal_form(one.text) or has_legal_form(other.text) or is_foreign(one, other):
            return compare_companies(one.text, other.text)
    elif is_foreign(one, other):
        return compare_foreign_persons(one.text, other.text)
    return None


def _order(reading: Reading) -> list[str]:
    """An order of readings, so that which of two stands first changes nothing."""
    return [part.text + "\0" + part.compound + "\0" + part.role for part in reading.parts]

"""The factors of a requirement, as values and in words."""

from __future__ import annotations

import pytest

from malja.catalogue.facts import Group, Need, Source
from malja.needs.derivation import find_factors, say_factors
from malja.needs.requirements import find_requirements
from malja.problems import Origin
from tests.needs.camp import SOAP, WATER, operation


def test_the_derivation_can_be_checked_with_a_pencil() -> None:
    asked = find_requirements(operation(WATER))[1]
    first = find_factors(asked, 0)
    assert first.heads * first.share * first.standard == first.quantity == 120600
    assert say_factors(first) == "8,040 people x 15 l (Handbook, 4th, p. 7)"
    assert say_factors(find_factors(asked, 3)) == "8,000 people x 15 l (Handbook, 4th, p. 7)"


def test_the_derivation_names_the_group_and_its_own_source() -> None:
    group = Group(group="under_5", share=0.125, reach=0.125, source=Source(document="Survey", basis="recalled"))
    derived = find_factors(find_requirements(operation(SOAP, groups=(group,)))[0], 0)
    assert say_factors(derived) == (
        "8,040 people x 0.125 children under five (Survey, from memory) x 8 g (no source given)"
    )
    assert derived.is_uncertain


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (Source(document="Handbook", basis="assumed"), "8,040 people x 15 l (Handbook, an assumption)"),
        (Source(document="Handbook", basis="recalled"), "8,040 people x 15 l (Handbook, from memory)"),
        (Source(document="Handbook", confidence="low"), "8,040 people x 15 l (Handbook, little confidence)"),
    ],
)
def test_what_is_uncertain_says_so(source: Source, words: str) -> None:
    need = Need(need="water", name="Water", sector="water", kind="daily", unit="l", minimum=15.0, source=source)
    derived = find_factors(find_requirements(operation(need))[0], 0)
    assert derived.is_uncertain
    assert say_factors(derived) == words


def test_without_a_document_the_row_of_the_table_is_the_source() -> None:
    read_at = Origin(file="needs.csv", row=4)
    need = Need(need="blanket", name="Blankets", sector="nfi", kind="standing", minimum=2.0, kept=True, read_at=read_at)
    derived = find_factors(find_requirements(operation(need))[0], 3)
    assert say_factors(derived) == "8,040 people who have come x 2 (needs.csv, row 4)"


def test_a_day_outside_the_horizon_is_refused() -> None:
    asked = find_requirements(operation(WATER))[0]
    for day in (-1, 4):
        with pytest.raises(IndexError):
            find_factors(asked, day)

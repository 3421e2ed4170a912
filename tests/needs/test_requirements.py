"""Requirements: R = standard * share * N and P = reach * N, by hand."""

from __future__ import annotations

import datetime

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from malja.catalogue.facts import Group, Need, Source
from malja.needs.derivation import find_factors, say_factors
from malja.needs.requirements import find_requirements, find_site_needs
from malja.operation.operation import Operation
from malja.operation.rows import Movement, Place
from malja.problems import Origin

START = datetime.date(2025, 3, 11)
HANDBOOK = Source(document="Handbook", edition="4th", page="p. 7", basis="read", confidence="high")
WATER = Need(
    need="water", name="Water", sector="water", kind="daily", unit="l", survival=7.5, minimum=15.0, source=HANDBOOK
)
BLANKETS = Need(need="blanket", name="Blankets", sector="nfi", kind="standing", unit="piece", minimum=2.0, kept=True)
BUCKETS = Need(
    need="bucket", name="Buckets", sector="nfi", kind="standing", group="household", unit="piece", minimum=1.0
)
SOAP = Need(need="soap", name="Soap", sector="nfi", kind="daily", group="under_5", unit="g", target=8.0)
RAW = Need(need="raw_water", name="Raw water", sector="water", kind="daily", unit="l")


def operation(*needs: Need, groups: tuple[Group, ...] = (), arrivals: int = 8040, departures: int = 40) -> Operation:
    """Two sites around a source: at `camp` people come on day 0, some leave on day 2; at `annex` 5 come on day 1."""
    return Operation(
        name="pencil",
        start=START,
        days=3,
        reserve_days=1,
        catalogue="none",
        places=(
            Place(place="camp", role="site"),
            Place(place="market", role="source"),
            Place(place="annex", role="site"),
        ),
        people=(
            Movement(place="camp", date=START, arrivals=arrivals),
            Movement(place="camp", date=START + datetime.timedelta(days=2), departures=departures),
            Movement(place="annex", date=START + datetime.timedelta(days=1), arrivals=5),
        ),
        needs=needs,
        groups=groups,
    )


def test_required_is_standard_times_share_times_people() -> None:
    camp, annex = find_site_needs(operation(WATER))
    assert (camp.place, annex.place) == ("camp", "annex")
    np.testing.assert_allclose(camp.required["survival"], [60300, 60300, 60000, 60000])
    np.testing.assert_allclose(camp.required["minimum"], [120600, 120600, 120000, 120000])
    np.testing.assert_allclose(camp.people, [8040, 8040, 8000, 8000])
    np.testing.assert_allclose(annex.required["minimum"], [0, 75, 75, 75])
    assert list(camp.required) == ["survival", "minimum"]


def test_a_kept_need_counts_all_who_have_come() -> None:
    camp = find_site_needs(operation(BLANKETS))[0]
    np.testing.assert_allclose(camp.required["minimum"], [16080] * 4)
    np.testing.assert_allclose(camp.people, [8040] * 4)


def test_a_household_is_one_fifth_of_a_person_but_concerns_every_person() -> None:
    camp = find_site_needs(operation(BUCKETS))[0]
    np.testing.assert_allclose(camp.required["minimum"], [1608, 1608, 1600, 1600])
    np.testing.assert_allclose(camp.people, [8040, 8040, 8000, 8000])


def test_share_and_reach_of_a_group_are_two_things() -> None:
    camp = find_site_needs(operation(SOAP, groups=(Group(group="under_5", share=0.1, reach=0.5),)))[0]
    np.testing.assert_allclose(camp.required["target"], [6432, 6432, 6400, 6400])
    np.testing.assert_allclose(camp.people, [4020, 4020, 4000, 4000])


def test_a_need_without_a_standard_is_listed_with_no_tier() -> None:
    tables = operation(RAW, WATER)
    assert [(site.need.need, list(site.required)) for site in find_site_needs(tables)[:2]] == [
        ("raw_water", []),
        ("water", ["survival", "minimum"]),
    ]
    assert {asked.need.need for asked in find_requirements(tables)} == {"water"}


def test_requirements_come_by_site_then_need_then_tier() -> None:
    found = [(asked.place, asked.need.need, asked.tier) for asked in find_requirements(operation(WATER, BLANKETS))]
    assert found[:3] == [
        ("camp", "water", "survival"),
        ("camp", "water", "minimum"),
        ("camp", "blanket", "minimum"),
    ]
    assert len(found) == 6


def test_the_derivation_can_be_checked_with_a_pencil() -> None:
    asked = find_requirements(operation(WATER))[1]
    first = find_factors(asked, 0)
    assert first.heads * first.share * first.standard == first.quantity == 120600
    assert say_factors(first) == "8,040 people x 15 l (Handbook, 4th, p. 7)"
    assert say_factors(find_factors(asked, 3)) == "8,000 people x 15 l (Handbook, 4th, p. 7)"


def test_the_derivation_names_the_group_and_its_own_source() -> None:
    group = Group(group="under_5", share=0.125, reach=0.125, source=Source(document="Survey", basis="recalled"))
    derived = find_factors(find_requirements(operation(SOAP, groups=(group,)))[0], 0)
    assert say_factors(derived) == ("8,040 people x 0.125 under_5 (Survey, from memory) x 8 g (no source given)")
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


@given(people=st.integers(1, 10**6), factor=st.integers(2, 50))
def test_requirements_scale_with_people(people: int, factor: int) -> None:
    once = find_site_needs(operation(WATER, BUCKETS, arrivals=people, departures=0))
    more = find_site_needs(operation(WATER, BUCKETS, arrivals=people * factor, departures=0))
    for small, large in zip(once[:2], more[:2], strict=True):
        for tier in small.required:
            np.testing.assert_allclose(large.required[tier], factor * small.required[tier])

"""What is due: people x share x standard, by site, need, tier and day."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from malja.catalogue.facts import Group
from malja.needs.requirements import find_requirements, find_site_needs
from tests.needs.camp import BLANKETS, BUCKETS, RAW, SOAP, WATER, operation


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


@given(people=st.integers(1, 10**6), factor=st.integers(2, 50))
def test_requirements_scale_with_people(people: int, factor: int) -> None:
    once = find_site_needs(operation(WATER, BUCKETS, arrivals=people, departures=0))
    more = find_site_needs(operation(WATER, BUCKETS, arrivals=people * factor, departures=0))
    for small, large in zip(once[:2], more[:2], strict=True):
        for tier in small.required:
            np.testing.assert_allclose(large.required[tier], factor * small.required[tier])

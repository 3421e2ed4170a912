"""People counted as families, and what is no count."""

from __future__ import annotations

import pytest

from malja.operation.people_counts import PeopleCount, read_people_count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("240 families", PeopleCount(people=1080, families=240)),
        ("1,200 households", PeopleCount(people=5400, families=1200)),
        ("٢٤٠ عائلة", PeopleCount(people=1080, families=240)),
        ("3 familles", PeopleCount(people=14, families=3)),
        ("1,300 people", PeopleCount(people=1300)),
        ("1,300", PeopleCount(people=1300)),
        ("40 boxes", None),
        ("12.5 families", None),
        ("about 40 families", None),
        ("families", None),
        ("-3", None),
        ("~3 families", None),
        ("", None),
    ],
)
def test_families_count_by_the_size_of_a_household(text: str, count: PeopleCount | None) -> None:
    assert read_people_count(text, 4.5) == count

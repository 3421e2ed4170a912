from __future__ import annotations

from malja.catalogue.groups import EVERYONE, HOUSEHOLD, STANDING_GROUPS, build_standing_groups


def test_every_fifth_person_stands_for_a_household_of_five() -> None:
    everyone, household = build_standing_groups(5.0)
    assert (everyone.group, everyone.share, everyone.reach) == (EVERYONE, 1.0, 1.0)
    assert (household.group, household.share, household.reach) == (HOUSEHOLD, 0.2, 1.0)
    assert (everyone.group, household.group) == STANDING_GROUPS

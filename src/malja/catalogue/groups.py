"""The two groups that every operation has, whatever its tables say: everyone, and households."""

from __future__ import annotations

from malja.catalogue.facts import Group

EVERYONE, HOUSEHOLD = "everyone", "household"
STANDING_GROUPS = (EVERYONE, HOUSEHOLD)


def build_standing_groups(household_size: float) -> tuple[Group, Group]:
    """`everyone` (share 1) and `household` (1 / `household_size`, in people); both reach everybody."""
    return (
        Group(group=EVERYONE, share=1.0, reach=1.0),
        Group(group=HOUSEHOLD, share=1.0 / household_size, reach=1.0),
    )

"""The requirement of every site, need, tier and day, with the people it stands for and where its figures come from.

    required   R = standard * share * N        people   P = reach * N

N is the people present; for needs that leavers take along (`kept`) all who have come (docs/model.md).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from malja.catalogue.facts import TIERS, Group, Need, Tier
from malja.catalogue.groups import build_standing_groups
from malja.frames import Records
from malja.operation.headcount import count_arrived, count_present
from malja.operation.operation import Operation

#: An amount for each day of the horizon, shape (horizon,).
DailyAmounts = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SiteNeed:
    """One need at one site on every day of the horizon.

    `heads`: N, the people counted (present, or all who have come); `people`: P, those concerned, in persons;
    `required`: R by tier, in the need's unit (per day, for a daily need), in the order of the tiers. All arrays have
    the shape (horizon,). A need that has no standard at all (raw water: drawn on, never asked) has no tier.
    """

    place: str
    need: Need
    group: Group
    heads: DailyAmounts
    people: DailyAmounts
    required: dict[Tier, DailyAmounts]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Requirement:
    """What one tier of one need asks at one site: `quantity` and `people` by day, shape (horizon,).

    `standard` is in the need's unit per unit of `group` (and day, for a daily need).
    """

    place: str
    need: Need
    tier: Tier
    group: Group
    standard: float
    heads: DailyAmounts
    people: DailyAmounts
    quantity: DailyAmounts


def find_site_needs(operation: Operation) -> list[SiteNeed]:
    """Every need at every site, places in the tables' order, then needs in theirs."""
    by_name = find_groups(operation)
    here, come = count_present(operation), count_arrived(operation)
    return [
        _site_need(place.place, need, by_name[need.group], (come if need.kept else here)[place.place])
        for place in operation.places
        if place.role == "site"
        for need in operation.needs
    ]


def find_requirements(operation: Operation) -> Records[Requirement]:
    """Every requirement: sites in the tables' order, then needs, then tiers; no tier asked, no requirement."""
    asked = (
        Requirement(
            place=site.place,
            need=site.need,
            tier=tier,
            group=site.group,
            standard=_asked(site.need, tier),
            heads=site.heads,
            people=site.people,
            quantity=quantity,
        )
        for site in find_site_needs(operation)
        for tier, quantity in site.required.items()
    )
    return Records(Requirement, asked)


def find_groups(operation: Operation) -> dict[str, Group]:
    """The groups by name; `everyone` and `household` always exist, the tables may override them (docs/tables.md)."""
    groups = (*build_standing_groups(operation.household_size), *operation.groups)
    return {group.group: group for group in groups}


def _site_need(place: str, need: Need, group: Group, counted: DailyAmounts) -> SiteNeed:
    heads = np.asarray(counted, dtype=np.float64)
    asked = [tier for tier in TIERS if need.standard(tier) is not None]
    return SiteNeed(
        place=place,
        need=need,
        group=group,
        heads=heads,
        people=group.reach * heads,
        required={tier: _asked(need, tier) * group.share * heads for tier in asked},
    )


def _asked(need: Need, tier: Tier) -> float:
    standard = need.standard(tier)
    if standard is None:
        raise LookupError((need.need, tier))
    return standard

"""How many people each site can hold at each tier, what stands in the way, and what a little more would add."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from malja.catalogue.facts import Tier


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step more of something, and how many more people the site would then hold: found by solving again.

    `kind`: trips_per_week, trips_per_day, payload, volume, flow, landings, unloading, storage, supply, ration or
    service. `name`: a lift, an item, a need or a place, as the kind asks. `amount` of the step is in `unit` (kg, m3, the
    item's or the need's; empty: trips, landings). `people` is 0 where more of this alone helps nobody.
    """

    kind: str
    place: str
    name: str
    amount: float
    unit: str
    people: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteCapacity:
    """How many people a site holds at a tier without shortfall from `since` on, the number being constant from then.

    `people`: with whole trips and whole packs if `whole`, else with fractions of them; None: nothing limits it.
    `at_most`: no plan holds more, whatever it does (None: nothing limits it). `here`: the most who are there from
    `since` on by the tables. `holding`: needs that cannot be met for one person more. `missing`: needs of which nothing
    at all is there or can come: with any, `people` is 0, and `besides` is the number if these needs are left aside.
    `limits`: what limits it, worth most first; `more`: one trip a week, one tonne a trip, 1,000 l of water a day,
    100 m2 of cover more.
    """

    place: str
    tier: Tier
    since: datetime.date
    people: int | None
    at_most: int | None
    whole: bool
    here: int
    holding: tuple[str, ...]
    missing: tuple[str, ...]
    besides: int | None
    limits: tuple[Step, ...]
    more: tuple[Step, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Capacity:
    """The capacity of every site at every tier that is asked: sites in the tables' order, then tiers."""

    operation: str
    start: datetime.date
    last: datetime.date
    """The last day that counts."""
    sites: tuple[SiteCapacity, ...]

    def at(self, place: str, tier: Tier) -> SiteCapacity:
        """The capacity of one site at one tier; KeyError where there is none."""
        for one in self.sites:
            if (one.place, one.tier) == (place, tier):
                return one
        raise KeyError((place, tier))

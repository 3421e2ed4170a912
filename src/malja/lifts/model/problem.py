"""Sets and parameters of the model: the operation as arrays, committed loads taken off the limits.

Goods are counted in packs here (quantity = packs x pack_quantity), so that a whole pack is a whole number.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from malja.lifts.model.committed_loads import CommittedLoad
from malja.lifts.model.contents import Pairs
from malja.lifts.model.lift_arrays import LiftArrays
from malja.lifts.model.lots import Lots
from malja.lifts.model.segregation import SegregationArrays
from malja.lifts.solver.matrix import Bools, Floats, Ints
from malja.needs.requirements import SiteNeed
from malja.operation.operation import Operation


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """All sets and parameters of the model; axes in the order of the operation's tables.

    P places, S sites (indices into places), I items, N lots, L lifts, K site needs, T days on which lifts may leave,
    H = T + reserve days.
    """

    operation: Operation
    horizon: int
    days: int
    sites: Ints
    people: Floats
    """[site, day] people present."""
    needs: tuple[SiteNeed, ...]
    site: Ints
    """[site need] the number of its site."""
    weight: Floats
    """[site need] the need's weight."""
    required: Floats
    """[site need, tier, day] in the need's unit; 0 where nothing is asked."""
    concerned: Floats
    """[site need, day] persons concerned."""
    highest: Floats
    """[site need, day] the highest tier's requirement (1 where nothing is asked): the scale of what is provided."""
    service: Floats
    """[site need, day] what the site gives by itself."""
    pack: Floats
    kg: Floats
    m3: Floats
    asset: Bools
    setup: Ints
    life: Ints
    ration: Floats
    """[item] most packs a person may use a day; inf where unlimited."""
    lots: Lots
    opening: Floats
    """[place, lot] packs; assets at sites are in `standing`, not here."""
    standing: Floats
    """[site, item, day] assets in place in any case: opening stock and committed cargo, packs."""
    arriving: Floats
    """[place, lot, day] committed packs that become usable, without assets at sites."""
    spoiled: Floats
    """[place, item, day] committed packs that arrive after their last usable day: wasted at once."""
    lifts: LiftArrays
    committed: tuple[CommittedLoad, ...]
    segregation: SegregationArrays
    use: Pairs
    """(item, site need, units of the need a pack gives when used)."""
    in_place: Pairs
    per_day: Pairs
    burns: Pairs
    """(asset, input item, packs of the input that one pack of the asset uses a day)."""
    draws: Pairs
    """(asset, site need, units of its service that one pack of the asset uses a day)."""
    supply_place: Ints
    supply_item: Ints
    supply_since: Ints
    supply_packs: Floats
    """By row of supply: packs in all, inf where unlimited."""
    supply_cost: Floats
    """By row of supply: cost of a pack."""
    storage: Floats
    landings: Floats
    """[place, day] trips that may land besides committed ones."""
    unload: Floats
    """[place, day] kg that may be unloaded besides committed cargo."""
    fixed_cost: float
    """Cost of what is committed already."""

    def count_days_in_time(self, lag: int) -> int:
        """On how many of the first days something can leave that arrives `lag` days later, within the horizon."""
        return max(0, min(self.days, self.horizon - lag))

    def find_vehicle_links(self) -> tuple[Floats, Floats]:
        """[lift] kg that one vehicle adds to what can be loaded, and m3 (0: nothing limits them).

        The payload; without one more than all needs together can take up, so that nothing is carried without a trip.
        """
        most = self.find_largest_load()
        unlimited = np.array([float(kg @ most) for kg in self.lifts.pack_kg], dtype=float)
        kg: Floats = np.where(np.isfinite(self.lifts.payload), self.lifts.payload, unlimited)
        m3: Floats = np.where(np.isfinite(self.lifts.volume), self.lifts.volume, 0.0)
        return kg, m3

    def find_largest_load(self) -> Floats:
        """[item] more packs than any plan can use: stock, committed packs, and all that needs can take."""
        most: Floats = np.zeros(len(self.pack))
        np.add.at(most, self.lots.item, self.opening.sum(axis=0) + self.arriving.sum(axis=(0, 2)))
        for i, k, units in (*self.use, *self.in_place, *self.per_day):
            most[i] += self.required[k].max(axis=0).sum() / units + 1.0
        for i, j, packs in self.burns:
            most[j] += packs * most[i] * self.horizon
        return most

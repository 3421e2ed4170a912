"""Who is really there, day by day, and who is expected."""

from __future__ import annotations

import numpy as np

from malja.lifts.hedge.chances import Draws
from malja.operation.headcount import Headcounts, count_arrived, count_present
from malja.operation.operation import Operation


class RealHeadcounts:
    """People present and all who have come, by site, arrays of the shape (horizon,); unexpected people stay."""

    def __init__(self, operation: Operation, draws: Draws) -> None:
        self.present, self.arrived = count_present(operation), count_arrived(operation)
        self.waves: dict[str, dict[int, int]] = {site: {} for site in self.present}
        for site, heads in self.present.items():
            for week in range(0, operation.days, 7):
                day = draws.find_wave(site, operation.date(week))
                if day is not None and week + day < operation.days:
                    self._add(site, week + day, self._count_wave(draws, site, float(heads[week + day])))

    @staticmethod
    def _count_wave(draws: Draws, site: str, heads: float) -> int:
        return round(draws.chances.find_wave_size(site) * heads)

    def _add(self, site: str, day: int, people: int) -> None:
        if people:
            self.waves[site][day] = people
            self.present[site][day:] += people
            self.arrived[site][day:] += people

    def expect(self, site: str, day: int) -> tuple[Headcounts, Headcounts]:
        """Present and arrived as expected on a day: as they are until then, later waves left out."""
        present, arrived = self.present[site].copy(), self.arrived[site].copy()
        for later, people in self.waves[site].items():
            if later > day:
                present[later:] -= people
                arrived[later:] -= people
        return present, arrived


def scale_requirement(standard: float, share: float, heads: Headcounts) -> Headcounts:
    """What a standard asks for so many people: required = standard * share * N (docs/model.md)."""
    return np.asarray(standard * share * heads, dtype=np.float64)

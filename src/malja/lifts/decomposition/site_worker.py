"""One worker's sites: their pieces are cut once, and stay where they were between two questions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from malja import clock
from malja.lifts.decomposition.partition import Partition, split_by_site
from malja.lifts.decomposition.pieces import Proposal, SitePrices, cut_pieces
from malja.lifts.decomposition.site_plan import SitePlan, plan_site
from malja.lifts.model.model import Model, build_model
from malja.lifts.model.problem_arrays import build_problem
from malja.lifts.solver.matrix import Floats
from malja.operation.operation import Operation

_Answer = TypeVar("_Answer")


@dataclass(frozen=True, slots=True, kw_only=True)
class PieceWork:
    """How large a site's piece is, how often it was asked and how long that took in all, in seconds."""

    site: int
    rows: int
    columns: int
    asked: int
    seconds: float


class SiteWorker:
    """The sites of one worker; what it answers does not depend on which other sites it has."""

    def __init__(self, model: Model, partition: Partition, sites: tuple[int, ...]) -> None:
        self._model, self._partition = model, partition
        pieces = cut_pieces(model, partition, sites)
        count = len(partition.joined)
        self._sites = {site: SitePrices(site, piece, count) for site, piece in zip(sites, pieces, strict=True)}
        self._asked = dict.fromkeys(sites, 0)
        self._seconds = dict.fromkeys(sites, 0.0)

    @classmethod
    def read(cls, operation: Operation, sites: tuple[int, ...]) -> SiteWorker:
        """The worker of these sites of an operation, in a process of its own."""
        model = build_model(build_problem(operation))
        return cls(model, split_by_site(model), sites)

    def propose_nothing(self) -> list[Proposal]:
        """What each site does with what it has."""
        return [self._time(site, prices.propose_nothing) for site, prices in self._sites.items()]

    def propose(self, weights: Floats, prices: Floats) -> list[Proposal]:
        """What each site would take at these prices of the joined rows."""
        return [self._time(site, one.propose, weights, prices) for site, one in self._sites.items()]

    def plan(self, given: Floats, room: Floats, seconds: float | None) -> list[SitePlan]:
        """Whole trips and packs of each site, with what it is given [site, joined row] and may keep waiting.

        The sites share `seconds` (None: no limit), what one leaves is for those behind it.
        """
        end, plans = None if seconds is None else clock.seconds() + seconds, []
        for done, (site, one) in enumerate(self._sites.items()):
            left = None if end is None else max(0.01, end - clock.seconds()) / (len(self._sites) - done)
            words = (self._model, self._partition, one, given[site], room[site], left)
            plans.append(self._time(site, plan_site, *words))
        return plans

    def tell_work(self) -> list[PieceWork]:
        """The size of each piece and how long it took."""
        return [
            PieceWork(
                site=site,
                rows=len(one.piece.rows),
                columns=len(one.piece.columns),
                asked=self._asked[site],
                seconds=self._seconds[site],
            )
            for site, one in self._sites.items()
        ]

    def _time(self, site: int, work: Callable[..., _Answer], *words: Any) -> _Answer:
        begun = clock.seconds()
        answer = work(*words)
        self._asked[site] += 1
        self._seconds[site] += clock.seconds() - begun
        return answer

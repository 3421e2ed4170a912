"""A solution of the model with its caps and bounds, before it becomes a plan."""

from __future__ import annotations

from dataclasses import dataclass

from malja.lifts.plan.plan import Limit
from malja.lifts.search.stages import StageResults
from malja.lifts.solver.matrix import Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class Solution:
    """A solution with whole trips and packs, the caps of its stages, and lower bounds of the four aims.

    `bounds` hold for every plan whose earlier aims are no worse than this solution's. `relaxed` are the stages with
    fractions of trips, where they were solved: their prices say which limits bind. `limits` are these limits, where
    known already.
    """

    x: Floats
    caps: tuple[float, float, float, float]
    bounds: tuple[float, float, float, float]
    relaxed: StageResults | None
    stopped: bool
    limits: tuple[Limit, ...] | None = None

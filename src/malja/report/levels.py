"""How bad a day is for a need: the lowest tier that is missed."""

from __future__ import annotations

from collections.abc import Iterable

from malja.catalogue.facts import TIERS
from malja.cover.severity import NOTICED_SHARE
from malja.lifts.plan.plan import Coverage
from malja.report.document import LEVELS, Level


def find_level(row: Coverage) -> Level:
    """The lowest tier that is missed by more than what is noticed; `blank` where nothing is asked of anybody."""
    if not any(row.required.values()):
        return "blank"
    return next((tier for tier in TIERS if row.short.get(tier, 0.0) > NOTICED_SHARE), "fine")


def find_gravest_level(levels: Iterable[Level]) -> Level:
    """The gravest of several levels; of none `blank`."""
    return min(levels, key=LEVELS.index, default="blank")

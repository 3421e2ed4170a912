"""Which limits bind, and what one more unit of each would be worth."""

from __future__ import annotations

from typing import Literal, get_args

import numpy as np

from malja.lifts.model import Model
from malja.lifts.plan import Limit
from malja.lifts.prices import Prices, prices
from malja.lifts.program import Answer

AimName = Literal["survival", "minimum", "target", "cost"]


def binding(model: Model, relaxed: tuple[Answer, ...]) -> tuple[Limit, ...]:
    """The limits that hold back the first aim that more of any limit would lower, the one worth most a unit first.

    `relaxed` are the answers of the stages with fractions of trips, in their order. A shortfall that no limit explains
    (nothing can be there sooner) leaves the word to the next aim.
    """
    for aim, answer in zip(get_args(AimName), relaxed, strict=False):
        best: dict[tuple[str, str, str], Limit] = {}
        for kind in prices(model, answer):
            for limit in _limits(kind, aim):
                key = (limit.kind, limit.place, limit.name)
                if key not in best or limit.worth > best[key].worth:
                    best[key] = limit
        if best:
            return tuple(sorted(best.values(), key=lambda limit: -limit.worth))
    return ()


def _limits(kind: Prices, aim: AimName) -> list[Limit]:
    """Limits of one kind, one for each lift, place, item or need that it stands for."""
    found = []
    for n in np.flatnonzero(kind.worth.any(axis=1)):
        place, name = kind.names[n]
        worth, days = float(kind.worth[n].sum()), int(kind.days[kind.worth[n] > 0].sum())
        found.append(Limit(kind=kind.kind, place=place, name=name, days=days, aim=aim, worth=worth))
    return found

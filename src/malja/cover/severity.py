"""What a lack harms and how soon: the rule behind every word of severity that malja says.

The catalogue says of each need what a full lack of it does (`harm`), what it harms at worst (`harm_to`), after how many
days it begins to harm (`harm_after_days`) and from which share of the lowest standard on it endangers lives
(`life_share`). A need is judged by its lowest standard, since above that people have what harms first
(docs/standards.md). A lack of a part harms later: of half of it, after twice the days.
"""

from __future__ import annotations

import datetime
import math
from dataclasses import dataclass
from typing import Literal, TypeAlias

from malja.catalogue.facts import TIERS, Need, Tier

#: What a lack harms, the gravest first; `unknown`: no table says; `standard`: less than is due, without early harm.
Harm: TypeAlias = Literal["life", "health", "unknown", "dignity", "standard"]
HARMS: tuple[Harm, ...] = ("life", "health", "unknown", "dignity", "standard")
#: Of a lack of less than this share of what is due nothing is said.
NOTICED_SHARE = 0.005
#: Harm that begins later than this many days after a lack is not urgent yet.
URGENT_DAYS = 30.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Severity:
    """What a lack harms, and after how many days of it the harm begins (None: not known)."""

    harm: Harm
    after_days: float | None = None

    @property
    def rank(self) -> int:
        """0 for the gravest harm."""
        return HARMS.index(self.harm)

    @property
    def order(self) -> tuple[float, float]:
        """The rank, then the days until it harms: of what may kill and nobody says when none, else without end."""
        unknown = 0.0 if self.harm in ("life", "unknown") else math.inf
        return self.rank, unknown if self.after_days is None else self.after_days

    @property
    def is_urgent(self) -> bool:
        """Whether it endangers lives or health within 30 days of the lack, or nobody knows that it does not."""
        return self.harm in ("life", "health", "unknown") and self.order[1] <= URGENT_DAYS


def rank_lack(severity: Severity, first: datetime.date, weight: float) -> tuple[float, ...]:
    """What lacks are put in order by on every page: the gravest harm, the day on which it begins, the first short day.

    On one day the need of more weight (docs/standards.md). `first`: the first day of the lack.
    """
    rank, after = severity.order
    return rank, first.toordinal() + after, first.toordinal(), -weight


def judge_severity(need: Need, tier: Tier, share: float) -> Severity:
    """How grave it is that a share of a need, 0..1 and more than 0, is missing at a tier.

    At the lowest tier that is asked: what `harm_to` says, but life only from `life_share` on, else health; after
    `harm_after_days` / share. Where no table says what it harms: life if survival is asked, else `unknown`. Below
    the minimum alone, where survival is met: health if a full lack kills, at a time that nobody knows. Below the
    target alone: `standard`.
    """
    lowest = next((one for one in TIERS if need.standard(one)), tier)
    worst = need.harm_to or ("life" if need.survival else "")
    at_lowest = TIERS.index(tier) <= TIERS.index(lowest)
    after = need.harm_after_days / share if at_lowest and need.harm_after_days is not None else None
    harm: Harm = "standard"
    if at_lowest and tier != "target":
        harm = "health" if worst == "life" and share < (need.life_share or 0.0) else worst or "unknown"
    elif tier == "minimum" and worst == "life":
        harm = "health"
    return Severity(harm=harm, after_days=after)

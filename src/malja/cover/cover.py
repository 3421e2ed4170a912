"""How long what is there lasts: the day on which each need falls below each tier if nothing more comes.

Counted: people present and announced (people.csv), the site's services, its opening stock and the assets in it.
Not counted: lifts, cargo on its way or committed, supply for sale, stock at other places: nothing more comes.
Each need stands by itself (docs/model.md): goods that serve several needs are counted for each of them in
full, so are fuel and raw water. Stock goes to the tier in question alone and is used as its days need it.
"""

from __future__ import annotations

import datetime
import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np

from malja.catalogue.facts import TIERS, Need, Tier
from malja.cover.goods import find_gap_and_goods
from malja.cover.lasting import ROUNDING, find_end
from malja.cover.severity import judge_severity, rank_lack
from malja.cover.ways import SiteGoods, find_ways, read_site_goods
from malja.frames import Records
from malja.needs.derivation import RequirementFactors, find_factors
from malja.needs.requirements import Requirement, find_requirements
from malja.operation.operation import Operation

#: The days from the first short one on whose lack is counted: a week, for which goods are asked.
DAYS_COUNTED = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedGiver:
    """What a site has towards a need on day 0: a service (`name` is the need), stock of an item, or an asset.

    `quantity`: units of the service (per day, for a daily need), or of the item. `gives`: units of the need it gives:
    stock in all, an asset in place, a running asset a day if its inputs last.
    """

    kind: Literal["service", "stock", "in_place", "running"]
    name: str
    quantity: float
    gives: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """How long one need at one site holds at one tier, if nothing more comes.

    `days`: whole days that hold, with the share of the next that a daily need still gets; None: beyond the horizon.
    `first_short`: the first date below the tier, None likewise. `people`: persons concerned on that day (else the most
    of any day). `required` and `provided`: on day 0, in the need's unit; of a daily need, no more is provided than
    required. `short`: the share missing on day 0, 0..1. `derived`: the factors of `required`. `givers`: what is there.
    `lack`: the most that is missing on any of the seven days from `first_short` on, as a share, 0..1; `missing`: what
    is missing on these days in all, for a standing need on the worst of them, in the need's unit; `missing_days`: how
    many of these days lie within the horizon. All three are 0 where nothing is short.
    """

    place: str
    need: Need
    tier: Tier
    days: float | None
    first_short: datetime.date | None
    people: float
    required: float
    provided: float
    short: float
    derived: RequirementFactors
    givers: tuple[NeedGiver, ...]
    lack: float = 0.0
    missing: float = 0.0
    missing_days: int = 0


def find_covers(operation: Operation) -> Records[Cover]:
    """The cover of every need that has a standard, at every site and tier: sites, needs, then tiers in their order."""
    at = {site.place: site for site in read_site_goods(operation)}
    return Records(Cover, (_cover(operation, at[asked.place], asked) for asked in find_requirements(operation)))


def list_first_to_run_out(covers: Iterable[Cover]) -> list[Cover]:
    """What falls below a tier within the horizon: the gravest harm first, then the day on which it begins
    (`order_by_harm`); on one day the graver tier, then the tables' order.
    """
    short = [one for one in covers if one.first_short is not None]
    return sorted(short, key=lambda one: (*order_by_harm(one), TIERS.index(one.tier)))


def order_by_harm(one: Cover) -> tuple[float, ...]:
    """What covers are put in order by, as every lack is (`rank_lack`); what holds comes last."""
    if one.first_short is None or one.lack <= 0:
        return (math.inf,)
    return rank_lack(judge_severity(one.need, one.tier, one.lack), one.first_short, one.need.weight)


def _cover(operation: Operation, site: SiteGoods, asked: Requirement) -> Cover:
    standing = asked.need.kind == "standing"
    day, days, provided, unmet = _standing(site, asked) if standing else _daily(site, asked)
    shares = [gap / float(asked.quantity[(day or 0) + after]) for after, gap in enumerate(unmet) if gap > 0]
    required = float(asked.quantity[0])
    return Cover(
        place=asked.place,
        need=asked.need,
        tier=asked.tier,
        days=days,
        first_short=None if day is None else operation.date(day),
        people=float(asked.people.max() if day is None else asked.people[day]),
        required=required,
        provided=provided,
        short=max(0.0, 1 - provided / required) if day == 0 else 0.0,
        derived=find_factors(asked, 0),
        givers=tuple(_givers(site, asked.need)),
        lack=min(1.0, max(shares, default=0.0)),
        missing=max(unmet, default=0.0) if standing else sum(unmet),
        missing_days=len(unmet),
    )


#: A cover's first short day, its days, what is provided on day 0, and what each day from the first short one on lacks.
_Lasting: TypeAlias = tuple[int | None, float | None, float, tuple[float, ...]]


def _standing(site: SiteGoods, asked: Requirement) -> _Lasting:
    """The first day on which what stands is less than required, the days until then, and what stands on day 0."""
    stands = site.service(asked.need.need).copy()
    for item, gives in site.gives.get((asked.need.need, "in_place"), {}).items():
        stands += gives * site.in_place(item)
    short = np.flatnonzero(stands < asked.quantity * (1 - ROUNDING))
    if not len(short):
        return None, None, float(stands[0]), ()
    first = int(short[0])
    unmet = np.maximum(0.0, asked.quantity - stands)[first : first + DAYS_COUNTED]
    return first, float(first), float(stands[0]), tuple(unmet.tolist())


def _daily(site: SiteGoods, asked: Requirement) -> _Lasting:
    """The first day that cannot be met in full, the days until then with that day's share, and what day 0 gets."""
    gap, goods = find_gap_and_goods(site, find_ways(site, asked.need.need), asked.quantity)
    last = find_end(gap, goods, days=DAYS_COUNTED)
    if last is None:
        return None, None, float(asked.quantity[0]), ()
    required = float(asked.quantity[last.day])
    met = required - float(gap[last.day]) + last.met
    provided = met if last.day == 0 else float(asked.quantity[0])
    return last.day, last.day + met / required, provided, last.unmet


def _givers(site: SiteGoods, need: Need) -> list[NeedGiver]:
    """The service, the stock and the assets that give a need on day 0, in the tables' order."""
    served = float(site.service(need.need)[0])
    givers = [NeedGiver(kind="service", name=need.need, quantity=served, gives=served)] if served else []
    for item, gives in site.gives.get((need.need, "use"), {}).items():
        if site.stock.get(item):
            givers.append(NeedGiver(kind="stock", name=item, quantity=site.stock[item], gives=gives * site.stock[item]))
    kinds: tuple[tuple[Literal["in_place", "running"], str], ...] = (("in_place", "in_place"), ("running", "per_day"))
    for kind, how in kinds:
        for item, gives in site.gives.get((need.need, how), {}).items():
            units = float(site.in_place(item)[0])
            if units:
                givers.append(NeedGiver(kind=kind, name=item, quantity=units, gives=gives * units))
    return givers

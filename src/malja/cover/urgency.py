"""What is urgent at each site: what runs out or is short, who is harmed how soon, what to send, and by when.

One list for every page: `malja cover`, the status of a site, the summary of a plan and the report say it in words
(`cover/urgency_words.py`). Like all of cover it counts nothing that is still to come.
"""

from __future__ import annotations

import datetime
import math
from collections.abc import Sequence
from dataclasses import dataclass

from malja.catalogue.facts import Need, Tier
from malja.cover.cover import Cover, find_covers, order_by_harm
from malja.cover.severity import NOTICED_SHARE, Severity, judge_severity, rank_lack
from malja.cover.timely_lifts import TimelyLift, TimelyLifts
from malja.cover.ways import read_site_goods
from malja.cover.what_to_send import GoodToSend, can_cook, choose_goods_to_send
from malja.operation.counted_contents import list_counted_contents
from malja.operation.food_needs import COOKING_FUEL, KITCHENS
from malja.operation.notices.reachable_goods import find_committed_items, find_goods_at_places
from malja.operation.operation import Operation


@dataclass(frozen=True, slots=True, kw_only=True)
class Urgency:
    """A need at a site that is short or runs out, at the tier at which it harms most.

    `first_short`: the first day below the tier. `short`: the share missing now, 0: it holds until then. `lack`: the
    most that is missing in the week from then on, 0..1. `people`: persons concerned on that day. `harms_on`: the day on
    which the harm begins, None: not known. `send`: goods that hold the minimum (or the lowest standard asked) for
    `days` from then on, empty where no good gives the need. `departure`: of what runs out later the last one with which
    they are ready on the day, of what is short now, or where none is in time, the soonest; None: no lift brings them
    all. `ready_on`: the day on which they then can be used and are set up. `not_brought`: those of the goods that no
    lift brings and that are not there already.
    """

    place: str
    need: Need
    tier: Tier
    first_short: datetime.date
    short: float
    lack: float
    people: float
    severity: Severity
    harms_on: datetime.date | None
    send: tuple[GoodToSend, ...]
    days: int
    departure: TimelyLift | None
    ready_on: datetime.date | None
    not_brought: tuple[GoodToSend, ...] = ()

    @property
    def is_short_now(self) -> bool:
        """Whether it is short on the first day already."""
        return self.short > 0

    @property
    def needed_by(self) -> datetime.date | None:
        """The day it runs out; of what is short now the day on which the harm begins (None: not known)."""
        return self.harms_on if self.is_short_now else self.first_short

    @property
    def is_in_time(self) -> bool:
        """Whether the departure brings it by the day on which it is needed."""
        return self.ready_on is not None and (self.needed_by is None or self.ready_on <= self.needed_by)

    @property
    def is_urgent(self) -> bool:
        """Whether it endangers lives or health within 30 days of the lack, or nobody knows that it does not."""
        return self.severity.is_urgent


def find_urgencies(operation: Operation, covers: Sequence[Cover] | None = None) -> tuple[Urgency, ...]:
    """Each need at each site that falls below a standard within the horizon, once: the gravest harm first, then the
    day on which it begins (docs/standards.md). `covers`: those of the operation, if they are there already.
    """
    covers = find_covers(operation) if covers is None else covers
    by_need: dict[tuple[str, str], list[Cover]] = {}
    for one in covers:
        by_need.setdefault((one.place, one.need.need), []).append(one)
    judged = [gravest for theirs in by_need.values() if (gravest := _find_gravest(theirs))]
    sending = _Sending(operation, covers)
    found = [_urgency(operation, one, severity, by_need[one.place, one.need.need], sending) for one, severity in judged]
    return tuple(sorted(found, key=lambda one: rank_lack(one.severity, one.first_short, one.need.weight)))


def _find_gravest(covers: list[Cover]) -> tuple[Cover, Severity] | None:
    """Of one need's covers the one whose lack harms most, with its severity; None: nothing is noticeably short."""
    short = [one for one in covers if one.first_short is not None and one.lack > NOTICED_SHARE]
    if not short:
        return None
    gravest = min(short, key=order_by_harm)
    return gravest, judge_severity(gravest.need, gravest.tier, gravest.lack)


class _Sending:
    """What can be sent to each site, and with which departure."""

    def __init__(self, operation: Operation, covers: Sequence[Cover]) -> None:
        self._operation = operation
        self._sites = {site.place: site for site in read_site_goods(operation)}
        self._contents = list_counted_contents(operation)
        self._can_come = find_goods_at_places(operation)
        self._departures = TimelyLifts(operation)
        self._cooks = {
            place: can_cook((one for one in covers if one.place == place), (KITCHENS, COOKING_FUEL))
            for place in self._sites
        }

    def choose(self, missing: Cover) -> tuple[GoodToSend, ...]:
        """The goods for a gap."""
        site = self._sites[missing.place]
        can_come, cooks = self._can_come[missing.place], self._cooks[missing.place]
        return choose_goods_to_send(site, missing, self._contents, can_come, cooks=cooks)

    def find_not_brought(self, goods: tuple[GoodToSend, ...], site: str) -> tuple[GoodToSend, ...]:
        """Those of the goods that no lift brings from a stock or supply, nor a sender has committed, nor lie there."""
        committed = find_committed_items(self._operation, site)
        at_hand = {row.item: row.quantity for row in self._operation.stock if row.place == site and row.quantity > 0}
        return tuple(
            good
            for good in goods
            if good.item.item not in committed
            and at_hand.get(good.item.item, 0.0) < good.quantity
            and self._departures.find_soonest(good.item.item, site) is None
        )

    def depart(self, goods: tuple[GoodToSend, ...], site: str, by: datetime.date) -> tuple[TimelyLift | None, int]:
        """The departure of the first of the goods that stand ready on a day, else soonest, and the days to set them up.

        A day that is the start asks for the soonest.
        """
        item, setup = goods[0].item.item, max(one.item.setup_days for one in goods)
        day = self._operation.day(by)
        last = self._departures.find_last(item, site, day - setup) if day > 0 else None
        return last or self._departures.find_soonest(item, site), setup


def _urgency(operation: Operation, cover: Cover, severity: Severity, tiers: list[Cover], sending: _Sending) -> Urgency:
    first = cover.first_short or operation.start
    asked = {one.tier: one for one in tiers if one.missing > 0}
    wanted = asked.get("minimum", cover) if cover.tier != "target" else cover
    send = sending.choose(wanted)
    not_brought = sending.find_not_brought(send, cover.place)
    departure, setup = (
        sending.depart(send, cover.place, operation.start if cover.short else first)
        if send and not not_brought
        else (None, 0)
    )
    after = severity.after_days
    return Urgency(
        place=cover.place,
        need=cover.need,
        tier=cover.tier,
        first_short=first,
        short=cover.short,
        lack=cover.lack,
        people=cover.people,
        severity=severity,
        harms_on=None if after is None else first + datetime.timedelta(days=math.floor(min(after, 36_500))),
        send=send,
        days=wanted.missing_days,
        departure=departure,
        ready_on=None if departure is None else departure.usable + datetime.timedelta(days=setup),
        not_brought=not_brought,
    )

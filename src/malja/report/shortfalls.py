"""What is short, when and for how many: the plan's coverage as spans of days."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from malja.catalogue.facts import TIERS, Need, Tier
from malja.cover.severity import NOTICED_SHARE, Severity, judge_severity, rank_lack
from malja.lifts.plan.plan import Coverage, Plan
from malja.operation.rows import Tables


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Days on end, both included, on which a need is short."""

    first: datetime.date
    last: datetime.date


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortfall:
    """One need below one tier at one site: its spans, the most people concerned, the largest share missing.

    `people_first`: those concerned on the first day. `person_days`: people times the share missing, summed over the
    days. `weight`: of the need. `severity`: what a lack as deep as the worst harms, and how soon; nothing early if it
    ends before the harm would begin.
    """

    place: str
    need: str
    tier: Tier
    spans: tuple[Span, ...]
    people: float
    people_first: float
    worst: float
    person_days: float
    weight: float
    severity: Severity


def find_shortfalls(operation: Tables, plan: Plan) -> tuple[tuple[Shortfall, ...], int]:
    """Every shortfall in the order of every lack (`rank_lack`), then the lower tier, then more person-days.

    With them: how many more there are that never miss half a percent of the requirement, which are slight.
    """
    needs = {need.need: need for need in operation.needs}
    rows: dict[tuple[str, str], list[Coverage]] = {}
    for row in plan.coverage:
        rows.setdefault((row.place, row.need), []).append(row)
    shortfalls, slight = [], 0
    for (place, need), covered in rows.items():
        for tier in TIERS:
            short = sorted(
                (row for row in covered if row.short.get(tier, 0.0) > NOTICED_SHARE), key=lambda row: row.date
            )
            if short:
                shortfalls.append(_shortfall(place, need, tier, short, needs.get(need)))
            else:
                slight += any(row.short.get(tier, 0.0) > 1e-9 for row in covered)
    # Sorting keeps the order of places and needs where two are as bad as each other.
    shortfalls.sort(key=_order)
    return tuple(shortfalls), slight


def _order(one: Shortfall) -> tuple[float, ...]:
    first = one.spans[0].first
    return (*rank_lack(one.severity, first, one.weight), TIERS.index(one.tier), -one.person_days)


def _shortfall(place: str, need: str, tier: Tier, short: list[Coverage], fact: Need | None) -> Shortfall:
    worst = max(row.short[tier] for row in short)
    spans = _spans([row.date for row in short])
    return Shortfall(
        place=place,
        need=need,
        tier=tier,
        spans=spans,
        people=max(row.people for row in short),
        people_first=short[0].people,
        worst=worst,
        person_days=sum(row.people * row.short[tier] for row in short),
        weight=1.0 if fact is None else fact.weight,
        severity=Severity(harm="unknown") if fact is None else _judge(fact, tier, min(1.0, worst), spans),
    )


def _judge(need: Need, tier: Tier, worst: float, spans: tuple[Span, ...]) -> Severity:
    """What a lack harms if it lasts until the harm begins; else less than is due, no more."""
    severity = judge_severity(need, tier, worst)
    longest = max((span.last - span.first).days + 1 for span in spans)
    # Above its lowest standard nobody knows when a lack harms: not sooner than a full one.
    begins = need.harm_after_days if severity.after_days is None else severity.after_days
    if begins is not None and longest < begins:
        return Severity(harm="standard", after_days=severity.after_days)
    return severity


def _spans(dates: list[datetime.date]) -> tuple[Span, ...]:
    """Dates in order, days on end put together."""
    spans: list[Span] = []
    for date in dates:
        if spans and (date - spans[-1].last).days <= 1:
            spans[-1] = Span(first=spans[-1].first, last=date)
        else:
            spans.append(Span(first=date, last=date))
    return tuple(spans)

"""Lines of docs/judgement.md on words of severity and urgency, worked out from the tables apart from the pages."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from itertools import pairwise

from malja.catalogue.facts import Need
from malja.cover.cover import Cover, find_covers
from malja.cover.cover_page import list_cover_rows, say_covers
from malja.cover.urgency import Urgency, find_urgencies
from malja.language.say import say
from malja.operation.headcount import count_present
from malja.operation.operation import Operation

TIERS = ("survival", "minimum", "target")
RANKS = ("life", "health", "unknown", "dignity", "standard")


def harm_of(need: Need, tier: str, share: float) -> tuple[str, float | None]:
    """What a share missing at a tier harms and after how many days, by the page of standards."""
    asked = [one for one in TIERS if (getattr(need, one) or 0) > 0]
    kills = need.harm_to == "life" or (not need.harm_to and asked[0] == "survival")
    if tier != asked[0] or tier == "target":
        after = need.harm_after_days / share if tier == asked[0] and need.harm_after_days else None
        return ("health" if tier == "minimum" and kills and tier != asked[0] else "standard"), after
    after = None if need.harm_after_days is None else need.harm_after_days / share
    if kills:
        return ("life" if share >= (need.life_share or 0) else "health"), after
    return need.harm_to or "unknown", after


def short_covers(operation: Operation) -> list[Cover]:
    return [one for one in find_covers(operation) if one.first_short is not None and one.lack > 0.005]


def says_lives_only_where_a_lack_kills(operation: Operation) -> list[str]:
    """Lives are said to be in danger by the rule alone, in the list and in every row of the cover page."""
    found = []
    for one in find_urgencies(operation):
        harm, after = harm_of(one.need, one.tier, one.lack)
        if (harm, after) != (one.severity.harm, one.severity.after_days):
            found.append(f"{one.place}, {one.need.need}: {one.severity}, not {harm} after {after}")
    worst = {(one.place, one.need.need): one.severity.harm for one in find_urgencies(operation)}
    danger = say("urgency", "life")
    rows = list_cover_rows(operation, find_covers(operation))
    return found + [
        f"{row.place}, {row.need}: {row.harm}"
        for row in rows
        if (danger in row.harm) != (worst.get((row.place, row.need)) == "life")
    ]


def says_every_rule(operation: Operation) -> list[str]:
    """Each word of severity on the cover page has its rule below, and no rule stands there for nothing."""
    lines = say_covers(operation, find_covers(operation))
    used = {one.severity.harm for one in find_urgencies(operation)}
    return [harm for harm in RANKS if (say("urgency", f"rule_{harm}") in lines) != (harm in used)]


def orders_by_harm_then_date(operation: Operation) -> list[str]:
    """The list goes by harm, then by the day on which it begins; each need at each site that is short stands once."""

    def key(one: Urgency) -> tuple[float, float]:
        harm, after = harm_of(one.need, one.tier, one.lack)
        unknown = 0.0 if harm in ("life", "unknown") else float("inf")
        return RANKS.index(harm), one.first_short.toordinal() + (unknown if after is None else after)

    listed = find_urgencies(operation)
    found = [f"{b.need.need} after {a.need.need}" for a, b in pairwise(listed) if key(a) > key(b)]
    names = [(one.place, one.need.need) for one in listed]
    short = {(one.place, one.need.need) for one in short_covers(operation)}
    return found + ([] if sorted(names) == sorted(short) else [f"{names} are not {short}"])


def sends_what_fills_the_gap(operation: Operation) -> list[str]:
    """Goods in whole packs give at least what is missing; they leave on a day of their lift and are there as told."""
    items = {item.item: item for item in operation.items}
    lifts = {lift.lift: lift for lift in operation.lifts}
    missing = {(one.place, one.need.need, one.tier): one for one in short_covers(operation)}
    found = []
    for one in find_urgencies(operation):
        minimum = missing.get((one.place, one.need.need, "minimum"))
        wanted = minimum if minimum and one.tier != "target" else missing[one.place, one.need.need, one.tier]
        given = 0.0
        for good in one.send:
            item = items[good.item.item]
            if abs(good.quantity - good.packs * item.pack_quantity) > 1e-6 * good.quantity:
                found.append(f"{item.item}: no whole packs")
            rows = [row for row in operation.contents if row.item == item.item and row.need == one.need.need]
            given += sum(good.quantity * row.quantity * (one.days if row.how == "per_day" else 1) for row in rows)
        idle = any(giver.kind == "running" for giver in wanted.givers)
        if one.send and not idle and given < wanted.missing * (1 - 1e-6):
            found.append(f"{one.need.need} at {one.place}: {given} of {wanted.missing}")
        if one.departure is not None:
            lift = lifts[one.departure.lift]
            least = one.departure.leaves + datetime.timedelta(days=lift.transit_days)
            if one.departure.leaves < operation.start or one.ready_on is None or one.ready_on < least:
                found.append(f"{lift.lift}: leaves {one.departure.leaves}, ready {one.ready_on}")
    return found


def says_one_number_of_people(operation: Operation) -> list[str]:
    """Who is said to be concerned is a number of people of that day, whole and not rounded to hundreds."""
    heads = count_present(operation)
    found = []
    for one in find_urgencies(operation):
        at = heads[one.place]
        if one.need.group == "everyone" and not one.need.kept:
            day = operation.day(one.first_short)
            if round(one.people) != round(float(at[day])):
                found.append(f"{one.need.need}: {one.people}, not {at[day]}")
    rows = list_cover_rows(operation, find_covers(operation))
    exact = {f"{max(1, round(one.people)):,}" for one in find_covers(operation) if one.people > 0} | {"0"}
    return found + [f"{row.need}: {row.people}" for row in rows if row.people not in exact]


WORDS: dict[str, Callable[[Operation], list[str]]] = {
    "W5": says_lives_only_where_a_lack_kills,
    "W6": says_every_rule,
    "W7": orders_by_harm_then_date,
    "W8": sends_what_fills_the_gap,
    "W9": says_one_number_of_people,
}

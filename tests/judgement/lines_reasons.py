"""Lines of the checklist on words: the reasons of loads, against planning again, days of cover and the next flight."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from itertools import islice, pairwise, takewhile

import numpy as np

from malja.catalogue.facts import TIERS
from malja.cover.cover import find_covers
from malja.lifts.plan.plan import Cargo, LoadLack, LoadReason, Plan
from malja.lifts.plan.plan_json import format_plan, read_plan
from malja.lifts.what_if.flight_failure import find_flight_failure
from malja.lifts.what_if.load_reasons import add_load_reasons, find_reasons
from malja.report.shortfalls import Shortfall
from malja.report.summary import summarise_plan

from .lines_words import RANKS, harm_of
from .replanning import NOTICED, Replanned
from .situations import Situation

#: Where a situation has more trips than these, the reasons of the next trips stand for all.
_MOST_TRIPS = 3

#: Site needs times days beyond which a whole model takes too long to be solved for each line, and not every line is
#: explained.
_SMALL, _MOST_LINES = 1_000, 60

#: Of larger ones as many lines, drawn by a seed, as make these site needs times days together.
_SAMPLED_ROWS = 7_000


@cache
def explain(at: Situation) -> Plan:
    """The plan with the reason of every line; of a large one with those of the lines that go first."""
    plan = read_plan(at.text)
    if len(plan.coverage) <= _SMALL:
        return add_load_reasons(at.operation, plan)
    found = {(line.trip, line.item): reason for line, reason in islice(find_reasons(at.operation, plan), _MOST_LINES)}
    trips = tuple(
        replace(trip, cargo=tuple(replace(one, reason=found.get((number, one.item))) for one in trip.cargo))
        for number, trip in enumerate(plan.trips)
    )
    return replace(plan, trips=trips)


def list_reasons(plan: Plan) -> Iterator[tuple[int, Cargo, LoadReason]]:
    for number, trip in enumerate(plan.trips):
        for cargo in trip.cargo:
            if cargo.reason is not None:
                yield number, cargo, cargo.reason


def has_true_reasons(at: Situation) -> list[str]:
    """Each line is taken away and all else planned again: as much is short, as late, of the tier that is told."""
    plan = explain(at)
    if len(plan.coverage) > _SMALL:
        return _check_sample(at)
    order = sorted(range(len(plan.trips)), key=lambda number: plan.trips[number].leaves)
    wanted = order if len(order) <= 2 * _MOST_TRIPS else order[:_MOST_TRIPS]
    found = []
    for number, cargo, reason in list_reasons(plan):
        if number in wanted:
            again = Replanned(at.operation, plan, (number, cargo.item))
            found += [f"{cargo.item} on trip {number}: {wrong}" for wrong in _compare(at, again, reason)]
    return found


def _check_sample(at: Situation) -> list[str]:
    """Of a large plan some lines of any trip, drawn by a seed: fewer of a larger one, whose model takes longer."""
    plan = read_plan(at.text)
    lines = [(number, cargo.item) for number, trip in enumerate(plan.trips) for cargo in trip.cargo]
    count = min(len(lines), max(1, _SAMPLED_ROWS // len(plan.coverage)))
    drawn = [lines[n] for n in np.random.default_rng(len(lines)).choice(len(lines), count, replace=False)]
    found = []
    for line, reason in find_reasons(at.operation, plan, frozenset(drawn)):
        again = Replanned(at.operation, plan, (line.trip, line.item))
        found += [f"{line.item} on trip {line.trip}: {wrong}" for wrong in _compare(at, again, reason)]
    return found


def _compare(at: Situation, again: Replanned, reason: LoadReason) -> Iterator[str]:
    days = again.before.shape[2]
    if reason.why != "need":
        yield from (
            f"{tier} falls short, but the reason is {reason.why}"
            for m, tier in enumerate(TIERS)
            if not again.can_hold(m, days)
        )
        return
    tier = TIERS.index(reason.lacks[0].tier)
    yield from (f"{TIERS[m]} falls short too" for m in range(tier) if not again.can_hold(m, days))
    first = min(at.operation.day(lack.first) for lack in reason.lacks)
    if not again.can_hold(tier, first):
        yield f"something is short before {first}"
    if again.can_hold(tier, first + 1, 0.89 * NOTICED):
        yield f"nothing need be short until after {first}"
    weight = {need.need: need.weight for need in at.operation.needs}
    told = sum(weight[lack.need] * lack.person_days for lack in reason.lacks)
    least = again.find_least(tier, first)
    # Lacks too small to be named are not told; a later lack counts up to a twentieth less than an earlier one.
    people = max(lack.people for lack in reason.lacks)
    small = sum(weight[need.need.need] for need in again.model.problem.needs) * NOTICED * people * days
    if not least - small - 1e-3 <= told <= 1.06 * least + 1e-3:
        yield f"{told} weighted person-days are told, {least} are missing"


def tells_no_day_before_cover(at: Situation) -> list[str]:
    """Nothing is short without one line before it is with nothing coming at all, where no good serves two needs."""
    cover = {(one.place, one.need.need, one.tier): one.first_short for one in find_covers(at.operation)}
    alone = _list_needs_alone(at)
    found = []
    for number, cargo, reason in list_reasons(explain(at)):
        for lack in reason.lacks:
            if reason.why == "need" and not lack.deeper and lack.need in alone:
                first = cover[lack.place, lack.need, lack.tier]
                if first is None or lack.first < first:
                    found.append(f"{cargo.item} on trip {number}: {lack.need} on {lack.first}, by cover on {first}")
    return found


def _list_needs_alone(at: Situation) -> set[str]:
    """Needs all of whose goods serve nothing else: cover looks at each need as if all were there for it alone."""
    inputs = {row.input for row in at.operation.running} | {row.item for row in at.operation.running}
    serves: dict[str, set[str]] = {}
    for row in at.operation.contents:
        serves.setdefault(row.item, set()).add(row.need)
    shared = {need for item, needs in serves.items() if len(needs) > 1 or item in inputs for need in needs}
    return {need.need for need in at.operation.needs} - shared - inputs


def agrees_with_the_next_flight(at: Situation) -> list[str]:
    """What is short without one line of the next trip is short without all of it, no later and of no lesser tier."""
    plan = explain(at)
    fails = find_flight_failure(at.operation, plan)
    if fails.trip is None:
        return []
    short = {}
    for lack in reversed(fails.as_planned):
        short[lack.place, lack.need] = lack
    found = []
    for cargo in fails.trip.cargo:
        for lack in cargo.reason.lacks if cargo.reason is not None and cargo.reason.why == "need" else ():
            whole = short.get((lack.place, lack.need))
            if whole is None or TIERS.index(whole.tier) > TIERS.index(lack.tier):
                found.append(f"{cargo.item}: {lack.need} is short without it, but not without the trip")
    return found


def keeps_its_reasons_in_plan_json(at: Situation) -> list[str]:
    """Whoever reads plan.json back finds the same reasons: page, papers and library have one source."""
    plan = explain(at)
    again = read_plan(format_plan(plan))
    kept = [reason.why for _, _, reason in list_reasons(again)]
    return [] if kept == [reason.why for _, _, reason in list_reasons(plan)] else ["other reasons are read back"]


def names_the_gravest_and_soonest_first(at: Situation) -> list[str]:
    """One order of lacks: the headline, what is short, what each line of a load goes for, and the lines of a trip."""
    plan, needs = explain(at), {need.need: need for need in at.operation.needs}

    def order(lack: LoadLack) -> tuple[float, float]:
        harm, after = harm_of(needs[lack.need], lack.tier, min(1.0, lack.worst))
        unknown = 0.0 if harm in ("life", "unknown") else math.inf
        return RANKS.index(harm), lack.first.toordinal() + (unknown if after is None else after)

    found = []
    for number, cargo, reason in list_reasons(plan):
        first, *others = reason.lacks or (None,)
        found += [f"{cargo.item} on {number}: {one.need}" for one in others if first and order(one) < order(first)]
    summary = summarise_plan(at.operation, plan)
    ahead = list(takewhile(lambda one: one != summary.headline, summary.shortfalls))
    most = max((one.weight * one.person_days for one in summary.shortfalls), default=0.0)
    found += [f"{one.need} before the headline" for one in ahead if one.weight * one.person_days >= most / 10]
    for coming in summary.coming:
        reasons = [one.cargo.reason for one in coming.loaded if one.cargo.reason]
        told = [reason.lacks[0] for reason in reasons if reason.why == "need"]
        found += [f"{coming.trip.lift}: {one.need} before" for one in told[1:] if order(one) < order(told[0])]
    for before, after in pairwise(summary.shortfalls):
        if _harm_begins(before) > _harm_begins(after):
            found.append(f"{before.need} before {after.need}")
    return found


def _harm_begins(short: Shortfall) -> tuple[float, float]:
    after = short.severity.after_days
    unknown = 0.0 if short.severity.harm in ("life", "unknown") else math.inf
    return RANKS.index(short.severity.harm), short.spans[0].first.toordinal() + (unknown if after is None else after)


REASONS: dict[str, Callable[[Situation], list[str]]] = {
    "W1": has_true_reasons,
    "W2": tells_no_day_before_cover,
    "W3": agrees_with_the_next_flight,
    "W4": keeps_its_reasons_in_plan_json,
    "W27": names_the_gravest_and_soonest_first,
}

"""Why an item flies: what would fall short, and when, without this cargo and all later cargo of the same item.

The rest of the plan stays unchanged: no other item is used more instead.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from malja.catalogue.facts import TIERS, Tier
from malja.lifts.plan.plan import Cargo, Coverage, Plan
from malja.operation.rows import Tables
from malja.report.flows import Flows, Loss
from malja.report.shortfalls import NOTICED_SHARE
from malja.report.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class CargoReason:
    """A need at a site that falls below a tier on a date without the cargo; `deeper`: it is below with it, less so."""

    place: str
    need: str
    tier: Tier
    date: datetime.date
    deeper: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """Cargo of a trip with the reason why it flies (None: no standard is missed without it); `fixed`: by its sender."""

    cargo: Cargo
    reason: CargoReason | None
    fixed: bool


class CargoReasons:
    """The reasons for the cargo of one plan; the plan's rows are indexed once."""

    def __init__(self, operation: Tables, plan: Plan) -> None:
        self._operation = operation
        self._flows = Flows(operation, plan)
        self._order = {need.need: position for position, need in enumerate(operation.needs)}
        self._coverage: dict[tuple[str, str], dict[int, Coverage]] = {}
        for row in plan.coverage:
            self._coverage.setdefault((row.place, row.need), {})[operation.day(row.date)] = row

    def find_reason(self, number: int, item: str) -> CargoReason | None:
        """Why trip `number` of the plan carries an item: the gravest thing that happens without it; None: nothing does.

        The lowest tier comes first, then the earliest day, then the order of the needs.
        """
        candidates = [
            (TIERS.index(reason.tier), reason.date, self._order.get(reason.need, 0), position, reason)
            for position, (where, loss) in enumerate(self._flows.trace_losses(number, item).items())
            for reason in self._falls(where, loss)
        ]
        return min(candidates, key=lambda one: one[:4])[4] if candidates else None

    def _falls(self, where: tuple[str, str], loss: Loss) -> list[CargoReason]:
        """For each tier the first day on which the loss makes the need fall short."""
        rows = self._coverage.get(where, {})
        reasons: dict[Tier, CargoReason] = {}
        for day in sorted(loss):
            row = rows.get(day)
            if row is None:
                continue
            for tier, required in row.required.items():
                before = row.short.get(tier, 0.0)
                after = 1.0 - (row.provided - loss[day]) / required if required > 0 else 0.0
                if tier not in reasons and after > NOTICED_SHARE and after - before > NOTICED_SHARE:
                    reasons[tier] = CargoReason(
                        place=where[0], need=where[1], tier=tier, date=row.date, deeper=before > NOTICED_SHARE
                    )
        return list(reasons.values())


def say_reason(words: Words, loaded: Loaded) -> str:
    """Why an item flies: what falls short, and when, without it."""
    reason = loaded.reason
    if reason is None:
        return words.say("why_fixed" if loaded.fixed else "why_none")
    said = words.say(
        "why_deeper" if reason.deeper else "why",
        need=words.need_at(reason.need, reason.place),
        tier=words.tier(reason.tier),
        date=words.date(reason.date),
    )
    return words.say("why_and_fixed", why=said) if loaded.fixed else said

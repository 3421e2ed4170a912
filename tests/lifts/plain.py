"""The model of docs/model.md, once more: plainly, in loops, for small operations, solved to the end.

Nothing is clever here: a column for every pack in every vehicle, for every lot by the day on which it was fresh, for
every quarter of every shortfall. It is the yardstick for the planner's values and bounds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from malja.catalogue.facts import TIERS, Tier
from malja.operation.rows import Tables

from .plain_food import Table
from .plain_goods import Goods
from .plain_lifts import Loads
from .program import CONSTANT, Program, Sum, added, plus
from .reading import SLOPES, Reading


def best_values(
    operation: Tables, stages: Sequence[str], limits: Mapping[str, float] | None = None
) -> dict[str, float]:
    """The least value of each aim in `stages`, earlier aims kept at most at `limits`, or else at their own best.

    The basket's charge (`basket`) stands before all others: with a limit, every value is the least among plans that
    miss no more of it.

    Raises `UnsolvedError` if an optimum is not proven in its time.
    """
    found, _ = staged(formulate(operation), stages, limits or {})
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """The whole programme, its parts, and the sum that each aim is."""

    program: Program
    reading: Reading
    loads: Loads
    goods: Goods
    aims: dict[str, Sum]


def staged(model: Model, stages: Sequence[str], limits: Mapping[str, float]) -> tuple[dict[str, float], list[float]]:
    """The least values, stage after stage, and the columns of the last."""
    found: dict[str, float] = {}
    columns: list[float] = []
    within: list[tuple[Sum, float]] = []
    for stage in ["basket", *TIERS, "cost"]:
        if stage in stages:
            found[stage], columns = model.program.least(model.aims[stage], within)
        if stage in limits or stage in found:
            limit = limits[stage] if stage in limits else found[stage]
            within.append((model.aims[stage], limit + 1e-7 * max(1.0, abs(limit))))
    return found, columns


def formulate(operation: Tables) -> Model:
    """The programme of an operation."""
    program, reading = Program(), Reading(operation)
    loads = Loads(program, reading)
    goods = Goods(program, reading, loads)
    aims: dict[str, Sum] = {tier: _shortfall(program, reading, goods, tier) for tier in TIERS}
    aims["basket"] = Table(program, reading, goods).charge
    aims["cost"] = plus((1.0, loads.cost), (1.0, goods.cost))
    return Model(program=program, reading=reading, loads=loads, goods=goods, aims=aims)


def _shortfall(program: Program, reading: Reading, goods: Goods, tier: Tier) -> Sum:
    """F of a tier; and for each site, need and day: provided >= (1 - short) * required."""
    total: Sum = {}
    for place in reading.sites:
        for need in reading.needs.values():
            for day in range(reading.horizon):
                required = reading.required(place, need, tier, day)
                if not required:
                    continue
                quarters = [program.column(upper=0.25) for _ in SLOPES]
                short = added(quarters)
                wanted = plus((required, {CONSTANT: 1.0}), (-required, short))
                program.at_most(wanted, goods.provided[place, need.need, day])
                persons = need.weight * reading.persons(place, need, day)
                charged = plus(*zip(SLOPES, quarters, strict=True))
                total = plus((1.0, total), (persons, charged))
    return total

"""A world in which nothing appears and nothing vanishes, and people use what is there in the model's order."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from malja.catalogue.facts import TIERS
from malja.lifts.hedge.chances import NO_TROUBLE, Chances, Draws
from malja.lifts.model.shortfall_charge import charge_shortfall
from malja.lifts.search.planning import plan_lifts
from malja.operation.operation import Operation
from malja.simulation.replanning import describe_situation
from malja.simulation.schedules import Departure, Schedule, fill_as_today, read_schedule
from malja.simulation.world import World
from tests.lifts.operations import smallest
from tests.lifts.random_operations import operations

EMPTY = Schedule(departures=())
ROUGH = Chances(fails=0.3, more_people=0.5, count_error=0.1)


@st.composite
def schedules(draw: st.DrawFn, operation: Operation) -> Schedule:
    """Whatever is to leave, sensible or not."""
    rows = []
    for lift in operation.lifts:
        for day in range(operation.days):
            wanted = {item.item: float(draw(st.integers(0, 4))) for item in operation.items}
            rows.append(Departure(lift=lift.lift, day=day, packs={i: n for i, n in wanted.items() if n}))
    return Schedule(departures=tuple(row for row in rows if row.packs))


@given(st.data())
def test_nothing_appears_and_nothing_vanishes(data: st.DataObject) -> None:
    operation = data.draw(operations())
    schedule = data.draw(schedules(operation))
    world = World(operation, Draws(chances=ROUGH, run=data.draw(st.integers(0, 9))))
    for _ in range(operation.horizon):
        world.live(schedule)
        for item in operation.items:
            accounts: dict[str, float] = defaultdict(float)
            for account, by_item in world.stores.accounts.items():
                accounts[account] += by_item.get(item.item, 0.0)
            came = accounts["opening"] + accounts["bought"] + accounts["sent"]
            left = accounts["used"] + accounts["burnt"] + accounts["expired"]
            assert world.stores.count_everything(item.item) == pytest.approx(came - left, abs=1e-6)
    assert all(batch.packs >= 0 for lots in world.stores.lots.values() for batch in lots)
    assert all(left >= -1e-9 for left in world.stores.for_sale)


@given(st.data())
def test_what_people_get_is_what_they_used(data: st.DataObject) -> None:
    """Of a need that no service and no asset gives, on all days together."""
    operation = data.draw(operations())
    operation = replace(operation, services=())
    world = World(operation, Draws(chances=ROUGH, run=0))
    schedule = data.draw(schedules(operation))
    for _ in range(operation.horizon):
        world.live(schedule)
    gives = world.tables.gives
    for need in {row.need.need for row in world.tables.needs if row.need.kind == "daily"}:
        if not gives["per_day"].get(need):
            got = sum(
                float(world.provided[n].sum()) for n, row in enumerate(world.tables.needs) if row.need.need == need
            )
            used = world.stores.accounts["used"]
            assert got <= sum(each * used.get(i, 0.0) for i, each in gives["use"].get(need, {}).items()) + 1e-6


@given(operations())
def test_a_site_alone_lives_by_the_models_plan(operation: Operation) -> None:
    """With nothing to come, the use of each day is the least shortfall by the model itself, survival first."""
    alone = replace(operation, lifts=(), committed=(), supply=())
    plan = plan_lifts(alone)
    world = World(alone, NO_TROUBLE)
    for _ in range(alone.horizon):
        world.live(EMPTY)
    for tier, aim in zip(TIERS, plan.aims[:3], strict=True):
        value = sum(
            float((need.need.weight * world.people_of(need) * charge_shortfall(world.missing_of(n)[tier])).sum())
            for n, need in enumerate(world.tables.needs)
            if tier in need.required
        )
        assert value == pytest.approx(aim.value, abs=1e-4, rel=1e-4)


def test_a_plan_without_trouble_is_lived_as_it_was_planned() -> None:
    operation = smallest()
    plan = plan_lifts(operation)
    world = World(operation, NO_TROUBLE)
    for _ in range(operation.horizon):
        world.live(read_schedule(operation, plan, 0))
    assert sorted(float(share) for share in world.missing_of(0)["minimum"]) == pytest.approx(
        sorted(row.short["minimum"] for row in plan.coverage)
    )


@given(operations(), st.integers(0, 9))
def test_every_day_can_be_planned_again(operation: Operation, run: int) -> None:
    """Whatever happened, what is known is an operation that holds together, with the people who are there."""
    world = World(operation, Draws(chances=ROUGH, run=run))
    for day in range(operation.days):
        situation = describe_situation(world)
        assert (situation.start, situation.horizon) == (operation.date(day), operation.horizon - day)
        world.forget_rations()
        world.live(fill_as_today(situation, day))

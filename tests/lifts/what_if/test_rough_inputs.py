"""Which rough figures change the next load most."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

import pytest

from malja.catalogue.facts import Content, Item, Need, Source
from malja.lifts.search.planning import plan_lifts
from malja.lifts.what_if.rough_inputs import rank_rough_inputs
from malja.operation.operation import Operation
from malja.operation.rows import Movement, Service
from tests.lifts.cases import base, supply, truck
from tests.lifts.operations import on

GUESS = Source(basis="assumed", confidence="low", note="a guess")


def two_trips(**tables: Any) -> Operation:
    """A truck on day 0 and on day 1, two packs each: 40 meals for 30, so that nobody is short."""
    return base(lifts=(truck(payload_kg=10, first=None, last=on(1)),), **tables)


def rough() -> Operation:
    """A truck with room for 4 packs; meals to survive, mats for comfort; people, the cook's meals, payload guessed."""
    mat = Item(item="mat", name="Mat", kind="asset", pack_kg=1, pack_m3=0)
    mats = Need(need="mats", name="Mats", sector="nfi", kind="standing", target=1)
    own = base(lifts=(truck(payload_kg=20, source=GUESS),))
    return dataclasses.replace(
        own,
        supply=(supply(), supply(item="mat")),
        people=(Movement(place="camp", date=on(0), arrivals=10, source=GUESS),),
        needs=(*own.needs, mats),
        items=(*own.items, mat),
        contents=(*own.contents, Content(item="mat", need="mats", how="in_place", quantity=1)),
        services=(Service(place="camp", need="meals", quantity=1, source=GUESS),),
    )


def test_rough_figures_and_what_they_would_change() -> None:
    """10 people eat 27 meals of the truck's, 13.5 kg, and 6.5 kg are left for mats; of 13 people 36, 18 kg; of 7 9."""
    asked = rough()
    found = rank_rough_inputs(asked, plan_lifts(asked))
    assert found.trip is not None
    # The cook's meals a day are 0.7 or 1.3: 0.9 meals in three days, less than a kilogram, which is not worth a try.
    assert (found.rough, found.tried) == (3, 2)
    by_kind = {one.kind: one for one in found.inputs}
    people = by_kind["people"]
    assert (people.value, people.low, people.high, people.basis) == (10, 7, 13, "assumed")
    assert {change.item: change.kg for change in people.high_changes} == pytest.approx({"meal": 4.5, "mat": -4.5})
    assert people.kg_high == pytest.approx(4.5)
    # Ten mats are enough: a truck with room for 26 kg takes 3.5 kg more.
    payload = by_kind["payload"]
    assert {change.item: change.kg for change in payload.low_changes} == pytest.approx({"mat": -6})
    assert {change.item: change.kg for change in payload.high_changes} == pytest.approx({"mat": 3.5})
    sizes = [max(one.kg_low, one.kg_high) for one in found.inputs]
    assert sizes == sorted(sizes, reverse=True)


def test_only_what_is_rough_is_tried() -> None:
    asked = two_trips()
    found = rank_rough_inputs(asked, plan_lifts(asked))
    assert (found.rough, found.tried, found.inputs) == (0, 0, ())


def test_what_there_is_no_time_for_is_not_tried_and_said_to_be_cut_short() -> None:
    plan = plan_lifts(rough())
    cut = rank_rough_inputs(rough(), plan, stop=lambda: True)
    assert (cut.tried, cut.inputs, cut.cut_short) == (0, (), True)
    assert cut.rough == rank_rough_inputs(rough(), plan).rough
    assert not rank_rough_inputs(rough(), plan).cut_short


def after(questions: int) -> Callable[[], bool]:
    """Whether to stop: not for so many questions, then always."""
    left = iter(range(questions))
    return lambda: next(left, None) is None


def test_figures_that_were_tried_in_time_are_kept() -> None:
    plan = plan_lifts(rough())
    whole = rank_rough_inputs(rough(), plan)
    found = []
    for most in range(400):
        found.append(rank_rough_inputs(rough(), plan, stop=after(most)))
        if not found[-1].cut_short:
            break
    assert found[-1] == whole
    assert [one.tried for one in found] == sorted(one.tried for one in found)
    assert all(set(one.inputs) <= set(whole.inputs) for one in found)

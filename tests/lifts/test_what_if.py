"""What if the next flight fails; what if a rough figure is wrong: by pencil, and by planning again."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from malja.catalogue.facts import Content, Item, Need, Source
from malja.lifts.capacity.capacity import find_capacity
from malja.lifts.plan.plan import Plan
from malja.lifts.requests.request_search import find_requests
from malja.lifts.search.planning import plan_lifts
from malja.lifts.what_if.flight_failure import find_flight_failure
from malja.lifts.what_if.rough_figures import list_rough_figures
from malja.lifts.what_if.rough_inputs import rank_rough_inputs
from malja.operation.operation import Operation
from malja.operation.rows import Committed, Movement, Service

from .cases import base, meal, supply, truck
from .operations import on, smallest

GUESS = Source(basis="assumed", confidence="low", note="a guess")


def two_trips(**tables: Any) -> Operation:
    """A truck on day 0 and on day 1, two packs each: 40 meals for 30, so that nobody is short."""
    return base(lifts=(truck(payload_kg=10, first=None, last=on(1)),), **tables)


def test_the_next_flight_fails() -> None:
    """Without the truck of day 0 nobody eats on day 0; on day 1 come 20 meals, enough for the other two days."""
    asked = two_trips()
    found = find_flight_failure(asked, plan_lifts(asked))
    assert found.trip is not None
    assert (found.trip.lift, found.trip.leaves) == ("truck", on(0))
    (fall,) = found.falls
    assert (fall.place, fall.need, fall.tier, fall.first, fall.last) == ("camp", "meals", "survival", on(0), on(0))
    assert [fall.people, fall.worst, fall.before] == pytest.approx([10, 1.0, 0.0], abs=1e-6)
    assert found.more["survival"] == pytest.approx(10)
    assert found.packs == "fractions"


def test_what_was_short_before_is_not_said_again() -> None:
    """40 of 120 meals come on one truck; without it all three tiers lose what they had."""
    found = find_flight_failure(smallest(), plan_lifts(smallest()))
    tiers = [fall.tier for fall in found.falls]
    assert tiers == ["survival", "minimum", "target"]
    # 30 of 30 survival meals are missing, 40 of 60, 40 of 120 beside what is missing in any case, for ten people.
    assert [found.more[tier] for tier in found.more] == pytest.approx([30, 20, 10], rel=1e-3)


def test_what_is_committed_is_lost_too() -> None:
    asked = base(
        lifts=(truck(payload_kg=10, first=None, last=on(0)),),
        supply=(),
        committed=(Committed(lift="truck", date=on(0), item="meal", packs=2),),
    )
    found = find_flight_failure(asked, plan_lifts(asked))
    assert found.more["survival"] == pytest.approx(20, rel=1e-3)


def test_a_flight_that_is_not_missed() -> None:
    asked = base(lifts=(truck(first=None, last=None),), services=(Service(place="camp", need="meals", quantity=10),))
    made = plan_lifts(asked)
    assert made.trips == ()
    assert find_flight_failure(asked, made).trip is None
    late = base(lifts=(truck(first=None, last=None),), stock=base().stock)
    first = find_flight_failure(late, plan_lifts(late))
    assert first.trip is not None
    # All that is needed came at once, on day 0: no other trip is planned that could bring it.
    assert [(fall.first, fall.last) for fall in first.falls] == [(on(0), on(2))]


def test_a_road_that_is_cut_for_a_day() -> None:
    asked = base(lifts=(truck(mode="flow", first=None, last=None, kg_per_day=5),))
    found = find_flight_failure(asked, plan_lifts(asked))
    assert found.trip is not None
    assert found.trip.vehicles is None
    assert [(fall.first, fall.last, round(fall.worst, 3)) for fall in found.falls] == [(on(0), on(0), 1.0)]


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


def test_recalled_figures_are_off_by_less() -> None:
    source = Source(basis="recalled", confidence="medium")
    asked = base(
        needs=(dataclasses.replace(base().needs[0], source=source),),
        items=(meal(max_per_person_day=2, source=source),),
        services=(Service(place="camp", need="meals", quantity=4, source=source),),
    )
    figures = list(list_rough_figures(asked))
    assert [one.kind for one in figures] == ["standard", "service", "ration"]
    assert [one.low / one.value for one in figures] == pytest.approx([0.8] * 3)
    assert [one.high / one.value for one in figures] == pytest.approx([1.2] * 3)
    doubled = figures[0].at(asked, 2 * figures[0].value)
    assert [need.survival for need in doubled.needs] == [2]
    fewer = figures[1].at(asked, 3.0)
    assert [row.quantity for row in fewer.services] == [3.0]


def test_fewer_arrivals_than_leave() -> None:
    """Those who are announced to leave are never more than are there."""
    came = (
        Movement(place="camp", date=on(0), arrivals=10, source=GUESS),
        Movement(place="camp", date=on(1), departures=9, source=GUESS),
    )
    asked = base(people=came)
    (people,) = (one for one in list_rough_figures(asked) if one.kind == "people")
    assert [(row.arrivals, row.departures) for row in people.at(asked, 7.0).people] == [(7, 0), (0, 7)]


def empty(**tables: Any) -> tuple[Operation, Plan]:
    asked = base(**tables)
    return asked, plan_lifts(asked)


@pytest.mark.parametrize(
    "tables",
    [
        {"lifts": ()},
        {"people": ()},
        {"days": 1},
        {"supply": ()},
        {"needs": (), "contents": (), "people": ()},
        {"people": (), "supply": (), "committed": (Committed(lift="truck", date=on(0), item="meal", packs=1),)},
    ],
    ids=["no lifts", "no people", "one day", "no goods", "no needs", "only what is committed"],
)
def test_all_answers_of_operations_with_nothing(tables: dict[str, Any]) -> None:
    asked, made = empty(**tables)
    assert len(find_capacity(asked, whole=False).sites) == len(find_requests(asked).tiers)
    assert (find_flight_failure(asked, made).trip is None) == (not made.trips)
    assert rank_rough_inputs(asked, made).inputs == ()

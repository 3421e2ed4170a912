"""Goods that people were given and still have."""

from __future__ import annotations

from malja.catalogue.facts import Content, Need
from malja.facts.fact import Fact
from malja.operation.rows import Committed, Movement, Place, Stock, Supply
from tests.lifts.cases import base, meal, truck
from tests.lifts.operations import on
from tests.site.evenings import codes, morning, told

CAMP = base(
    days=10,
    places=(Place(place="depot", role="source"), Place(place="hub", role="hub"), Place(place="camp", role="site")),
    people=(Movement(place="camp", date=on(-1), arrivals=10),),
    needs=(Need(need="meals", name="Meals", sector="food", kind="daily", survival=1, target=2),),
    items=(meal(), meal(item="bar"), meal(item="soap")),
    contents=(
        Content(item="meal", need="meals", how="use", quantity=1),
        Content(item="bar", need="meals", how="use", quantity=0.5),
    ),
    stock=(Stock(place="hub", item="bar", quantity=300), Stock(place="camp", item="meal", quantity=1000)),
    supply=(Supply(place="depot", item="meal", quantity=900), Supply(place="depot", item="soap")),
    lifts=(truck(first=None, last=None), truck(lift="van", origin="hub", first=None, last=None)),
    committed=(Committed(lift="truck", date=on(1), item="meal", packs=3),),
)


def given(day: int, item: str, quantity: int) -> Fact:
    return told("stock.moved", day, item=item, quantity=str(quantity), origin="camp", destination="given_out")


def in_hand(start: int, *facts: Fact) -> list[str]:
    found = morning(CAMP, start, *facts).notices
    return [dict(said.values)["needs"] for said in found if said.code == "site_in_hand"]


def test_rations_that_people_still_have_are_said() -> None:
    """Ten people use 20 meals a day. 100 meals given on day 0 last five days: through day 4."""
    ration = given(0, "meal", 100)
    assert [in_hand(start, ration) for start in (1, 2, 4, 5)] == [["meals (4)"], ["meals (3)"], ["meals (1)"], []]


def test_what_is_given_out_from_day_to_day_is_used_up() -> None:
    assert in_hand(3, *[given(day, "meal", 20) for day in range(3)]) == []


def test_what_was_eaten_before_leaves_nothing_for_later() -> None:
    """20 on day 0 and 60 on day 5: 40 are left on the evening of day 5, whatever was missing before."""
    assert in_hand(6, given(0, "meal", 20), given(5, "meal", 60)) == ["meals (2)"]
    assert codes(morning(CAMP, 6)) == ["site_flight_overdue"]

"""Milk powder is nobody's general food."""

from __future__ import annotations

import dataclasses

from malja.catalogue.facts import Content, Group, Item, Need
from malja.cover.cover import find_covers
from malja.lifts.search.planning import plan_lifts
from malja.operation.counted_contents import list_counted_contents
from malja.operation.operation import Operation
from malja.operation.rows import Stock, Supply
from tests.lifts.operations import smallest


def _with_milk(*, general: bool) -> Operation:
    """The smallest operation with milk powder beside the meal: free, light and for sale without end."""
    made = smallest()
    milk = Item(item="milk", name="Milk powder", pack_quantity=10, pack_kg=1, pack_m3=0.1, general_food=general)
    infants = Need(need="infant_milk", name="Milk", sector="food", kind="daily", group="infants", minimum=1)
    return dataclasses.replace(
        made,
        needs=(*made.needs, infants),
        groups=(Group(group="infants", share=0.1, reach=0.1),),
        items=(*made.items, milk),
        contents=(
            *made.contents,
            Content(item="milk", need="meals", how="use", quantity=1),
            Content(item="milk", need="infant_milk", how="use", quantity=1),
        ),
        supply=(*made.supply, Supply(place="depot", item="milk", unit_cost=0.0)),
        lifts=(dataclasses.replace(made.lifts[0], payload_kg=21),),
    )


def test_it_counts_for_its_own_group_alone() -> None:
    made = _with_milk(general=False)
    assert [(row.item, row.need) for row in list_counted_contents(made)] == [
        ("meal", "meals"),
        ("milk", "infant_milk"),
    ]
    assert list_counted_contents(_with_milk(general=True)) == _with_milk(general=True).contents


def _flown(made: Operation) -> dict[str, float]:
    return {cargo.item: cargo.quantity for trip in plan_lifts(made).trips for cargo in trip.cargo}


def test_it_flies_for_infants_alone() -> None:
    """10 people, a tenth of them infants: one litre a day for three days is one pack of ten."""
    assert _flown(_with_milk(general=False))["milk"] == 10
    assert _flown(_with_milk(general=True))["milk"] > 100


def test_stock_of_it_does_not_make_food_last() -> None:
    """30 units in the store: three days for ten people, or nothing."""
    for general, first in ((False, 0), (True, 3)):
        made = _with_milk(general=general)
        made = dataclasses.replace(made, stock=(Stock(place="camp", item="milk", quantity=30),))
        cover = next(one for one in find_covers(made) if (one.need.need, one.tier) == ("meals", "survival"))
        assert (made.horizon if cover.first_short is None else made.day(cover.first_short)) == first

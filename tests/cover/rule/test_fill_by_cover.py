"""The rule of today on cases that a pencil can solve."""

from __future__ import annotations

from dataclasses import replace

from malja.catalogue.facts import Content, Item, Need
from malja.cover.rule.fill_by_cover import fill_by_cover
from malja.operation.rows import Committed, Supply
from tests.lifts.operations import on, smallest


def test_the_only_truck_is_filled() -> None:
    """Sixty meals are wanted as a minimum; a truck of 20 kg takes four packs of 5 kg."""
    filling = fill_by_cover(smallest())
    assert filling.loads == {("road", "meal", 0): 4.0}
    assert filling.trips == {("road", 0): 1}


def test_committed_packs_take_their_room() -> None:
    operation = smallest()
    fixed = (Committed(lift="road", date=on(0), item="meal", packs=3),)
    assert fill_by_cover(replace(operation, committed=fixed)).loads == {("road", "meal", 0): 1.0}


def test_only_the_days_that_are_asked_for() -> None:
    assert fill_by_cover(smallest(), days=0).trips == {}


def test_what_comes_too_late_is_not_loaded_for_ever() -> None:
    """Ten sheds that come on day 1 and stand for a day cover ten people until then; on day 2 none can: one is tried."""
    shed = Item(item="shed", name="Shed", kind="asset", pack_kg=5, pack_m3=0.5, life_days=1)
    roof = Need(need="roof", name="Roof", sector="shelter", kind="standing", minimum=1)
    truck = replace(smallest().lifts[0], payload_kg=None, volume_m3=None, vehicle="", transit_days=1)
    operation = replace(
        smallest(),
        items=(shed,),
        needs=(roof,),
        contents=(Content(item="shed", need="roof", how="in_place", quantity=1),),
        supply=(Supply(place="depot", item="shed", unit_cost=0.5),),
        lifts=(truck,),
    )
    assert fill_by_cover(operation).loads == {("road", "shed", 0): 11.0}

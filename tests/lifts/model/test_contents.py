"""What a pack gives to each need."""

from __future__ import annotations

from malja.catalogue.facts import Content, Item, Running
from malja.lifts.model.contents import list_contents, list_input_goods, list_input_services
from malja.lifts.model.numbering import Numbering
from malja.needs.requirements import find_site_needs
from tests.lifts.cases import base, meal


def test_a_pack_of_ten_meals_gives_ten() -> None:
    operation = base()
    contents = list_contents(operation, Numbering(operation), tuple(find_site_needs(operation)))
    assert contents == {"use": ((0, 0, 10.0),), "in_place": (), "per_day": ()}


def test_what_an_asset_runs_on() -> None:
    """A stove burns a fifth of a meal a day, a fiftieth of a pack, and draws on the need of the same name."""
    stove = Item(item="stove", name="", kind="asset", pack_kg=1, pack_m3=0)
    operation = base(
        items=(meal(), stove),
        contents=(Content(item="stove", need="meals", how="per_day", quantity=1),),
        running=(Running(item="stove", input="meal", quantity=0.2), Running(item="stove", input="meals", quantity=3)),
    )
    numbering, needs = Numbering(operation), tuple(find_site_needs(operation))
    assert list_input_goods(operation, numbering) == ((1, 0, 0.02),)
    assert list_input_services(operation, numbering, needs) == ((1, 0, 3.0),)

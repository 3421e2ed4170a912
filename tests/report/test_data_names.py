"""Names as data files hold them."""

from __future__ import annotations

import dataclasses

from malja.language.speech import speaking
from malja.operation.rows import Tables
from malja.report.data_names import Names
from malja.report.words import Words
from tests.report import situations


def test_names_are_whole_and_without_marks(operation: Tables) -> None:
    names = Names(operation)
    assert [names.place("camp"), names.need("roof"), names.item("rice")] == ["The camp", "Roof", "Rice"]
    assert [names.need_unit("food"), names.item_unit("tent")] == ["kg", "tent"]


def test_what_is_unknown_is_called_by_its_id(operation: Tables) -> None:
    names = Names(operation)
    assert [names.place("depot"), names.need("light"), names.item("lamp")] == ["depot", "light", "lamp"]
    assert [names.need_unit("light"), names.item_unit("lamp")] == ["", ""]


def test_an_aim_is_a_tier_or_the_cost(operation: Tables) -> None:
    names = Names(operation)
    assert [names.aim(aim) for aim in ("survival", "minimum", "cost")] == ["survival", "the minimum", "cost"]
    with speaking("ar"):
        assert names.aim("cost") not in ("cost", names.aim("survival"))


def test_names_in_the_language_that_is_spoken_go_before() -> None:
    own = situations.operation()
    (depot, camp), (rice, tent), (food, *needs) = own.places, own.items, own.needs
    operation = dataclasses.replace(
        own,
        places=(depot, dataclasses.replace(camp, names=(("ar", "المخيم"), ("ku", "Kamp")))),
        items=(rice, dataclasses.replace(tent, names=(("ar", "خيمة"),))),
        needs=(dataclasses.replace(food, names=(("ar", "غذاء"),)), *needs),
    )
    for language, said in (
        ("en", ["Camp", "The depot", "Tent", "Food"]),
        ("ar", ["المخيم", "The depot", "خيمة", "غذاء"]),
    ):
        with speaking(language):
            for names in (Names(operation), Words(operation)):
                told = [names.place("camp"), names.place("depot"), names.item("tent"), names.need("food")]
                assert told == said

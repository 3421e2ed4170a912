"""Slips in aliases, stowage, segregation and food groups are named: none of them changes a plan in silence."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import pytest

from malja.catalogue.facts import Segregation, Stowage
from malja.operation.notices.food import find_unruled_food
from malja.operation.operation import Operation
from malja.operation.reading.read_operation import read_operation
from malja.operation.rows import Alias
from malja.operation.write_operation import write_operation
from malja.problems import Refused
from tests.lifts.food import kitchen_table


def refuse(**tables: Any) -> list[tuple[str, str]]:
    """Code and column of what is refused."""
    with pytest.raises(Refused) as refused:
        dataclasses.replace(kitchen_table(), **tables)
    return [(problem.code, problem.column) for problem in refused.value.problems]


def test_a_word_that_is_an_item_already_turns_no_goods_into_others() -> None:
    assert refuse(aliases=(Alias(word="Lentils", item="rice"),)) == [("alias_is_item", "word")]


def test_one_word_stands_for_one_item_whatever_its_capitals() -> None:
    twice = (Alias(word="riz", item="rice"), Alias(word="RIZ", item="oil"))
    assert refuse(aliases=twice) == [("name_twice", "word")]
    dataclasses.replace(kitchen_table(), aliases=(Alias(word="riz", item="rice"), Alias(word="arroz", item="rice")))


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (Stowage(vehicle="truk", usable_share=0.5), ("unknown_name_near", "vehicle")),
        (Stowage(packaging="cartoon", usable_share=0.5), ("unknown_name_near", "packaging")),
    ],
)
def test_stowage_of_what_is_not_there_is_refused(row: Stowage, said: tuple[str, str]) -> None:
    assert refuse(stowage=(row,)) == [said]


def test_stowage_of_a_lift_s_own_vehicle_and_an_item_s_own_packaging_is_known() -> None:
    made = kitchen_table()
    items = tuple(dataclasses.replace(item, packaging="basket") for item in made.items)
    rows = (Stowage(vehicle="truck", packaging="basket", usable_share=0.5), Stowage(vehicle="il76td", door_m=3))
    dataclasses.replace(made, items=items, stowage=rows)


def test_a_class_that_is_none_is_refused() -> None:
    row = Segregation(this_class="flammable", other_class="food")
    assert refuse(segregation=(row,)) == [("not_a_choice", "class")]


def test_food_of_a_group_that_no_rule_knows_is_told() -> None:
    made = kitchen_table(stock={"rice": 5, "oil": 1})

    def unruled(of: Operation) -> list[str]:
        return [dict(problem.values)["items"] for problem in find_unruled_food(of)]

    assert unruled(made) == []
    slip = tuple(dataclasses.replace(i, food_group="cereal") if i.item == "rice" else i for i in made.items)
    assert unruled(dataclasses.replace(made, items=slip)) == ["rice"]
    assert unruled(dataclasses.replace(made, items=slip, basket="")) == []


def test_what_people_here_call_an_item_is_read_as_the_item(tmp_path: Path) -> None:
    write_operation(kitchen_table(), tmp_path / "camp")
    (tmp_path / "camp" / "aliases.csv").write_text("word,item\nriz blanc,rice\n", encoding="utf-8")
    (tmp_path / "camp" / "stock.csv").write_text("place,item,quantity\ncamp,Riz Blanc,40\n", encoding="utf-8")
    assert [(row.item, row.quantity) for row in read_operation(tmp_path / "camp").stock] == [("rice", 40)]

"""Words and amounts in an operation's tables: read where they are sure, asked about otherwise, never in silence."""

from __future__ import annotations

from pathlib import Path

import pytest

from malja.operation.operation import Operation
from malja.operation.reading.operation_files import find_operation_sheets
from malja.operation.reading.read_operation import list_goods, list_goods_questions, read_operation
from malja.problems import Refused

SCHOOL = {
    "operation.toml": 'name = "School"\nstart = 2025-03-10\ndays = 7\n',
    "places.csv": "place,role\nschool,site\n",
    "people.csv": "place,date,arrivals\nschool,2025-03-10,100\n",
}


def school(folder: Path, stock: str, aliases: str = "word,item,pack_quantity\n") -> Path:
    for name, text in {**SCHOOL, "stock.csv": f"place,item,quantity\n{stock}", "aliases.csv": aliases}.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def stock(operation: Operation) -> dict[str, float]:
    return {row.item: row.quantity for row in operation.stock}


def refusals(folder: Path) -> list[tuple[str, str, int | None, str]]:
    with pytest.raises(Refused) as refused:
        read_operation(folder)
    return [(one.code, one.column, one.row, one.value) for one in refused.value.problems]


def test_amounts_are_read_in_the_items_unit_and_told(tmp_path: Path) -> None:
    rows = 'school,rice,40 bags\nschool,tomato_paste_200,12 boxes of 24\nschool,salt,"1,300"\nschool,sugar,2.5 t\n'
    operation = read_operation(school(tmp_path, rows))
    assert stock(operation) == {"rice": 2000, "tomato_paste_200": 288, "salt": 1300, "sugar": 2500}
    told = {one.value: dict(one.values)["quantity"] for one in operation.notices if one.code == "amount_read"}
    assert told == {"40 bags": "2,000", "12 boxes of 24": "288", "1,300": "1,300", "2.5 t": "2,500"}


def test_names_that_malja_prints_are_read_and_told(tmp_path: Path) -> None:
    rows = 'school,"Sugar, white",40\nschool,"rice: Rice, white",7\nschool,أرز أبيض,3\n'
    operation = read_operation(school(tmp_path, rows))
    assert stock(operation) == {"sugar": 40, "rice": 10}
    assert [one.value for one in operation.notices if one.code == "goods_named"] == ["Sugar, white", "أرز أبيض"]


def test_any_other_word_is_asked_about_once(tmp_path: Path) -> None:
    folder = school(tmp_path, "school,Sugar,40\nschool,Blankets,7\nschool,SUGAR,1\nschool,Sona rice,3\nschool,tea,1\n")
    assert refusals(folder) == [
        ("goods_asked", "item", 2, "Sugar"),
        ("goods_asked_several", "item", 3, "Blankets"),
        ("goods_asked_perhaps", "item", 5, "Sona rice"),
        ("unknown_name", "item", 6, "tea"),
    ]
    questions = list_goods_questions(find_operation_sheets(folder))
    assert [(one.word, one.rows, one.is_plain) for one in questions] == [
        ("Sugar", 2, True),
        ("Blankets", 1, False),
        ("Sona rice", 1, False),
    ]


def test_a_number_under_a_name_that_says_a_pack_may_be_packs_or_units(tmp_path: Path) -> None:
    folder = school(tmp_path, "school,Rice 25kg bags,40\n")
    assert refusals(folder) == [("goods_asked_packs", "item", 2, "Rice 25kg bags")]
    (question,) = list_goods_questions(find_operation_sheets(folder))
    counted = [option.counted.quantity if option.counted else None for option in question.options]
    assert counted == [1000, 40]
    # The same of a name that malja prints itself.
    printed = school(tmp_path, 'school,"Super Cereal (CSB+/WSB+), 25 kg bag",40\n')
    assert refusals(printed)[0][0] == "goods_asked_packs"


@pytest.mark.parametrize(
    ("alias", "amount", "quantity"),
    [
        ("rice,25", "40", 1000),
        ("rice,25", "40 bags", 1000),
        ("rice,25", "40 kg", 40),
        ("rice,", "40", 40),
        ("rice,", "40 bags", 1000),
    ],
)
def test_an_alias_says_what_a_number_counts(tmp_path: Path, alias: str, amount: str, quantity: float) -> None:
    aliases = f"word,item,pack_quantity\nrice (25kg bags),{alias}\n"
    operation = read_operation(school(tmp_path, f"school,Rice 25kg bags,{amount}\n", aliases))
    assert stock(operation) == {"rice": quantity}


def test_what_nobody_can_know_is_refused_at_its_cell(tmp_path: Path) -> None:
    rows = "school,rice,2 pallets\nschool,sugar,12 boxes of what\nschool,salt,2.500 t x 3\n"
    assert refusals(school(tmp_path, rows)) == [
        ("amount_no_size", "quantity", 2, "2 pallets"),
        ("amount_wrong", "quantity", 3, "12 boxes of what"),
        ("amount_wrong", "quantity", 4, "2.500 t x 3"),
    ]


def test_the_goods_of_an_operation_are_the_catalogues_and_its_own_with_its_words(tmp_path: Path) -> None:
    folder = school(tmp_path, "", "word,item\nriz,rice\n")
    (folder / "items.csv").write_text("item,name,pack_kg,pack_m3\ntea,Black tea,1,0.01\n", encoding="utf-8")
    items, aliases = list_goods(find_operation_sheets(folder))
    assert {"rice", "tea"} <= {item.item for item in items}
    assert [(alias.word, alias.item) for alias in aliases] == [("riz", "rice")]

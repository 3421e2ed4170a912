"""Facts typed in words: days, families, goods and amounts; what is not sure is refused with what it may mean."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from malja.briefing.operation.source import OperationSource
from malja.briefing.record.goods_questions import remember_words
from malja.briefing.record.worded_cells import read_worded_cells
from malja.operation.rows import Alias
from malja.problems import Refused
from malja.site.site import Site
from tests.cli.sites import refused, run, said


def read(site: Path, kind: str, **typed: str) -> tuple[dict[str, str], tuple[str, ...]]:
    with Site.open(site) as opened:
        words = read_worded_cells(opened, kind, typed)
    return words.cells, words.notices


def test_days_are_those_that_people_mean(site: Path) -> None:
    with Site.open(site) as opened:
        today = opened.today
    day = datetime.timedelta(days=1)
    assert read(site, "people.arrived", happened="yesterday")[0] == {"happened": str(today - day)}
    assert read(site, "flight.announced", leaves="غدا")[0] == {"leaves": str(today + day)}
    for text in ("2025-03-10", "10/11/2025", "soon", ""):
        assert read(site, "people.arrived", happened=text)[0] == {"happened": text}


def test_families_are_counted_and_it_is_said(site: Path) -> None:
    cells, notices = read(site, "people.arrived", number="12 families")
    assert cells == {"number": "60"}
    assert notices == ("12 families are counted as 60 people, 5 a household",)
    assert read(site, "people.arrived", number="3o")[0] == {"number": "3o"}


def test_goods_and_amounts_are_read_in_the_items_pack_and_told(site: Path) -> None:
    cells, notices = read(site, "stock.received", item="Rice, white", quantity="40 bags")
    assert cells == {"item": "rice", "packs": "40"}
    assert notices == ("Rice, white was read as rice", "40 bags was read as 2,000 kg")
    assert read(site, "stock.received", item="rice", quantity="2.5 t")[0] == {"item": "rice", "quantity": "2500"}
    of_25 = read(site, "stock.received", item="rice", quantity="40 bags of 25 kg")[0]
    assert of_25 == {"item": "rice", "packs": "40", "pack_quantity": "25"}
    assert read(site, "stock.received", item="rice", quantity="1,300")[0]["quantity"] == "1300"
    assert read(site, "stock.received", item="rice", quantity="40y")[0]["quantity"] == "40y"


def test_other_words_are_refused_until_they_are_remembered(site: Path) -> None:
    with pytest.raises(Refused) as wrong:
        read(site, "stock.received", item="Sugar", quantity="3")
    assert [(one.code, one.column) for one in wrong.value.problems] == [("goods_asked_here", "item")]
    remember_words(OperationSource(path=site), [Alias(word="Sugar", item="sugar", pack_quantity=50.0)])
    for amount in ("3 bags", "3"):
        cells = read(site, "stock.received", item="SUGAR", quantity=amount)[0]
        assert cells == {"item": "sugar", "packs": "3", "pack_quantity": "50"}
    cells = read(site, "stock.received", item="SUGAR", packs="3")[0]
    assert cells == {"item": "sugar", "packs": "3"}
    with pytest.raises(Refused):
        read(site, "stock.received", item="xyzzy", quantity="3")


def test_commands_take_words(site: Path) -> None:
    told = said("stock", "receive", site, "base", "heb_carton", "40 cartons", "--on", "2025-03-10")
    assert "40 cartons was read as 40 carton" in told
    assert "3 boxes was read as 3 carton" in said(
        "stock", "receive", site, "base", "heb_carton", "3 boxes", "--on", "2025-03-10"
    )
    assert "3 boxes?" in refused("stock", "receive", site, "base", "sugar", "3 boxes", "--on", "2025-03-10")
    assert "20 x 50 kg was read as 1,000 kg" in said(
        "stock", "receive", site, "base", "rice", "20 x 50 kg", "--on", "2025-03-10"
    )
    assert "is it rice? Write the id" in refused("stock", "receive", site, "base", "Riz", "3", "--on", "2025-03-10")
    assert run("check", site, "--word", "Riz=rice").exit_code == 0
    assert said("stock", "receive", site, "base", "Riz", "2 t", "--on", "2025-03-10")
    assert "60" in said("people", "arrive", site, "base", "12 families", "--on", "2025-03-10")


def test_a_file_of_facts_may_call_goods_by_our_words(site: Path, tmp_path: Path) -> None:
    file = tmp_path / "came.csv"
    rows = 'happened,store,item,quantity\n2025-03-10,base,Riz,40\n2025-03-10,base,"Sugar, white",7\n'
    file.write_text(rows, encoding="utf-8")
    asked = refused("import", site, "stock.received", file)
    assert "row 2, column item: Riz is no id of an item; is it rice?" in asked
    assert run("check", site, "--word", "Riz=rice").exit_code == 0
    assert "2 rows" in said("import", site, "stock.received", file)
    # The same file again adds nothing.
    assert "nothing new" in said("import", site, "stock.received", file).lower()
    assert run("check", site, "--word", "Riz 50=rice,50").exit_code == 0
    file.write_text("happened,store,item,quantity\n2025-03-10,base,Riz 50,4\n", encoding="utf-8")
    assert "counts packs of 50" in refused("import", site, "stock.received", file)

"""Goods in stock that count for nothing are said by name: thin blankets in a cold camp, nets nobody asks for."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import Any

import pytest

from malja.catalogue.facts import Content, Item, Need, Running
from malja.catalogue.load_catalogue import load_catalogue
from malja.cover.cover import find_covers
from malja.cover.cover_page import say_covers
from malja.language.say import say_problem
from malja.language.speech import speaking
from malja.operation.notices.check_report import check_report
from malja.operation.notices.idle_stock import find_idle_stock
from malja.operation.operation import Operation
from malja.operation.rows import Lift, Movement, Place, Stock, Supply

START = datetime.date(2025, 12, 1)
CAMP, TOWN = Place(place="camp", role="site", name="Camp"), Place(place="town", role="source")
THIN, THICK = "blanket_wool_mt", "blanket_wool_ht"


def stock(**items: float) -> tuple[Stock, ...]:
    return tuple(Stock(place="camp", item=item, quantity=number) for item, number in items.items())


def camp(**tables: Any) -> Operation:
    known = load_catalogue("cold")
    given: dict[str, Any] = {
        "name": "Winter camp",
        "start": START,
        "days": 7,
        "climate": "cold",
        "places": (CAMP, TOWN),
        "people": (Movement(place="camp", date=START, arrivals=100),),
        "needs": tuple(need for need in known.needs if need.need in ("blankets", "mosquito_nets")),
        "items": known.items,
        "contents": tuple(row for row in known.contents if row.need in ("blankets", "mosquito_nets")),
    }
    return Operation(**{**given, **tables})


def _said(made: Operation) -> list[tuple[str, str]]:
    return [(one.code, dict(one.values)["goods"][:8]) for one in find_idle_stock(made)]


def test_thin_blankets_in_the_cold_are_said_with_what_would_count() -> None:
    made = camp(stock=stock(**{THIN: 350}))
    (notice,) = find_idle_stock(made)
    assert say_problem(replace(notice, file="")) == (
        "Blanket, woven 50% wool, 1.5 x 2 m, medium thermal: in stock at Camp (350), and counts for nothing here: it "
        "serves Blankets only in a warm climate. What counts here: Blanket, woven 80% wool, 1.5 x 2 m, high thermal, "
        "for one"
    )
    assert [one.title for one in check_report(made) if notice in one.notices] == ["idle_stock"]
    assert say_problem(replace(notice, file="")) in [line.strip() for line in say_covers(made, find_covers(made))]


def test_what_would_count_is_what_can_come() -> None:
    truck = Lift(lift="truck", origin="town", destination="camp", mode="flow")
    quilts = camp(stock=stock(**{THIN: 350}), supply=(Supply(place="town", item="quilt_ht"),), lifts=(truck,))
    (notice,) = find_idle_stock(quilts)
    assert dict(notice.values)["goods_here"].startswith("Quilt")


def test_what_counts_is_not_said_and_rows_of_an_item_are_said_once() -> None:
    assert _said(camp(stock=stock(**{THICK: 350}))) == []
    assert _said(camp(stock=(*stock(**{THIN: 350}), *stock(**{THIN: 50})))) == [("stock_idle_in_cold", "Blanket,")]
    assert _said(camp(stock=stock(**{THIN: 0}))) == []
    assert _said(camp(stock=stock(**{THIN: 350}), people=())) == []


def test_what_nobody_asks_and_what_no_table_knows_is_said() -> None:
    made = camp(stock=stock(mosquito_net=20, sleeping_mat=3))
    assert _said(made) == [("stock_idle_not_asked", "Mosquito"), ("stock_idle_unknown", "Sleeping")]


def test_fuel_counts_where_something_runs_on_it() -> None:
    warmth = Need(need="warmth", name="Warmth", sector="shelter", kind="daily", minimum=1.0)
    stove, oil = (
        Item(item="stove", name="stove", kind="asset", pack_kg=1, pack_m3=1),
        Item(item="oil", name="oil", pack_kg=1, pack_m3=1),
    )
    tables: dict[str, Any] = {
        "catalogue": "none",
        "needs": (warmth,),
        "items": (stove, oil),
        "contents": (Content(item="stove", need="warmth", how="per_day", quantity=5.0),),
        "running": (Running(item="stove", input="oil", quantity=1.0),),
    }
    assert _said(camp(stock=stock(oil=20), **tables)) == [("stock_idle_fuel", "oil")]
    assert _said(camp(stock=stock(oil=20, stove=1), **tables)) == []


def test_food_that_is_not_for_everyone_is_said() -> None:
    energy = Need(need="energy", name="Energy", sector="food", kind="daily", minimum=2100.0, unit="kcal")
    milk = Item(item="milk", name="milk", pack_kg=1, pack_m3=1, general_food=False)
    gives = Content(item="milk", need="energy", how="use", quantity=4960.0)
    made = camp(stock=stock(milk=20), catalogue="none", needs=(energy,), items=(milk,), contents=(gives,))
    assert _said(made) == [("stock_idle_special", "milk")]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_reason_has_its_sentence(language: str) -> None:
    made = camp(stock=stock(**{THIN: 350}, mosquito_net=20, sleeping_mat=3))
    with speaking(language):
        said = [say_problem(one) for one in find_idle_stock(made)]
    assert len(said) == 3
    assert all("(350)" in line or "(20)" in line or "(3)" in line for line in said)

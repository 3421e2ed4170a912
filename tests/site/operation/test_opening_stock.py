"""Stock of a site as a plan sees it: all stores of a place, what has expired, what people hold, how sure it is."""

from __future__ import annotations

import dataclasses

import pytest

from malja.catalogue.facts import Content, Item, Need, Source
from malja.operation.operation import Operation
from malja.operation.rows import Movement, Place, Stock
from malja.site.operation.operation import build_operation
from malja.site.row_facts import make_row_fact
from tests.lifts.cases import DEPOT, base, camp, meal
from tests.lifts.operations import on
from tests.site.evenings import codes, evening, morning, told

ASSUMED = Source(document="Guess", basis="assumed", confidence="low", note="nobody was there")
ROOF = Need(need="roof", name="Roof", sector="shelter", kind="standing", survival=1)
TENT = Item(item="tent", name="Tent", kind="asset", pack_kg=50, pack_m3=1)
TEN = Movement(place="camp", date=on(-1), arrivals=10)
CAMP = base(
    days=10,
    people=(TEN,),
    places=(DEPOT, Place(place="store", role="hub"), camp()),
    needs=(Need(need="meals", name="Meals", sector="food", kind="daily", survival=1), ROOF),
    items=(meal(), TENT),
    contents=(
        Content(item="meal", need="meals", how="use", quantity=1),
        Content(item="tent", need="roof", how="in_place", quantity=5),
    ),
    stock=(Stock(place="camp", item="meal", quantity=100, source=ASSUMED),),
)
KITCHEN = make_row_fact("stores", ("kitchen",), {"place": "camp", "kind": "kitchen"}, on(0))
RECORDED = Source(document="journal", basis="read")


def held(operation: Operation) -> dict[tuple[str, str], float]:
    return {(row.place, row.item): row.quantity for row in operation.stock}


def test_all_stores_of_a_place_are_its_stock() -> None:
    given = told("stock.received", 0, store="kitchen", item="meal", quantity="40", origin="given")
    moved = told("stock.moved", 0, item="meal", quantity="30", origin="camp", destination="kitchen")
    hub = told("stock.received", 0, store="store", item="meal", packs=3, origin="bought")
    assert held(morning(CAMP, 1, KITCHEN, given, moved, hub)) == {("camp", "meal"): 140, ("store", "meal"): 30}


def test_goods_past_their_last_day_are_left_out_and_those_that_will_be_are_said() -> None:
    """The plan starts on day 1 and ends on day 10. On its last day a good may still be used."""
    lots = [
        told(
            "stock.received",
            0,
            store="camp",
            item="meal",
            quantity=q,
            origin="given",
            lot=lot,
            expiry=on(e).isoformat(),
        )
        for q, lot, e in (("7", "over", 0), ("11", "last day", 1), ("13", "soon", 9), ("17", "long", 10))
    ]
    operation = morning(CAMP, 1, *lots)
    assert held(operation) == {("camp", "meal"): 100 + 11 + 13 + 17}
    said = [(notice.code, dict(notice.values)["quantity"], dict(notice.values)["date"]) for notice in operation.notices]
    assert said == [
        ("site_goods_expired", "7", on(0).isoformat()),
        ("site_goods_expire", "24", on(1).isoformat()),
    ]


def test_a_shelf_life_that_ends_before_the_lot_needs_no_notice() -> None:
    """Opening stock is taken as fresh on the first day: with 3 days of shelf life it is used by day 4 anyway."""
    short = base(items=(meal(shelf_life_days=3),), days=10, people=(TEN,))
    for expiry, expected in ((3, ["site_goods_expire"]), (4, [])):
        lot = told(
            "stock.received", 0, store="camp", item="meal", quantity="9", origin="given", expiry=on(expiry).isoformat()
        )
        assert codes(morning(short, 1, lot)) == expected


def test_a_tent_that_a_family_has_still_stands() -> None:
    """And of 60 meals that ten people were given, they have eaten ten."""
    tents = told("stock.received", 0, store="camp", item="tent", quantity="10", origin="given")
    out = told("stock.moved", 0, item="tent", quantity="4", origin="camp", destination="given_out")
    used = told("stock.moved", 0, item="tent", quantity="1", origin="camp", destination="used")
    lost = told("stock.moved", 0, item="tent", quantity="2", origin="camp", destination="lost", reason="storm")
    meals = told("stock.moved", 0, item="meal", quantity="60", origin="camp", destination="given_out")
    operation = morning(CAMP, 1, tents, out, used, lost, meals)
    assert held(operation) == {("camp", "meal"): 40 + 50, ("camp", "tent"): 8}


def test_what_rests_on_a_guess_does_so_until_somebody_counts() -> None:
    used = told("stock.moved", 0, item="meal", quantity="60", origin="camp", destination="used")
    counted = told("stock.counted", 0, store="camp", item="meal", quantity="38", reason="mice")
    (moved,), (seen,) = morning(CAMP, 1, used).stock, morning(CAMP, 1, used, counted).stock
    assert (moved.quantity, moved.source) == (
        40,
        Source(document="journal", basis="assumed", confidence="low", note="nobody was there"),
    )
    assert (seen.quantity, seen.source) == (38, RECORDED)
    assert morning(CAMP, 1).stock == CAMP.stock


def test_a_count_that_finds_what_was_guessed_makes_it_sure() -> None:
    counted = told("stock.counted", 0, store="camp", item="meal", quantity="100")
    (row,) = morning(CAMP, 1, counted).stock
    assert (row.quantity, row.source) == (100, RECORDED)


@pytest.mark.parametrize(
    ("item", "store", "code"), [("gruel", "camp", "site_item_unknown"), ("meal", "barn", "site_store_unknown")]
)
def test_goods_that_no_table_knows_are_left_out_and_said(item: str, store: str, code: str) -> None:
    """Two devices may record such things apart; alone they would be refused."""
    state = evening(CAMP)
    fact = told("stock.received", 0, store=store, item=item, quantity="5", origin="given")
    state.apply(dataclasses.replace(fact, device="b", number=1))
    operation = build_operation(state, on(1))
    assert operation.stock == CAMP.stock
    assert codes(operation) == ["site_doubts_waiting", code]

"""Say what goods in use are counted, and which goods in use are counted nowhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from malja.operation.rows import Tables
from malja.problems import Problem, join_names
from malja.quantities import format_number
from malja.site.operation.goods_in_use import GoodsInUse
from malja.site.state.state import State
from malja.stock.ledger.accounts import GIVEN_OUT, USED
from malja.stock.ledger.amounts import NOTHING, format_amount

_FIGURES = 4


def describe_goods_in_use(in_use: Iterable[GoodsInUse]) -> Iterator[Problem]:
    """A notice for each site of the goods that are counted as its stock, and one of fuel that is not."""
    said: dict[tuple[str, str], dict[str, Decimal]] = {}
    for goods in in_use:
        code = "site_fuel_in_hand" if goods.fuel else "site_in_hand"
        items = said.setdefault((goods.place, code), {})
        items[goods.item] = items.get(goods.item, NOTHING) + goods.quantity
    for (place, code), items in said.items():
        names = join_names([f"{item} ({format_number(float(units), _FIGURES)})" for item, units in items.items()])
        yield Problem(code=code, values=(("place", place), ("goods", names)))


def find_assets_elsewhere(tables: Tables, state: State) -> Iterator[Problem]:
    """A notice for assets that went to use from a place where nobody lives: nobody knows at which site they stand."""
    sites = {place.place for place in tables.places if place.role == "site"}
    assets = {item.item for item in tables.items if item.kind == "asset"}
    elsewhere: dict[tuple[str, str], Decimal] = {}
    for total in state.ledger.postings(accounts=(GIVEN_OUT, USED)):
        at = (state.known.place_of(total.store), total.item)
        if total.item in assets and at[0] not in sites:
            elsewhere[at] = elsewhere.get(at, NOTHING) + total.quantity
    for (place, item), units in sorted(elsewhere.items()):
        yield Problem.at(None, "site_used_elsewhere", place=place, item=item, quantity=format_amount(units))

"""Opening stock, as rows of the table stock: what is in all stores of a place, and what is in use there."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal

from malja.language.say import say
from malja.operation.rows import Tables
from malja.problems import Problem
from malja.site.operation.goods_in_use import GoodsInUse
from malja.site.operation.reconcile import (
    JOURNAL_DOCUMENT,
    RowKey,
    read_figure,
    read_key,
    reconcile_rows,
)
from malja.site.operation.sheets import Cells
from malja.stock.ledger.accounts import GIVEN_OUT, USED
from malja.stock.ledger.amounts import NOTHING, format_amount, write_amount
from malja.stock.ledger.ledger import Ledger

STOCK_SHEET = "stock"


class OpeningStock:
    """The goods of the books by place, for an operation that starts on a day; notices say what could not be counted.

    Goods past their last day are left out. Those that may be used on the first day but not for as long as the plan
    goes on are counted, with a notice, since no table can say it. Assets that were given out or put to use from a
    site's stores are in place there: a blanket that a family has is a blanket that the family has. Consumables in use
    are counted with what is left of them, fuel excepted.
    """

    def __init__(
        self, ledger: Ledger, place_of: Callable[[str], str], tables: Tables, in_use: Iterable[GoodsInUse] = ()
    ) -> None:
        self._place_of = place_of
        self._places = {place.place for place in tables.places}
        self._assets = {item.item for item in tables.items if item.kind == "asset"}
        self._known = {item.item for item in tables.items}
        self._sites = {place.place for place in tables.places if place.role == "site"}
        self._end = tables.date(tables.horizon - 1)
        self._start = tables.start
        self._shelf_lives = {item.item: item.shelf_life_days for item in tables.items}
        self._quantities: dict[RowKey, Decimal] = {}
        self._in_use = [goods for goods in in_use if not goods.fuel and not goods.last_day < self._start]
        self.notices: list[Problem] = []
        self._count_assets(ledger)
        self._count_stores(ledger)
        self._counted: frozenset[RowKey] = frozenset(
            (place_of(store), item) for store, item, lot in ledger.counts if not lot
        )

    def rows(self, opening: Sequence[Cells]) -> list[Cells]:
        """The rows: where the books still say what the site began with, that row word for word, with its source."""
        for cells in opening:
            if not read_figure(STOCK_SHEET, "quantity", cells):
                self._quantities.setdefault(read_key(STOCK_SHEET, cells), NOTHING)
        figures = {
            key: {"quantity": write_amount(quantity)} for key, quantity in sorted(self._quantities.items(), key=str)
        }
        return self._add_in_use(reconcile_rows(STOCK_SHEET, opening, figures, self._counted))

    def _add_in_use(self, rows: Iterable[Cells]) -> list[Cells]:
        """The rows with what is in use: it joins what is in stores, since a place has one figure of an item."""
        added = {read_key(STOCK_SHEET, cells): cells for cells in rows}
        in_use: dict[RowKey, Decimal] = {}
        for goods in self._in_use:
            key: RowKey = (goods.place, goods.item)
            in_use[key] = in_use.get(key, NOTHING) + goods.quantity
        for at, units in in_use.items():
            added[at] = _make_row_in_use(at, units, added.get(at, {}))
        return list(added.values())

    def _count_stores(self, ledger: Ledger) -> None:
        """Add up what is in stores, and say what of it and of what is in use can't be used so long."""
        expired: _Dated = {}
        soon: _Dated = {}
        for goods in self._in_use:
            if goods.last_day < self._until(goods.item):
                _extend(soon, goods.place, goods.item, goods.quantity, goods.last_day)
        for lot in ledger.lots():
            item, last = lot.goods.item, lot.goods.last_day
            place = self._place(lot.store, item, lot.quantity)
            if place is None:
                continue
            if lot.goods.expired(self._start):
                _extend(expired, place, item, lot.quantity, last)
                continue
            self._add(place, item, lot.quantity)
            if last < self._until(item) and not (place in self._sites and item in self._assets):
                _extend(soon, place, item, lot.quantity, last)
        self.notices += _list_dated("site_goods_expired", expired)
        self.notices += _list_dated("site_goods_expire", soon)

    def _count_assets(self, ledger: Ledger) -> None:
        """Add up assets that left the stores of a site to be used there."""
        for total in ledger.postings(accounts=(GIVEN_OUT, USED)):
            place = self._place_of(total.store)
            if total.item in self._assets and place in self._sites:
                self._add(place, total.item, total.quantity)

    def _place(self, store: str, item: str, quantity: Decimal) -> str | None:
        """The place of a store; None, with a notice, where the operation knows no such place or item."""
        place = self._place_of(store)
        units = format_amount(quantity)
        if place not in self._places:
            self.notices.append(Problem.at(None, "site_store_unknown", store=store, item=item, quantity=units))
        elif item not in self._known:
            self.notices.append(Problem.at(None, "site_item_unknown", store=store, item=item, quantity=units))
        else:
            return place
        return None

    def _until(self, item: str) -> datetime.date:
        """The last day on which the plan may use opening stock of an item: it takes it as fresh on the first day."""
        shelf_life = self._shelf_lives[item]
        return self._end if shelf_life is None else min(self._end, self._start + datetime.timedelta(days=shelf_life))

    def _add(self, place: str, item: str, quantity: Decimal) -> None:
        self._quantities[place, item] = self._quantities.get((place, item), NOTHING) + quantity


#: By place and item: units, and the first day after which some of them may not be used.
_Dated = dict[tuple[str, str], tuple[Decimal, datetime.date]]


def _extend(dated: _Dated, place: str, item: str, quantity: Decimal, last_day: datetime.date) -> None:
    units, first = dated.get((place, item), (NOTHING, last_day))
    dated[place, item] = (units + quantity, min(first, last_day))


def _make_row_in_use(key: RowKey, units: Decimal, before: Cells) -> Cells:
    """A row of stock with what is in use; what was assumed of the stores stays assumed, and why."""
    stores = read_figure(STOCK_SHEET, "quantity", before)
    there = Decimal(str(stores)) if isinstance(stores, int | float) else NOTHING
    doubtful = before.get("basis") in ("assumed", "recalled") or before.get("confidence") == "low"
    doubt = {name: before.get(name, "") for name in ("basis", "confidence") if doubtful}
    notes = (say("site", "in_use_note", quantity=format_amount(units)), before.get("note", ""))
    return {
        "place": str(key[0]),
        "item": str(key[1]),
        "quantity": write_amount(there + units),
        "document": JOURNAL_DOCUMENT,
        "basis": "derived",
        **{name: cell for name, cell in doubt.items() if cell},
        "note": "; ".join(note for note in notes if note),
    }


def _list_dated(code: str, dated: _Dated) -> Iterator[Problem]:
    for (place, item), (units, first) in sorted(dated.items()):
        yield Problem.at(None, code, place=place, item=item, quantity=format_amount(units), date=first)

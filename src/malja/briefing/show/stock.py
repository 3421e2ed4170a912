"""What stands in the stores, by lot."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from malja.briefing.phrases import say_decimal, say_item, say_place, say_units
from malja.briefing.show.rows import AnswerPart, Rows
from malja.language.clean_text import cut_text
from malja.language.dates import say_date_of_year
from malja.language.say import say
from malja.site.state.state import State
from malja.stock.ledger.lots import Lot

#: So much of a name stands in a cell.
_LONGEST_NAME = 30


def describe_stock(state: State, day: datetime.date, *, item: str = "", store: str = "") -> Iterator[AnswerPart]:
    """All lots, or those of one item or store, store by store: what expires first on top."""
    lots = [lot for lot in state.ledger.lots(store or None) if item in ("", lot.goods.item)]
    for where in dict.fromkeys(lot.store for lot in lots):
        yield _say_with_id(say_place(state.known, where), where)
        rows = tuple(_lot_cells(state, lot, day) for lot in lots if lot.store == where)
        yield Rows(cells=rows, figures=(1,), below=True)
    if not lots:
        yield say("show", "nothing")


def _lot_cells(state: State, lot: Lot, day: datetime.date) -> tuple[str, ...]:
    item = lot.goods.item
    return (
        _say_with_id(cut_text(say_item(state.known, item), _LONGEST_NAME), item),
        say_units(state, item, lot.quantity),
        _say_packs(lot),
        say("show", "lot", lot=lot.goods.lot) if lot.goods.lot else "",
        _say_last_day(lot.goods.expiry, day),
    )


def _say_with_id(said: str, name: str) -> str:
    """A name with the id by which commands know it."""
    return said if said == name else say("show", "name_and_id", name=said, id=name)


def _say_packs(lot: Lot) -> str:
    """Whole packs and their size, and the loose units; single things have no packs."""
    if not lot.packs or lot.goods.pack_quantity == 1:
        return ""
    values = {"packs": say_decimal(lot.packs), "size": say_decimal(lot.goods.pack_quantity)}
    if lot.loose:
        return say("show", "packs_and_loose", loose=say_decimal(lot.loose), **values)
    return say("show", "packs_of", **values)


def _say_last_day(expiry: datetime.date | None, day: datetime.date) -> str:
    if expiry is None:
        return ""
    return say("show", "expired" if expiry < day else "until", date=say_date_of_year(expiry))

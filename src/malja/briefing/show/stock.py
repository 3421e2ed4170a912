"""What stands in the stores, by lot."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from malja.briefing.phrases import say_decimal, say_units
from malja.briefing.show.rows import AnswerPart, rows_or
from malja.language.say import say
from malja.site.state.state import State
from malja.stock.ledger.lots import Lot


def describe_stock(state: State, day: datetime.date, *, item: str = "", store: str = "") -> Iterator[AnswerPart]:
    """All lots, or those of one item or store: quantity, packs, lot and last day; what expires first on top."""
    cells = (
        (
            lot.store,
            lot.goods.item,
            say_units(state, lot.goods.item, lot.quantity),
            _say_packs(lot),
            say("show", "lot", lot=lot.goods.lot) if lot.goods.lot else "",
            _say_last_day(lot.goods.expiry, day),
        )
        for lot in state.ledger.lots(store or None)
        if item in ("", lot.goods.item)
    )
    yield rows_or(cells, say("show", "nothing"), figures=(2,))


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
    return say("show", "expired" if expiry < day else "until", date=expiry.isoformat())

"""Room for goods in use: they are counted as stock, and lie in no store."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from malja.language.say import say
from malja.operation.rows import Tables
from malja.quantities import format_number
from malja.site.operation.goods_in_use import GoodsInUse
from malja.site.operation.reconcile import JOURNAL_DOCUMENT, read_figure
from malja.site.operation.sheets import Cells

PLACES_SHEET = "places"
_DIGITS = 6


def add_room_for_goods_in_use(places: Sequence[Cells], tables: Tables, in_use: Iterable[GoodsInUse]) -> list[Cells]:
    """The rows of places, with as much more room where it is limited as goods in use would take in a store.

    The room is as much too large later as was used up since: the next day's operation has the right one.
    """
    items = {item.item: item for item in tables.items}
    volumes: dict[str, float] = {}
    for goods in in_use:
        item = items[goods.item]
        if not goods.fuel:
            m3 = float(goods.quantity) / item.pack_quantity * item.pack_m3
            volumes[goods.place] = volumes.get(goods.place, 0.0) + m3
    return [_extend(cells, volumes.get(cells.get("place", ""), 0.0)) for cells in places]


def _extend(cells: Cells, m3: float) -> Cells:
    room = read_figure(PLACES_SHEET, "storage_m3", cells)
    if not isinstance(room, int | float) or not m3:
        return cells
    notes = (say("site", "room_note", room=format_number(room), more=format_number(m3)), cells.get("note", ""))
    return {
        **cells,
        "storage_m3": f"{room + m3:.{_DIGITS}f}",
        "document": JOURNAL_DOCUMENT,
        "basis": "derived",
        "note": "; ".join(note for note in notes if note),
    }

"""Check that goods counted in pieces come in whole numbers: 12.5 tents are a typing mistake, refused when recorded."""

from __future__ import annotations

from decimal import Decimal

from malja.facts.fact import Fact
from malja.problems import Problem, Refused
from malja.quantities import is_counted_whole
from malja.site.state.names import KnownNames
from malja.stock.clinic.clinic import Clinic
from malja.stock.ledger.amounts import count_units, format_amount
from malja.stock.ledger.ledger import Ledger

#: Kinds with an amount of an item, and the column of its store, if any; recipes may take half a tin.
_AMOUNTS = {
    "stock.received": "store",
    "stock.moved": "origin",
    "stock.counted": "store",
    "round.due": "",
    "flight.loaded": "",
    "flight.counted": "",
}


def check_whole_pieces(fact: Fact, known: KnownNames, ledger: Ledger, clinic: Clinic) -> list[Problem]:
    """The problem of a fact that names a fraction of what is counted in pieces; else nothing.

    Items whose own pack is a fraction (a kit shared out in fiftieths) may be broken; a fraction that is in the books
    already, as of a tin that the kitchen opened, may be counted and moved. Where the clinic opened a kit, what it still
    has may be counted.
    """
    item = str(fact.body.get("item", ""))
    if fact.kind not in _AMOUNTS or not item or not is_counted_whole(known.unit_of(item)):
        return []
    own = known.pack_of(item)
    store = str(fact.body.get(_AMOUNTS[fact.kind], ""))
    if (own is not None and own % 1) or (store and ledger.on_hand(store, item) % 1):
        return []
    if fact.kind == "stock.counted" and any((at, kit) == (store, item) for at, kit, *_ in clinic.opened()):
        return []
    try:
        quantity = count_units(fact.body, own)
    except Refused:  # The fold itself refuses it, with everything else.
        return []
    if not quantity % 1:
        return []
    column = "quantity" if Decimal(str(fact.body.get("quantity", 0))) % 1 else "pack_quantity"
    return [
        Problem.at(None, "quantity_in_pieces", column, format_amount(quantity), item=item, unit=known.unit_of(item))
    ]

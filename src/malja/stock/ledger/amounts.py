"""Amounts of goods: exact decimals, read from what a fact says in packs and units; the absurd is refused by name."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from malja.facts.fact import Body, BodyValue
from malja.problems import Problem, Refused

NOTHING = Decimal(0)
#: Beyond this nobody counts: the same bound as for any number in a table.
_MOST = Decimal(10**15)
#: More decimals than this are no measure of anything in a store. With MOST it keeps every sum of the books exact.
DECIMALS = 6

_SMALLEST = Decimal(1).scaleb(-DECIMALS)
_PLAIN = re.compile(r"-?\d{1,40}(?:\.\d{1,40})?", re.ASCII)


def read_amount(text: BodyValue, column: str = "quantity") -> Decimal:
    """An amount as a fact's body holds it (whole number or plain decimal text). Refused: it is absurd."""
    if isinstance(text, bool) or not isinstance(text, str | int):
        raise Refused([Problem.at(None, "number_wanted", column, text)])
    return _amount(text if isinstance(text, str) else f"{text:d}", column)


@lru_cache(maxsize=1 << 16)
def _amount(text: str, column: str) -> Decimal:
    if not _PLAIN.fullmatch(text):
        raise Refused([Problem.at(None, "number_wanted", column, text)])
    return check_amount(Decimal(text), column)


def check_amount(number: Decimal, column: str = "quantity") -> Decimal:
    """The amount itself. Refused: it is less than nothing, more than anybody counts, or has too many decimals."""
    if not number.is_finite():
        raise Refused([Problem.at(None, "number_not_finite", column, number)])
    if number < 0:
        raise Refused([Problem.at(None, "number_below", column, format_amount(number), least=0)])
    if number > _MOST:
        raise Refused([Problem.at(None, "number_above", column, format_amount(number), most=format_amount(_MOST))])
    if number != number.quantize(_SMALLEST):
        raise Refused([Problem.at(None, "number_too_precise", column, format_amount(number), most=DECIMALS)])
    return number or NOTHING  # No negative zero.


def count_units(body: Body, own_pack: Decimal | None) -> Decimal:
    """The units that a fact's packs and loose units make together; `own_pack`: units in the item's own pack, if known.

    Units are what counts: as many packs of another size are another amount. Refused: an amount is absurd, or packs are
    said of an item whose pack is not known.
    """
    packs = read_amount(body.get("packs", 0), "packs")
    loose = read_amount(body.get("quantity", "0"), "quantity")
    size = find_pack_size(body, own_pack)
    if not packs:
        return loose
    if size is None:
        raise Refused([Problem.at(None, "stock_pack_unknown", "packs", body["packs"], item=body.get("item", ""))])
    return check_amount(packs * size + loose)


def find_pack_size(body: Body, own_pack: Decimal | None) -> Decimal | None:
    """The units in a pack that a fact speaks of: as it says, else the item's own; None: not known. Refused: absurd."""
    if "pack_quantity" not in body:
        return own_pack
    size = read_amount(body["pack_quantity"], "pack_quantity")
    if not size:
        raise Refused([Problem.at(None, "number_not_above", "pack_quantity", body["pack_quantity"], least=0)])
    return size


def format_amount(number: Decimal) -> str:
    """An amount as it is said: grouped by thousands, without needless zeros: 1,500; 12.5."""
    text = f"{number:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def write_amount(number: Decimal) -> str:
    """An amount as it is kept: plain, the same text for the same number: 1500; 12.5."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text

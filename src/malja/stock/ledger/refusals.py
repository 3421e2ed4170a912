"""What stands against recording a fact about stock, before it is recorded."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from malja.facts.body import read_day, read_text
from malja.facts.fact import Fact
from malja.problems import Problem, Refused
from malja.stock.ledger.accounts import ACCOUNTS, BOUGHT, GIVEN, GONE, OPENING, WITH_REASON
from malja.stock.ledger.amounts import count_units, find_pack_size, format_amount, read_amount
from malja.stock.ledger.stock_books import StockBooks

#: Where goods come from that somebody records; flights have facts of their own.
_BY_HAND = (GIVEN, BOUGHT, OPENING)


def against_received(stock: StockBooks, fact: Fact) -> list[Problem]:
    """Goods that come: more than nothing, to a store, of a lot that is not known by another last day."""
    body = fact.body
    item, lot = read_text(body, "item"), read_text(body, "lot")
    _, problems = _amount(stock, fact, some=True)
    problems += _against_account("store", read_text(body, "store"))
    origin = read_text(body, "origin")
    if origin and origin not in _BY_HAND:
        problems.append(Problem.at(None, "not_a_choice", "origin", origin, choices=", ".join(_BY_HAND)))
    books, own = stock.books(item), stock.pack_of(item)
    goods = books.goods(lot, read_day(body, "expiry"), _said_pack(fact), own)
    other = books.other_last_day(goods)
    if other:
        problems.append(Problem.at(None, "stock_lot_expiry", "expiry", goods.last_day, item=item, lot=lot, known=other))
    known = books.known_lots.get(lot)
    if body.get("packs") and _said_pack(fact) is None and known and own not in (None, known.pack_quantity):
        about = {
            "store": read_text(body, "store"),
            "item": item,
            "packs": format_amount(known.pack_quantity),
            "own": format_amount(own),
        }
        problems.append(Problem.at(None, "stock_pack_which", "pack_quantity", "", **about))
    return problems


def against_moved(stock: StockBooks, fact: Fact) -> list[Problem]:
    """Goods that go: more than nothing, there to be taken, in the packs that are said; some ways need a reason."""
    body = fact.body
    origin, to = read_text(body, "origin"), read_text(body, "destination")
    quantity, problems = _amount(stock, fact, some=True)
    problems += _against_account("origin", origin)
    if to not in GONE:
        problems += _against_account("destination", to)
    if origin == to:
        problems.append(Problem.at(None, "stock_stays", "destination", to))
    if to in WITH_REASON and not read_text(body, "reason"):
        problems.append(Problem.at(None, "stock_needs_reason", "reason", to))
    if problems or quantity is None:
        return problems
    return _against_packs(stock, fact, origin) or stock.against_taking(
        origin,
        read_text(body, "item"),
        quantity,
        to=to,
        lot=read_text(body, "lot"),
        pack_quantity=_said_pack(fact),
        day=fact.happened,
        device=fact.device,
    )


def against_counted(stock: StockBooks, fact: Fact) -> list[Problem]:
    """Goods that were counted: a reason where the count is not what the books say, or finds packs of another size."""
    body = fact.body
    store, item, lot = read_text(body, "store"), read_text(body, "item"), read_text(body, "lot")
    counted, problems = _amount(stock, fact, some=False)
    problems += _against_account("store", store)
    if problems or counted is None:
        return problems
    reason = read_text(body, "reason")
    against = _against_packs(stock, fact, store)
    problems += (problem for problem in against if not reason or problem.code != "stock_pack_other")
    books = stock.books(item, fact.happened).on_hand(store, lot)
    if counted != books and not reason:
        differs = {"store": store, "item": item, "books": format_amount(books), "counted": format_amount(counted)}
        problems.append(Problem.at(None, "stock_count_reason", "reason", "", **differs))
    return problems or stock.against_counting(store, item, counted, lot=lot, day=fact.happened, device=fact.device)


def _amount(stock: StockBooks, fact: Fact, *, some: bool) -> tuple[Decimal | None, list[Problem]]:
    """The units that a fact says, or why that can't be; `some`: nothing is too little."""
    try:
        quantity = count_units(fact.body, stock.pack_of(read_text(fact.body, "item")))
    except Refused as refused:
        return None, list(refused.problems)
    if some and not quantity:
        return None, [Problem.at(None, "stock_nothing", "quantity", "0")]
    return quantity, _against_total(stock, fact)


def _against_total(stock: StockBooks, fact: Fact) -> list[Problem]:
    """Loose units that make a pack or more, or as much as the packs beside them: are they the total?"""
    body = fact.body
    packs, loose = read_amount(body.get("packs", 0), "packs"), read_amount(body.get("quantity", "0"))
    size = find_pack_size(body, stock.pack_of(read_text(body, "item")))
    if not packs or not loose or size is None or loose < min(size, packs * size):
        return []
    about = {"packs": format_amount(packs), "pack": format_amount(size), "total": format_amount(packs * size)}
    return [Problem.at(None, "stock_packs_and_total", "quantity", format_amount(loose), **about)]


def _against_account(column: str, store: str) -> list[Problem]:
    """A store can't be called like an account outside, and goods come from there by other facts."""
    return [Problem.at(None, "stock_no_store", column, store)] if store in ACCOUNTS else []


def _against_packs(stock: StockBooks, fact: Fact, store: str) -> list[Problem]:
    """Packs whose size nobody said, where others than the item's own stand too: how many units are they?

    Asked again rather than guessed: the same number of packs of another size is another amount (open-msupply#12332).
    """
    body = fact.body
    item, lot = read_text(body, "item"), read_text(body, "lot")
    own, said_pack = stock.pack_of(item), _said_pack(fact)
    if not body.get("packs"):
        return []
    shelf = stock.books(item, fact.happened).shelf(store)
    there = {goods.pack_quantity for goods, _ in shelf if goods.named(lot)}
    sizes = ", ".join(format_amount(size) for size in sorted(there))
    if said_pack is None and own is not None and there - {own}:
        about = {"store": store, "item": item, "packs": sizes, "own": format_amount(own)}
        return [Problem.at(None, "stock_pack_which", "pack_quantity", "", **about)]
    if said_pack is not None and there and said_pack not in there:
        return [
            Problem.at(
                None, "stock_pack_other", "pack_quantity", format_amount(said_pack), store=store, item=item, packs=sizes
            )
        ]
    return []


def _said_pack(fact: Fact) -> Decimal | None:
    return find_pack_size(fact.body, None) if fact.body.get("packs") else None


STOCK_REFUSALS: dict[str, Callable[[StockBooks, Fact], list[Problem]]] = {
    "stock.received": against_received,
    "stock.moved": against_moved,
    "stock.counted": against_counted,
}

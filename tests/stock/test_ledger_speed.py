"""A hundred thousand movements are booked in a moment: a rebuild of a large site folds ten times as many."""

from __future__ import annotations

import datetime
import itertools
import json
from decimal import Decimal

from malja.clock import seconds
from malja.facts.fact import Fact
from malja.facts.knowledge import Knowledge
from malja.stock.ledger.ledger import Ledger
from tests.stock.said import START, day

FACTS = 100_000
STORES = [f"store-{number}" for number in range(12)]
ITEMS = [f"item-{number}" for number in range(25)]
LOTS = 8
#: 15 s for a million; the machine that runs this may be busy with other things, so twice as much is let pass.
MOST_SECONDS = 3.0


def facts() -> list[Fact]:
    """Three devices book half a year: every item in 8 lots, moved to every store, used and given out there, counted."""
    made: list[tuple[str, dict[str, str | int]]] = []
    for item, lot in itertools.product(ITEMS, range(LOTS)):
        expiry = (START + datetime.timedelta(days=200 + lot)).isoformat()
        body: dict[str, str | int] = {"store": STORES[0], "item": item, "packs": 10**6, "lot": f"L{lot}"}
        made.append(("stock.received", {**body, "expiry": expiry, "origin": "given"}))
    ways = itertools.cycle(("used", "given_out", "used", "count", "used", "spoiled"))
    for number in range(FACTS - len(made)):
        item, store = ITEMS[number % 25], STORES[1 + number % 11]
        match next(ways) if number > 2_000 else "move":
            case "count":
                made.append(("stock.counted", {"store": store, "item": item, "packs": 30, "reason": "weekly"}))
            case "move":
                made.append(("stock.moved", {"item": item, "packs": 500, "origin": STORES[0], "destination": store}))
            case way:
                amount = {"quantity": f"{1 + number % 7}.5", "reason": "as told"}
                made.append(("stock.moved", {"item": item, "origin": store, "destination": way, **amount}))
    devices = itertools.cycle("abc")
    return [
        Fact(
            kind=kind,
            happened=day(number * 180 // FACTS),
            body=body,
            device=next(devices),
            number=1 + number // 3,
            seen=dict.fromkeys("abc", number // 3),
        )
        for number, (kind, body) in enumerate(made)
    ]


def test_a_hundred_thousand_movements() -> None:
    told = facts()
    knowledge = Knowledge()
    ledger = Ledger(dict.fromkeys(ITEMS, Decimal(50)).get, knowledge.knew)
    start = seconds()
    for fact in told:
        knowledge.note(fact)
        ledger.apply(fact)
    took = seconds() - start
    assert took < MOST_SECONDS
    assert ledger.lots()
    start = seconds()
    held = sum(ledger.held(store, item) > 0 for store in STORES for item in ITEMS)
    assert held > 100
    assert seconds() - start < 0.1
    assert len(json.dumps(ledger.to_json())) < 2_000_000

"""What folding takes: seconds for so many stock movements and gifts, as multiples of reading the same facts as JSON.

    python -m pip install -e ".[test]"
    python benchmarks/replay.py [--facts N] [--late PERCENT]

`--late`: so many facts in a hundred are told after others of a later day, as sheets that reach the desk late. The two
take turns; the middle one of three rounds counts. Prints a table in Markdown. A machine that is busy makes both slower,
so that the ratio says more than the seconds.
"""

from __future__ import annotations

import argparse
import datetime
import itertools
import json
import random
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path

if __package__ in (None, ""):
    sys.path.insert(0, str(Path(__file__).parents[1]))


from malja.facts.fact import BodyValue, Fact
from malja.facts.knowledge import Knowledge
from malja.stock.ledger.ledger import Ledger
from malja.stock.rounds.rounds import Rounds

FIRST = datetime.date(2025, 3, 3)
STORES = [f"store-{number}" for number in range(12)]
ITEMS = [f"item-{number}" for number in range(25)]
LOTS, TOKENS, ROUNDS, DAYS = 8, 2_000, 3, 180


def stock_facts(number: int) -> list[Fact]:
    """Three devices book half a year: every item in 8 lots, moved to every store, used and given out there, counted."""
    bodies: list[tuple[str, dict[str, BodyValue]]] = []
    for item, lot in itertools.product(ITEMS, range(LOTS)):
        expiry = (FIRST + datetime.timedelta(days=200 + lot)).isoformat()
        body: dict[str, BodyValue] = {"store": STORES[0], "item": item, "packs": 10**6, "lot": f"L{lot}"}
        bodies.append(("stock.received", {**body, "expiry": expiry, "origin": "given"}))
    ways = itertools.cycle(("used", "given_out", "used", "count", "used", "spoiled"))
    for place in range(number - len(bodies)):
        item, store = ITEMS[place % 25], STORES[1 + place % 11]
        match next(ways) if place > 2_000 else "move":
            case "count":
                bodies.append(("stock.counted", {"store": store, "item": item, "packs": 30, "reason": "weekly"}))
            case "move":
                bodies.append(("stock.moved", {"item": item, "packs": 500, "origin": STORES[0], "destination": store}))
            case way:
                amount = {"quantity": f"{1 + place % 7}.5", "reason": "as told"}
                bodies.append(("stock.moved", {"item": item, "origin": store, "destination": way, **amount}))
    return [
        Fact(
            kind=kind,
            happened=FIRST + datetime.timedelta(days=place * DAYS // number),
            body=body,
            device="abc"[place % 3],
            number=1 + place // 3,
            seen=dict.fromkeys("abc", place // 3),
        )
        for place, (kind, body) in enumerate(bodies)
    ]


def gift_facts(number: int) -> list[Fact]:
    """Rounds a week apart, rice for each person and soap for each token, from stock that lasts."""
    told: list[tuple[str, datetime.date, dict[str, BodyValue]]] = [
        ("stock.received", FIRST, {"store": "hub", "item": item, "quantity": "1000000000"}) for item in ("rice", "soap")
    ]
    for round_ in range(number // TOKENS):
        happened = FIRST + datetime.timedelta(weeks=round_)
        for item, per in (("rice", "person"), ("soap", "token")):
            due = {"round": f"r{round_}", "store": "hub", "item": item, "quantity": "12.5", "per": per}
            told.append(("round.due", happened, {**due}))
        told.extend(
            ("round.given", happened, {"round": f"r{round_}", "token": f"T{token:05d}", "persons": 1 + token % 9})
            for token in range(TOKENS)
        )
    return [
        Fact(kind=kind, happened=happened, body=body, by="hub", device="a", number=place)
        for place, (kind, happened, body) in enumerate(told, start=1)
    ]


def delay(facts: Sequence[Fact], percent: int) -> list[Fact]:
    """The facts with some of them told up to a week (1/26 of the journal) later; the same for the same numbers."""
    chance = random.Random(7)  # noqa: S311 - for a benchmark, not for a secret
    places = [
        place + (chance.randrange(1, len(facts) // 26) if chance.randrange(100) < percent else 0)
        for place in range(len(facts))
    ]
    return [fact for _, fact in sorted(zip(places, facts, strict=True), key=lambda pair: pair[0])]


def fold(facts: Sequence[Fact]) -> None:
    """Fold the facts and ask once for the state."""
    knowledge = Knowledge()
    ledger = Ledger(lambda item: Decimal(50), knowledge.knew)
    rounds = Rounds(ledger, knowledge.knew)
    for fact in facts:
        knowledge.note(fact)
        ledger.apply(fact)
        rounds.apply(fact)
    ledger.to_json()


def read_as_json(texts: Sequence[str]) -> None:
    """Read every fact as the journal keeps it."""
    for text in texts:
        json.loads(text)


def time_of(work: Callable[[], None]) -> float:
    """Seconds that this process itself worked."""
    begun = time.process_time()
    work()
    return time.process_time() - begun


def measure(name: str, facts: Sequence[Fact]) -> tuple[str, ...]:
    """A row of the table."""
    texts = [json.dumps([fact.kind, fact.device, fact.number, str(fact.happened), fact.body]) for fact in facts]
    pairs = [(time_of(lambda: fold(facts)), time_of(lambda: read_as_json(texts))) for _ in range(ROUNDS)]
    seconds = statistics.median(pair[0] for pair in pairs)
    ratio = statistics.median(pair[0] / pair[1] for pair in pairs)
    return name, f"{len(facts):,}", f"{seconds:.2f}", f"{ratio:.1f}"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--facts", type=int, default=100_000)
    parser.add_argument("--late", type=int, default=0)
    chosen = parser.parse_args()
    rows = [
        measure(name, delay(facts(chosen.facts), chosen.late))
        for name, facts in (("stock", stock_facts), ("gifts", gift_facts))
    ]
    for row in (("folded", "facts", "seconds", "x reading them as JSON"), ("---",) * 4, *rows):
        print("| " + " | ".join(row) + " |")


if __name__ == "__main__":
    main()

"""A hundred thousand gifts are taken up in a moment: a rebuild of a large site folds ten times as many."""

from __future__ import annotations

import datetime
import time

from malja.facts.fact import BodyValue, Fact
from malja.stock.ledger.ledger import Ledger
from malja.stock.rounds import Rounds
from tests.stock.devices import FIRST, PACKS

GIFTS = 100_000
TOKENS = 2_000
#: Of this process alone. 20 s are promised for a million; a machine that is busy with other things is slower.
MOST_SECONDS = 5.0


def facts() -> list[Fact]:
    """Rounds a week apart, rice for each person and soap for each token, from stock that lasts."""
    made = [
        Fact(
            kind="stock.received",
            happened=FIRST,
            body={"store": "hub", "item": item, "quantity": "1000000000", "origin": "given"},
        )
        for item in ("rice", "soap")
    ]
    for round_ in range(GIFTS // TOKENS):
        happened = FIRST + datetime.timedelta(weeks=round_)
        for item, per in (("rice", "person"), ("soap", "token")):
            due: dict[str, BodyValue] = {
                "round": f"r{round_}",
                "store": "hub",
                "item": item,
                "quantity": "12.5",
                "per": per,
            }
            made.append(Fact(kind="round.due", happened=happened, body=due))
        for token in range(TOKENS):
            body: dict[str, BodyValue] = {"round": f"r{round_}", "token": f"T{token:05d}", "persons": 1 + token % 9}
            made.append(Fact(kind="round.given", happened=happened, body=body))
    return [
        Fact(kind=fact.kind, happened=fact.happened, body=fact.body, by="hub", device="a", number=number)
        for number, fact in enumerate(made, start=1)
    ]


def test_a_hundred_thousand_gifts() -> None:
    ledger = Ledger(PACKS.get)
    rounds = Rounds(ledger)
    told = facts()
    start = time.process_time()
    for fact in told:
        ledger.apply(fact)
        rounds.apply(fact)
    took = time.process_time() - start
    assert len(rounds["r49"].gifts) == TOKENS
    assert rounds.doubts == []
    assert took < MOST_SECONDS

"""Pledges: what organisations have promised. They are no stock and no cargo: nothing of a plan rests on them.

A pledge is made, then confirmed as a flight or a supply, whose own facts and rows count from then on; it stays listed
until it is there or withdrawn. Of what devices told apart, what happened last holds; it may be told again.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from malja.facts.body import read_day
from malja.facts.doubt import Doubt
from malja.facts.fact import Fact
from malja.facts.knowledge import Knows, knows_all
from malja.problems import Problem
from malja.stock.ledger.amounts import count_units
from malja.stock.ledger.folding import apply_fact, find_problems
from malja.stock.ledger.ledger import Ledger


@dataclass(frozen=True, slots=True, kw_only=True)
class Pledge:
    """What an organisation has promised a place, and what became of it.

    `item` with `quantity` in its unit, or `what` in words; `due`: the day by which it is to be there; `request`: what
    it answers. `flight` or `supply` (the place of a row of supply): as what it was confirmed, blank: not yet.
    `outcome`: arrived or withdrawn, blank: open.
    """

    pledge: str
    organisation: str
    place: str
    item: str
    quantity: Decimal
    what: str
    due: datetime.date
    request: str
    made: datetime.date
    flight: str = ""
    supply: str = ""
    outcome: str = ""


class Pledges:
    """Pledges, folded from `pledge.made`, `pledge.confirmed` and `pledge.ended`; what does not fit is a doubt."""

    def __init__(self, ledger: Ledger, knows: Knows = knows_all) -> None:
        self._ledger = ledger
        self._knows = knows
        self._told: dict[str, dict[str, list[Fact]]] = {}
        #: By pledge and kind: the last entry of each device that told of it.
        self._tellers: dict[tuple[str, str], dict[str, int]] = {}
        self._doubts: list[Doubt] = []

    def apply(self, fact: Fact) -> None:
        """Take up a fact about a pledge."""
        self._doubts += apply_fact(self, fact, _HANDLERS)

    def refusals(self, fact: Fact) -> list[Problem]:
        """What stands against recording a fact about a pledge now."""
        return find_problems(self, fact, _REFUSALS)

    def __contains__(self, pledge: object) -> bool:
        return pledge in self._told and "pledge.made" in self._told[str(pledge)]

    def __iter__(self) -> Iterator[Pledge]:
        """Every pledge as it stands, by the day by which it is due, then by its name."""
        return iter(
            sorted(map(self._read, filter(self.__contains__, self._told)), key=lambda one: (one.due, one.pledge))
        )

    def find(self, pledge: str) -> Pledge | None:
        """The pledge of a name, as it stands; None: nobody made it."""
        return self._read(pledge) if pledge in self else None

    @property
    def doubts(self) -> list[Doubt]:
        """Two pledges of one name, and what was told of pledges that nobody made (any more)."""
        lost = (
            Doubt.about(told[-1], "pledge_lost", pledge=pledge)
            for pledge, kinds in sorted(self._told.items())
            if pledge not in self
            for told in list(kinds.values())[:1]
        )
        return [*self._doubts, *lost]

    def to_json(self) -> dict[str, object]:
        """The pledges by name."""
        return {
            one.pledge: {
                "organisation": one.organisation,
                "place": one.place,
                "item": one.item,
                "quantity": str(one.quantity),
                "what": one.what,
                "due": one.due.isoformat(),
                "flight": one.flight,
                "supply": one.supply,
                "outcome": one.outcome,
            }
            for one in self
        }

    def _take_up(self, fact: Fact) -> None:
        pledge = str(fact.body["pledge"])
        count_units(fact.body, self._ledger.pack_of(str(fact.body.get("item", ""))))  # a doubt where it is absurd
        told = self._told.setdefault(pledge, {}).setdefault(fact.kind, [])
        # Whoever knows the last word of each device knows all of them: then nothing is looked through.
        tellers = self._tellers.setdefault((pledge, fact.kind), {})
        unknown = told if any(not self._knows(fact, *last) for last in tellers.items()) else ()
        tellers[fact.device] = fact.number
        apart = next(
            (one for one in unknown if one.body != fact.body and not self._knows(fact, one.device, one.number)), None
        )
        if apart is not None:
            who = {"by": fact.by, "device": fact.device, "other_by": apart.by, "other_device": apart.device}
            self._doubts.append(Doubt.about(fact, "pledge_told_apart", pledge=pledge, **who))
        told.append(fact)

    def _read(self, pledge: str) -> Pledge:
        made = self._last(pledge, "pledge.made")
        confirmed, ended = self._last(pledge, "pledge.confirmed"), self._last(pledge, "pledge.ended")
        body = made.body if made else {}
        item = str(body.get("item", ""))
        due = read_day(body, "due")
        day = made.happened if made else datetime.date.min
        return Pledge(
            pledge=pledge,
            organisation=str(body.get("organisation", "")),
            place=str(body.get("place", "")),
            item=item,
            quantity=count_units(body, self._ledger.pack_of(item)),
            what=str(body.get("what", "")),
            due=due or day,
            request=str(body.get("request", "")),
            made=day,
            flight=str(confirmed.body.get("flight", "")) if confirmed else "",
            supply=str(confirmed.body.get("supply", "")) if confirmed else "",
            outcome=str(ended.body["outcome"]) if ended else "",
        )

    def _last(self, pledge: str, kind: str) -> Fact | None:
        """What was told of a pledge of the latest day; of one day, what was told last."""
        told = self._told[pledge].get(kind, [])
        return max(enumerate(told), key=lambda one: (one[1].happened, one[0]))[1] if told else None

    def _against_making(self, fact: Fact) -> list[Problem]:
        pledge = str(fact.body["pledge"])
        made = self._agreed(pledge, "pledge.made")
        if made is not None:
            return [Problem.at(None, "pledge_used", "pledge", pledge, date=made.happened)]
        item, what = str(fact.body.get("item", "")), str(fact.body.get("what", ""))
        if bool(item) == bool(what.strip()):
            return [Problem.at(None, "pledge_of_what", "item", item or "-")]
        if item and not count_units(fact.body, self._ledger.pack_of(item)):
            return [Problem.at(None, "pledge_of_nothing", "quantity", item)]
        return []

    def _against_confirming(self, fact: Fact) -> list[Problem]:
        if bool(fact.body.get("flight", "")) == bool(fact.body.get("supply", "")):
            return [
                *self._against_ended(fact),
                Problem.at(None, "pledge_confirmed_as", "flight", fact.body["pledge"]),
            ]
        return self._against_ended(fact)

    def _against_ending(self, fact: Fact) -> list[Problem]:
        agreed = self._agreed(str(fact.body["pledge"]), "pledge.ended")
        return self._against_unknown(fact) if agreed is None else self._against_ended(fact)

    def _against_ended(self, fact: Fact) -> list[Problem]:
        pledge = str(fact.body["pledge"])
        ended = self._last(pledge, "pledge.ended") if pledge in self else None
        if ended is None:
            return self._against_unknown(fact)
        code = "pledge_there" if ended.body["outcome"] == "arrived" else "pledge_void"
        return [Problem.at(None, code, "pledge", pledge, date=ended.happened)]

    def _agreed(self, pledge: str, kind: str) -> Fact | None:
        """What was told of a pledge, if all tell the same; what was told apart may be told again, to put it right."""
        told = self._told.get(pledge, {}).get(kind, [])
        return self._last(pledge, kind) if told and all(one.body == told[0].body for one in told) else None

    def _against_unknown(self, fact: Fact) -> list[Problem]:
        pledge = str(fact.body["pledge"])
        known = ", ".join(one.pledge for one in self) or "-"
        return [] if pledge in self else [Problem.at(None, "pledge_unknown", "pledge", pledge, known=known)]


_HANDLERS: dict[str, Callable[[Pledges, Fact], None]] = {
    "pledge.made": Pledges._take_up,
    "pledge.confirmed": Pledges._take_up,
    "pledge.ended": Pledges._take_up,
}
_REFUSALS: dict[str, Callable[[Pledges, Fact], list[Problem]]] = {
    "pledge.made": Pledges._against_making,
    "pledge.confirmed": Pledges._against_confirming,
    "pledge.ended": Pledges._against_ending,
}

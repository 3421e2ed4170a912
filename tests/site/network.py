"""Devices that record facts apart and hear of each other's: chains, turns and what was seen, without a database."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from malja.facts.fact import BodyValue, Fact
from malja.site.state.state import State
from malja.site.state.take_backs import DECISIVE_KINDS, judge_take_backs

DAY = datetime.date(2025, 3, 10)
#: The device that founded the site, and stands above the others.
FOUNDER = "a"


@dataclass(frozen=True)
class Entry:
    """A fact with its turn, and every entry that its device held when it recorded it (the naive truth)."""

    turn: int
    fact: Fact
    past: frozenset[tuple[str, int]]

    @property
    def at(self) -> tuple[str, int]:
        return self.fact.device, self.fact.number

    @property
    def order(self) -> tuple[int, str, int]:
        return self.turn, self.fact.device, self.fact.number


@dataclass
class Device:
    """A device: the entries it holds, and which of others came since its own entry before."""

    name: str
    held: dict[tuple[str, int], Entry] = field(default_factory=dict)
    news: dict[str, int] = field(default_factory=dict)

    def record(self, kind: str, body: Mapping[str, BodyValue], *, day: int = 0, id: str = "") -> Entry:  # noqa: A002
        turn = 1 + max((entry.turn for entry in self.held.values()), default=0)
        number = 1 + sum(1 for device, _ in self.held if device == self.name)
        happened = DAY + datetime.timedelta(days=day)
        fact = Fact(
            kind=kind, happened=happened, body=body, device=self.name, number=number, seen=self.news, id=id, by="clerk"
        )
        entry = Entry(turn, fact, frozenset(self.held))
        self.held[entry.at] = entry
        self.news = {}
        return entry

    def hear(self, other: Device) -> None:
        for at, entry in other.held.items():
            if at not in self.held:
                self.held[at] = entry
                self.news = {**self.news, at[0]: max(at[1], self.news.get(at[0], 0))}

    def state(self, until: datetime.date | None = None) -> State:
        return folded(self.held.values(), until)


def folded(entries: Iterable[Entry], until: datetime.date | None = None) -> State:
    """The state of entries, in the one order they have, however they came."""
    facts = [entry.fact for entry in sorted(entries, key=lambda entry: entry.order)]
    at = {(fact.device, fact.number): fact for fact in facts}

    def find(places: Iterable[tuple[str, int]]) -> dict[tuple[str, int], Fact]:
        return {place: at[place] for place in places if place in at}

    told = [fact for fact in facts if fact.kind in DECISIVE_KINDS]
    state = State(until, judge_take_backs(told, find, lambda one, other: one == FOUNDER != other))
    for fact in facts:
        state.apply(fact)
    return state


def meet(*devices: Device) -> None:
    """All devices come to hold the same."""
    for one in devices:
        for other in devices:
            one.hear(other)


def to_set(table: str, key: Iterable[str], **values: str) -> dict[str, BodyValue]:
    return {"table": table, "row": json.dumps(list(key)), "values": values}


def to_take_back(entry: Entry, **more: BodyValue) -> dict[str, BodyValue]:
    return {"device": entry.fact.device, "number": entry.fact.number, "reason": "a slip", **more}


def to_remove(table: str, *key: str) -> dict[str, BodyValue]:
    return {"table": table, "row": json.dumps(list(key))}


def as_bytes(state: State) -> bytes:
    return json.dumps(state.to_json(), sort_keys=True, ensure_ascii=False).encode()


def founded() -> Device:
    """A device whose site has a hub, a site with a store, rice, a lift, people and stock."""
    one = Device("a")
    for table, key, values in (
        ("operation", [], {"name": "Base", "start": "2025-03-11"}),
        ("places", ["hub"], {"role": "hub"}),
        ("places", ["base"], {"role": "site"}),
        ("stores", ["tent"], {"place": "base", "kind": "store"}),
        ("lifts", ["il76"], {"origin": "hub", "destination": "base"}),
    ):
        one.record("table.set", to_set(table, key, **values))
    one.record("people.arrived", {"place": "base", "group": "everyone", "number": 500})
    one.record("stock.received", {"store": "tent", "item": "rice", "quantity": "1000", "origin": "opening"})
    one.record("round.due", {"round": "r1", "store": "tent", "item": "rice", "quantity": "1", "per": "person"})
    one.record("kitchen.recipe", {"recipe": "rice", "item": "rice", "quantity": "0.1"})
    one.record("flight.announced", {"flight": "f1", "lift": "il76", "leaves": "2025-03-12"})
    one.record("flight.loaded", {"flight": "f1", "line": "1", "item": "rice", "packs": 10})
    return one

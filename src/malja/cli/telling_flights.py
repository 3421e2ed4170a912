"""One line for each fact about a flight that was recorded."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from malja.cli.record_words import words
from malja.facts.fact import Fact
from malja.language.dates import say_date
from malja.language.numbers import figure
from malja.language.say import listed
from malja.stock.amounts import said

if TYPE_CHECKING:
    from malja.site.state import State
    from malja.transport.flight import Flight


def _flight(state: State, fact: Fact) -> Flight:
    return state.flights.flights[str(fact.body["flight"])]


def _leaves(fact: Fact) -> str:
    return say_date(datetime.date.fromisoformat(str(fact.body["leaves"])))


def _announced(state: State, fact: Fact) -> str:
    return words("told_announced", flight=fact.body["flight"], lift=fact.body["lift"], date=_leaves(fact))


def _loaded(state: State, fact: Fact) -> str:
    flight = _flight(state, fact)
    line = flight.shipped(str(fact.body["line"]))
    if line is None:
        return words("told_line_gone", flight=flight.flight, line=fact.body["line"])
    values = {"flight": flight.flight, "line": line.line, "item": line.item}
    numbers = {"packs": figure(f"{line.packs:,}"), "pack": figure(said(line.pack_quantity))}
    return words("told_loaded", units=figure(said(line.units)), **numbers, **values)


def _delayed(state: State, fact: Fact) -> str:
    return words("told_delayed", flight=fact.body["flight"], date=_leaves(fact))


def _cancelled(state: State, fact: Fact) -> str:
    return words("told_cancelled", flight=fact.body["flight"])


def _landed(state: State, fact: Fact) -> str:
    flight = _flight(state, fact)
    return words("told_landed", flight=flight.flight, lines=len(list(flight.manifest())))


def _counted(state: State, fact: Fact) -> str:
    from malja.transport.differences import differences

    flight = _flight(state, fact)
    line = str(fact.body["line"])
    left = flight.uncounted()
    still = words("lines_left", lines=listed(left)) if left else words("lines_none_left")
    values = {"flight": flight.flight, "line": line, "still": still}
    apart = [one for one in differences(flight) if one.line == line]
    if not apart:
        return words("told_line_counted", **values)
    one = apart[0]
    shipped, good, damaged = (figure(said(n)) for n in (one.shipped_units, one.good_units, one.damaged_units))
    return words("told_line_other", item=one.item, shipped=shipped, good=good, damaged=damaged, **values)


def _verified(state: State, fact: Fact) -> str:
    from malja.transport.differences import differences

    flight = _flight(state, fact)
    paper = flight.verified.paper if flight.verified else ""
    values = {"flight": flight.flight, "store": fact.body["store"], "paper": paper}
    apart = len({one.line for one in differences(flight)})
    return words("told_verified_other", lines=apart, **values) if apart else words("told_verified", **values)


def _claimed(state: State, fact: Fact) -> str:
    flight = _flight(state, fact)
    return words("told_claimed", flight=flight.flight, paper=flight.claimed.paper if flight.claimed else "")


FLIGHTS: Mapping[str, Callable[[State, Fact], str]] = {
    "flight.announced": _announced,
    "flight.loaded": _loaded,
    "flight.delayed": _delayed,
    "flight.cancelled": _cancelled,
    "flight.landed": _landed,
    "flight.counted": _counted,
    "flight.verified": _verified,
    "flight.claimed": _claimed,
}

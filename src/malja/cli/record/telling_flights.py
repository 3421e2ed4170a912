"""One line for each fact about a flight that was recorded."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from malja.cli.record.record_words import words
from malja.facts.fact import Fact
from malja.language.dates import say_date
from malja.language.numbers import say_digits, say_number, say_with_unit
from malja.language.say import say, say_list
from malja.stock.ledger.amounts import format_amount

if TYPE_CHECKING:
    from malja.site.state.state import State
    from malja.transport.flight import Flight
    from malja.transport.manifest import Shipped


def _flight(state: State, fact: Fact) -> Flight:
    return state.flights.flights[str(fact.body["flight"])]


def _leaves(fact: Fact) -> str:
    return say_date(datetime.date.fromisoformat(str(fact.body["leaves"])))


def _announced(state: State, fact: Fact) -> str:
    return words("told_announced", flight=fact.body["flight"], lift=fact.body["lift"], date=_leaves(fact))


def _loaded(state: State, fact: Fact) -> str:
    flight = _flight(state, fact)
    told = flight.loads[str(fact.body["line"])]
    line, before = told[-1], told[-2] if len(told) > 1 and told[-2].packs else None
    values = {"flight": flight.flight, "line": line.line, "what": _on_board(state, line)}
    if before is None:
        return words("told_loaded" if line.packs else "told_line_empty", **values)
    values["before"] = _on_board(state, before)
    return words("told_loaded_anew" if line.packs else "told_line_gone", **values)


def _on_board(state: State, line: Shipped) -> str:
    """A line of a manifest: packs, units, lot and last day."""
    units = say_with_unit(say_digits(format_amount(line.units)), state.known.unit_of(line.item))
    numbers = {"packs": say_digits(f"{line.packs:,}"), "pack": say_digits(format_amount(line.pack_quantity))}
    parts = [words("line_packs", units=units, item=line.item, **numbers)]
    parts += [say("show", "lot", lot=line.lot)] if line.lot else []
    parts += [say("show", "until", date=line.expiry.isoformat())] if line.expiry else []
    return say_list(parts)


def heavy_lines(state: State, facts: Iterable[Fact]) -> Iterator[str]:
    """A notice for each flight that was loaded with more than one vehicle of its lift carries."""
    from malja.site.operation.flight_weight import find_overload

    for name in dict.fromkeys(str(fact.body["flight"]) for fact in facts if fact.kind == "flight.loaded"):
        found = find_overload(state, name)
        if found is not None:
            weights = {"kg": say_digits(f"{found.kg:,.0f}"), "payload": say_digits(f"{found.payload_kg:,.0f}")}
            yield words("told_heavy", flight=found.flight, lift=found.lift, **weights)


def _delayed(state: State, fact: Fact) -> str:
    return words("told_delayed", flight=fact.body["flight"], date=_leaves(fact))


def _cancelled(state: State, fact: Fact) -> str:
    return words("told_cancelled", flight=fact.body["flight"])


def _landed(state: State, fact: Fact) -> str:
    flight = _flight(state, fact)
    return words("told_landed", flight=flight.flight, lines=len(list(flight.manifest())))


def _counted(state: State, fact: Fact) -> str:
    from malja.transport.receipt_lines import find_differences

    flight = _flight(state, fact)
    line = str(fact.body["line"])
    left = flight.uncounted()
    still = words("lines_left", lines=say_list(left)) if left else words("lines_none_left")
    values = {"flight": flight.flight, "line": line, "still": still}
    apart = [one for one in find_differences(flight) if one.line == line]
    if not apart:
        return words("told_line_counted", **values)
    one = apart[0]
    shipped, good, damaged = (
        say_digits(format_amount(n)) for n in (one.shipped_units, one.good_units, one.damaged_units)
    )
    values |= {"item": one.item, "shipped": shipped, "good": good, "damaged": damaged}
    if not (one.over_units and one.shipped_units):
        return words("told_line_other", **values)
    times = (one.good_units + one.damaged_units) / one.shipped_units
    more = say_with_unit(say_digits(format_amount(one.over_units)), state.known.unit_of(one.item))
    return words("told_line_over", more=more, times=say_number(float(times), 3), **values)


def _verified(state: State, fact: Fact) -> str:
    from malja.transport.receipt_lines import find_differences

    flight = _flight(state, fact)
    paper = flight.verified.paper if flight.verified else ""
    values = {"flight": flight.flight, "store": fact.body["store"], "paper": paper}
    apart = len({one.line for one in find_differences(flight)})
    line = words("told_verified_other", lines=apart, **values) if apart else words("told_verified", **values)
    came = {(one.item, one.expiry) for one in flight.counted() if one.packs and one.expiry}
    return " ".join([line, *filter(None, (expired_notice(fact, *goods) for goods in sorted(came, key=str)))])


def expired_notice(fact: Fact, item: str, expiry: datetime.date | None) -> str:
    """What is said of goods that came when their last day was over; blank: it was not."""
    if expiry is None or expiry >= fact.happened:
        return ""
    return words("told_expired", item=item, date=say_date(expiry))


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

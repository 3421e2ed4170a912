"""The line that says a fact about a flight was recorded, and how the flight stands now."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal

from malja.briefing.phrases import say_decimal, say_item, say_lift_name, say_place, say_units
from malja.facts.fact import Fact
from malja.language.dates import say_date, say_date_of_year
from malja.language.numbers import say_digits, say_number
from malja.language.say import say, say_list
from malja.site.operation.flight_weight import find_overload
from malja.site.state.state import State
from malja.transport.flight import Flight
from malja.transport.manifest import Shipped
from malja.transport.receipt_lines import find_differences, list_receipt_lines


def _flight(state: State, fact: Fact) -> Flight:
    return state.flights.flights[str(fact.body["flight"])]


def _say_leaves(fact: Fact) -> str:
    return say_date(datetime.date.fromisoformat(str(fact.body["leaves"])))


def _announced(state: State, fact: Fact) -> str:
    return say(
        "record",
        "told_announced",
        flight=fact.body["flight"],
        lift=say_lift_name(state.known, str(fact.body["lift"])),
        date=_say_leaves(fact),
    )


def _loaded(state: State, fact: Fact) -> str:
    flight = _flight(state, fact)
    loads = flight.loads[str(fact.body["line"])]
    line, before = loads[-1], loads[-2] if len(loads) > 1 and loads[-2].packs else None
    values = {"flight": flight.flight, "line": line.line, "what": _say_line(state, line)}
    if before is None:
        return say("record", "told_loaded" if line.packs else "told_line_empty", **values)
    values["before"] = _say_line(state, before)
    return say("record", "told_loaded_anew" if line.packs else "told_line_gone", **values)


def _say_line(state: State, line: Shipped) -> str:
    """A line of a manifest: packs, units, lot and last day."""
    units = say_units(state, line.item, line.units)
    numbers = {"packs": say_decimal(line.packs), "pack": say_decimal(line.pack_quantity)}
    parts = [say("record", "line_packs", units=units, item=say_item(state.known, line.item), **numbers)]
    parts += [say("show", "lot", lot=line.lot)] if line.lot else []
    parts += [say("show", "until", date=say_date_of_year(line.expiry))] if line.expiry else []
    return say_list(parts)


def describe_heavy_loads(state: State, facts: Iterable[Fact]) -> Iterator[str]:
    """A notice for each flight that was loaded with more than one vehicle of its lift carries."""
    for name in dict.fromkeys(str(fact.body["flight"]) for fact in facts if fact.kind == "flight.loaded"):
        load = find_overload(state, name)
        if load is not None:
            weights = {"kg": say_digits(f"{load.kg:,.0f}"), "payload": say_digits(f"{load.payload_kg:,.0f}")}
            yield say("record", "told_heavy", flight=load.flight, lift=say_lift_name(state.known, load.lift), **weights)


def _delayed(state: State, fact: Fact) -> str:
    return say("record", "told_delayed", flight=fact.body["flight"], date=_say_leaves(fact))


def _cancelled(state: State, fact: Fact) -> str:
    return say("record", "told_cancelled", flight=fact.body["flight"])


def _landed(state: State, fact: Fact) -> str:
    flight = _flight(state, fact)
    return say("record", "told_landed", flight=flight.flight, lines=len(list(flight.manifest())))


def _counted(state: State, fact: Fact) -> str:
    flight = _flight(state, fact)
    line = str(fact.body["line"])
    values = {"flight": flight.flight, "line": line, "still": _say_lines_left(flight)}
    item = next((one.item for one in find_differences(flight) if one.line == line), None)
    if item is None:
        return say("record", "told_line_counted", **values)
    rows = [one for one in list_receipt_lines(flight) if one.line == line and one.item == item]
    good, damaged, shipped = (
        sum(units, Decimal(0))
        for units in zip(*((one.good_units, one.damaged_units, one.shipped_units) for one in rows), strict=True)
    )
    over = good + damaged - shipped
    values |= {"item": say_item(state.known, item), "shipped": say_decimal(shipped), "good": say_decimal(good)}
    values["damaged"] = say_decimal(damaged)
    if not (over > 0 and shipped):
        return say("record", "told_line_other", **values)
    times = (good + damaged) / shipped
    more = say_units(state, item, over)
    return say("record", "told_line_over", more=more, times=say_number(float(times), 3), **values)


def _say_lines_left(flight: Flight) -> str:
    """The lines to count before the flight is verified: none of it, or a part or a reason for what is missing yet."""
    if left := flight.uncounted():
        return say("record", "lines_left", lines=say_list(left))
    if unexplained := dict.fromkeys(one.line for one in find_differences(flight) if not one.reason):
        return say("record", "lines_in_parts", lines=say_list(unexplained))
    return say("record", "lines_none_left")


def describe_recounts(state: State, facts: Iterable[Fact]) -> Iterator[str]:
    """A notice for each line that was counted on an earlier day as another number: counted anew, or the rest of it?"""
    for fact in facts:
        if fact.kind == "flight.counted":
            flight, line = _flight(state, fact), str(fact.body["line"])
            part = str(fact.body.get("part", ""))
            counts = [one for one in flight.counts.get(line, ()) if one.part == part]
            before, now = counts[-2:] if len(counts) > 1 else (None, None)
            if before and now and before.told.happened < now.told.happened and before.content != now.content:
                values = {"flight": flight.flight, "line": line, "date": say_date(before.told.happened)}
                values |= {"before": say_decimal(before.packs), "now": say_decimal(now.packs)}
                yield say("record", "told_recounted", both=say_decimal(before.packs + now.packs), **values)


def _verified(state: State, fact: Fact) -> str:
    flight = _flight(state, fact)
    paper = flight.verified.paper if flight.verified else ""
    values = {"flight": flight.flight, "store": say_place(state.known, str(fact.body["store"])), "paper": paper}
    differing = len({one.line for one in find_differences(flight)})
    line = say("record", "told_verified_other" if differing else "told_verified", lines=differing, **values)
    return " ".join([line, *say_verified_expired(state, fact)])


def say_verified_expired(state: State, fact: Fact) -> list[str]:
    """A notice for each of the verified goods that were expired when they came."""
    came = {(one.item, one.expiry) for one in _flight(state, fact).counted() if one.packs and one.expiry}
    return [notice for goods in sorted(came, key=str) if (notice := say_expired(state, fact, *goods))]


def say_expired(state: State, fact: Fact, item: str, expiry: datetime.date | None) -> str:
    """A notice of goods that were expired when they came; blank if they were not."""
    if expiry is None or expiry >= fact.happened:
        return ""
    return say("record", "told_expired", item=say_item(state.known, item), date=say_date(expiry))


def _claimed(state: State, fact: Fact) -> str:
    flight = _flight(state, fact)
    return say("record", "told_claimed", flight=flight.flight, paper=flight.claimed.paper if flight.claimed else "")


FLIGHT_LINES: Mapping[str, Callable[[State, Fact], str]] = {
    "flight.announced": _announced,
    "flight.loaded": _loaded,
    "flight.delayed": _delayed,
    "flight.cancelled": _cancelled,
    "flight.landed": _landed,
    "flight.counted": _counted,
    "flight.verified": _verified,
    "flight.claimed": _claimed,
}

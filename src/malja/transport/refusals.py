"""What stands against recording a fact about a flight now: each refusal says what would be right."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal

from malja.facts.fact import Fact
from malja.problems import Problem, Refused
from malja.stock.ledger.accounts import ACCOUNTS
from malja.stock.ledger.stock_books import PackOf
from malja.stock.rounds.gifts import same_role
from malja.transport.flight import Flight
from malja.transport.kinds import REASONS
from malja.transport.packs import read_count, read_load
from malja.transport.provenance import day, text
from malja.transport.receipt_lines import (
    ReceiptLine,
    compare_line,
    count_packs_over,
    explains,
    find_differences,
    find_line_order,
    format_packs,
    has_unexplained,
)

_Problems = list[Problem]

_CHOICES = ("choices", ", ".join(REASONS))


def find_flight_refusals(flights: Mapping[str, Flight], pack_of: PackOf, fact: Fact) -> _Problems:
    """Everything that stands against a fact; nothing for a kind that is not about flights."""
    if fact.kind not in _CHECKS:
        return []
    try:
        name = text(fact, "flight")
        flight = flights.get(name) or Flight(flight=name)
        if fact.kind != "flight.announced" and not flight.announcements:
            return [Problem.at(None, "flight_unannounced" if name in flights else "flight_unknown", "flight", name)]
        return _CHECKS[fact.kind](fact, flight, pack_of)
    except Refused as refused:
        return list(refused.problems)


def _announced(_: Fact, flight: Flight, __: PackOf) -> _Problems:
    name = flight.flight
    if flight.landed:
        return [Problem.at(None, "flight_id_taken", "flight", name, date=flight.landed)]
    if flight.announced and not flight.off:
        lift = flight.announced.lift
        return [Problem.at(None, "flight_announced", "flight", name, lift=lift, date=flight.leaves)]
    return []


def _gone(flight: Flight) -> _Problems:
    """A flight that was called off."""
    if flight.off and not flight.landed:
        return [Problem.at(None, "flight_cancelled", "flight", flight.flight, date=flight.off.told.happened)]
    return []


def _over(flight: Flight) -> _Problems:
    """A flight whose goods were verified."""
    if flight.verified:
        date = flight.verified.told.happened
        return [Problem.at(None, "flight_verified", "flight", flight.flight, date=date)]
    return []


def _down(flight: Flight) -> _Problems:
    """A flight that landed."""
    if flight.landed:
        return [Problem.at(None, "flight_landed", "flight", flight.flight, date=flight.landed)]
    return []


def _loaded(fact: Fact, flight: Flight, pack_of: PackOf) -> _Problems:
    found = _over(flight) or _gone(flight)
    if found:
        return found
    line, item = text(fact, "line"), text(fact, "item")
    if line in flight.counts:
        return [Problem.at(None, "flight_line_counted", "line", line, flight=flight.flight)]
    read_load(fact, pack_of)
    return _pack_known(fact, item, pack_of)


def _pack_known(fact: Fact, item: str, pack_of: PackOf) -> _Problems:
    if pack_of(item) is None and "pack_quantity" not in fact.body:
        return [Problem.at(None, "flight_pack_wanted", "pack_quantity", item)]
    return []


def _delayed(fact: Fact, flight: Flight, _: PackOf) -> _Problems:
    found = _down(flight) or _gone(flight)
    if not found and day(fact, "leaves") == flight.leaves:
        return [Problem.at(None, "flight_same_day", "leaves", flight.leaves, flight=flight.flight)]
    return found


def _cancelled(fact: Fact, flight: Flight, _: PackOf) -> _Problems:
    return _down(flight) or _gone(flight)


def _landed(fact: Fact, flight: Flight, _: PackOf) -> _Problems:
    found = _down(flight) or _gone(flight)
    if not found and flight.leaves and fact.happened < flight.leaves:
        happened, leaves = fact.happened, flight.leaves
        return [Problem.at(None, "flight_lands_early", "happened", happened, flight=flight.flight, leaves=leaves)]
    return found


def _counted(fact: Fact, flight: Flight, pack_of: PackOf) -> _Problems:
    found = _over(flight) or _on_the_ground(fact, flight)
    if found:
        return found
    line = text(fact, "line")
    if unlike := _parts(flight, line, text(fact, "part")):
        return unlike
    count = read_count(fact, flight.shipped(line), pack_of)
    if not count.item:
        among = ", ".join(sorted(flight.loads, key=find_line_order)) or "-"
        return [Problem.at(None, "flight_item_wanted", "item", line, flight=flight.flight, lines=among)]
    shipped = flight.shipped(line)
    if not (shipped and shipped.item == count.item) and (unknown := _pack_known(fact, count.item, pack_of)):
        return unknown
    others = [one for one in flight.line_counts(line) if one.part != count.part]
    counts = sorted([*others, count], key=lambda one: one.told.happened)
    return _reason(text(fact, "reason"), compare_line(shipped, counts), count.part)


def _parts(flight: Flight, line: str, part: str) -> _Problems:
    """A line is counted as a whole or in parts, not both: nobody could say what adds up."""
    counts = flight.line_counts(line)
    if not counts or bool(counts[-1].part) == bool(part):
        return []
    if part:
        packs = format_packs(counts[-1].packs, counts[-1].pack_quantity)
        return [Problem.at(None, "flight_counted_whole", "part", part, line=line, packs=packs)]
    parts = ", ".join(sorted((one.part for one in counts), key=find_line_order))
    return [Problem.at(None, "flight_part_wanted", "part", line, parts=parts)]


def _on_the_ground(fact: Fact, flight: Flight) -> _Problems:
    """A flight is counted and verified after it landed."""
    if not flight.landed:
        return _gone(flight) or [Problem.at(None, "flight_in_the_air", "flight", flight.flight)]
    if fact.happened < flight.landed:
        happened, landed = fact.happened, flight.landed
        return [Problem.at(None, "flight_before_landing", "happened", happened, flight=flight.flight, landed=landed)]
    return []


def _reason(reason: str, line_rows: tuple[ReceiptLine, ...], part: str) -> _Problems:
    """What differs needs a reason that can be true, and what does not differ none.

    The reason of a part is for what that part differs in; that packs are missing may wait for the parts to come.
    """
    rows = [row for row in line_rows if row.part == part]
    if not rows:
        return []
    differs = any(row.differs for row in rows)
    if part and not reason:
        differs = any(row.differs and not row.is_only_short for row in rows)
    good, damaged = sum(row.good for row in rows), sum(row.damaged for row in rows)
    values = _say_line_packs(line_rows)
    if differs and not reason:
        return [Problem(code="flight_reason_wanted", column="reason", values=(*values.items(), _CHOICES))]
    if differs and not explains(reason, rows):
        if more := count_packs_over(rows):
            over = {"line": rows[0].line, "shipped": rows[0].shipped_packs, "good": good, "damaged": damaged}
            return [Problem.at(None, "flight_reason_over", "reason", reason, more=more, **over)]
        return [Problem(code="flight_reason_unfit", column="reason", value=reason, values=tuple(values.items()))]
    if reason and not differs:
        return [Problem.at(None, "flight_reason_needless", "reason", reason, line=rows[0].line)]
    return []


def _say_line_packs(rows: tuple[ReceiptLine, ...]) -> dict[str, str]:
    """All that was shipped and received of a line, its parts together: packs of each size."""

    def say_packs(each: list[tuple[int, Decimal | None]]) -> str:
        sizes: list[Decimal | None] = list(dict.fromkeys(size for _, size in each if size)) or [None]
        return " + ".join(format_packs(sum(packs for packs, size in each if size == one), one) for one in sizes)

    return {
        "line": rows[0].line,
        "shipped": say_packs([(row.shipped_packs, row.shipped_pack) for row in rows]),
        "good": say_packs([(row.good, row.received_pack) for row in rows]),
        "damaged": say_packs([(row.damaged, row.received_pack) for row in rows]),
    }


def _verified(fact: Fact, flight: Flight, _: PackOf) -> _Problems:
    found = _over(flight) or _on_the_ground(fact, flight)
    if found:
        return found
    if not flight.counts:
        found = [Problem.at(None, "flight_nothing_counted", "flight", flight.flight)]
    missing = sorted(flight.uncounted(), key=find_line_order)
    if flight.counts and missing:
        lines = ("lines", ", ".join(missing))
        found = [Problem(code="flight_not_counted", column="flight", value=flight.flight, values=(lines,))]
    role, store = text(fact, "verified_by"), text(fact, "store")
    own = sorted({one.line for one in flight.counted() if same_role(one.counted_by, role)}, key=find_line_order)
    if own:
        found.append(Problem.at(None, "flight_same_role", "verified_by", role, lines=", ".join(own)))
    last = max((one.told.happened for one in flight.counted()), default=fact.happened)
    if fact.happened < last:
        happened = fact.happened
        found.append(Problem.at(None, "flight_before_count", "happened", happened, flight=flight.flight, counted=last))
    if store in ACCOUNTS:
        found.append(Problem.at(None, "flight_store_wanted", "store", store))
    return found + _unexplained(flight)


def _unexplained(flight: Flight) -> _Problems:
    """Lines that differ without a reason, since another device changed the manifest while they were counted."""
    found: _Problems = []
    for line in sorted(flight.counts, key=find_line_order):
        rows = compare_line(flight.shipped(line), flight.line_counts(line))
        if has_unexplained(rows):
            label = next(row.label for row in rows if row.differs and not row.reason)
            values = {**_say_line_packs(rows), "line": label}
            found.append(Problem(code="flight_reason_wanted", column="reason", values=(*values.items(), _CHOICES)))
    return found


def _claimed(fact: Fact, flight: Flight, _: PackOf) -> _Problems:
    if not flight.verified:
        return [Problem.at(None, "flight_not_verified", "flight", flight.flight)]
    if flight.claimed:
        claim, date = flight.claimed.paper, flight.claimed.told.happened
        return [Problem.at(None, "flight_claimed", "flight", flight.flight, claim=claim, date=date)]
    if fact.happened < flight.verified.told.happened:
        happened, verified = fact.happened, flight.verified.told.happened
        return [Problem.at(None, "flight_claim_early", "happened", happened, flight=flight.flight, verified=verified)]
    if not find_differences(flight):
        return [Problem.at(None, "flight_nothing_to_claim", "flight", flight.flight)]
    return []


_CHECKS: dict[str, Callable[[Fact, Flight, PackOf], _Problems]] = {
    "flight.announced": _announced,
    "flight.loaded": _loaded,
    "flight.delayed": _delayed,
    "flight.cancelled": _cancelled,
    "flight.landed": _landed,
    "flight.counted": _counted,
    "flight.verified": _verified,
    "flight.claimed": _claimed,
}

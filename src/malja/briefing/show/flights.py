"""How flights stand: shipped against received, line by line."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from malja.briefing.phrases import say_decimal, say_item, say_lift_name, say_units
from malja.briefing.show.rows import AnswerPart, Rows, rows_or
from malja.language.dates import say_date, say_date_of_year
from malja.language.say import say
from malja.problems import Problem, Refused
from malja.site.state.state import State
from malja.transport.flight import Flight
from malja.transport.receipt_lines import ReceiptLine, list_receipt_lines


def describe_flights(state: State, name: str = "") -> Iterator[AnswerPart]:
    """All flights by the day they leave, or one with each line of its manifest. Raises Refused for an unknown one."""
    if name:
        flight = find_flight(state, name)
        yield "  ".join(cell for cell in _flight_cells(state, flight) if cell)
        yield Rows(
            cells=tuple(_line_cells(state, line) for line in list_receipt_lines(flight)), figures=(1, 2), below=True
        )
        return
    flights = sorted(state.flights.flights.values(), key=lambda one: (str(one.leaves or ""), one.flight))
    yield rows_or((_flight_cells(state, flight) for flight in flights), say("show", "no_flight"))


def find_flight(state: State, name: str) -> Flight:
    """The flight of a name; raises Refused where there is none."""
    flights = state.flights.flights
    if name not in flights:
        values = (("among", "flights"), ("known", ", ".join(sorted(flights)) or "-"))
        raise Refused([Problem(code="unknown_name_known", value=name, values=values)])
    return flights[name]


def _flight_cells(state: State, flight: Flight) -> tuple[str, ...]:
    announced = flight.announced
    day = flight.landed or flight.leaves
    return (
        flight.flight,
        say_lift_name(state.known, announced.lift) if announced else "",
        say("show", f"flight_{flight.status}"),
        say_date(day) if day else "",
        announced.sender if announced else "",
    )


def _line_cells(state: State, line: ReceiptLine) -> tuple[str, ...]:
    """Shipped, received in good order, damaged, the difference, in packs of their size and in units; lot and expiry."""

    def say_of(code: str, units: Decimal) -> str:
        return say("show", code, units=say_units(state, line.item, units))

    return (
        f"{line.label}  {say_item(state.known, line.item)}",
        say_of("shipped", line.shipped_units),
        say_of("good", line.good_units) if line.counted else say("show", "not_counted"),
        _say_packs(line),
        say_of("damaged", line.damaged_units) if line.damaged else "",
        say_of("missing_units", line.short_units) if line.counted and line.short_units else "",
        say_of("over", line.over_units) if line.over_units else "",
        say("receipt", f"reason_{line.reason}") if line.reason else "",
        say("show", "lot", lot=line.lot) if line.lot else "",
        say("show", "until", date=say_date_of_year(line.expiry)) if line.expiry else "",
    )


def _say_packs(line: ReceiptLine) -> str:
    """Packs and their size: as shipped, and as received where that differs."""
    both = ((line.shipped_packs, line.shipped_pack), (line.good + line.damaged, line.received_pack))
    texts = [
        say("show", "packs_of", packs=say_decimal(packs), size=say_decimal(size))
        for packs, size in both
        if packs and size and size != 1
    ]
    return " / ".join(dict.fromkeys(texts))

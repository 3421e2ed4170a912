"""What `malja flight show` and `malja flight paper` say and write."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import click

from malja.cli.show.show import number, words
from malja.cli.terminal.lined_up import filled_columns, lined_up
from malja.language.clean_text import clean_text
from malja.language.dates import say_date
from malja.language.numbers import say_with_unit
from malja.problems import Problem, Refused

if TYPE_CHECKING:
    from malja.site.state.state import State
    from malja.transport.flight import Flight
    from malja.transport.receipt_lines import ReceiptLine


def flight_lines(name: str) -> Callable[[State, datetime.date], Iterator[str]]:
    """How all flights stand, or one of them line by line: shipped against received."""

    def lines(state: State, day: datetime.date) -> Iterator[str]:
        if name:
            yield from _one(state, named(state, name))
            return
        flights = sorted(state.flights.flights.values(), key=lambda one: (str(one.leaves or ""), one.flight))
        yield from lined_up([_row(one) for one in flights], indent=0) or [words("no_flight")]

    return lines


def named(state: State, name: str) -> Flight:
    """The flight of a name; raises Refused where there is none."""
    found = state.flights.flights.get(name)
    if found is None:
        among = ", ".join(sorted(state.flights.flights)) or "-"
        raise Refused([Problem(code="unknown_name_known", value=name, values=(("among", "flights"), ("known", among)))])
    return found


def write_papers(folder: Path, name: str, out: Path) -> None:
    """Write the papers of a flight: its tally sheet, then its goods received note and its claim."""
    from malja.files import write_all
    from malja.report.papers.receipt_files import make_receipt_files
    from malja.site.site import Site

    with Site.open(folder) as site:
        flight = named(site.state(), name)
        files = make_receipt_files(site.operation(), flight)
    write_all(out, files)
    for file in files:
        click.echo(clean_text(words("paper_written", path=out / file)))


def _row(flight: Flight) -> tuple[str, ...]:
    told = flight.announced
    when = flight.landed or flight.leaves
    return (
        flight.flight,
        told.lift if told else "",
        words(f"flight_{flight.status}"),
        say_date(when) if when else "",
        told.sender if told else "",
    )


def _one(state: State, flight: Flight) -> Iterator[str]:
    from malja.transport.receipt_lines import list_receipt_lines

    yield "  ".join(part for part in _row(flight) if part)
    yield from filled_columns(
        [_line(line, state.known.unit_of(line.item)) for line in list_receipt_lines(flight)], figures=(1, 2)
    )


def _line(line: ReceiptLine, unit: str) -> tuple[str, ...]:
    """Shipped, received in good order, damaged, the difference, in packs of their size and in units; lot and expiry."""
    return (
        f"{line.line}  {line.item}",
        words("shipped", units=_units(line.shipped_units, unit)),
        words("good", units=_units(line.good_units, unit)) if line.counted else words("not_counted"),
        _packs(line),
        words("damaged", units=_units(line.damaged_units, unit)) if line.damaged else "",
        words("missing_units", units=_units(line.short_units, unit)) if line.counted and line.short_units else "",
        words("over", units=_units(line.over_units, unit)) if line.over_units else "",
        line.reason,
        words("lot", lot=line.lot) if line.lot else "",
        words("until", date=line.expiry.isoformat()) if line.expiry else "",
    )


def _packs(line: ReceiptLine) -> str:
    """Packs and their size: as shipped, and as received where that differs."""
    found = [(line.shipped_packs, line.shipped_pack), (line.good + line.damaged, line.received_pack)]
    sized = [(packs, size) for packs, size in found if packs and size not in (None, 1)]
    texts = [words("packs_of", packs=number(packs), size=number(size or 0)) for packs, size in sized]
    return " / ".join(dict.fromkeys(texts))


def _units(units: Decimal, unit: str) -> str:
    """Units with what they are counted in."""
    return say_with_unit(number(units), unit)

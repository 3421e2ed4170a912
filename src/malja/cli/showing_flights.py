"""What `malja flight show` and `malja flight paper` say and write."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from malja.cli.lined_up import lined_up
from malja.cli.showing import number, words
from malja.language.dates import say_date
from malja.problems import Problem, Refused
from malja.report.clean_text import clean

if TYPE_CHECKING:
    from malja.site.state import State
    from malja.transport.flight import Flight


def flight_lines(name: str) -> Callable[[State, datetime.date], Iterator[str]]:
    """How all flights stand, or one of them line by line: shipped against received."""

    def lines(state: State, day: datetime.date) -> Iterator[str]:
        if name:
            yield from _one(named(state, name))
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
    from malja.report.papers.receipt_files import receipt_files
    from malja.site.site import Site

    with Site.open(folder) as site:
        flight = named(site.state(), name)
        files = receipt_files(site.operation(), flight)
    write_all(out, files)
    for file in files:
        click.echo(clean(words("paper_written", path=out / file)))


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


def _one(flight: Flight) -> Iterator[str]:
    from malja.transport.differences import receipt

    yield "  ".join(part for part in _row(flight) if part)
    rows = [
        (
            line.line,
            line.item,
            words("shipped", units=number(line.shipped_units)),
            words("good", units=number(line.good_units)) if line.counted else words("not_counted"),
            words("damaged", units=number(line.damaged_units)) if line.damaged else "",
            words("missing_units", units=number(line.short_units)) if line.counted and line.short_units else "",
            words("over", units=number(line.over_units)) if line.over_units else "",
            line.reason,
        )
        for line in receipt(flight)
    ]
    yield from lined_up(rows)

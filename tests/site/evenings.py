"""A site's state on an evening: the facts of an operation's tables, and what happened since."""

from __future__ import annotations

import dataclasses
import datetime
from pathlib import Path

from malja.facts.fact import BodyValue, Fact
from malja.operation.operation import Operation
from malja.operation.reading.read_operation import read_operation
from malja.operation.rows import Tables
from malja.operation.write_operation import format_operation_files
from malja.site.founding import make_founding_facts
from malja.site.operation.operation import build_operation
from malja.site.state.state import State
from tests.lifts.operations import on


def told(kind: str, day: int, **body: BodyValue) -> Fact:
    """A fact that happened so many days after the first day of `tests.lifts.operations`."""
    return Fact(kind=kind, happened=on(day), body=body)


def evening(tables: Tables, *facts: Fact, until: datetime.date | None = None) -> State:
    """The state of a site that was founded on tables, after facts, each of which could be recorded."""
    state = State(until)
    first = make_founding_facts(tables)
    for number, fact in enumerate((*first, *facts), start=1):
        recorded = dataclasses.replace(fact, device="a", number=number)
        now = number > len(first) and (until is None or fact.happened <= until)
        assert not now or not state.refusals(recorded), state.refusals(recorded)
        state.apply(recorded)
    return state


def morning(tables: Tables, day: int, *facts: Fact) -> Operation:
    """The operation that starts on a day, after facts."""
    return build_operation(evening(tables, *facts), on(day))


def from_files(tables: Tables, folder: Path) -> Operation:
    """The same operation as reading gives it: with the groups that there always are, and names for what has none."""
    folder.mkdir()
    for name, content in format_operation_files(tables).items():
        (folder / name).write_bytes(content)
    return read_operation(folder)


def codes(operation: Operation) -> list[str]:
    """The codes of what was assumed."""
    return [notice.code for notice in operation.notices]

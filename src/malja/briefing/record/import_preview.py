"""How a file of facts would be read: headings, days and figures, row by row, with nothing recorded."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

from malja.briefing.record.import_files import read_fact_file
from malja.facts.fact import BodyValue, Fact
from malja.language.dates import say_date
from malja.language.say import say, say_list, say_problem
from malja.problems import Origin, Refused, shorten

_ROWS_SHOWN = 5


def preview_facts(
    file: Path, kind: str = "", *, on: datetime.date | None = None, columns: Path | None = None
) -> list[str]:
    """What was read as what, and the first rows as they would be recorded; raises Refused as an import does."""
    read = read_fact_file(file, kind, on, columns)
    if read.problems:
        raise Refused(list(read.problems))
    return [
        *(say_problem(notice) for notice in read.notices),
        say("record", "import_preview", file=file.name, rows=len(read.rows)),
        *("  " + _describe_row(fact, origin) for fact, origin in read.rows[:_ROWS_SHOWN]),
    ]


def _describe_row(fact: Fact, origin: Origin) -> str:
    values = say_list(f"{name} {shorten(str(_write(value)))}" for name, value in _filled(fact))
    day = say_date(fact.happened)
    return say("record", "import_preview_row", row=origin.row, kind=fact.kind, day=day, values=values)


def _filled(fact: Fact) -> Iterator[tuple[str, BodyValue]]:
    yield from ((name, value) for name, value in fact.body.items() if value != "")
    if fact.source:
        yield "source", fact.source


def _write(value: BodyValue) -> BodyValue:
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else value

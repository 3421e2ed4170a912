"""From the words of a command to facts that the site records, and the line that says what was recorded."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from malja import clock
from malja.cli.record.recorded_day import NO_DAY, dated, on_day, recorded
from malja.cli.record.told_columns import PACKS, QUANTITY, Telling
from malja.cli.terminal.quantity import packs_cells, quantity_cells
from malja.facts.fact import Fact
from malja.facts.kind import Kind
from malja.facts.reading import make_row, read_facts
from malja.language.say import say_problem
from malja.problems import Problem, Refused

if TYPE_CHECKING:
    from malja.problems import Origin

#: Problems of a row that follow from no other row.
BY_ITSELF = frozenset(
    (
        "happened_before_founding",
        "happened_future",
        "people_not_at_site",
        "unknown_name",
        "unknown_name_known",
        "unknown_name_near",
        "unknown_store",
        "unknown_store_near",
    )
)
_READERS = {QUANTITY.lower(): quantity_cells, PACKS.lower(): packs_cells}


def record_told(folder: Path, telling: Telling, given: Mapping[str, str], by: str) -> None:
    """Record the one fact that a command told, and say how things stand now."""
    labels = {column.name: telling.label(column.name) for column in telling.kind.table.columns}
    try:
        facts = told_facts(telling.kind, [{**telling.fixed, **_cells(telling, given)}])
        record(folder, facts, by=by)
    except Refused as refused:
        raise Refused(in_words_of_the_command(refused.problems, labels)) from refused


def told_facts(kind: Kind, rows: Iterable[Mapping[str, str]]) -> tuple[Fact, ...]:
    """The facts of rows of cells; a row without a day has NO_DAY. Raises Refused with every problem."""
    facts: list[Fact] = []
    problems: list[Problem] = []
    for row in rows:
        read = read_facts(kind, make_row(kind, dict(row), ""), today=NO_DAY)
        facts += read.facts
        problems += read.problems
    if problems:
        raise Refused(problems)
    return tuple(facts)


def record(folder: Path, facts: Iterable[Fact], *, by: str) -> None:
    """Record facts of one day at a site, all or nothing, and say what was recorded and how things stand now."""
    from malja.cli.record.telling import told
    from malja.cli.record.telling_flights import heavy_lines
    from malja.cli.show.alerts import reached_lines
    from malja.language.clean_text import clean_text
    from malja.site.site import Site

    with Site.open(folder) as site:
        last = site.state().last
        told_now = dated(site, facts, by)
        site.record(told_now, by=by)
        state = site.state()
        for line in told(state, told_now):
            click.echo(clean_text(recorded(line, told_now[0].happened, last)))
        for fact in told_now:
            for notice in state.rounds.notices_when_recorded(fact):
                click.echo(clean_text(say_problem(notice)), err=True)
        for line in (*heavy_lines(state, told_now), *reached_lines(state, told_now)):
            click.echo(clean_text(line), err=True)


def record_rows(folder: Path, rows: Sequence[tuple[Fact, Origin]], problems: Sequence[Problem], *, by: str) -> int:
    """Record the facts of a file's rows, all or nothing; gives how many were new.

    Raises Refused, by row; where the cells had `problems` already, with the names that nobody knows in the other cells
    too, but without what may only follow from a row that could not be read.
    """
    from malja.site.site import Site

    facts, origins = [fact for fact, _ in rows], [origin for _, origin in rows]
    with Site.open(folder) as site:
        if not problems:
            return len(site.record(facts, by=by, origins=origins))
        known = {(problem.file, problem.row, problem.column) for problem in problems}
        more = site.problems(on_day(facts, site.state().last or clock.today()), by=by, origins=origins)
    names = [one for one in more if one.code in BY_ITSELF and (one.file, one.row, one.column) not in known]
    raise Refused([*problems, *names])


def in_words_of_the_command(problems: Iterable[Problem], labels: Mapping[str, str]) -> list[Problem]:
    """The problems with the words of the command line in the place of columns; a command has no file and no row."""
    return [
        dataclasses.replace(
            problem, file=labels.get(problem.column, problem.column) or problem.file, row=None, column=""
        )
        for problem in problems
    ]


def _cells(telling: Telling, given: Mapping[str, str]) -> dict[str, str]:
    """The cells that the words of a command stand for."""
    cells: dict[str, str] = {}
    for name, text in given.items():
        reader = _READERS.get(name) if name.upper() in telling.arguments else None
        try:
            cells |= reader(text) if reader else {name: text}
        except Refused as refused:
            raise Refused(dataclasses.replace(problem, column="packs") for problem in refused.problems) from refused
    return cells

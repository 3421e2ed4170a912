"""From the words of a command to facts that the site records, and the line that says what was recorded."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from malja import clock
from malja.cli.fact_commands import PACKS, QUANTITY, Telling
from malja.cli.quantity import packs_cells, quantity_cells
from malja.facts.fact import Fact
from malja.facts.kind import Kind
from malja.facts.reading import one_row, read_facts
from malja.language.say import say_problem
from malja.problems import Problem, Refused

if TYPE_CHECKING:
    from malja.problems import Origin

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
    """The facts of rows of cells; a row without a day happened today. Raises Refused with every problem."""
    facts: list[Fact] = []
    problems: list[Problem] = []
    for row in rows:
        read = read_facts(kind, one_row(kind, dict(row), ""), today=clock.today())
        facts += read.facts
        problems += read.problems
    if problems:
        raise Refused(problems)
    return tuple(facts)


def record(folder: Path, facts: Iterable[Fact], *, by: str) -> None:
    """Record facts at a site, all or nothing, and say of each what was recorded and how things stand now."""
    from malja.cli.telling import told
    from malja.report.clean_text import clean
    from malja.site.site import Site

    told_now = tuple(facts)
    with Site.open(folder) as site:
        site.record(told_now, by=by)
        state = site.state()
        for line in told(state, told_now):
            click.echo(clean(line))
        for fact in told_now:
            for notice in state.rounds.noticed(fact):
                click.echo(clean(say_problem(notice)), err=True)


def record_rows(folder: Path, rows: Sequence[tuple[Fact, Origin]], *, by: str) -> int:
    """Record the facts of a file's rows, all or nothing; gives how many were new. Raises Refused, by row."""
    from malja.site.site import Site

    with Site.open(folder) as site:
        return len(site.record([fact for fact, _ in rows], by=by, origins=[origin for _, origin in rows]))


def in_words_of_the_command(problems: Iterable[Problem], labels: Mapping[str, str]) -> list[Problem]:
    """The problems with the words of the command line in the place of columns; a command has no file and no row."""
    return [
        dataclasses.replace(problem, file=labels.get(problem.column, problem.column), row=None, column="")
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

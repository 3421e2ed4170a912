"""What `malja import` reads and writes: files of facts, and empty ones to fill in."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import Path

import click

from malja import clock
from malja.cli.record.record_words import words
from malja.cli.record.recorded_day import NO_DAY
from malja.facts.fact import Fact
from malja.facts.kind import Kind
from malja.facts.reading import add_ids, read_facts
from malja.problems import Failed, Origin, Problem, Refused
from malja.site.state.kinds import FACT_KINDS
from malja.tables.sheets import Sheet

_WORKBOOKS = (".xlsx", ".xlsm")
#: The word for all kinds at once, in a workbook.
ALL = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """The facts of a file with the rows they stand in, and everything that is wrong with its cells."""

    rows: tuple[tuple[Fact, Origin], ...]
    problems: tuple[Problem, ...]


def read_rows(file: Path, kind: str, on: datetime.date | None) -> Rows:
    """The facts of a file, in the order in which they happened; each has an id made of what it says.

    A row without a day happened `on`. On one day the kinds come in the order of KINDS, within a kind rows from top to
    bottom. Raises Refused where the file can't be read at all, or its kind is not known.
    """
    problems: list[Problem] = []
    found: list[tuple[Fact, Origin]] = []
    for one, sheet in _sheets(file, kind, problems):
        read = read_facts(one, sheet, today=NO_DAY if on is None else on)
        problems += read.problems
        found += zip(read.facts, read.origins, strict=True)
    problems += _without_day(found, problems)
    order = {name: place for place, name in enumerate(FACT_KINDS)}
    named = zip(add_ids(fact for fact, _ in found), (origin for _, origin in found), strict=True)
    rows = sorted(named, key=lambda one: (one[0].happened, order[one[0].kind]))
    return Rows(rows=tuple(rows), problems=tuple(problems))


def write_template(kind: str, out: Path) -> Path:
    """Write an empty file for facts of a kind, or of all kinds, with what each column means; CSV unless named .xlsx.

    Raises Refused where a file stands there already, Failed where it can't be written.
    """
    from malja.files import unwritable_problem, write_whole
    from malja.operation.template.template_workbook import make_empty_workbook
    from malja.operation.template.write_template import explain_column, make_empty_csv

    kinds = tuple(FACT_KINDS.values()) if kind == ALL else (kind_named(kind),)
    if out.suffix.lower() not in _WORKBOOKS and kind == ALL:
        raise click.UsageError(words("template_all_workbook", name=out.name))
    tables = [one.table for one in kinds]
    try:
        if out.exists():
            raise Refused([Problem(code="file_exists", file=str(out))])
        out.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Failed([unwritable_problem(out, error)]) from error
    workbook = out.suffix.lower() in _WORKBOOKS
    write_whole(
        out, make_empty_workbook(tables, clock.today(), explain_column) if workbook else make_empty_csv(tables[0])
    )
    return out


def kind_named(name: str) -> Kind:
    """The kind of fact of a name; raises Refused with the names that there are, and the nearest."""
    found = FACT_KINDS.get(name.strip().lower())
    if found is None:
        raise Refused([unknown_kind(name)])
    return found


def unknown_kind(name: str) -> Problem:
    """The problem that there is no such kind; the list of those that there are is ours and stands in full."""
    from malja.problems import shorten

    return Problem(code="unknown_kind", value=shorten(name), values=(("kinds", ", ".join(FACT_KINDS)),))


def _sheets(file: Path, kind: str, problems: list[Problem]) -> list[tuple[Kind, Sheet]]:
    """The sheets of a file by kind; sheets that are no kind become problems."""
    if file.suffix.lower() in _WORKBOOKS:
        from malja.tables.read_workbook import read_workbook

        only = kind_named(kind).name if kind else ""
        sheets, wrong = read_workbook(file, frozenset(FACT_KINDS) if not only else frozenset({only}), only=only)
        problems += wrong
        if not sheets and not wrong:
            problems.append(Problem(code="heading_missing", file=file.name))
        return [(FACT_KINDS[name], sheets[name]) for name in FACT_KINDS if name in sheets]
    from malja.tables.read_csv import read_csv

    named = kind or file.stem
    if not kind and named.strip().lower() not in FACT_KINDS:
        raise click.UsageError(words("import_which_kind", file=file.name))
    return [(kind_named(named), read_csv(file))]


def _without_day(found: list[tuple[Fact, Origin]], problems: list[Problem]) -> list[Problem]:
    """A problem for each row that says no day, or one for a file none of whose rows does."""
    known = {(problem.file, problem.row) for problem in problems if problem.column == "happened"}
    files = {origin.file for fact, origin in found if fact.happened != NO_DAY} | {file for file, _ in known}
    bare = [origin for fact, origin in found if fact.happened == NO_DAY and (origin.file, origin.row) not in known]
    said = [Problem.at(origin, "day_missing", "happened") for origin in bare if origin.file in files]
    whole = dict.fromkeys(origin.file for origin in bare if origin.file not in files)
    return said + [Problem(code="days_missing", file=file) for file in whole]

"""Files of many facts: read, imported all or nothing, and empty ones to fill in. The same file again adds nothing."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from malja import clock
from malja.briefing.record.fact_day import NO_DAY
from malja.briefing.record.recording import record_imported
from malja.briefing.record.worded_cells import name_rows
from malja.facts.deliveries import DELIVERY_KINDS
from malja.facts.fact import Fact
from malja.facts.kind import Kind
from malja.facts.reading import add_ids, read_facts
from malja.files import unwritable_problem, write_whole
from malja.language.say import say, say_list, say_problem
from malja.operation.template.template_workbook import make_empty_workbook
from malja.operation.template.write_template import explain_column, make_empty_csv
from malja.problems import Failed, Origin, Problem, Refused, join_names, shorten
from malja.site.site import Site
from malja.site.state.kinds import FACT_KINDS
from malja.tables.column_names_file import read_column_names
from malja.tables.file_kind import is_workbook_file
from malja.tables.headings import ColumnNames
from malja.tables.read_csv import read_csv
from malja.tables.read_workbook import read_workbook
from malja.tables.sheets import Sheet

_WORKBOOKS = (".xlsx", ".xlsm")
#: The word for all kinds at once, in a workbook.
_ALL = "all"
#: So many characters of the names of columns are said that are not read.
_LONGEST_LIST = 200
_ROWS_SAID = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class FactRows:
    """The facts of a file with the rows they stand in, and everything that is wrong with its cells."""

    rows: tuple[tuple[Fact, Origin], ...]
    problems: tuple[Problem, ...]
    notices: tuple[Problem, ...] = ()


def read_fact_file(file: Path, kind: str, on: datetime.date | None, columns: Path | None = None) -> FactRows:
    """The facts of a file, in the order in which they happened; each has an id made of what it says.

    A row without a day happened `on`. On one day the kinds come in the order of FACT_KINDS, within a kind rows from top
    to bottom. `columns`: a file that names other people's headings (docs/facts.md). The notices say what was read as
    what. Raises Refused where the file can't be read at all, or its kind is not known.
    """
    problems: list[Problem] = []
    notices: list[Problem] = []
    rows: list[tuple[Fact, Origin]] = []
    names = _read_names(columns)
    for one, sheet in _sheets(file, kind, problems):
        read = read_facts(one, sheet, today=NO_DAY if on is None else on, names=names)
        problems += read.problems
        notices += [*read.notices, *_notice_unused(sheet.file, read.unused)]
        rows += zip(read.facts, read.origins, strict=True)
    problems += _missing_days(rows, problems)
    order = {name: place for place, name in enumerate(FACT_KINDS)}
    with_id = zip(add_ids(fact for fact, _ in rows), (origin for _, origin in rows), strict=True)
    rows = sorted(with_id, key=lambda one: (one[0].happened, order[one[0].kind]))
    return FactRows(rows=tuple(rows), problems=tuple(problems), notices=tuple(notices))


def _read_names(columns: Path | None) -> ColumnNames:
    """How headings are read: by a file of headings, which leaves out what it does not name, and else by guessing."""
    if columns is None:
        return ColumnNames(guess=True)
    known = dict.fromkeys(column.name for kind in FACT_KINDS.values() for column in kind.table.all_columns)
    given = read_column_names(columns, known)
    return ColumnNames(given=given, origins=given.origins, others_left_out=True)


def _notice_unused(file: str, unused: Sequence[str]) -> Iterator[Problem]:
    if unused:
        values = (("count", str(len(unused))), ("names", join_names(unused, _LONGEST_LIST)))
        yield Problem(code="columns_left_out", file=file, values=values)


def import_facts(
    site: Site,
    file: Path,
    kind: str = "",
    *,
    on: datetime.date | None = None,
    by: str = "",
    source: str = "",
    columns: Path | None = None,
) -> list[str]:
    """Record the facts of a file, all or nothing, and say what was recorded; `source` is that of rows without one.

    `columns`: a file that names other people's headings. Raises Refused, by row (see `read_fact_file`).
    """
    read = read_fact_file(file, kind, on, columns)
    rows = [(fact if fact.source or not source else replace(fact, source=source), origin) for fact, origin in read.rows]
    rows, asked = name_rows(site, rows)
    imported = record_imported(site, rows, (*read.problems, *asked), by=by)
    notices = [say_problem(notice) for notice in read.notices]
    lines = _describe_import(file, [fact for fact, _ in rows], len(imported.new))
    return [*notices, *lines, *_describe_repeated(imported.repeated), *imported.notices]


def _describe_repeated(rows: Sequence[tuple[Fact, Origin]]) -> Iterator[str]:
    """That rows tell of a delivery which an import told before: the same, or an equal one?"""
    numbers = [origin.row for fact, origin in rows if fact.kind in DELIVERY_KINDS and not fact.body.get("reference")]
    if numbers:
        yield say("record", "import_repeated", numbers=say_list(map(str, numbers[:_ROWS_SAID])), rows=len(numbers))


def _describe_import(file: Path, facts: Sequence[Fact], new: int) -> Iterator[str]:
    """How many rows were recorded, of which kinds, and how many had been recorded before."""
    values = {"file": file.name, "rows": len(facts), "new": new, "known": len(facts) - new}
    code = "import_nothing" if not facts else "import_all" if new == len(facts) else "import_some"
    yield say("record", "import_known" if facts and not new else code, **values)
    for kind, number in Counter(fact.kind for fact in facts).items() if new else ():
        yield "  " + say("record", "import_kind", kind=kind, number=number)


def write_import_template(kind: str, out: Path) -> str:
    """Write an empty file for facts of a kind, or of `all`, with what each column means, and say what to do next.

    It is CSV unless named .xlsx.

    Raises Refused where a file stands there already, Failed where it can't be written.
    """
    kinds = tuple(FACT_KINDS.values()) if kind == _ALL else (_find_kind(kind),)
    if out.suffix.lower() not in _WORKBOOKS and kind == _ALL:
        raise Refused([Problem(code="template_all_workbook", file=out.name)])
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
    named = out.stem.lower() == kind.strip().lower() or out.suffix.lower() != ".csv"
    return say("record", "template_written" if named else "template_written_kind", path=out, kind=kind)


def _find_kind(name: str) -> Kind:
    """The kind of fact of a name; raises Refused with the names that there are, and the nearest."""
    kind = FACT_KINDS.get(name.strip().lower())
    if kind is None:
        raise Refused([Problem(code="unknown_kind", value=shorten(name), values=(("kinds", ", ".join(FACT_KINDS)),))])
    return kind


def _sheets(file: Path, kind: str, problems: list[Problem]) -> list[tuple[Kind, Sheet]]:
    """The sheets of a file by kind; sheets that are no kind become problems."""
    if is_workbook_file(file):
        only = _find_kind(kind).name if kind else ""
        sheets, wrong = read_workbook(file, frozenset(FACT_KINDS) if not only else frozenset({only}), only=only)
        problems += wrong
        if not sheets and not wrong:
            problems.append(Problem(code="heading_missing", file=file.name))
        return [(FACT_KINDS[name], sheets[name]) for name in FACT_KINDS if name in sheets]
    named = kind or file.stem
    if not kind and named.strip().lower() not in FACT_KINDS:
        raise Refused([Problem(code="import_which_kind", file=file.name)])
    return [(_find_kind(named), read_csv(file))]


def _missing_days(rows: list[tuple[Fact, Origin]], problems: list[Problem]) -> list[Problem]:
    """A problem for each row that says no day, or one for a file none of whose rows does."""
    known = {(problem.file, problem.row) for problem in problems if problem.column == "happened"}
    with_days = {origin.file for fact, origin in rows if fact.happened != NO_DAY} | {file for file, _ in known}
    without = [origin for fact, origin in rows if fact.happened == NO_DAY and (origin.file, origin.row) not in known]
    by_row = [Problem.at(origin, "day_missing", "happened") for origin in without if origin.file in with_days]
    by_file = dict.fromkeys(origin.file for origin in without if origin.file not in with_days)
    return by_row + [Problem(code="days_missing", file=file) for file in by_file]

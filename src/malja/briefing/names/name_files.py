"""What `malja names` reads: pairs, a register, a list of names, frequencies; each refusal has row and column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

from malja import clock
from malja.names import Kind, Person, read_name
from malja.names.comparing.frequencies import Frequencies
from malja.names.reading.placeholders import is_placeholder
from malja.names.register.births import read_birth
from malja.names.sounds.letters import normalize
from malja.problems import Problem, Refused, shorten
from malja.tables.column_names_file import read_column_names
from malja.tables.columns import Column, Table
from malja.tables.headings import ColumnNames
from malja.tables.read_csv import read_csv
from malja.tables.rows import ParsedRow, parse_sheet
from malja.tables.sheets import RawRow, Unreadable

#: Nobody alive was born before.
_EARLIEST_BIRTH = 1890
#: What malja adds to a file of pairs.
_ADDED = ("score", "same", "why")

_PAIRS = Table(
    name="pairs",
    columns=(
        Column(name="a", default=""),
        Column(name="b", default=""),
        Column(name="kind", kind="choice", choices=("person", "group"), default=""),
    ),
    comments=False,
)
_NAMES = Table(name="names", columns=(Column(name="name", default=""),), comments=False)
_FREQUENCIES = Table(
    name="frequencies",
    columns=(
        Column(name="name", required=True),
        Column(name="share", kind="number", required=True, least=0, most=10_000),
    ),
    comments=False,
)
_TEXTS = ("household", "name", "father", "sex", "birth_date", "origin", "phone", "id", "token")
#: A file of names may hold columns of its own, which are left alone.
_OTHERS_LEFT_OUT = ColumnNames(others_left_out=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class NamePair:
    """A row of a file of pairs: the two names, what they are names of, and the row's cells as they were."""

    a: str
    b: str
    kind: Kind
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PairFile:
    """A file of pairs: its heading as it was, and its rows."""

    heading: tuple[str, ...]
    pairs: tuple[NamePair, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleRegister:
    """A register of people, and the columns of the file that malja does not use."""

    people: tuple[Person, ...]
    unused: tuple[str, ...]
    notices: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NameList:
    """A list of names, and the row of the file in which each stands."""

    names: tuple[str, ...]
    rows: tuple[int, ...]
    notices: tuple[Problem, ...] = ()


def register_table() -> Table:
    """The columns of a register; only `ref` must stand in every row."""
    born = Column(name="birth_year", kind="whole", least=_EARLIEST_BIRTH, most=clock.today().year)
    # A phone that Excel has cut says nothing, and is no reason to refuse thousands of people.
    texts = {name: Column(name=name, default="", exact=name != "phone") for name in _TEXTS}
    return Table(
        name="register",
        columns=(
            Column(name="ref", kind="key", required=True, may_start_with_hash=True),
            *(texts[name] for name in _TEXTS[:4]),
            born,
            *(texts[name] for name in _TEXTS[4:]),
        ),
        key=("ref",),
        unique=True,
        comments=False,
    )


def read_register(file: Path, columns: Path | None = None) -> PeopleRegister:
    """The people of a register; raises Refused with every problem at once. Other columns are not used, and named.

    `columns`: a file that names other people's headings; without it near words are read, and the notices say which.
    """
    table = register_table()
    read = _read(file, table, ("ref", "name"), _read_column_names(columns, table))
    people, problems = [], []
    for row in read.rows:
        born = row.values["birth_year"]
        texts = {name: str(row.values[name] or "") for name in _TEXTS}
        date = texts["birth_date"]
        if date and read_birth(date) is None and not is_placeholder(normalize(date)):
            problems.append(Problem.at(row.origin, "date_wanted", "birth_date", shorten(date)))
        people.append(Person(ref=str(row.values["ref"]), birth_year=born if isinstance(born, int) else None, **texts))
    if problems:
        raise Refused(problems)
    return PeopleRegister(people=tuple(people), unused=read.unused, notices=read.notices)


def read_names(file: Path, columns: Path | None = None) -> NameList:
    """The names of the column `name` of a file, blank ones left out; raises Refused with every problem at once.

    `columns` as in `read_register`.
    """
    read = _read(file, _NAMES, ("name",), _read_column_names(columns, _NAMES))
    named = [row for row in read.rows if row.values["name"]]
    names, rows = (str(row.values["name"]) for row in named), (row.origin.row for row in named)
    return NameList(names=tuple(names), rows=tuple(rows), notices=read.notices)


def read_pairs(file: Path, kind: Kind) -> PairFile:
    """The pairs of a file, of the kind `kind` where a row does not say; raises Refused with every problem at once."""
    read = _read(file, _PAIRS, ("a", "b"))
    taken = [name for name in read.heading if name.strip().lower() in _ADDED]
    if taken:
        raise Refused([Problem(code="column_taken", file=file.name, column=name) for name in taken])
    pairs = []
    for row in read.rows:
        own_kind = cast(Kind, row.values["kind"] or kind)
        a, b = (str(row.values[name] or "") for name in ("a", "b"))
        pairs.append(NamePair(a=a, b=b, kind=own_kind, cells=read.cells[row.origin.row]))
    return PairFile(heading=read.heading, pairs=tuple(pairs))


def read_frequencies(file: Path) -> Frequencies:
    """The shares of names in a file, of 10,000; raises Refused with every problem at once."""
    shares: dict[str, float] = {}
    for row in _read(file, _FREQUENCIES, ("name", "share")).rows:
        name, share = str(row.values["name"]), row.values["share"]
        shares[name] = shares.get(name, 0.0) + (share if isinstance(share, float) else 0.0)
    return Frequencies(shares)


def refuse_unreadable(name: str, kind: Kind) -> None:
    """Refuse a name to be looked for in which nothing can be read; the name itself is not repeated."""
    if not read_name(name, kind).parts:
        raise Refused([Problem(code="name_unreadable")])


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """A file: its heading, the rows' values, all cells of each row by its number, and how it was read."""

    heading: tuple[str, ...]
    rows: tuple[ParsedRow, ...]
    cells: dict[int, tuple[str, ...]]
    unused: tuple[str, ...]
    notices: tuple[Problem, ...]


def _read(file: Path, table: Table, needed: Sequence[str], names: ColumnNames = _OTHERS_LEFT_OUT) -> _Read:
    """A file as a table; columns that the table does not have are left alone, every other problem is refused."""
    sheet = read_csv(file)
    lines = list(sheet.rows)
    parsed = parse_sheet(table, replace(sheet, rows=lines), names)
    heading = tuple("" if cell is None else str(cell) for cell in parsed.heading)
    problems = list(parsed.problems)
    refused = {problem.column for problem in problems if problem.code == "missing_column"}
    absent = [name for name in needed if heading and name not in parsed.columns and name not in refused]
    problems += [Problem(code="missing_column", file=sheet.file, column=name) for name in absent]
    if problems:
        raise Refused(problems)
    cells = {number: _filled(_texts(cells), len(heading)) for number, cells in lines}
    return _Read(heading=heading, rows=parsed.rows, cells=cells, unused=parsed.unused, notices=parsed.notices)


def _read_column_names(columns: Path | None, table: Table) -> ColumnNames:
    """How headings are read: by a file of headings, else by the words that people use for these columns."""
    if columns is None:
        return ColumnNames(guess=True, others_left_out=True)
    known = [column.name for column in table.columns]
    given = read_column_names(columns, known)
    return ColumnNames(given=given, origins=given.origins, others_left_out=True)


def _texts(cells: RawRow) -> tuple[str, ...]:
    return () if isinstance(cells, Unreadable) else tuple("" if cell is None else str(cell) for cell in cells)


def _filled(cells: tuple[str, ...], width: int) -> tuple[str, ...]:
    return (*cells, *[""] * (width - len(cells)))[:width]

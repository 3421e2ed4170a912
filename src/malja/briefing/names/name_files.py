"""What `malja names` reads: pairs, a register, a list of names, frequencies; each refusal has row and column."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

from malja import clock
from malja.names import Kind, Person, read_name
from malja.names.comparing.frequencies import Frequencies
from malja.problems import Problem, Refused, shorten
from malja.tables.columns import Column, Table
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
)
_NAMES = Table(name="names", columns=(Column(name="name", default=""),))
_FREQUENCIES = Table(
    name="frequencies",
    columns=(
        Column(name="name", required=True),
        Column(name="share", kind="number", required=True, least=0, most=10_000),
    ),
)
_TEXTS = ("household", "name", "father", "sex", "birth_date", "origin", "phone", "id", "token")


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


@dataclass(frozen=True, slots=True, kw_only=True)
class NameList:
    """A list of names, and the row of the file in which each stands."""

    names: tuple[str, ...]
    rows: tuple[int, ...]


def register_table() -> Table:
    """The columns of a register; only `ref` must stand in every row."""
    born = Column(name="birth_year", kind="whole", least=_EARLIEST_BIRTH, most=clock.today().year)
    texts = {name: Column(name=name, default="") for name in _TEXTS}
    return Table(
        name="register",
        columns=(
            Column(name="ref", kind="key", required=True),
            *(texts[name] for name in _TEXTS[:4]),
            born,
            *(texts[name] for name in _TEXTS[4:]),
        ),
        key=("ref",),
        unique=True,
    )


def read_register(file: Path) -> PeopleRegister:
    """The people of a register; raises Refused with every problem at once. Other columns are not used, and named."""
    read = _read(file, register_table(), ("ref", "name"))
    people = []
    for row in read.rows:
        born = row.values["birth_year"]
        texts = {name: str(row.values[name] or "") for name in _TEXTS}
        people.append(Person(ref=str(row.values["ref"]), birth_year=born if isinstance(born, int) else None, **texts))
    return PeopleRegister(people=tuple(people), unused=read.unused)


def read_names(file: Path) -> NameList:
    """The names of the column `name` of a file, blank ones left out; raises Refused with every problem at once."""
    named = [row for row in _read(file, _NAMES, ("name",)).rows if row.values["name"]]
    return NameList(names=tuple(str(row.values["name"]) for row in named), rows=tuple(row.origin.row for row in named))


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
    """A file: its heading, the rows' values, all cells of each row by its number, columns that malja does not use."""

    heading: tuple[str, ...]
    rows: tuple[ParsedRow, ...]
    cells: dict[int, tuple[str, ...]]
    unused: tuple[str, ...]


def _read(file: Path, table: Table, needed: Sequence[str]) -> _Read:
    """A file as a table; columns that the table does not have are left alone, every other problem is refused."""
    sheet = read_csv(file)
    lines = list(sheet.rows)
    heading = next((_texts(cells) for _, cells in lines if _has_content(cells)), ())
    known = {column.name for column in table.all_columns}
    used = [place for place, name in enumerate(heading) if _spell(name) in known]
    unused = tuple(shorten(name) for name in heading if name.strip() and _spell(name) not in known)
    parsed = parse_sheet(table, replace(sheet, rows=[(number, _keep(cells, used)) for number, cells in lines]))
    problems = list(parsed.problems)
    refused = {problem.column for problem in problems if problem.code == "missing_column"}
    written = {_spell(name) for name in heading}
    absent = [name for name in needed if heading and name not in written and name not in refused]
    problems += [Problem(code="missing_column", file=sheet.file, column=name) for name in absent]
    if problems:
        raise Refused(problems)
    cells = {number: _filled(_texts(cells), len(heading)) for number, cells in lines}
    return _Read(heading=heading, rows=parsed.rows, cells=cells, unused=unused)


def _spell(heading: str) -> str:
    """A heading without marks that show nothing, in small letters."""
    return "".join(sign for sign in heading if unicodedata.category(sign) != "Cf").strip().lower()


def _keep(cells: RawRow, used: Sequence[int]) -> RawRow:
    """The cells of the columns that the table has; a comment stays one."""
    if isinstance(cells, Unreadable) or not _has_content(cells):
        return cells
    return [cells[place] if place < len(cells) else None for place in used]


def _has_content(cells: RawRow) -> bool:
    """Whether a line is neither blank nor a comment."""
    texts = _texts(cells)
    return any(text.strip() for text in texts) and not texts[0].lstrip().startswith("#")


def _texts(cells: RawRow) -> tuple[str, ...]:
    return () if isinstance(cells, Unreadable) else tuple("" if cell is None else str(cell) for cell in cells)


def _filled(cells: tuple[str, ...], width: int) -> tuple[str, ...]:
    return (*cells, *[""] * (width - len(cells)))[:width]

"""A file that says which heading of other people's tables means which column: two columns of CSV, or lines of TOML."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterator
from pathlib import Path

from malja.problems import Origin, Problem, Refused, shorten
from malja.tables.heading_words import fold_heading
from malja.tables.headings import LEFT_OUT_HEADING
from malja.tables.invisible_marks import strip_invisible
from malja.tables.read_csv import read_csv, read_text_file
from malja.tables.sheets import Unreadable

#: The first row of a CSV file may say what its two columns are.
_HEADING = ("heading", "column")

_Line = tuple[Origin, str, str]


class GivenColumns(dict[str, str]):
    """The column of each heading that a file names, and the row in which it does (`origins`)."""

    def __init__(self) -> None:
        super().__init__()
        self.origins: dict[str, Origin] = {}


def read_column_names(path: Path, known: Collection[str]) -> GivenColumns:
    """The column of each heading that a file names; - leaves the heading's column out.

    `known`: the columns that there are. Raises Refused with every problem: no such column, a heading twice (also in
    another spelling: case, accents and signs do not count), a row that is no pair.
    """
    lines, problems = _read_toml(path) if path.suffix.lower() == ".toml" else _read_pairs(path)
    names = GivenColumns()
    folded: dict[str, str] = {}
    for origin, heading, column in lines:
        name = column.casefold()
        if name != LEFT_OUT_HEADING.name and name not in known:
            problems.append(_unknown(origin, column, known))
        elif heading in names:
            problems.append(Problem.at(origin, "columns_twice", "", heading))
        elif (alike := folded.setdefault(fold_heading(heading), heading)) != heading:
            row = str(names.origins[alike].row)
            problems.append(Problem.at(origin, "columns_alike", "", heading, alike=alike, other=row))
        else:
            names[heading] = name
            names.origins[heading] = origin
    if not lines and not problems:
        problems.append(Problem(code="columns_empty", file=path.name))
    if problems:
        raise Refused(problems)
    return names


def _unknown(origin: Origin, column: str, known: Collection[str]) -> Problem:
    """The problem that there is no such column; the list of those that there are stands in full."""
    columns = (("columns", ", ".join(known)),)
    return Problem(code="columns_unknown", file=origin.file, row=origin.row, value=shorten(column), values=columns)


def _read_pairs(path: Path) -> tuple[list[_Line], list[Problem]]:
    lines: list[_Line] = []
    problems: list[Problem] = []
    for number, cells in read_csv(path).rows:
        origin = Origin(file=path.name, row=number)
        if isinstance(cells, Unreadable):
            problems.append(Problem.at(origin, cells.code))
            continue
        texts = [strip_invisible(str(cell)) for cell in cells]
        while texts and not texts[-1]:
            texts.pop()
        if not texts or (number == 1 and tuple(text.casefold() for text in texts) == _HEADING):
            continue
        if len(texts) != 2 or not texts[0]:
            problems.append(Problem.at(origin, "columns_row", "", ", ".join(texts)))
        else:
            lines.append((origin, texts[0], texts[1]))
    return lines, problems


def _read_toml(path: Path) -> tuple[list[_Line], list[Problem]]:
    text = read_text_file(path, path.name)
    try:
        values = tomllib.loads(text)
    except (ValueError, RecursionError):
        return [], [Problem(code="columns_toml", file=path.name)]
    lines = list(_toml_lines(path.name, values))
    return lines, [Problem(code="columns_toml", file=path.name)] if len(lines) < len(values) else []


def _toml_lines(file: str, values: dict[str, object]) -> Iterator[_Line]:
    for number, (heading, column) in enumerate(values.items(), start=1):
        if isinstance(column, str):
            yield Origin(file=file, row=number), strip_invisible(heading), strip_invisible(column)

"""Words for goods written into an operation's table of aliases, below what stands there."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from malja.files import unwritable_problem, write_whole
from malja.goods.words import fold_phrase
from malja.operation.reading.operation_files import find_operation_sheets
from malja.operation.reading.read_operation import list_goods
from malja.operation.rows import Alias
from malja.operation.schema import ALIASES
from malja.problems import Failed, Problem, Refused, join_names
from malja.tables.formula_guard import guard_formula
from malja.tables.write_workbook import append_sheet_rows, has_room

_FILE = f"{ALIASES.name}.csv"
_SEPARATORS = (",", ";", "\t")
_COLUMNS = ("word", "item", "pack_quantity")


def write_aliases(path: Path, aliases: Iterable[Alias]) -> tuple[Alias, ...]:
    """Add words to the table of aliases of an operation (its folder, operation.toml or workbook); gives those written.

    A word that stands there already, however it is spelt, is left. Raises Refused where the table has no room for them,
    or a workbook holds what writing it again would lose; Failed where it can't be written.
    """
    known = {fold_phrase(alias.word) for alias in list_goods(find_operation_sheets(path))[1]}
    given = {fold_phrase(alias.word): alias for alias in aliases}
    new = tuple(alias for word, alias in given.items() if word not in known)
    if not new:
        return ()
    rows = [_cells(alias) for alias in new]
    is_workbook = path.is_file() and path.suffix.lower() == ".xlsx"
    file = path if is_workbook else _find_file(path.parent if path.is_file() else path)
    try:
        written = (
            append_sheet_rows(file, ALIASES.name, _COLUMNS, rows)
            if is_workbook
            else append_csv_rows(file, _COLUMNS, rows)
        )
    except OSError as error:
        raise Failed([unwritable_problem(file, error)]) from error
    if not written:
        words = [f"{alias.word} = {alias.item}" for alias in new]
        raise Refused([Problem(code="aliases_elsewhere", file=file.name, values=(("words", join_names(words, 1000)),))])
    return new


def append_csv_rows(file: Path, columns: Sequence[str], rows: Sequence[Mapping[str, str]]) -> bool:
    """Write rows of cells by column below those of a CSV file, which is begun with `columns` if it is not there.

    False, and nothing is written, where its heading lacks a column of which a row says something. Raises OSError.
    """
    text = file.read_bytes().decode("utf-8-sig") if file.exists() else ",".join(columns) + "\n"
    line = _find_heading_line(text)
    separator = max(_SEPARATORS, key=line.count)
    heading = [name.strip().casefold() for name in next(csv.reader([line], delimiter=separator), [])]
    if not has_room(heading, rows):
        return False
    out = io.StringIO(newline="")
    lines = csv.writer(out, delimiter=separator, lineterminator="\r\n" if "\r\n" in text else "\n")
    lines.writerows([guard_formula(row.get(name, "")) for name in heading] for row in rows)
    write_whole(file, (text if text.endswith("\n") else text + "\n").encode() + out.getvalue().encode())
    return True


def _find_heading_line(text: str) -> str:
    """The first line of a CSV file that is neither blank nor a comment."""
    lines = (line for line in text.splitlines() if line.strip(' \t,;"') and not line.lstrip(' \t"').startswith("#"))
    return next(lines, "")


def _find_file(folder: Path) -> Path:
    return next((one for one in sorted(folder.iterdir()) if one.name.lower() == _FILE), folder / _FILE)


def _cells(alias: Alias) -> dict[str, str]:
    size = "" if alias.pack_quantity is None else f"{alias.pack_quantity:.12g}"
    return {"word": alias.word, "item": alias.item, "pack_quantity": size}

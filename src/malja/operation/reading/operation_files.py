"""Where an operation's tables stand: a folder of CSV and TOML files, or one Excel workbook."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from malja.operation import settings
from malja.operation.schema import TABLES
from malja.operation.settings import Settings
from malja.problems import Problem, Refused
from malja.tables.file_kind import is_workbook_file
from malja.tables.read_csv import read_csv
from malja.tables.read_workbook import read_workbook
from malja.tables.sheets import Sheet

SETTINGS_FILE = "operation.toml"
_NAMES = {table.name for table in TABLES}
#: Files of these kinds that bear a table's name were meant to be read; passing over them in silence would be wrong.
_OTHER_KINDS = frozenset({".xlsx", ".xlsm", ".xls", ".ods", ".tsv", ".txt", ".json"})


@dataclass(frozen=True, slots=True, kw_only=True)
class OperationSheets:
    """The operation's keys, the sheet of each table that is there, and a problem for each that can't be read.

    `whole`: every table that is there could be opened, so that what is named elsewhere can be looked up. `notices`:
    what whoever put the tables together assumed.
    """

    settings: Settings
    sheets: dict[str, Sheet]
    problems: tuple[Problem, ...] = ()
    whole: bool = True
    notices: tuple[Problem, ...] = ()


def find_operation_sheets(path: Path) -> OperationSheets:
    """The tables at a path: a folder, its operation.toml, or a workbook (.xlsx).

    Raises Refused when there is nothing at the path, or something else.
    """
    if path.name == SETTINGS_FILE and path.is_file():
        path = path.parent
    if path.is_dir():
        return _in_folder(path)
    if not path.exists():
        raise Refused([Problem(code="path_missing", file=str(path))])
    if not is_workbook_file(path):
        raise Refused([Problem(code="format_unknown", file=path.name)])
    return _in_workbook(path)


def _in_folder(folder: Path) -> OperationSheets:
    sheets: dict[str, Sheet] = {}
    problems: list[Problem] = []
    whole = True
    for path in _files(folder):
        name, kind = path.stem.lower(), path.suffix.lower()
        if kind != ".csv":
            if kind in _OTHER_KINDS and name in _NAMES:
                problems.append(Problem(code="table_not_csv", file=path.name, values=(("name", name),)))
                whole = False
        elif name not in _NAMES:
            problems.append(
                Problem(code="unknown_table", file=path.name, values=(("tables", ", ".join(sorted(_NAMES))),))
            )
        elif name in sheets:
            problems.append(Problem(code="duplicate_table", file=path.name, values=(("name", name),)))
        else:
            try:
                sheets[name] = read_csv(path)
            except Refused as refused:
                problems += refused.problems
                whole = False
    keys = folder / SETTINGS_FILE
    found = settings.read_settings_file(keys) if keys.exists() else settings.missing_settings(SETTINGS_FILE)
    return OperationSheets(settings=found, sheets=sheets, problems=tuple(problems), whole=whole)


def _files(folder: Path) -> list[Path]:
    """The folder's files in the order of their names, without those whose name starts with . ~ or _."""
    try:
        return sorted(path for path in folder.iterdir() if not path.name.startswith((".", "~", "_")))
    except OSError as trouble:
        reason = trouble.strerror or ""
        raise Refused([Problem(code="file_unreadable", file=str(folder), values=(("reason", reason),))]) from trouble


def _in_workbook(path: Path) -> OperationSheets:
    name = settings.SETTINGS_TABLE.name
    sheets, problems = read_workbook(path, frozenset({*_NAMES, name}))
    keys = sheets.pop(name, None)
    if keys is not None:
        found = settings.read_settings_sheet(keys)
    elif any(problem.file == f"{path.name}:{name}" for problem in problems):
        found = settings.missing_settings(path.name)  # the sheet is there and its own problem says what is wrong
        found = Settings(file=found.file, values=found.values, given=found.given, problems=())
    else:
        found = settings.missing_settings(path.name)
    notices = keys.notices if keys is not None else ()
    return OperationSheets(settings=found, sheets=sheets, problems=problems, whole=not problems, notices=notices)

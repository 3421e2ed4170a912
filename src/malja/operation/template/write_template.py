"""`malja new`: an operation to start from, explained by the schema, as a folder of tables or as a workbook."""

from __future__ import annotations

import csv
import datetime
import io
import json
from pathlib import Path

from malja.clock import today
from malja.files import unwritable_problem, write_all, write_whole
from malja.language.isolation import strip_marks
from malja.language.names import say_name
from malja.language.say import say, say_list
from malja.operation.reading.operation_files import SETTINGS_FILE
from malja.operation.schema import TABLES
from malja.operation.settings import SETTINGS
from malja.operation.template import example
from malja.operation.template.template_workbook import make_template_workbook
from malja.problems import Failed, Problem, Refused
from malja.tables.columns import Column, Table, Value
from malja.tables.formula_guard import guard_formula


def write_operation_template(folder: Path, start: datetime.date | None = None) -> Path:
    """Write a commented operation to start from into a new or empty folder; its first day is `start`, today if None.

    Returns the folder. Raises Refused when something is there already, Failed when the folder can't be written.
    """
    folder = Path(folder)
    try:
        if folder.exists() and not (folder.is_dir() and not any(folder.iterdir())):
            raise Refused([Problem(code="folder_not_empty", file=str(folder))])
    except OSError as error:
        raise Failed([unwritable_problem(folder, error)]) from error
    first = start or today()
    rows = example.make_example_rows(first)
    files = {SETTINGS_FILE: _toml(example.make_example_settings(first)).encode()}
    files |= {f"{table.name}.csv": _csv(table, rows.get(table.name, [])).encode() for table in TABLES}
    write_all(folder, files)
    return folder


def write_operation_workbook(path: Path, start: datetime.date | None = None) -> Path:
    """Write the same operation as one Excel workbook, with notes in the headings and drop-downs in the cells.

    Returns the file: `path`, with .xlsx behind it where that is missing. Raises Refused when there is something
    already, Failed when it can't be written.
    """
    path = Path(path)
    if path.suffix.lower() != ".xlsx":
        path = path.with_name(f"{path.name}.xlsx")
    try:
        if path.exists():
            raise Refused([Problem(code="file_exists", file=str(path))])
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Failed([unwritable_problem(path, error)]) from error
    first = start or today()
    write_whole(
        path,
        make_template_workbook(
            example.make_example_settings(first), example.make_example_rows(first), first, explain_column
        ),
    )
    return path


def explain_column(column: Column) -> str:
    """What a column means, its unit, its words, and what a blank cell says."""
    parts = [say_name(column.meaning)]
    if column.unit:
        parts.append(say("new", "unit", unit=say_name(column.unit)))
    if column.choices:
        parts.append(say("new", "choices", choices=", ".join(column.choices)))
    if column.required:
        parts.append(say("new", "required"))
    elif column.default not in (None, ""):
        parts.append(say("new", "default", default=_cell(column.default)))
    # Marks of direction stay out of what people edit by hand.
    return strip_marks(say_list((part for part in parts if part), "semicolon"))


def _toml(values: dict[str, Value]) -> str:
    lines = [f"# {line}" for line in strip_marks(say("new", "about")).splitlines()]
    for setting in SETTINGS:
        value = values[setting.name]
        # TOML has no word for nothing: what is not said stands there to be filled in.
        told = f"# {setting.name} =" if value is None else f"{setting.name} = {_toml_value(value)}"
        lines += ["", f"# {explain_column(setting)}", told]
    return "\n".join(lines) + "\n"


def _toml_value(value: Value) -> str:
    if isinstance(value, tuple):
        return f"[{', '.join(repr(one) for one in value)}]"
    if isinstance(value, bool | str):
        return json.dumps(value, ensure_ascii=False)
    return value.isoformat() if isinstance(value, datetime.date) else repr(value)


def make_empty_csv(table: Table) -> bytes:
    """A CSV file with a table's heading and nothing below it; comments say what each column means."""
    return _csv(table, [], also=()).encode()


def _csv(table: Table, rows: list[dict[str, Value]], also: tuple[str, ...] = example.EXAMPLE_SOURCE_COLUMNS) -> str:
    columns = [column for column in table.all_columns if column in table.columns or column.name in also]
    text = io.StringIO(newline="")
    lines = csv.writer(text, lineterminator="\n")
    lines.writerow([f"# {table.name}: {say_name(table.meaning)}"])
    lines.writerows([f"#   {column.name}: {explain_column(column)}"] for column in columns)
    if table.name in _FROM_CATALOGUE:
        lines.writerow([f"# {strip_marks(say('new', 'catalogue', table=table.name))}"])
    lines.writerow([column.name for column in columns])
    lines.writerows([_cell(row.get(column.name)) for column in columns] for row in rows)
    return text.getvalue()


#: Tables of which the catalogue already holds rows.
_FROM_CATALOGUE = ("groups", "needs", "items", "contents", "running")


def _cell(value: Value) -> str:
    """A value as the text of a cell."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return " ".join(repr(one) for one in value)
    if isinstance(value, datetime.date):
        return value.isoformat()
    return guard_formula(value) if isinstance(value, str) else f"{value:.12g}"

"""The operation's own keys: name, start, days and so on, from operation.toml or from the sheet `operation`."""

from __future__ import annotations

import datetime
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from malja.problems import Origin, Problem, Refused, shorten
from malja.tables.cells import read_cell
from malja.tables.columns import CellKind, Column, Table, Value
from malja.tables.read_csv import read_text_file
from malja.tables.rows import parse_sheet
from malja.tables.sheets import Raw, Sheet, Unreadable

#: Ten years of days (`rules` checks by this file, so this imports nothing of it).
LONGEST_OPERATION_DAYS = 3660

#: As `datetime.date.weekday` counts them.
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

#: What an operation that begins anew is given: the catalogue's basket for everybody, and loads as a loader stows them.
GENERAL_BASKET = "general"
STOWED: Literal["stowed"] = "stowed"

SETTINGS: tuple[Column, ...] = (
    Column(name="name", required=True, meaning="title of the operation"),
    Column(name="start", kind="date", required=True, meaning="first day"),
    Column(
        name="days",
        kind="whole",
        default=60,
        least=1,
        most=LONGEST_OPERATION_DAYS,
        unit="days",
        meaning="days on which lifts may leave",
    ),
    Column(
        name="reserve_days",
        kind="whole",
        default=7,
        least=0,
        most=LONGEST_OPERATION_DAYS,
        unit="days",
        meaning="requirements go on so long after the last day, when nothing leaves any more:"
        " no plan ends with empty stores",
    ),
    Column(
        name="household_size", kind="number", default=5.0, positive=True, unit="persons", meaning="persons a household"
    ),
    Column(
        name="climate",
        kind="choice",
        default="warm",
        choices=("warm", "cold"),
        meaning="which rows of the catalogue apply",
    ),
    Column(
        name="catalogue",
        kind="choice",
        default="sphere",
        choices=("sphere", "none"),
        meaning="sphere: the built-in needs, items, contents and groups, which the tables here extend or override row"
        " by row; none: only the tables here count",
    ),
    Column(name="currency", default="USD", meaning="currency of all costs, by its three letters (ISO 4217)"),
    Column(name="whole_packs", kind="yes_no", default=True, meaning="loads on trips are whole packs"),
    Column(
        name="tolerance",
        kind="numbers",
        default=(0.001, 0.001, 0.01),
        least=0.0,
        unit="share",
        meaning="how far survival, minimum and target may each slip for what comes after",
    ),
    Column(
        name="time_zone",
        kind="time_zone",
        default="",
        meaning="whose date is today's at the site, such as Asia/Damascus; blank: the device's own",
    ),
    Column(
        name="week_starts",
        kind="choice",
        default="monday",
        choices=WEEKDAYS,
        meaning="the day on which the clinic's weeks begin",
    ),
    Column(
        name="basket",
        default="",
        meaning="what people eat, a basket of the table baskets such as general; blank: food is planned by nutrients"
        " alone",
    ),
    Column(
        name="loading",
        kind="choice",
        default="by_sum",
        choices=("by_sum", "stowed"),
        meaning="stowed: the catalogue's rules of stowage and segregation apply, which the tables here extend or"
        " override; by_sum: only those here, and the sums of kg and m3",
    ),
    Column(
        name="payload_margin",
        kind="number",
        default=0.0,
        least=0.0,
        most=0.9,
        unit="share",
        meaning="share of every payload that a plan leaves free",
    ),
    Column(
        name="split_price",
        kind="number",
        default=0.0,
        least=0.0,
        unit="currency",
        meaning="price of each consignment smaller than the least sensible one",
    ),
    Column(name="name_ar", default="", meaning="title of the operation on pages in Arabic; blank: name"),
    Column(name="name_en", default="", meaning="title of the operation on pages in English; blank: name"),
    Column(name="contact", default="", meaning="whom readers of the report may ask: an office and its number"),
    Column(name="issued", kind="date", meaning="day on which the report is issued; blank: it is not said"),
    Column(name="next_issue", kind="date", meaning="day on which the next report comes; blank: it is not said"),
    Column(
        name="funding_required",
        kind="number",
        least=0.0,
        unit="currency",
        meaning="money that is asked for in all; blank: it is not said",
    ),
    Column(
        name="funding_received",
        kind="number",
        least=0.0,
        unit="currency",
        meaning="money received so far; blank: it is not said",
    ),
)

#: The sheet of a workbook that holds the keys, one a row.
SETTINGS_TABLE = Table(
    name="operation",
    key=("key",),
    unique=True,
    meaning="the operation itself, one key a row",
    columns=(
        Column(name="key", kind="key", required=True, meaning="the key"),
        Column(name="value", kind="any", meaning="its value; blank: the default"),
    ),
)

#: Values that let the tables be checked although a required key is missing: both break no rule by themselves.
_STAND_IN: dict[str, Value] = {"name": "?", "start": datetime.date(1900, 1, 1)}
_KEYS = {column.name: column for column in SETTINGS}
_ALLOWED = (("keys", ", ".join(_KEYS)),)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The value of every key, the keys that were really given, and every problem; `file` is where they stand."""

    file: str
    values: dict[str, Value]
    given: frozenset[str]
    problems: tuple[Problem, ...]


def read_settings_file(path: Path) -> Settings:
    """The keys in operation.toml; what can't be read is a problem and takes its default."""
    label = path.name
    try:
        text = read_text_file(path, label)
        said = tomllib.loads(text)
    except Refused as refused:
        return _settings(label, {}, refused.problems, excused=_KEYS)
    except (ValueError, RecursionError) as wrong:  # TOMLDecodeError, and numbers or nesting beyond reason
        line = re.search(r"at line (\d+)", str(wrong))
        row = int(line[1]) if line else None
        return _settings(label, {}, [Problem(code="toml_syntax", file=label, row=row)], excused=_KEYS)
    return _read(label, {key: (_typed(value, key), _line(text, key)) for key, value in said.items()}, [])


def read_settings_sheet(sheet: Sheet) -> Settings:
    """The keys in the sheet `operation`, with the columns key and value."""
    parsed = parse_sheet(SETTINGS_TABLE, sheet)
    if not parsed.complete:
        return _settings(sheet.file, {}, parsed.problems, excused=_KEYS)
    raws: dict[str, tuple[Raw, int]] = {}
    excused: list[str] = []
    for row in parsed.rows:
        key, value = row.values["key"], row.values["value"]
        if row.broken:
            excused.append(str(key))
        elif isinstance(key, str) and value is not None and not isinstance(value, tuple):
            raws[key] = (value, row.origin.row)
    return _read(sheet.file, raws, parsed.problems, excused)


def missing_settings(file: str) -> Settings:
    """The defaults of an operation whose keys stand nowhere; that is the problem."""
    return _settings(file, {}, [Problem(code="operation_missing", file=file)], excused=_KEYS)


def _read(
    file: str, raws: Mapping[str, tuple[Raw, int]], before: Iterable[Problem], excused: Iterable[str] = ()
) -> Settings:
    values: dict[str, Value] = {}
    problems = list(before)
    for key, (raw, row) in raws.items():
        column = _KEYS.get(key)
        if column is None:
            problems.append(Problem(code="unknown_key", file=file, row=row, column=shorten(key), values=_ALLOWED))
            continue
        value = read_cell(raw, column, Origin(file=file, row=row))
        if isinstance(value, Problem):
            problems.append(value)
            excused = (*excused, key)
        else:
            values[key] = value
    return _settings(file, values, problems, excused)


def _settings(file: str, given: Mapping[str, Value], problems: Iterable[Problem], excused: Iterable[str]) -> Settings:
    """All keys; those that are required and missing are problems, unless `excused`: then another problem says so."""
    values: dict[str, Value] = {}
    wrong = list(problems)
    for column in SETTINGS:
        values[column.name] = given.get(column.name, _STAND_IN.get(column.name, column.default))
        if column.required and column.name not in given and column.name not in excused:
            wrong.append(Problem(code="key_missing", file=file, column=column.name))
    return Settings(file=file, values=values, given=frozenset(given), problems=tuple(wrong))


def _line(text: str, key: str) -> int:
    """The line of operation.toml on which a key is set."""
    for number, line in enumerate(text.splitlines(), start=1):
        if re.match(rf"""\s*\[*\s*["']?{re.escape(key)}["']?\s*[=.\]]""", line):
            return number
    return 1


_TYPES: dict[CellKind, tuple[tuple[type, ...], str]] = {
    "text": ((str,), "toml_text"),
    "choice": ((str,), "toml_text"),
    "number": ((int, float), "toml_number"),
    "whole": ((int, float), "toml_number"),
    "date": ((str, datetime.date), "date_wanted"),
    "yes_no": ((bool,), "toml_true_false"),
    "numbers": ((list,), "tolerance_wrong"),
    "time_zone": ((str,), "toml_text"),
}


def _typed(value: object, key: str) -> Raw:
    """A value of TOML as a cell, refused when it is of another type than the key takes; a list of numbers as text."""
    column = _KEYS.get(key)
    if column is None:
        return None
    types, code = _TYPES[column.kind]
    if not isinstance(value, types) or (isinstance(value, bool) and bool not in types):
        return Unreadable(code=code, value=_shown(value))
    if isinstance(value, list):
        if all(isinstance(one, int | float) and not isinstance(one, bool) for one in value):
            return " ".join(_shown(one) for one in value) or Unreadable(code=code, value="[]")
        return Unreadable(code=code, value=_shown(value))
    if isinstance(value, int) and abs(value) > 10**30:
        return _shown(value)
    if isinstance(value, str | int | float | bool | datetime.date):
        return value
    return Unreadable(code=code, value=_shown(value))


def _shown(value: object) -> str:
    """A value of TOML as text; lists and tables by their kind, whole numbers beyond reason as infinite."""
    if isinstance(value, list):
        return "[...]"
    if isinstance(value, dict):
        return "{...}"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int) and abs(value) > 10**30:
        return "inf"
    return str(value)

"""Rows of a table: the heading matched to the table's columns, every cell read, every problem kept.

Blank rows count as rows of the sheet but hold nothing; so do comments, and a row of HXL hashtags below the heading.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from malja.problems import Origin, Problem
from malja.tables.cells import read_cell
from malja.tables.column_doubts import find_swapped_days, find_thousand_points
from malja.tables.columns import Column, Table, Value
from malja.tables.dates import DayOrder, find_day_order, find_month_end, is_ambiguous_date
from malja.tables.find_heading import (
    Line,
    begins_with_hash,
    find_true_heading,
    has_more_cells,
    split_heading,
    split_tags,
)
from malja.tables.headings import (
    LEFT_OUT_HEADING,
    OWN_NAMES,
    UNNAMED_HEADING,
    ColumnNames,
    MatchedHeading,
    match_heading,
)
from malja.tables.numbers import is_shortened_number
from malja.tables.sheets import Raw, RawRow, Sheet, Shown, Unreadable, is_blank

#: After so many problems in one table nothing more is read: the table is of another kind altogether.
_MOST_PROBLEMS = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedRow:
    """A row's values by column, all columns of the table present; `broken` names those whose cell can't be read.

    A broken key is None. Any other broken cell holds its column's default, or a harmless value where there is none, so
    that rows which name this one can still be checked.
    """

    values: dict[str, Value]
    origin: Origin
    broken: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedSheet:
    """What a sheet gave: rows in order, every problem, and whether its keys could be read at all (`complete`).

    `heading` is the sheet's own, `columns` those of the table that stand in it, `unused` what of it stands for none.
    `notices`: how it was read, where that is worth knowing.
    """

    rows: tuple[ParsedRow, ...] = ()
    problems: tuple[Problem, ...] = ()
    complete: bool = True
    heading: tuple[Raw, ...] = ()
    columns: frozenset[str] = frozenset()
    unused: tuple[str, ...] = ()
    notices: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Layout:
    """How the rows of a sheet are read: the column under each cell, and how the sheet writes numbers and dates."""

    table: Table
    columns: tuple[Column, ...]
    decimal_comma: bool
    thousand_points: frozenset[str] = frozenset()
    days_swapped: frozenset[str] = frozenset()
    orders: Mapping[str, DayOrder] = field(default_factory=dict)


def parse_sheet(table: Table, sheet: Sheet, names: ColumnNames = OWN_NAMES) -> ParsedSheet:
    """Read a sheet as a table; never raises for what stands in it, every problem is returned.

    `names`: how other people's headings are read.
    """
    heading, lines = split_heading(table, sheet, names)
    if heading is None:
        return ParsedSheet(problems=(Problem(code="heading_missing", file=sheet.file),), complete=False)
    origin = Origin(file=sheet.file, row=heading[0])
    if isinstance(heading[1], Unreadable):
        return ParsedSheet(problems=(_unreadable(origin, heading[1]),), complete=False)
    tags, lines = split_tags(lines)
    better = find_true_heading(table, heading[0], heading[1], lines, sheet.file, names)
    if better is not None:
        return ParsedSheet(problems=(better,), heading=tuple(heading[1]), complete=False)
    match = match_heading(table, heading[1], tags, origin, names)
    headed = ParsedSheet(
        heading=tuple(heading[1]),
        columns=frozenset(column.name for column in match.columns),
        unused=match.unused,
        notices=match.notices,
        problems=match.problems,
        complete=False,
    )
    if len(match.problems) >= _MOST_PROBLEMS:
        return replace(headed, problems=(*match.problems[:_MOST_PROBLEMS], _too_many(origin)))
    if not headed.columns.issuperset(_required_keys(table)):
        return headed
    return _read_rows(table, sheet, lines, match, headed)


def _read_rows(
    table: Table, sheet: Sheet, lines: Sequence[Line], match: MatchedHeading, headed: ParsedSheet
) -> ParsedSheet:
    """The rows below a heading, until too many of them are wrong."""
    problems, notices = list(match.problems), list(match.notices)
    orders = _find_orders(match.columns, lines)
    layout = _Layout(
        table=table,
        columns=match.columns,
        decimal_comma=sheet.decimal_comma,
        thousand_points=find_thousand_points(match.columns, lines),
        days_swapped=find_swapped_days(match.columns, lines),
        orders=orders,
    )
    rows: list[ParsedRow] = []
    seen: dict[tuple[Value, ...], int] = {}
    commented: list[int] = []
    complete = True
    for number, raw in lines:
        origin = Origin(file=sheet.file, row=number)
        if len(problems) >= _MOST_PROBLEMS:
            problems.append(_too_many(origin))
            complete = False
            break
        if _is_comment(layout, raw):
            problems += _doubtful_comment(layout, raw, origin)
            commented += (number,) if has_more_cells(raw) else ()
            continue
        row, wrong = _read_row(layout, raw, origin)
        problems += wrong
        if row is not None:
            twice = _repeats(table, row, seen)
            rows += () if twice else (row,)
            problems += (twice,) if twice else ()
    notices += _notice_comments(commented, sheet.file)
    notices += _notice_months(match.columns, lines, sheet.file)
    notices += _notice_lost_digits(match.columns, lines, sheet.file)
    notices += _notice_orders(orders, sheet.file)
    return ParsedSheet(
        rows=tuple(rows),
        problems=tuple(problems),
        complete=complete,
        heading=headed.heading,
        columns=headed.columns,
        unused=headed.unused,
        notices=(*sheet.notices, *notices),
    )


def _too_many(origin: Origin) -> Problem:
    return Problem.at(origin, "too_many_problems", most=_MOST_PROBLEMS)


def _required_keys(table: Table) -> list[str]:
    return [column.name for column in table.columns if column.required and column.name in table.key]


def _is_comment(layout: _Layout, raw: RawRow) -> bool:
    """Whether a row below the heading is a comment: where the table's format knows comments."""
    return layout.table.comments and not isinstance(raw, Unreadable) and begins_with_hash(raw)


def _doubtful_comment(layout: _Layout, raw: RawRow, origin: Origin) -> list[Problem]:
    """Refuse a comment that may be a row: its first column is no id (ids can't begin with #), and others hold values.

    So the same table with its columns in another order never says something else.
    """
    first = layout.columns[0]
    if isinstance(raw, Unreadable) or not has_more_cells(raw) or first is UNNAMED_HEADING:
        return []
    if first.kind == "key" and not first.may_start_with_hash:
        return []
    return [Problem.at(origin, "comment_or_row", first.name, _said(raw[0]))]


def _notice_comments(commented: Sequence[int], file: str) -> Iterator[Problem]:
    """How many comments look like rows that were taken out, and where the first of them stands."""
    if commented:
        values = (("count", str(len(commented))),)
        yield Problem(code="comments_passed_over", file=file, row=commented[0], values=values)


def _find_orders(columns: Sequence[Column], lines: Sequence[Line]) -> dict[str, DayOrder]:
    """The order of day and month in each column of dates that needs one, and shows it by itself."""
    orders: dict[str, DayOrder] = {}
    for place, column in enumerate(columns):
        texts = list(_texts_of(place, lines)) if column.kind == "date" else []
        order = find_day_order(texts)
        if order and any(map(is_ambiguous_date, texts)):
            orders[column.name] = order
    return orders


def _texts_of(place: int, lines: Sequence[Line]) -> Iterator[str]:
    for _, raw in lines:
        cell = None if isinstance(raw, Unreadable) or place >= len(raw) else raw[place]
        if isinstance(cell, str | Shown):
            yield str(cell)


def _notice_orders(orders: Mapping[str, DayOrder], file: str) -> Iterator[Problem]:
    """How dates were read that could be read in another order."""
    for name, order in orders.items():
        yield Problem(code=f"dates_{order}_first", file=file, column=name)


def _notice_lost_digits(columns: Sequence[Column], lines: Sequence[Line], file: str) -> Iterator[Problem]:
    """Where numbers were cut that need not be whole, by the first row of each column, and how many there are."""
    for place, column in enumerate(columns):
        texts = () if column.exact else _texts_of(place, lines)
        cut = [text for text in texts if is_shortened_number(text)]
        if cut:
            values = (("count", str(len(cut))),)
            yield Problem(code="digits_lost_count", file=file, column=column.name, value=cut[0], values=values)


def _notice_months(columns: Sequence[Column], lines: Sequence[Line], file: str) -> Iterator[Problem]:
    """Which months were read as their last day, by their first row."""
    for place, column in enumerate(columns):
        months = {}
        if column.kind == "date" and column.month_end:
            months = {text: day for text in _texts_of(place, lines) if (day := find_month_end(text))}
        for text, day in list(months.items())[:_MOST_MONTHS]:
            yield Problem(code="month_read_as", file=file, column=column.name, value=text, values=(("date", str(day)),))


#: So many months that stood without a day are said one by one.
_MOST_MONTHS = 12


def _unreadable(origin: Origin, row: Unreadable) -> Problem:
    return Problem.at(origin, row.code, "", row.value, **dict(row.values))


def _read_row(layout: _Layout, raw: RawRow, origin: Origin) -> tuple[ParsedRow | None, list[Problem]]:
    if isinstance(raw, Unreadable):
        return None, [_unreadable(origin, raw)]
    table, columns = layout.table, layout.columns
    problems: list[Problem] = []
    values: dict[str, Value] = {}
    broken: set[str] = set()
    for place, column in enumerate(columns):
        cell = raw[place] if place < len(raw) else None
        if column is UNNAMED_HEADING or column is LEFT_OUT_HEADING:
            continue
        value = read_cell(
            cell,
            column,
            origin,
            decimal_comma=layout.decimal_comma or column.name in layout.thousand_points,
            day_order=layout.orders.get(column.name),
            days_swapped=column.name in layout.days_swapped,
        )
        if isinstance(value, Problem):
            problems.append(value)
            broken.add(column.name)
            value = None if column.name in table.key and column.required else _stand_in(column)
        values[column.name] = value
    headed = {place for place, column in enumerate(columns) if column is not UNNAMED_HEADING}
    outside = [cell for place, cell in enumerate(raw) if place not in headed and not is_blank(cell)]
    if outside:
        problems.append(Problem.at(origin, "cell_without_column", "", _said(outside[0])))
    for column in table.all_columns:
        if column.name not in values:
            values[column.name] = _stand_in(column) if column.required else column.default
    return ParsedRow(values=values, origin=origin, broken=frozenset(broken)), problems


def _said(cell: Raw) -> str:
    return cell.value if isinstance(cell, Unreadable) else str(cell)


def _stand_in(column: Column) -> Value:
    """A value that breaks no rule by itself, for a cell that can't be read."""
    if not column.required:
        return column.default
    match column.kind:
        case "number":
            return max(1.0, column.least or 0.0)
        case "whole":
            return max(1, int(column.least or 0))
        case "choice":
            return column.choices[0]
        case "yes_no":
            return False
        case "date":
            return None
        case _:
            return ""


def _repeats(table: Table, row: ParsedRow, seen: dict[tuple[Value, ...], int]) -> Problem | None:
    """A problem if the table allows a key once only and this row's key has come before."""
    if not table.unique:
        return None
    key = tuple(row.values[name] for name in table.key)
    if None in key:
        return None
    first = seen.setdefault(key, row.origin.row)
    if first == row.origin.row:
        return None
    return Problem.at(row.origin, "name_twice", table.key[-1], " ".join(map(str, key)), first=first)

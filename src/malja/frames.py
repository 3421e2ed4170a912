"""Rows that can be a frame: the tables of results, as tuples, and as frames of polars or pandas where one is wanted."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Hashable, Iterable, Iterator
from functools import cache
from importlib import import_module
from typing import (
    TYPE_CHECKING,
    Any,
    Generic,
    Literal,
    Self,
    TypeVar,
    cast,
    get_args,
    get_origin,
    get_type_hints,
    overload,
)

from malja.problems import Failed, Problem, Refused

FrameLibrary = Literal["polars", "pandas"]
#: The libraries whose frames can be made, in the order in which they are tried.
_LIBRARIES: tuple[FrameLibrary, ...] = get_args(FrameLibrary)
_PLAIN = (str, int, float, bool, datetime.date)
_Record = TypeVar("_Record")


class Records(tuple[_Record, ...]):
    """The rows of a table: a tuple of records of one `kind`, which `frame` makes a frame of.

    A column for each plain field; one for each tier where a field holds a value by tier; the id alone
    of a need or group; names after one another. A field with a value for each day gives a row a day, with `day` from 0
    on. Lists of records are left out: they are tables of their own.
    """

    kind: type[_Record]

    def __new__(cls, kind: type[_Record], rows: Iterable[_Record] = ()) -> Self:
        """The rows, all of one kind, a dataclass."""
        made = super().__new__(cls, rows)
        made.kind = kind
        return made

    def __getnewargs__(self) -> tuple[type[_Record], tuple[_Record, ...]]:
        return self.kind, tuple(self)

    def columns(self) -> dict[str, list[Any]]:
        """The columns by name, as lists of one length."""
        columns = _list_columns(cast(Hashable, self.kind))
        lines = [line for row in self for line in _list_lines(row, columns)]
        return {column.name: [line[place] for line in lines] for place, column in enumerate(columns)}

    def frame(self, library: FrameLibrary | None = None) -> Any:
        """The rows as a frame of polars or pandas, of whichever is installed if none is named (polars before pandas).

        Units are those of docs/library.md. Raises Failed where neither is installed or the named one is not, Refused
        where it is another.
        """
        if library is not None and library not in _LIBRARIES:
            raise Refused([Problem.at(None, "not_a_choice", "library", library, choices=", ".join(_LIBRARIES))])
        for name in (library,) if library else _LIBRARIES:
            try:
                module = import_module(name)
            except ModuleNotFoundError:
                continue
            return _make_polars(module, self) if name == "polars" else _make_pandas(module, self)
        wanted = library or " or ".join(_LIBRARIES)
        raise Failed([Problem.at(None, "frames_missing", "library", wanted, install=library or _LIBRARIES[0])])


class RecordsOf(Generic[_Record]):
    """A field of a result that is given any rows of a kind and holds `Records`; see `hold_records`."""

    def __init__(self, kind: type[_Record]) -> None:
        self.kind = kind

    if TYPE_CHECKING:

        @overload
        def __get__(self, owner: None, kind: type) -> Self: ...
        @overload
        def __get__(self, owner: object, kind: type | None = None) -> Records[_Record]: ...
        def __get__(self, owner: object, kind: type | None = None) -> Any: ...
        def __set__(self, owner: object, rows: Iterable[_Record]) -> None: ...


def hold_records(result: Any) -> None:
    """Make `Records` of what each field with a `RecordsOf` was given in a new result; nothing given: no rows."""
    for field in dataclasses.fields(result):
        if isinstance(field.default, RecordsOf):
            given = getattr(result, field.name)
            rows = Records(field.default.kind, () if given is field.default else given)
            object.__setattr__(result, field.name, rows)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class _FrameColumn:
    """A column: the field it is of, what of it (a tier, or the id of a record), and the kind of its cells."""

    name: str
    field: str
    part: str = ""
    form: Literal["plain", "by_key", "id", "names", "daily", "day"] = "plain"
    kind: type = str


@cache
def _list_columns(kind: Hashable) -> tuple[_FrameColumn, ...]:
    hints = get_type_hints(kind)
    columns = [
        column for field in dataclasses.fields(cast(Any, kind)) for column in _columns_of(field.name, hints[field.name])
    ]
    place = next((number for number, column in enumerate(columns) if column.form == "daily"), None)
    if place is not None:
        columns.insert(place, _FrameColumn(name="day", field="", form="day", kind=int))
    return tuple(columns)


def _columns_of(name: str, hint: Any) -> Iterator[_FrameColumn]:
    parts = [part for part in get_args(hint) if part is not type(None)]
    origin = get_origin(hint)
    if origin is dict:
        for key in get_args(parts[0]):
            yield _FrameColumn(name=f"{name}_{key}", field=name, part=key, form="by_key", kind=parts[1])
    elif origin is tuple:
        if parts[0] is str:
            yield _FrameColumn(name=name, field=name, form="names")
    elif origin is Literal:
        yield _FrameColumn(name=name, field=name)
    elif hint in _PLAIN or (parts and parts[0] in _PLAIN):
        yield _FrameColumn(name=name, field=name, kind=hint if hint in _PLAIN else parts[0])
    elif dataclasses.is_dataclass(hint) and name in {field.name for field in dataclasses.fields(hint)}:
        yield _FrameColumn(name=name, field=name, part=name, form="id")
    elif getattr(origin, "__name__", "") == "ndarray":
        yield _FrameColumn(name=name, field=name, form="daily", kind=float)


def _list_lines(row: Any, columns: tuple[_FrameColumn, ...]) -> Iterator[list[Any]]:
    """A row's line, or one a day where a field has a value for each day."""
    days = next((len(getattr(row, column.field)) for column in columns if column.form == "daily"), 1)
    daily = {column.field: getattr(row, column.field).tolist() for column in columns if column.form == "daily"}
    for day in range(days):
        yield [_read_part(row, column, day, daily) for column in columns]


def _read_part(row: Any, column: _FrameColumn, day: int, daily: dict[str, list[float]]) -> Any:
    if column.form == "day":
        return day
    if column.form == "daily":
        return daily[column.field][day]
    value = getattr(row, column.field)
    if column.form == "by_key":
        return value.get(column.part)
    if column.form == "id":
        return getattr(value, column.part)
    return ", ".join(value) if column.form == "names" else value


def _make_polars(polars: Any, rows: Records[Any]) -> Any:
    kinds = {str: polars.String, int: polars.Int64, float: polars.Float64, bool: polars.Boolean}
    schema = {column.name: kinds.get(column.kind, polars.Date) for column in _list_columns(cast(Hashable, rows.kind))}
    return polars.DataFrame(rows.columns(), schema=schema, strict=False)


def _make_pandas(pandas: Any, rows: Records[Any]) -> Any:
    kinds = {str: "object", int: "Int64", float: "float64", bool: "boolean"}
    told = rows.columns()
    return pandas.DataFrame(
        {
            column.name: pandas.Series(told[column.name], dtype=kinds.get(column.kind, "datetime64[s]"))
            for column in _list_columns(cast(Hashable, rows.kind))
        }
    )

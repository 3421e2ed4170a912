"""The site's tables, folded from facts: a value is replaced only by somebody who had seen it."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Generic, NamedTuple, TypeVar

from malja.facts.doubt import Doubt, doubt_id
from malja.facts.fact import Fact
from malja.facts.knowledge import Knows

#: A row's key cells as texts.
TableKey = tuple[str, ...]

ROW_SET, ROW_REMOVED = "table.set", "table.removed"
_V = TypeVar("_V")


class ToldValue(NamedTuple, Generic[_V]):
    """A value, and the entry that told it."""

    value: _V
    device: str
    number: int
    happened: datetime.date


@dataclass(slots=True)
class _Row:
    """A row: whether it exists, and its cells; each with the last value of every device, in the order of the state."""

    there: list[ToldValue[bool]] = field(default_factory=list)
    cells: dict[str, list[ToldValue[str]]] = field(default_factory=dict)

    @property
    def stands(self) -> bool:
        return self.there[-1].value


class TableRegister:
    """The rows of the site's tables, by table and key, in the order in which they were first set.

    A value replaces those that its device had seen. Concurrent edits are all kept: the last in the order of the state
    is used, and a doubt lists them until somebody who has seen them sets the cell (or removes the row) again. A row
    that one device removed while another changed it is such a case too.
    """

    def __init__(self, knows: Knows) -> None:
        self._knows = knows
        self._tables: dict[str, dict[TableKey, _Row]] = {}
        self._unreadable: list[Doubt] = []
        #: Grows with every change of a table, so that what was worked out from it can be kept until then.
        self.changes: dict[str, int] = {}

    def apply(self, fact: Fact) -> None:
        """Fold `table.set` or `table.removed` in; a row key that can't be read becomes a doubt."""
        table, key = str(fact.body["table"]), parse_row_key(str(fact.body["row"]))
        if key is None:
            values = (("table", table), ("row", str(fact.body["row"])))
            self._unreadable.append(Doubt.about(fact, "row_unreadable", **dict(values)))
            return
        row = self._tables.setdefault(table, {}).setdefault(key, _Row())
        self.changes[table] = self.changes.get(table, 0) + 1
        if fact.kind == ROW_REMOVED:
            self._set_value(row.there, False, fact)
            return
        if not any(told.value for told in row.there) and all(self._known(told, fact) for told in row.there):
            row.cells.clear()  # new, or removed and now set anew: its former cells are not meant
        self._set_value(row.there, True, fact)
        values_said = fact.body.get("values")
        for column, value in values_said.items() if isinstance(values_said, Mapping) else ():
            self._set_value(row.cells.setdefault(column, []), str(value), fact)

    def rows(self, table: str) -> dict[TableKey, dict[str, str]]:
        """The rows of a table that stand, by key: the cells that were set, as texts; key cells are in the key alone."""
        return {
            key: {column: said[-1].value for column, said in row.cells.items()}
            for key, row in self._tables.get(table, {}).items()
            if row.stands
        }

    def row(self, table: str, *key: str) -> dict[str, str] | None:
        """The cells of a row; None: there is none."""
        row = self._tables.get(table, {}).get(key)
        return {column: said[-1].value for column, said in row.cells.items()} if row and row.stands else None

    def told_on(self, table: str, *key: str) -> datetime.date | None:
        """The last day on which a cell of a row was set; None: there is no such row."""
        row = self._tables.get(table, {}).get(key)
        if row is None or not row.stands:
            return None
        return max([row.there[-1].happened, *(said[-1].happened for said in row.cells.values())])

    def keys(self, table: str) -> tuple[TableKey, ...]:
        """The keys of the rows of a table that stand."""
        return tuple(key for key, row in self._tables.get(table, {}).items() if row.stands)

    @property
    def doubts(self) -> list[Doubt]:
        """Conflicts of concurrent edits: cells with several values, rows removed on one device and set on another."""
        return [*self._unreadable, *self._find_conflicts()]

    def to_json(self) -> dict[str, object]:
        """The tables: rows in their order, with every value of a cell (one, where there is no conflict)."""
        return {
            table: [
                [list(key), {column: [said.value for said in told] for column, told in sorted(row.cells.items())}]
                for key, row in rows.items()
                if row.stands
            ]
            for table, rows in sorted(self._tables.items())
        }

    def _set_value(self, told: list[ToldValue[_V]], value: _V, fact: Fact) -> None:
        """Put a value in place of those its device had seen."""
        told[:] = [said for said in told if not self._known(said, fact)]
        told.append(ToldValue(value, fact.device, fact.number, fact.happened))

    def _known(self, said: ToldValue[_V], fact: Fact) -> bool:
        return said.device == fact.device or self._knows(fact, said.device, said.number)

    def _find_conflicts(self) -> Iterator[Doubt]:
        for table, rows in self._tables.items():
            for key, row in rows.items():
                said_key = " ".join(part for part in key if part) or table
                if len({said.value for said in row.there}) > 1:
                    yield _doubt("row_removed_and_set", row.there, table=table, row=said_key, column="")
                for column, told in row.cells.items() if row.stands else ():
                    if len({said.value for said in told}) > 1:
                        others = "; ".join(dict.fromkeys(said.value for said in told[:-1]))
                        said_row = {"table": table, "row": said_key, "column": column}
                        yield _doubt("cell_differs", told, **said_row, used=told[-1].value, others=others)


def parse_row_key(text: str) -> TableKey | None:
    """The key cells of a row from the JSON list that a fact's `row` is; None: it is none."""
    try:
        key = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return (
        tuple(key)
        if isinstance(key, list) and all(isinstance(part, str) and _can_be_encoded(part) for part in key)
        else None
    )


def _can_be_encoded(text: str) -> bool:
    """Whether a text can be encoded: JSON can hold half of a surrogate pair."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _doubt(code: str, told: list[ToldValue[_V]], **values: str) -> Doubt:
    entries = [f"{said.device} {said.number}" for said in told]
    return Doubt(
        id=doubt_id(code, values["table"], values["row"], values["column"], *entries),
        code=code,
        values=tuple(values.items()),
        happened=told[-1].happened,
        device=told[-1].device,
        number=told[-1].number,
    )

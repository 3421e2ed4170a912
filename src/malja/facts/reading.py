"""From the rows of a sheet to facts: a command is one row, an import is many, and both are refused alike."""

from __future__ import annotations

import dataclasses
import datetime
import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from malja.facts.fact import BodyValue, Fact
from malja.facts.kind import Kind
from malja.problems import Origin, Problem
from malja.tables.columns import Value
from malja.tables.headings import OWN_NAMES, ColumnNames
from malja.tables.numbers import round_as_shown
from malja.tables.rows import ParsedRow, parse_sheet
from malja.tables.sheets import Sheet


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadFacts:
    """The facts of a sheet with the rows they stand in, and every problem of its cells."""

    facts: tuple[Fact, ...]
    origins: tuple[Origin, ...]
    problems: tuple[Problem, ...]
    unused: tuple[str, ...] = ()
    notices: tuple[Problem, ...] = ()


def read_facts(kind: Kind, sheet: Sheet, *, today: datetime.date, names: ColumnNames = OWN_NAMES) -> ReadFacts:
    """The facts of a kind that stand in a sheet; rows without a day happened `today`; blank cells stay out.

    `names`: how other people's headings are read.
    """
    parsed = parse_sheet(kind.table, sheet, names)
    return ReadFacts(
        facts=tuple(_fact(kind, row, today) for row in parsed.rows),
        origins=tuple(row.origin for row in parsed.rows),
        problems=parsed.problems,
        unused=parsed.unused,
        notices=parsed.notices,
    )


def add_ids(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """The facts with ids made of what they say, so that the same file read again says nothing new.

    Rows that say exactly the same within one file are counted: the second of them is another fact.
    """
    times: Counter[str] = Counter()
    out = []
    for fact in facts:
        said = _content(fact)
        times[said] += 1
        out.append(dataclasses.replace(fact, id=_id(said, times[said])))
    return tuple(out)


class ImportedIds:
    """The ids made of what is said that a journal's facts bear: each is believed only where it fits its fact.

    Else one device could give its own words the id of another's row, and so swallow the row.
    """

    def __init__(self) -> None:
        self._ids: dict[str, str] = {}  # by id: the id that the first of such rows has
        self._times: dict[str, int] = {}  # by that first id: how many such rows there are, where more than one
        self._taken_back: set[str] = set()  # ids of rows whose every telling so far was taken back

    def __contains__(self, id_: str) -> bool:
        return id_ in self._ids

    def counts(self, id_: str) -> bool:
        """Whether a row of that id was told, and not taken back wherever it was."""
        return id_ in self._ids and id_ not in self._taken_back

    def add_taken_back(self, fact: Fact) -> None:
        """Take up an id of a row that is taken back: it is known, and another telling of it counts."""
        if fact.id not in self._ids:
            self.add(fact)
            self._taken_back.add(fact.id)

    def restore(self, id_: str) -> None:
        """Let a row count that was taken back where it was told before, and is told elsewhere too."""
        self._taken_back.discard(id_)

    def fits(self, fact: Fact) -> bool:
        """Whether the id follows from what the fact says, as one of the first rows that say so, or the next one."""
        said = _content(fact)
        first = _id(said, 1)
        if fact.id == first or self._ids.get(fact.id) == first:
            return True
        times = self._times.get(first, 1)
        return fact.id == _id(said, times + 1) or any(fact.id == _id(said, n) for n in range(2, _FEW + 1))

    def add(self, fact: Fact) -> None:
        """Take up an id that fits and is new."""
        first = _id(_content(fact), 1)
        self._ids[fact.id] = first
        if fact.id != first:
            self._times[first] = self._times.get(first, 1) + 1


#: So many rows that say the same may come in any order; of more, each follows on those before it.
_FEW = 50


def _content(fact: Fact) -> str:
    said = [fact.kind, fact.version, fact.happened.isoformat(), fact.source, fact.body]
    return json.dumps(said, sort_keys=True, ensure_ascii=False)


def _id(said: str, times: int) -> str:
    digest = hashlib.sha256(f"{times}\n{said}".encode()).hexdigest()
    return f"{IMPORTED}{digest[:32]}"


#: Ids that are made of what is said start so; only among these can two devices' facts be one and the same.
IMPORTED = "i-"


def make_row(kind: Kind, values: dict[str, str], name: str) -> Sheet:
    """The words of a command as a sheet of one row, called `name` in problems."""
    columns: Sequence[str] = tuple(values)
    return Sheet(file=name, rows=((1, columns), (2, tuple(values.values()))))


def decimal_text(number: float | int | Decimal) -> str:
    """A number as the shortest plain decimal: 12.5, 100, 0.001; no exponent, the same text for the same number."""
    text = format(Decimal(repr(number)) if isinstance(number, float) else Decimal(number), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _fact(kind: Kind, row: ParsedRow, today: datetime.date) -> Fact:
    values = dict(row.values)
    happened, source = values.pop("happened"), values.pop("source")
    body = {name: _said(value) for name, value in values.items() if value is not None and value != ""}
    return Fact(
        kind=kind.name,
        version=kind.version,
        happened=happened if isinstance(happened, datetime.date) else today,
        source=str(source),
        body=body,
    )


def _said(value: Value) -> BodyValue:
    match value:
        case bool() | int() | str():
            return value
        case float():
            return decimal_text(round_as_shown(value))
        case datetime.date():
            return value.isoformat()
        case _:
            raise TypeError(value)

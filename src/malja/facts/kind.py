"""A kind of fact as data: its columns drive the commands, the imports, the refusals and the guide."""

from __future__ import annotations

from dataclasses import dataclass

from malja.tables.columns import Column, Table, amount_column, text_column, whole_column


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of fact: what its body holds, as the columns of a table, and the version that is written now."""

    name: str
    columns: tuple[Column, ...]
    version: int = 1
    meaning: str = ""

    @property
    def table(self) -> Table:
        """The table that a file of such facts must have: the day and the source, then what the body holds."""
        return Table(name=self.name, columns=(*DAY_COLUMNS, *self.columns), meaning=self.meaning, comments=False)


#: In every kind: the day it happened (blank: the day given with the file or command) and on whose word.
DAY_COLUMNS = (
    Column(name="happened", kind="date", meaning="the day on which it happened"),
    Column(name="source", default="", meaning="on whose word: a role or a paper, never a resident's name"),
)


#: How much, in the words of a store: so many packs of so many units, and loose units beside them.
AMOUNT_COLUMNS = (
    whole_column(name="packs", default=0, unit="packs", meaning="whole packs"),
    amount_column(name="pack_quantity", unit="units a pack", meaning="units in a pack; blank: the item's own pack"),
    amount_column(name="quantity", default=0.0, unit="units", meaning="loose units, beside the packs"),
)
NOTE_COLUMN = text_column(name="note", meaning="anything else worth knowing; no names of residents")

"""A kind of fact as data: its columns drive the commands, the imports, the refusals and the guide."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from malja.tables.columns import Column, Table


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
        return Table(name=self.name, columns=(*WHEN, *self.columns), meaning=self.meaning)


#: In every kind: the day it happened (blank: the day given with the file or command) and on whose word.
WHEN = (
    Column(name="happened", kind="date", meaning="the day on which it happened"),
    Column(name="source", default="", meaning="on whose word: a role or a paper, never a resident's name"),
)

key: Callable[..., Column] = partial(Column, kind="key", required=True)
some_key: Callable[..., Column] = partial(Column, kind="key", default="")
text: Callable[..., Column] = partial(Column, kind="text", default="")
whole: Callable[..., Column] = partial(Column, kind="whole", least=0.0)
amount: Callable[..., Column] = partial(Column, kind="number", least=0.0)
date: Callable[..., Column] = partial(Column, kind="date")

#: How much, in the words of a store: so many packs of so many units, and loose units beside them.
AMOUNT = (
    whole(name="packs", default=0, unit="packs", meaning="whole packs"),
    amount(name="pack_quantity", unit="units a pack", meaning="units in a pack; blank: the item's own pack"),
    amount(name="quantity", default=0.0, unit="units", meaning="loose units, beside the packs"),
)
NOTE = text(name="note", meaning="anything else worth knowing; no names of residents")

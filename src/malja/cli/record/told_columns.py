"""What a command that records a fact is told: which of its words stand for which columns of the fact's kind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from malja.facts.kind import Kind
from malja.tables.columns import Column

#: Words of a command that stand for several columns: how much, and how many packs.
QUANTITY, PACKS = "QUANTITY", "PACKS"
_STANDS_FOR = {QUANTITY: ("packs", "pack_quantity", "quantity"), PACKS: ("packs", "pack_quantity")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """A command: the kind of fact that it records, its arguments in order, and what it says without being told.

    `arguments` are columns of the kind, or QUANTITY or PACKS; every other column is an option. `fixed` are cells that
    the command itself gives, `called` what an argument is called where that is not its column's name.
    """

    kind: Kind
    arguments: tuple[str, ...]
    fixed: Mapping[str, str] = field(default_factory=dict)
    called: Mapping[str, str] = field(default_factory=dict)

    def label(self, column: str) -> str:
        """What a column is called on the command line: PLACE, QUANTITY, --group."""
        for argument in self.arguments:
            if column in _STANDS_FOR.get(argument, (argument,)):
                return self.called.get(argument, argument.upper())
        return {"happened": "--on"}.get(column, option_of(column))

    def options(self) -> Iterator[Column]:
        """The columns that are neither arguments nor fixed."""
        taken = {name for argument in self.arguments for name in _STANDS_FOR.get(argument, (argument,))}
        yield from (
            column for column in self.kind.columns if column.name not in taken and column.name not in self.fixed
        )


def option_of(column: str) -> str:
    """A column as an option of the command line: --pack-quantity."""
    return f"--{column.replace('_', '-')}"

"""The forms for single facts: which fields stand for which columns of a kind of fact."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from malja.facts.kind import Kind
from malja.people.kinds import ARRIVED, CORRECTED, DEPARTED
from malja.people.kinds import COUNTED as PEOPLE_COUNTED
from malja.problems import Refused
from malja.stock.kinds import (
    COOKED,
    MOVED,
    OPENED,
    PLEDGE_CONFIRMED,
    PLEDGE_ENDED,
    PLEDGE_MADE,
    RECEIVED,
    RECIPE,
    ROUND_CLOSED,
    ROUND_DUE,
    ROUND_GIVEN,
    STOCK_COUNTED,
    UTILITY_READ,
)
from malja.tables.columns import Column
from malja.tables.typed_quantity import packs_cells, quantity_cells
from malja.transport.kinds import ANNOUNCED, CANCELLED, CLAIMED, COUNTED, DELAYED, LANDED, LOADED, VERIFIED

#: Fields that stand for several columns: how much (40x50+12), and how many packs (40x50).
QUANTITY, PACKS = "QUANTITY", "PACKS"
_COLUMNS_OF = {QUANTITY: ("packs", "pack_quantity", "quantity"), PACKS: ("packs", "pack_quantity")}
_READERS = {QUANTITY.lower(): quantity_cells, PACKS.lower(): packs_cells}


@dataclass(frozen=True, slots=True, kw_only=True)
class FactForm:
    """A form for one kind of fact: `fields`, in order, must be filled in; every other column of the kind may be.

    `fields` are columns of the kind, or QUANTITY or PACKS. `fixed` are cells that the form itself gives, `labels` what
    a field is called where that is not its column's name in capitals.
    """

    kind: Kind
    fields: tuple[str, ...]
    fixed: Mapping[str, str] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)

    def label(self, name: str) -> str:
        """What a field is called: STORE, QUANTITY."""
        return self.labels.get(name, name.upper())

    def field_of(self, column: str) -> str | None:
        """The field that stands for a column; None where it is none that must be filled in."""
        return next((name for name in self.fields if column in _COLUMNS_OF.get(name, (name,))), None)

    def other_columns(self) -> Iterator[Column]:
        """The columns that may be filled in besides."""
        yield from (one for one in self.kind.columns if self.field_of(one.name) is None and one.name not in self.fixed)

    def cells(self, typed: Mapping[str, str]) -> dict[str, str]:
        """The cells of the fact's row by what was typed. Raises Refused (column packs) for what is no quantity."""
        cells = dict(self.fixed)
        for name, text in typed.items():
            reader = _READERS.get(name) if name.upper() in self.fields else None
            try:
                cells |= reader(text) if reader else {name: text}
            except Refused as refused:
                raise Refused(replace(problem, column="packs") for problem in refused.problems) from refused
        return cells


def _leaves_stores(destination: str) -> FactForm:
    """Goods that leave the stores for good."""
    fields, fixed = ("origin", "item", QUANTITY), {"destination": destination}
    return FactForm(kind=MOVED, fields=fields, fixed=fixed, labels={"origin": "STORE"})


_WHO, _FLIGHT = ("place", "number"), ("flight",)

#: By subject and what happened, as on the command line: malja people arrive.
FORMS: Mapping[str, Mapping[str, FactForm]] = {
    "people": {
        "arrive": FactForm(kind=ARRIVED, fields=_WHO),
        "leave": FactForm(kind=DEPARTED, fields=_WHO),
        "count": FactForm(kind=PEOPLE_COUNTED, fields=_WHO),
        "correct": FactForm(kind=CORRECTED, fields=_WHO),
    },
    "stock": {
        "receive": FactForm(kind=RECEIVED, fields=("store", "item", QUANTITY)),
        "move": FactForm(
            kind=MOVED,
            fields=("item", QUANTITY, "origin", "destination"),
            labels={"origin": "FROM", "destination": "TO"},
        ),
        "give": _leaves_stores("given_out"),
        "use": _leaves_stores("used"),
        "spoil": _leaves_stores("spoiled"),
        "lose": _leaves_stores("lost"),
        "send": _leaves_stores("sent_away"),
        "count": FactForm(kind=STOCK_COUNTED, fields=("store", "item", QUANTITY)),
    },
    "round": {
        "due": FactForm(kind=ROUND_DUE, fields=("round", "store", "item", "quantity")),
        "give": FactForm(kind=ROUND_GIVEN, fields=("round", "token", "persons")),
        "close": FactForm(kind=ROUND_CLOSED, fields=("round",)),
    },
    "kitchen": {
        "recipe": FactForm(kind=RECIPE, fields=("recipe", "item", "quantity")),
        "cook": FactForm(kind=COOKED, fields=("store", "recipe", "meals")),
    },
    "clinic": {"open": FactForm(kind=OPENED, fields=("store", "item", "packs"))},
    "pledge": {
        "make": FactForm(kind=PLEDGE_MADE, fields=("pledge", "place", "organisation", "due")),
        "confirm": FactForm(kind=PLEDGE_CONFIRMED, fields=("pledge",)),
        "end": FactForm(kind=PLEDGE_ENDED, fields=("pledge", "outcome")),
    },
    "utility": {"read": FactForm(kind=UTILITY_READ, fields=("place", "utility", "amount"))},
    "flight": {
        "announce": FactForm(kind=ANNOUNCED, fields=("flight", "lift", "leaves")),
        "load": FactForm(kind=LOADED, fields=("flight", "line", "item", PACKS)),
        "delay": FactForm(kind=DELAYED, fields=("flight", "leaves")),
        "cancel": FactForm(kind=CANCELLED, fields=_FLIGHT),
        "land": FactForm(kind=LANDED, fields=_FLIGHT),
        "count": FactForm(kind=COUNTED, fields=("flight", "line", PACKS)),
        "verify": FactForm(kind=VERIFIED, fields=("flight", "store")),
        "claim": FactForm(kind=CLAIMED, fields=_FLIGHT),
    },
}

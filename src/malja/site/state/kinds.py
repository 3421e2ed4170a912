"""Every kind of fact that a site records, and those about the site itself."""

from __future__ import annotations

from malja.facts.kind import NOTE_COLUMN, Kind
from malja.people import kinds as people_kinds
from malja.stock import kinds as stock_kinds
from malja.tables.columns import key_column, text_column
from malja.transport import kinds as transport_kinds

DOUBT_SETTLED = Kind(
    name="doubt.settled",
    columns=(
        key_column(name="doubt", meaning="the doubt's id, as listed"),
        text_column(name="reason", required=True, default=None, meaning="how it was settled"),
        NOTE_COLUMN,
    ),
    meaning="somebody looked into what the books can't explain",
)

#: Told by rows, as in commands and imports. Rows of tables and devices have commands of their own.
FACT_KINDS: dict[str, Kind] = {
    kind.name: kind for kind in (*people_kinds.KINDS, *stock_kinds.KINDS, *transport_kinds.KINDS, DOUBT_SETTLED)
}

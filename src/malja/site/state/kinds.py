"""Every kind of fact that a site records, and those about the site itself."""

from __future__ import annotations

from malja.facts.kind import NOTE_COLUMN, Kind
from malja.people import kinds as people_kinds
from malja.stock import kinds as stock_kinds
from malja.tables.columns import Column, key_column, optional_key_column, text_column
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

TAKEN_BACK = Kind(
    name="fact.taken_back",
    columns=(
        key_column(name="device", meaning="the id of the device that told what is taken back"),
        Column(name="number", kind="whole", required=True, least=1, meaning="its number in that device's chain"),
        text_column(name="reason", required=True, default=None, meaning="why it is taken back"),
        optional_key_column(
            name="agreed_by", meaning="the role of another who agrees; needed for a flight whose counts were verified"
        ),
        NOTE_COLUMN,
    ),
    meaning="what was told by mistake counts no more, by who told it or by a device that stands above it",
)

HANDED_OVER = Kind(
    name="shift.handed_over",
    columns=(
        text_column(name="text", required=True, default=None, meaning="what the next shift must know; no names"),
        optional_key_column(name="place", meaning="the place it is about; blank: the whole site"),
    ),
    meaning="what one shift tells the next; it stands until the next one is written",
)

#: Told by rows, as in commands and imports. Rows of tables and devices have commands of their own.
FACT_KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        *people_kinds.KINDS,
        *stock_kinds.KINDS,
        *transport_kinds.KINDS,
        DOUBT_SETTLED,
        TAKEN_BACK,
        HANDED_OVER,
    )
}

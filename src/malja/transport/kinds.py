"""Facts about flights (and convoys): announced, loaded, delayed, cancelled, landed, counted, verified, claimed."""

from __future__ import annotations

from functools import partial

from malja.facts.kind import NOTE_COLUMN, Kind
from malja.tables.columns import (
    Column,
    amount_column,
    date_column,
    key_column,
    optional_key_column,
    text_column,
    whole_column,
)

_FLIGHT = key_column(name="flight", meaning="the flight's id, of your own or its number")
_LINE = key_column(name="line", meaning="the manifest's line")
_LOT = optional_key_column(name="lot", may_start_with_hash=True, meaning="batch or lot")
_EXPIRY = date_column(name="expiry", month_end=True, meaning="last day on which the goods may be used")
_WHY = text_column(name="reason", meaning="why")
_pack = partial(amount_column, name="pack_quantity", unit="units a pack", positive=True)

#: Why what was received is not what the manifest says (conventions of goods-received notes).
REASONS = (
    "damaged",
    "wet",
    "spoiled",
    "short_shipped",
    "lost_on_the_way",
    "theft",
    "over",
    "wrong_item",
    "wrong_pack_size",
    "other",
)

ANNOUNCED = Kind(
    name="flight.announced",
    columns=(
        _FLIGHT,
        key_column(name="lift", meaning="the lift it goes by, a row of lifts"),
        date_column(name="leaves", required=True, meaning="the day on which it is to leave"),
        optional_key_column(name="manifest", meaning="the number of its manifest or waybill"),
        text_column(name="sender", meaning="who sends it: an organisation"),
        text_column(name="carrier", meaning="who flies it"),
        NOTE_COLUMN,
    ),
    meaning="a sender announced a flight",
)
LOADED = Kind(
    name="flight.loaded",
    columns=(
        _FLIGHT,
        _LINE,
        key_column(name="item", meaning="the item's id"),
        whole_column(
            name="packs", required=True, unit="packs", meaning="packs shipped; 0: the sender took the line back"
        ),
        _pack(meaning="units in a pack; blank: the item's own pack"),
        _LOT,
        _EXPIRY,
        NOTE_COLUMN,
    ),
    meaning="a line of the flight's manifest: what the sender says is on board",
)
DELAYED = Kind(
    name="flight.delayed",
    columns=(
        _FLIGHT,
        date_column(name="leaves", required=True, meaning="the new day"),
        _WHY,
        NOTE_COLUMN,
    ),
    meaning="the flight leaves on another day",
)
CANCELLED = Kind(
    name="flight.cancelled",
    columns=(_FLIGHT, _WHY, NOTE_COLUMN),
    meaning="the flight will not come",
)
LANDED = Kind(
    name="flight.landed",
    columns=(_FLIGHT, NOTE_COLUMN),
    meaning="the flight landed; nothing is available before it is verified",
)

COUNTED = Kind(
    name="flight.counted",
    columns=(
        _FLIGHT,
        key_column(
            name="line", meaning="the manifest's line; a line it does not name is what came beside it, with its item"
        ),
        optional_key_column(
            name="item", meaning="the item that was found, where it is another or the manifest has no such line"
        ),
        whole_column(name="packs", required=True, unit="packs", meaning="packs received in good order"),
        _pack(meaning="units in a pack; blank: as the manifest says"),
        whole_column(name="damaged", default=0, unit="packs", meaning="packs received that can't be used"),
        Column(
            name="reason",
            kind="choice",
            default="",
            choices=REASONS,
            meaning="why it is not what the manifest says; needed where it is not",
        ),
        _LOT,
        _EXPIRY,
        key_column(name="counted_by", meaning="the role of who counted"),
        optional_key_column(
            name="part",
            meaning="the part of the line, such as 1 or tuesday, where it comes in parts; blank: all of it",
        ),
        NOTE_COLUMN,
    ),
    meaning="a line of the manifest, or a part of it, was counted on arrival; a later count replaces it until verified",
)
VERIFIED = Kind(
    name="flight.verified",
    columns=(
        _FLIGHT,
        key_column(name="store", meaning="the store that the goods go to"),
        key_column(name="verified_by", meaning="the role of who verified: another than who counted"),
        NOTE_COLUMN,
    ),
    meaning="the counts were verified by another; from now on the goods are available",
)
CLAIMED = Kind(
    name="flight.claimed",
    columns=(
        _FLIGHT,
        optional_key_column(name="reference", may_start_with_hash=True, meaning="the claim's number"),
        NOTE_COLUMN,
    ),
    meaning="the claim for what is missing or damaged was sent to the sender",
)

KINDS = (ANNOUNCED, LOADED, DELAYED, CANCELLED, LANDED, COUNTED, VERIFIED, CLAIMED)

"""Facts about who is here."""

from __future__ import annotations

from malja.facts.kind import NOTE_COLUMN, Kind
from malja.tables.columns import Column, key_column, optional_key_column, text_column, whole_column

_PLACE = key_column(name="place", meaning="the place where people live")
_GROUP = optional_key_column(
    name="group", default="everyone", meaning="everyone, or a group of them, counted among everyone"
)
#: More than any camp takes in or counts in one fact: a slip of the hand.
_MOST = 200_000
_NUMBER = whole_column(name="number", required=True, most=_MOST, unit="persons", meaning="how many")

ARRIVED = Kind(name="people.arrived", columns=(_PLACE, _GROUP, _NUMBER, NOTE_COLUMN), meaning="people came")
DEPARTED = Kind(name="people.departed", columns=(_PLACE, _GROUP, _NUMBER, NOTE_COLUMN), meaning="people left")
COUNTED = Kind(
    name="people.counted",
    columns=(
        _PLACE,
        _GROUP,
        _NUMBER,
        text_column(
            name="reason", meaning="why the count is not what arrivals and departures give; needed where it is not"
        ),
        NOTE_COLUMN,
    ),
    meaning="people were counted; a difference from arrivals less departures is kept, with its reason",
)
CORRECTED = Kind(
    name="people.corrected",
    columns=(
        _PLACE,
        _GROUP,
        Column(
            name="what",
            kind="choice",
            default="arrivals",
            choices=("arrivals", "departures"),
            meaning="what is put right",
        ),
        whole_column(
            name="number",
            required=True,
            most=_MOST,
            unit="persons",
            meaning="how many really came (or left) on that day in all",
        ),
        text_column(name="reason", required=True, default=None, meaning="what was wrong"),
        NOTE_COLUMN,
    ),
    meaning="what was recorded of a day's arrivals or departures was wrong; what is recorded later adds to the number",
)

KINDS = (ARRIVED, DEPARTED, COUNTED, CORRECTED)

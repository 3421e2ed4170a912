"""Facts about who is here."""

from __future__ import annotations

from malja.facts.kind import NOTE, Kind, key, some_key, text, whole

_PLACE = key(name="place", meaning="the place where people live")
_GROUP = some_key(name="group", default="everyone", meaning="everyone, or a group of them, counted among everyone")
_NUMBER = whole(name="number", required=True, unit="persons", meaning="how many")

ARRIVED = Kind(name="people.arrived", columns=(_PLACE, _GROUP, _NUMBER, NOTE), meaning="people came")
DEPARTED = Kind(name="people.departed", columns=(_PLACE, _GROUP, _NUMBER, NOTE), meaning="people left")
COUNTED = Kind(
    name="people.counted",
    columns=(
        _PLACE,
        _GROUP,
        _NUMBER,
        text(name="reason", meaning="why the count is not what arrivals and departures give; needed where it is not"),
        NOTE,
    ),
    meaning="people were counted; a difference from arrivals less departures is kept, with its reason",
)

KINDS = (ARRIVED, DEPARTED, COUNTED)

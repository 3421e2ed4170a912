"""Colours of the report: they differ in lightness too, so that they stay apart in black and white and to every eye."""

from __future__ import annotations

from malja.report.document import Level

INK = "#1d2529"
SOFT_INK = "#4b5a61"
FAINT = "#d5dde0"
WHITE = "#ffffff"
SEA = "#e6eff3"
LAND = "#f7f3e8"
SHORE = "#98aab3"
PROVIDED = "#b5d3ea"
PROVIDED_EDGE = "#1f5f8b"
ARRIVAL = "#1d2529"

#: From dark to light as from grave to fine; each step can be told from the next in grey.
LEVEL: dict[Level, str] = {
    "survival": "#8c1c13",
    "minimum": "#d4731c",
    "target": "#f0c75e",
    "fine": "#dcebe3",
    "blank": "#f4f4f2",
}

#: The lines of the tiers; they differ by their dashes as well.
TIER_LINE = {"survival": "#8c1c13", "minimum": "#a34f00", "target": "#3f6b4f"}
TIER_DASH = {"survival": "none", "minimum": "7 3", "target": "2 3"}

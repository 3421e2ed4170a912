"""Numbers as people say them: round, grouped by thousands, in the unit that suits their size.

No words stand here, only digits and units; the words around them ("about ... people") come from `malja.language`.
"""

from __future__ import annotations

import math

#: From how many of the small unit on the large unit is said, and how many small ones make a large one.
_LARGER_UNITS: dict[str, tuple[str, float]] = {
    "ug": ("mg", 1000.0),
    "mg": ("g", 1000.0),
    "g": ("kg", 1000.0),
    "kg": ("t", 1000.0),
    "ml": ("l", 1000.0),
}

#: Units of which there are whole ones only: nobody stores half a tent. All else is weighed or measured out.
_WHOLE_UNITS = frozenset(
    (
        *("bag", "bale", "bar", "blanket", "book", "bottle", "box", "bucket", "can", "canister", "capsule", "carton"),
        *("case", "cylinder", "dose", "drum", "each", "item", "jerrycan", "kit", "mat", "net", "pack", "package"),
        *("packet", "pad", "pair", "pallet", "panel", "parcel", "pc", "person", "piece", "ration", "roll", "sachet"),
        *("sack", "set", "sheet", "strip", "tablet", "tent", "tin", "tube", "unit", "vial"),
    )
)

#: Digits that most figures of an emergency can bear: headcounts and standards are good to about one part in twenty.
SIGNIFICANT_FIGURES = 2


def round_figures(number: float, figures: int = SIGNIFICANT_FIGURES) -> float:
    """The number to so many significant figures: 8040 is 8000, 0.657 is 0.66; halves go away from zero."""
    if number == 0 or not math.isfinite(number):
        return number
    places = figures - 1 - math.floor(math.log10(abs(number)))
    scaled = abs(number) * 10.0**places
    whole = math.floor(scaled + 0.5 + 1e-9)
    return math.copysign(whole / 10.0**places if places > 0 else whole * 10.0**-places, number)


def format_number(number: float, figures: int = 6) -> str:
    """The number without exponent and without needless zeros: 8,040; 0.0333333; 15. Not finite: ValueError."""
    if not math.isfinite(number):
        raise ValueError(number)
    value = round_figures(number, figures)
    if value == 0:
        return "0"
    decimals = max(0, figures - 1 - math.floor(math.log10(abs(value))))
    text = f"{value:,.{decimals}f}"
    return text.rstrip("0").rstrip(".") if decimals else text


def format_about(number: float) -> str:
    """The number to two significant figures, grouped by thousands: 8,000; 12; 0.66."""
    return format_number(number, SIGNIFICANT_FIGURES)


def format_people(number: float) -> str:
    """A number of persons, whole and not rounded further, so that all figures of a page agree: 8,040; 12; 1.

    At least 1 when there is anybody.
    """
    return f"{max(1, round(number)):,}" if number > 0 else "0"


def format_quantity(number: float, unit: str, figures: int = SIGNIFICANT_FIGURES) -> str:
    """A number with its unit, to `figures` digits: 96,000 l; 12 t (of 12,345 kg); 350 g. No unit: the number alone."""
    value, said = convert_to_larger_unit(round_figures(number, figures), unit)
    return f"{format_number(value, figures)} {said}".strip()


def convert_to_larger_unit(number: float, unit: str) -> tuple[float, str]:
    """The number in the larger unit where it has four digits or more: 12000 kg is 12 t, 900 kg stays."""
    while unit in _LARGER_UNITS and abs(number) >= _LARGER_UNITS[unit][1]:
        unit, factor = _LARGER_UNITS[unit][0], _LARGER_UNITS[unit][1]
        number /= factor
    return number, unit


def is_counted_whole(unit: str) -> bool:
    """Whether a unit counts things that stay whole, said in the singular or the plural: piece, tablets, boxes."""
    said = unit.strip().casefold()
    return not _WHOLE_UNITS.isdisjoint((said, said.removesuffix("s"), said.removesuffix("es")))


def format_percent(share: float) -> str:
    """A share as whole per cent, without the sign; 100 is only said of all, and 0 only of nothing: 50; 99; 1."""
    if share <= 0 or share >= 1 - 1e-6:
        return "0" if share <= 0 else "100"
    return str(min(99, max(1, round(100 * share))))

"""Numbers as plan.json has them: to so many digits that two plans can be compared as texts."""

from __future__ import annotations

#: Significant digits of every quantity.
_DIGITS = 12


def round_digits(number: float) -> float | int:
    """The number with 12 significant digits, a whole one without its needless fraction."""
    value = float(f"{number:.{_DIGITS}g}")
    return int(value) if value.is_integer() and abs(value) < 10**_DIGITS else value

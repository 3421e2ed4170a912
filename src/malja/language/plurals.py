"""Which plural form a number takes in a language: the rules of Unicode CLDR, as each language's file gives them.

A rule reads as in CLDR (https://www.unicode.org/reports/tr35/tr35-numbers.html#Language_Plural_Rules), such as
`n % 100 = 3..10` or `v = 0 and i % 10 = 2..4 and i % 100 != 12..14`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

PLURAL_FORMS = ("zero", "one", "two", "few", "many", "other")

_RELATION = re.compile(r"\s*([nivftce])\s*(?:%\s*(\d+))?\s*(!?=)\s*(\d+(?:\.\.\d+)?(?:\s*,\s*\d+(?:\.\.\d+)?)*)\s*")


def find_plural_form(rules: Mapping[str, str], number: str) -> str:
    """The form, one of PLURAL_FORMS, of a number written with Latin digits and a point: "0", "11", "1.5".

    `rules` has a rule for each form but `other`, which is what no rule takes; ValueError: a rule that can't be read.
    """
    operands = _operands(number)
    return next((form for form, rule in rules.items() if _holds(rule, operands)), "other")


def _operands(number: str) -> dict[str, float]:
    """CLDR's operands: n the number, i its whole part, v how many decimals, f which, t: f without zeros at its end."""
    whole, _, decimals = number.lstrip("-").partition(".")
    return {
        "n": float(f"{whole}.{decimals or 0}"),
        "i": int(whole),
        "v": len(decimals),
        "f": int(decimals or 0),
        "t": int(decimals.rstrip("0") or 0),
        # Exponents of compact numbers (1M), which malja does not write.
        "c": 0,
        "e": 0,
    }


def _holds(rule: str, operands: Mapping[str, float]) -> bool:
    return any(all(_relation(part, operands) for part in either.split(" and ")) for either in rule.split(" or "))


def _relation(text: str, operands: Mapping[str, float]) -> bool:
    found = _RELATION.fullmatch(text)
    if found is None:
        raise ValueError(text)
    operand, modulus, sign, ranges = found.groups()
    value = operands[operand] % int(modulus) if modulus else operands[operand]
    spans = [(span.partition("..")[0], span.partition("..")[2]) for span in ranges.replace(" ", "").split(",")]
    within = value == int(value) and any(int(low) <= value <= int(high or low) for low, high in spans)
    return within == (sign == "=")

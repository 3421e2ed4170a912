"""Infant formula and other milk for babies is never requested (Operational Guidance on Infant Feeding, IFE).

Donated formula kills where water is not safe: the babies need a nutrition worker, not a tin. Milk powder, bottles and
teats are not requested either: they are used in its place.
"""

from __future__ import annotations

import re

from malja.catalogue.facts import Content, Item, Need

_FORMULA = re.compile(
    r"\b(infant|baby|babies|follow[- _]?(on|up)|starter|premature)[- _]?(formula|milk)|\bformula\b"
    r"|breast[- _]?milk[- _]?sub"
    r"|\bbms\b|lait (infantile|maternis)|حليب (أطفال|اطفال|الأطفال|رضع|الرضع)|بدائل (حليب|لبن) الأم",
    re.IGNORECASE,
)
_MILK = re.compile(
    r"milk[- _]?powder|powder(ed)?[- _]milk|skim(med)? milk|\bdsm\b|feeding[- _]?bottle|\bteats?\b", re.I
)


def is_infant_formula(fact: Item | Need) -> bool:
    """Whether an item or a need is infant formula or the like, by its id and name."""
    return bool(_FORMULA.search(_named(fact)))


def is_never_requested(item: Item) -> bool:
    """Whether an item must not be asked for: infant formula, milk powder, feeding bottles."""
    return is_infant_formula(item) or bool(_MILK.search(_named(item)))


def find_infant_formula(need: Need, contents: tuple[Content, ...], items: dict[str, Item]) -> str | None:
    """The formula that is not requested where a need is for it, or only formula gives it; None: another need."""
    givers = [items[row.item] for row in contents if row.need == need.need and row.quantity > 0]
    formula = [item.item for item in givers if is_infant_formula(item)]
    if formula and len(formula) == len(givers):
        return formula[0]
    return (formula[0] if formula else need.need) if is_infant_formula(need) else None


def _named(fact: Item | Need) -> str:
    key = fact.item if isinstance(fact, Item) else fact.need
    return f"{key.replace('_', ' ')} {fact.name}"

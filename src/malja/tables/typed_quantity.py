"""How much, as it is typed: 2000 (units), 40x (packs of the item's size), 40x50 (packs of 50), 40x50+12 (and 12)."""

from __future__ import annotations

import re

from malja.problems import Problem, Refused, shorten

#: An x within a word (boxes) multiplies nothing.
_TIMES = re.compile(r"\s*(?:(?<![^\W\d_])[xX](?![^\W\d_])|[×*])\s*")
_LETTER = re.compile(r"[^\W\d_]")


def quantity_cells(text: str) -> dict[str, str]:
    """The cells packs, pack_quantity and quantity that a quantity stands for; numbers in any digits, not read yet.

    What holds words (3 boxes of 24, 20 x 50 kg) stays whole, as the quantity, for whoever knows what they count.
    Raises Refused where it has more than one multiplication or addition, or a part of it is left out.
    """
    if _is_worded(text):
        return {"quantity": text.strip()}
    packed, plus, loose = text.strip().partition("+")
    if not plus and not _TIMES.search(packed):
        return {"quantity": packed}
    cells = packs_cells(packed) if _TIMES.search(packed) else {}
    if not cells or (plus and not loose.strip()) or "+" in loose or _TIMES.search(loose):
        raise Refused([_wrong(text)])
    return {**cells, "quantity": loose.strip()} if plus else cells


def packs_cells(text: str) -> dict[str, str]:
    """The cells packs and pack_quantity of a number of packs: 40, 40x or 40x50; what holds words stays whole.

    Raises Refused for anything else.
    """
    if _is_worded(text):
        return {"packs": text.strip()}
    packs, *size = _TIMES.split(text.strip())
    if len(size) > 1 or not packs:
        raise Refused([_wrong(text)])
    return {"packs": packs, **({"pack_quantity": size[0]} if size and size[0] else {})}


def _is_worded(text: str) -> bool:
    """Whether letters are left once the signs of multiplication are gone."""
    return bool(_LETTER.search(_TIMES.sub(" ", text)))


def _wrong(text: str) -> Problem:
    return Problem(code="quantity_wrong", value=shorten(text))

"""How much, as it is typed: 2000 (units), 40x (packs of the item's size), 40x50 (packs of 50), 40x50+12 (and 12)."""

from __future__ import annotations

import re

from malja.problems import Problem, Refused, shorten

_TIMES = re.compile(r"\s*[xX×*]\s*")


def quantity_cells(text: str) -> dict[str, str]:
    """The cells packs, pack_quantity and quantity that a quantity stands for; numbers in any digits, not read yet.

    Raises Refused where it has more than one multiplication or addition, or a part of it is left out.
    """
    packed, plus, loose = text.strip().partition("+")
    if not plus and not _TIMES.search(packed):
        return {"quantity": packed}
    cells = packs_cells(packed) if _TIMES.search(packed) else {}
    if not cells or (plus and not loose.strip()) or "+" in loose or _TIMES.search(loose):
        raise Refused([_wrong(text)])
    return {**cells, "quantity": loose.strip()} if plus else cells


def packs_cells(text: str) -> dict[str, str]:
    """The cells packs and pack_quantity of a number of packs: 40, 40x or 40x50. Raises Refused for anything else."""
    packs, *size = _TIMES.split(text.strip())
    if len(size) > 1 or not packs:
        raise Refused([_wrong(text)])
    return {"packs": packs, **({"pack_quantity": size[0]} if size and size[0] else {})}


def _wrong(text: str) -> Problem:
    return Problem(code="quantity_wrong", value=shorten(text))

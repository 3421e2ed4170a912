"""What a pack of an item gives to the needs of each site, and what a running asset uses."""

from __future__ import annotations

from typing import TypeAlias

from malja.lifts.model.numbering import Numbering
from malja.needs.requirements import SiteNeed
from malja.operation.counted_contents import list_counted_contents
from malja.operation.operation import Operation

#: (item, site need or item, units or packs of it for one pack).
Pairs: TypeAlias = tuple[tuple[int, int, float], ...]


def list_contents(operation: Operation, numbering: Numbering, needs: tuple[SiteNeed, ...]) -> dict[str, Pairs]:
    """Contents by how: (item, site need, units of the need a pack gives)."""
    pairs: dict[str, dict[tuple[int, int], float]] = {"use": {}, "in_place": {}, "per_day": {}}
    by_need: dict[str, list[int]] = {}
    for k, need in enumerate(needs):
        by_need.setdefault(need.need.need, []).append(k)
    for row in list_counted_contents(operation):
        i = numbering.item[row.item]
        for k in by_need.get(row.need, []):
            pairs_found = pairs[row.how]
            pairs_found[i, k] = pairs_found.get((i, k), 0.0) + row.quantity * operation.items[i].pack_quantity
    return {
        how: tuple((i, k, units) for (i, k), units in pairs_found.items() if units > 0)
        for how, pairs_found in pairs.items()
    }


def list_input_goods(operation: Operation, numbering: Numbering) -> Pairs:
    """(asset, input item, packs of the input that one running pack of the asset uses a day)."""
    pairs_found = []
    for row in operation.running:
        if _is_goods(operation, numbering, row.input) and row.quantity > 0:
            i, j = numbering.item[row.item], numbering.item[row.input]
            packs = row.quantity * operation.items[i].pack_quantity / operation.items[j].pack_quantity
            pairs_found.append((i, j, packs))
    return tuple(pairs_found)


def list_input_services(operation: Operation, numbering: Numbering, needs: tuple[SiteNeed, ...]) -> Pairs:
    """(asset, site need, units of its service that one running pack of the asset uses a day)."""
    pairs_found = []
    for row in operation.running:
        if not _is_goods(operation, numbering, row.input) and row.quantity > 0:
            i = numbering.item[row.item]
            units = row.quantity * operation.items[i].pack_quantity
            pairs_found += [(i, k, units) for k, need in enumerate(needs) if need.need.need == row.input]
    return tuple(pairs_found)


def _is_goods(operation: Operation, numbering: Numbering, taken: str) -> bool:
    """Whether what an asset runs on is an item; otherwise it is a need whose service it draws on."""
    return taken in numbering.item and operation.items[numbering.item[taken]].kind == "consumable"

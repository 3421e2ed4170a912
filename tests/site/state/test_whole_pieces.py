"""Tents come in whole numbers, kits that are shared out may be broken."""

from __future__ import annotations

import pytest

from tests.site.network import Device, to_set


def codes(item: str, quantity: str) -> list[str]:
    one = Device("a")
    for table, key, cells in (
        ("operation", [], {"name": "Base", "start": "2025-03-10", "catalogue": "none"}),
        ("places", ["base"], {"role": "site"}),
        ("items", ["tent"], {"name": "Tent", "kind": "asset", "unit": "tent", "pack_kg": "50", "pack_m3": "1"}),
        (
            "items",
            ["kit"],
            {
                "name": "Kit",
                "kind": "consumable",
                "unit": "kit",
                "pack_quantity": "0.02",
                "pack_kg": "1",
                "pack_m3": "1",
            },
        ),
        ("items", ["rice"], {"name": "Rice", "kind": "consumable", "unit": "kg", "pack_kg": "50", "pack_m3": "1"}),
    ):
        one.record("table.set", to_set(table, key, **cells))
    received = Device("a", dict(one.held)).record(
        "stock.received", {"store": "base", "item": item, "quantity": quantity, "origin": "given"}
    )
    return [problem.code for problem in one.state().refusals(received.fact)]


@pytest.mark.parametrize(
    ("item", "quantity", "refusals"),
    [
        ("tent", "12", []),
        ("tent", "12.5", ["quantity_in_pieces"]),
        ("kit", "0.5", []),
        ("rice", "12.5", []),
    ],
)
def test_only_what_is_counted_in_pieces_comes_in_whole_numbers(item: str, quantity: str, refusals: list[str]) -> None:
    assert codes(item, quantity) == refusals


def test_what_an_opened_kit_still_has_may_be_counted() -> None:
    """Where a clinic opened one; a store that never did has whole kits."""
    one = Device("a")
    kit = {"name": "Kit", "kind": "consumable", "unit": "kit", "pack_kg": "1", "pack_m3": "1"}
    one.record("table.set", to_set("operation", [], name="Base", start="2025-03-10", catalogue="none"))
    one.record("table.set", to_set("places", ["base"], role="site"))
    one.record("table.set", to_set("items", ["kit"], **kit))
    one.record("stock.received", {"store": "base", "item": "kit", "quantity": "2", "origin": "given"})
    counted = {"store": "base", "item": "kit", "quantity": "1.4", "reason": "what the open one has"}

    def refused() -> list[str]:
        fact = Device("a", dict(one.held)).record("stock.counted", dict(counted)).fact
        return [problem.code for problem in one.state().refusals(fact)]

    assert refused() == ["quantity_in_pieces"]
    one.record("clinic.opened", {"store": "base", "item": "kit", "packs": 1})
    assert refused() == []

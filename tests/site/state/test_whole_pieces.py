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

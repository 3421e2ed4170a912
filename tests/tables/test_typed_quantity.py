"""How much, as it is typed."""

from __future__ import annotations

from pathlib import Path

import pytest

from malja.problems import Refused
from malja.tables.typed_quantity import packs_cells, quantity_cells
from tests.cli.sites import a_site


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return a_site(tmp_path)


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("2000", {"quantity": "2000"}),
        ("40x", {"packs": "40"}),
        ("40x50", {"packs": "40", "pack_quantity": "50"}),
        (" 40 × 50 + 12.5 ", {"packs": "40", "pack_quantity": "50", "quantity": "12.5"}),
        ("٤٠x٥٠", {"packs": "٤٠", "pack_quantity": "٥٠"}),
        ("40x+3", {"packs": "40", "quantity": "3"}),
        ("3 boxes", {"quantity": "3 boxes"}),
        ("2 box", {"quantity": "2 box"}),
        ("2box", {"quantity": "2box"}),
        ("3 boxes of 24", {"quantity": "3 boxes of 24"}),
        (" 20 x 50 kg ", {"quantity": "20 x 50 kg"}),
    ],
)
def test_quantities(text: str, cells: dict[str, str]) -> None:
    assert quantity_cells(text) == cells


@pytest.mark.parametrize("text", ["x", "x50", "1x2x3", "4+", "4+5", "4x+", "4x+5+6", "4x5+6x7"])
def test_what_is_no_quantity_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        quantity_cells(text)


def test_packs() -> None:
    assert packs_cells("40") == packs_cells("40x") == {"packs": "40"}
    assert packs_cells("40x50") == {"packs": "40", "pack_quantity": "50"}
    assert packs_cells("3 boxes") == {"packs": "3 boxes"}
    with pytest.raises(Refused):
        packs_cells("x")

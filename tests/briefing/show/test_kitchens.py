"""What the kitchens can still cook."""

from __future__ import annotations

from pathlib import Path

from tests.cli.sites import refused, said


def test_the_kitchen_cooks_what_there_is(site: Path) -> None:
    on = ("--on", "2025-03-10")
    assert "no recipe" in said("kitchen", "show", site)
    said("kitchen", "recipe", site, "plain", "rice", "0.1", *on)
    cooked = said("kitchen", "cook", site, "base", "plain", "6000", *on)
    assert cooked == "Recorded: 6,000 meals of plain. What is left at Hmeimim air base makes 74,000 more.\n"
    assert "MEALS: base has ingredients for 74,000 meals" in refused("kitchen", "cook", site, "base", "plain", "148001")
    assert "74,000 meals" in said("kitchen", "show", site, "base")

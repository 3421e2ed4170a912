"""What stands against recording a fact."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.sites import a_site, refused, said

ON = ("--on", "2025-03-10")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    made = a_site(tmp_path)
    said("flight", "announce", made, "F1", "an26", "2025-03-11", *ON)
    return made


def test_a_store_that_is_not_there_can_be_added_as_the_refusal_says(site: Path) -> None:
    add = "malja site set SITE stores base2 place=base kind=store"
    assert add in refused("stock", "receive", site, "base2", "rice", "10", *ON)
    said(*add.replace("SITE", str(site)).split()[1:], *ON)
    said("stock", "receive", site, "base2", "rice", "10", *ON)
    assert "stores xyz place=base kind=store" in refused("stock", "receive", site, "xyz", "rice", "10", *ON)


def test_a_device_that_knows_that_it_was_ended_records_nothing_more(site: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    card = said("device", "card", other, "--name", "tablet").splitlines()[0]
    said("device", "enrol", site, card)
    said("sync", "export", site, tmp_path / "all", "--all")
    said("site", "join", other, tmp_path / "all")
    left = shutil.copytree(other, tmp_path / "left")
    assert "ended" in said("device", "revoke", other, "tablet", "--reason", "handed back")
    assert "the device tablet was revoked" in refused("people", "arrive", other, "base", "5", *ON)
    said("people", "arrive", left, "base", "5", *ON)

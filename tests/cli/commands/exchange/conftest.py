"""A site whose tablet was copied, so that its chain split, as two other devices see it."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.cli.sites import a_site, said


def card_of(folder: Path, name: str) -> str:
    found = re.search(r"(?i)malja-device-1:\S+", said("device", "card", folder, "--name", name))
    assert found
    return found.group()


def bundle(site: Path, file: Path) -> Path:
    file.unlink(missing_ok=True)
    said("sync", "export", site, file)
    return file


@pytest.fixture
def sites(tmp_path: Path) -> tuple[Path, Path]:
    """The office and the store; the tablet's two branches came to them in opposite orders."""
    office, store, tablet, copy = a_site(tmp_path), tmp_path / "store", tmp_path / "tablet", tmp_path / "copy"
    for folder in (store, tablet):
        said("device", "enrol", office, card_of(folder, folder.name))
    welcome = bundle(office, tmp_path / "welcome.bin")
    for folder in (store, tablet):
        said("site", "join", folder, welcome)
    shutil.copytree(tablet, copy)
    said("people", "arrive", tablet, "base", "10", "--on", "2025-03-10")
    said("people", "arrive", copy, "base", "20", "--on", "2025-03-10")
    said("people", "arrive", copy, "base", "30", "--on", "2025-03-10")
    one, other = bundle(tablet, tmp_path / "one.bin"), bundle(copy, tmp_path / "other.bin")
    for site, first, second in ((office, one, other), (store, other, one)):
        said("sync", "import", site, first)
        assert "new doubt" in said("sync", "import", site, second)
    return office, store

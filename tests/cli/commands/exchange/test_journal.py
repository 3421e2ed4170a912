"""A device's folder is copied and both copies record: every device says so, until the device is revoked."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from tests.cli.sites import a_site, refused, run, said


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


def test_both_devices_say_that_a_chain_split(sites: tuple[Path, Path]) -> None:
    names = set()
    for site, here, aside in zip(sites, (1, 2), (2, 1), strict=True):
        verified = run("journal", "verify", site)
        assert verified.exit_code == 1
        words = f"from entry 1 on, entries that count here: {here}, kept aside: {aside}."
        assert words in verified.output
        assert "revoke tablet from entry 1 on" in verified.output
        doubts = said("site", "doubts", site)
        assert f"entries that count here: {here}, kept aside: {aside};" in doubts
        (line,) = [line for line in doubts.splitlines() if "was copied" in line]
        names.add(line.split()[0])
        assert "was copied" in said("site", "status", site)
        status = json.loads(said("site", "status", site, "--json"))
        assert status["doubts"][-1]["code"] == "chain_split"
        assert "goes away when" in refused("site", "settle", site, line.split()[0], "looked at")
    assert len(names) == 1


def test_what_is_kept_aside_can_be_looked_at(sites: tuple[Path, Path]) -> None:
    office, store = sites
    shown = said("journal", "show", office, "--aside", "--kind", "people")
    assert '"number": 20' in shown
    assert '"number": 30' in shown
    assert '"number": 10' not in shown
    assert "in quarantine" in shown
    (line,) = said("journal", "show", store, "--aside", "--json").splitlines()
    assert (json.loads(line)["content"]["body"]["number"], json.loads(line)["reason"]) == (10, "fork")
    assert said("journal", "show", store, "--aside", "--kind", "stock") == ""

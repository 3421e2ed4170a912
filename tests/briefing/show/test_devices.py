"""Devices exchange what they recorded."""

from __future__ import annotations

from pathlib import Path

from tests.cli.sites import refused, said


def test_two_devices_exchange_what_they_recorded(site: Path, tmp_path: Path) -> None:
    other, stick = tmp_path / "other", tmp_path / "stick"
    stick.mkdir()
    assert "--name" in refused("device", "card", other)
    card = said("device", "card", other, "--name", "store").splitlines()[0]
    assert card == said("device", "card", other).splitlines()[0]
    fingerprint = said("device", "list", site).split("  ")[1]
    assert "store takes part now" in said("device", "enrol", site, card)
    said("sync", "export", site, stick, "--all")
    [bundle] = stick.iterdir()
    assert refused("site", "join", other, bundle, "--founder", "0000 0000 0000 0000")
    said("site", "join", other, bundle, "--founder", fingerprint)
    assert refused("site", "join", other, bundle)
    on = ("--on", "2025-03-10")
    said("people", "arrive", other, "base", "40", *on)
    said("people", "arrive", site, "base", "2", *on)
    said("sync", "export", other, tmp_path / "there")
    assert "new" in said("sync", "import", site, tmp_path / "there")
    assert "nothing new" in said("sync", "import", site, tmp_path / "there")
    assert "base  6,442" in said("people", "show", site)
    said("sync", "export", site, tmp_path / "back")
    said("sync", "import", other, tmp_path / "back")
    assert said("site", "rebuild", site) == said("site", "rebuild", other)
    assert "ended" in said("device", "revoke", site, "store", "--reason", "lost")
    assert "ended from" in said("device", "list", site)

"""Doubts are listed until a person settles them."""

from __future__ import annotations

from pathlib import Path

from tests.cli.sites import refused, said


def test_what_devices_said_apart_is_settled_by_a_person(site: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    card = said("device", "card", other, "--name", "store").splitlines()[0]
    said("device", "enrol", site, card)
    said("sync", "export", site, tmp_path / "all", "--all")
    said("site", "join", other, tmp_path / "all")
    on = ("--on", "2025-03-10")
    said("site", "set", site, "places", "base", "storage_m3=500", *on)
    said("site", "set", other, "places", "base", "storage_m3=600", *on)
    said("sync", "export", other, tmp_path / "there")
    assert "1 new doubt: malja site doubts SITE" in said("sync", "import", site, tmp_path / "there")
    doubt = said("site", "doubts", site).split()[0]
    assert "storage_m3" in said("site", "status", site)
    assert "there is no doubt called no" in refused("site", "settle", site, "no", "asked")
    # Which of the two devices the doubt is laid to is chance: another account may settle it in either case.
    said("site", "settle", site, doubt, "measured: 600", "--by", "manager", "--on", "2025-03-11")
    assert "nothing that somebody must look into" in said("site", "doubts", site).lower()
    assert "measured: 600" in said("site", "doubts", site, "--all")

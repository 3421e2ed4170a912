"""A device's folder is copied and both copies record: every device says so, until the device is revoked."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.sites import refused, run, said


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

"""A journal is verified against what was printed."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.sites import refused, run, said


def test_a_journal_is_verified_against_what_was_printed(site: Path) -> None:
    heads = said("journal", "heads", site).strip()
    assert "Nothing is wrong" in said("journal", "verify", site)
    said("people", "arrive", site, "base", "5", "--on", "2025-03-10")
    assert "holds what was printed" in said("journal", "verify", site, "--against", heads)
    device, number, _ = heads.split()
    rewritten = run("journal", "verify", site, "--against", f"{device} {number} {'0' * 16}")
    assert rewritten.exit_code == 1
    assert "the chain was rewritten" in rewritten.output
    cut = run("journal", "verify", site, "--against", f"{device} 9999 {'0' * 16}")
    assert "cut off" in cut.output
    assert refused("journal", "verify", site, "--against", "nonsense")
    arrived = said("journal", "show", site, "--kind", "people", "--since", "2025-03-10").splitlines()
    assert len(arrived) == 1
    assert '"number": 5' in arrived[0]
    assert json.loads(said("journal", "show", site, "--kind", "people.arrived", "--json").splitlines()[-1])["hash"]

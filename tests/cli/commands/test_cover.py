"""`malja cover`: what runs out first."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.process import malja


def test_cover_says_what_runs_out_first(tiny: Path) -> None:
    done = malja("cover", tiny)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Food" in done.stdout
    record = json.loads(malja("cover", tiny, "--json").stdout)
    assert [row["tier"] for row in record["covers"]] == ["survival", "minimum"]

"""A site stands wherever an operation does."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.sites import EXAMPLE, run, said


def test_commands_that_plan_take_a_site(site: Path) -> None:
    said("stock", "give", site, "base", "rice", "7000", "--on", "2025-03-10")
    before, after = json.loads(said("cover", site, "--as-of", "2025-03-09", "--json")), said("cover", site, "--json")
    assert before["start"] == "2025-03-10"
    assert json.loads(after)["start"] == "2025-03-11"
    assert before["covers"] == json.loads(said("cover", EXAMPLE, "--json"))["covers"]
    assert before["covers"] != json.loads(after)["covers"]
    assert "as of one day only" in run("cover", EXAMPLE, "--as-of", "2025-03-10").output

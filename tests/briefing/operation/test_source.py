"""A site stands wherever an operation does."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import pytest

import malja
from tests.cli.sites import EXAMPLE, run, said


def test_commands_that_plan_take_a_site(site: Path) -> None:
    said("stock", "give", site, "base", "rice", "7000", "--on", "2025-03-10")
    before, after = json.loads(said("cover", site, "--as-of", "2025-03-09", "--json")), said("cover", site, "--json")
    assert before["start"] == "2025-03-10"
    assert json.loads(after)["start"] == "2025-03-11"
    assert before["covers"] == json.loads(said("cover", EXAMPLE, "--json"))["covers"]
    assert before["covers"] != json.loads(after)["covers"]
    assert "as of one day only" in run("cover", EXAMPLE, "--as-of", "2025-03-10").output


def test_the_library_takes_a_day_as_a_date_or_as_text(site: Path) -> None:
    by_date = malja.read(site, as_of=datetime.date(2025, 3, 9))
    assert malja.read(str(site), as_of="2025-03-09") == by_date
    assert by_date.start == datetime.date(2025, 3, 10)
    wrong: object
    for wrong in ("soon", "", 9, datetime.datetime(2025, 3, 9, tzinfo=datetime.UTC)):
        with pytest.raises(malja.Refused, match=r"as_of.*is not a date; write it as 2025-03-31"):
            malja.read(site, as_of=wrong)  # type: ignore[arg-type]
    with pytest.raises(malja.Refused, match=r"as_of.*as of one day only"):
        malja.read(EXAMPLE, as_of="2025-03-10")

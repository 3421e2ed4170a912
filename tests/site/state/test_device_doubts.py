"""Entries of days that have not come."""

from __future__ import annotations

import dataclasses
import datetime
from pathlib import Path

import pytest

from malja import clock
from malja.facts.fact import Fact
from malja.problems import Refused
from malja.site.site import Site
from malja.site.status.status import read_status


def test_an_entry_of_a_far_day_carries_the_site_nowhere(tmp_path: Path) -> None:
    day = clock.today()
    with Site.found(tmp_path / "site", name="Base", on=day) as site:
        far = Fact(kind="people.arrived", happened=datetime.date(2099, 1, 1), body={"place": "base", "number": 3})
        site.journal.append([far], by="somebody")
        assert (site.last_day, site.next_day) == (day, day + datetime.timedelta(days=1))
        found = read_status(site)
        assert (found.day, [doubt.code for doubt in found.doubts]) == (day, ["entries_later"])
        assert "entries_later" in {doubt.code for doubt in site.doubts}
        with pytest.raises(Refused) as refused:
            site.record([dataclasses.replace(far, happened=datetime.date(2098, 1, 1))])
        assert "happened_future" in {problem.code for problem in refused.value.problems}

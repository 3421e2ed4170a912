"""The status of a site: who is there, who was counted, which stores there are."""

from __future__ import annotations

import datetime
from pathlib import Path

from malja.site.row_facts import read_row_fact
from malja.site.status.status import list_stores, read_status
from tests.site.bases import DAY, arrived, fact, founded

NEXT = DAY + datetime.timedelta(days=1)


def test_people_who_came_after_a_count_are_present_and_not_counted(tmp_path: Path) -> None:
    with founded(tmp_path / "base") as site:
        site.record([arrived(20)])
        site.record([fact("people.counted", place="base", group="everyone", number=18, reason="by tents")])
        site.record([fact("people.arrived", NEXT, place="base", group="everyone", number=5)])
        now, before = read_status(site), read_status(site, DAY)
        (people,) = now.people
        assert (people.present, people.counted, people.counted_on) == (23, 18, DAY)
        assert [people.present for people in before.people] == [18]
        assert (now.day, now.doubts) == (NEXT, ())
        assert now.operation is not None
        assert now.operation.start == NEXT + datetime.timedelta(days=1)
        assert len(now.tips) == 1
        assert now.tips[0].startswith(site.device)


def test_a_place_is_a_store_of_its_own(tmp_path: Path) -> None:
    with founded(tmp_path / "base") as site:
        row = {"place": "base", "kind": "kitchen"}
        site.record([read_row_fact("stores", ["hearth"], row, happened=DAY)])
        assert list_stores(site.state(), "base") == {"base": "store", "hearth": "kitchen"}

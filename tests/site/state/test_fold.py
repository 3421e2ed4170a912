"""A state brought on by what came since is the one that is folded from the first entry."""

from __future__ import annotations

from pathlib import Path

from malja.site.exchange import enrol_member
from malja.site.join import load_card
from malja.site.state.fold import find_turn, fold_journal, fold_new_entries
from tests.site.bases import DAY, arrived, founded
from tests.site.network import as_bytes


def test_what_came_since_is_folded_in(tmp_path: Path) -> None:
    with founded(tmp_path / "base") as site:
        before = fold_journal(site.journal)
        position = before.position
        site.record([arrived(20), arrived(3)])
        after = fold_new_entries(before, site.journal)
        assert after is not None
        assert after.position == position + 2 == site.journal.size()
        assert as_bytes(after.state) == as_bytes(fold_journal(site.journal).state)
        assert after.state.headcount.present("base") == 23
        assert fold_new_entries(after, site.journal) is after


def test_who_may_write_is_not_folded_in(tmp_path: Path) -> None:
    with founded(tmp_path / "base") as site:
        before = fold_journal(site.journal)
        enrol_member(site, load_card(tmp_path / "store", name="store").to_text(), by="office", day=DAY)
        assert fold_new_entries(before, site.journal) is None


def test_the_turn_of_an_entry_that_is_not_there_is_none(tmp_path: Path) -> None:
    with founded(tmp_path / "base") as site:
        assert find_turn(site.journal, site.device, 1) == 1
        assert find_turn(site.journal, site.device, 1000) is None

"""Taking back is refused by name before it is recorded; the state is made anew, and a kept one is not trusted."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from sqlalchemy import Engine, event

from malja.facts.fact import Fact
from malja.problems import Refused
from malja.site.exchange import enrol_member, receive_site_bundle, write_site_bundle
from malja.site.join import join_site, load_card
from malja.site.row_facts import read_row_fact
from malja.site.site import Site
from malja.site.state import checkpoint
from malja.site.state.fold import fold_journal, fold_new_entries
from tests.site.bases import DAY, arrived, fact, founded, said
from tests.site.network import as_bytes


def back(device: str, number: int) -> Fact:
    return fact("fact.taken_back", device=device, number=number, reason="a slip")


def people(site: Site) -> int:
    return site.state().headcount.present("base")


def test_what_is_taken_back_counts_no_more_and_stays_in_the_journal(tmp_path: Path) -> None:
    with founded(tmp_path / "base") as site:
        (entry,) = site.record([arrived(40)])
        site.record([arrived(2)])
        before = site.journal.size()
        site.record([back(site.device, entry.number)])
        assert (people(site), site.journal.size()) == (2, before + 1)
        assert entry in list(site.journal.read())
        assert as_bytes(site.state()) == as_bytes(site.rebuild())
    with Site.open(tmp_path / "base") as site:
        assert people(site) == 2
        assert site.state(DAY).headcount.present("base") == 2


def test_what_can_not_be_taken_back_is_refused_by_name(tmp_path: Path) -> None:
    with founded(tmp_path / "base") as site:
        (entry,) = site.record([arrived(40)])
        site.record([back(site.device, entry.number)])
        with pytest.raises(Refused) as refused:
            site.record([back(site.device, entry.number), back(site.device, 99), back(site.device, 1)])
        assert [line.partition(";")[0] for line in said(refused.value)] == [
            f"column number: {entry.number} was taken back already, by office on 2025-03-11 (entry {entry.number + 1})",
            "column number: there is no entry 99 of that device here (yet)",
            "column number: 1 says which devices take part, which is not taken back",
        ]
        again = back(site.device, entry.number + 1)
        with pytest.raises(Refused):
            site.record([again, again])
        site.record([again])
        assert people(site) == 40


def test_a_row_of_a_table_is_taken_back_only_where_an_operation_is_left(tmp_path: Path) -> None:
    with founded(tmp_path / "base") as site:
        (named,) = site.record([read_row_fact("places", ["base"], {"name": "Camp"}, happened=DAY)])
        (store,) = site.record([read_row_fact("stores", ["tent"], {"place": "base"}, happened=DAY)])
        site.record([back(site.device, named.number)])
        assert site.state().register.row("places", "base") == {"role": "site"}
        place = next(entry for entry in site.journal.read() if entry.fact.kind == "table.set")
        site.record([arrived(10)])
        with pytest.raises(Refused):
            site.record([back(site.device, place.number)])
        site.record([back(site.device, store.number)])


def test_entries_that_have_to_do_with_what_is_taken_back_are_not_folded_in(tmp_path: Path) -> None:
    with founded(tmp_path / "base") as site:
        (entry,) = site.record([arrived(40)])
        before = fold_journal(site.journal)
        missing = dataclasses.replace(back(site.device, entry.number + 2))
        site.journal.append([missing], by="office")
        assert fold_new_entries(before, site.journal) is None
        named = fold_journal(site.journal)
        site.journal.append([arrived(7)], by="office")
        assert fold_new_entries(named, site.journal) is None
        assert people(site) == 40


def test_a_kept_state_without_a_take_back_is_made_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checkpoint, "LEAST_ENTRIES", 3)
    with founded(tmp_path / "base") as site:
        entries = site.record([arrived(number) for number in range(1, 9)])
    with Site.open(tmp_path / "base") as site:
        assert people(site) == 36
        site.record([back(site.device, entries[-1].number)])
        assert people(site) == 28
    kept = (tmp_path / "base" / "state.kept").read_bytes()
    with Site.open(tmp_path / "base") as site:
        assert people(site) == 28
    assert (tmp_path / "base" / "state.kept").read_bytes() == kept, "it was kept with what is taken back"


def test_a_device_that_joined_takes_back_its_own_and_the_founder_everything(tmp_path: Path) -> None:
    with founded(tmp_path / "base") as site:
        (ours,) = site.record([arrived(40)])
        card = load_card(tmp_path / "store", name="store")
        enrol_member(site, card.to_text(), by="office", day=DAY)
        write_site_bundle(site, tmp_path / "all.bin", everything=True)
    join_site(tmp_path / "store", tmp_path / "all.bin")
    with Site.open(tmp_path / "store") as store:
        with pytest.raises(Refused) as refused:
            store.record([back(ours.device, ours.number)])
        assert "was told by another device" in said(refused.value)[0]
        (theirs,) = store.record([arrived(3)])
        write_site_bundle(store, tmp_path / "news.bin")
    with Site.open(tmp_path / "base") as site:
        receive_site_bundle(site, tmp_path / "news.bin")
        site.record([back(theirs.device, theirs.number)])
        assert people(site) == 40


def test_what_is_asked_of_the_database_does_not_grow_with_what_is_taken_back(tmp_path: Path) -> None:
    """Fold a site anew with 4 and with 40 facts taken back: as many questions, each answered in one pass."""
    asked: list[str] = []
    counts = []

    def note(*told: object) -> None:
        asked.append(str(told[2]))

    event.listen(Engine, "before_cursor_execute", note)
    with founded(tmp_path / "base") as site:
        for taken in (4, 40):
            entries = site.record([arrived(1) for _ in range(taken)])
            site.record([back(site.device, entry.number) for entry in entries])
            asked.clear()
            fold_journal(site.journal)
            counts.append(len(asked))
        assert people(site) == 0
    event.remove(Engine, "before_cursor_execute", note)
    assert counts[0] == counts[1] > 0

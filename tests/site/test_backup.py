"""A site comes back from its backup as a new device, takes up where the others stand, and no chain forks."""

from __future__ import annotations

import datetime
import sqlite3
from pathlib import Path

import pyrage
import pytest

from malja.facts.fact import Fact
from malja.problems import Failed, Refused
from malja.site import backup
from malja.site.backup import SPARE_FILE, back_up_site, make_backup_key, restore_site
from malja.site.closing import close_site
from malja.site.exchange import enrol_member, receive_site_bundle, revoke_member, verify_site, write_site_bundle
from malja.site.join import join_site, load_card
from malja.site.row_facts import read_row_fact
from malja.site.site import Site
from tests.site.network import as_bytes

DAY = datetime.date(2025, 3, 11)


def arrived(number: int) -> Fact:
    return Fact(kind="people.arrived", happened=DAY, body={"place": "base", "number": number})


def found(folder: Path) -> Site:
    site = Site.found(folder, name="Base", on=DAY - datetime.timedelta(days=1), device_name="office")
    site.record([read_row_fact("places", ["base"], {"role": "site"}, happened=DAY), arrived(500)])
    return site


def test_the_drill(tmp_path: Path) -> None:
    """Office and tent record; the office is backed up, records on, and is lost; restored, it goes on with the tent."""
    recipient = make_backup_key(tmp_path / "key")
    with found(tmp_path / "office") as office:
        enrol_member(office, load_card(tmp_path / "tent", name="tent").to_text(), by="head", day=DAY)
        written = back_up_site(office, tmp_path, recipient, day=DAY)
        assert written.entries == office.journal.size()
        write_site_bundle(office, tmp_path / "to-tent")
        join_site(tmp_path / "tent", tmp_path / "to-tent")
        office.record([arrived(20)])
        with Site.open(tmp_path / "tent") as tent:
            write_site_bundle(office, tmp_path / "later")
            receive_site_bundle(tent, tmp_path / "later")
            tent.record([arrived(3)])
    (tmp_path / "office").rename(tmp_path / "stolen")
    restored = restore_site(tmp_path / "again", written.file, tmp_path / "key", name="office 2", by="head", day=DAY)
    assert (restored.was.name, restored.card.name, restored.entries) == ("office", "office 2", written.entries)
    with Site.open(tmp_path / "again") as again, Site.open(tmp_path / "tent") as tent:
        assert again.state().headcount.present("base") == 500
        again.record([arrived(7)])
        for one, other in ((again, tent), (tent, again)):
            write_site_bundle(one, tmp_path / "bundle", force=True)
            # The others hear of the new device by its own bundle first.
            assert not receive_site_bundle(other, tmp_path / "bundle").quarantined
        assert again.state().headcount.present("base") == 530
        assert as_bytes(again.state()) == as_bytes(tent.state())
        for site in (again, tent):
            assert verify_site(site) == ()
            assert site.journal.forks() == ()
        assert again.device not in {entry.device for entry in tent.journal.chain(tent.device)}
        revoke_member(tent, "tent", by="head", day=DAY, start=None, reason="")


def test_one_spare_device_serves_all_backups_until_it_is_used_up(tmp_path: Path) -> None:
    recipient = make_backup_key(tmp_path / "key")
    with found(tmp_path / "office") as office:
        back_up_site(office, tmp_path / "first.backup", recipient, day=DAY)
        members = len(office.journal.trust().cards)
        second = back_up_site(office, tmp_path / "second.backup", recipient, day=DAY)
        assert len(office.journal.trust().cards) == members == 2
        restore_site(tmp_path / "again", second.file, tmp_path / "key", name="again", by="", day=DAY)
        with Site.open(tmp_path / "again") as again:
            write_site_bundle(again, tmp_path / "bundle")
            receive_site_bundle(office, tmp_path / "bundle")
            assert [card.name for card in again.journal.trust().active()] == [
                card.name for card in office.journal.trust().active()
            ]
        back_up_site(office, tmp_path / "third.backup", recipient, day=DAY)
        names = {card.name for card in office.journal.trust().active()}
        assert names == {"office", "again", "office spare 2"}


def test_a_backup_is_opened_by_its_key_alone_and_replaces_nothing(tmp_path: Path) -> None:
    recipient = make_backup_key(tmp_path / "key")
    make_backup_key(tmp_path / "other")
    with found(tmp_path / "office") as office:
        file = back_up_site(office, tmp_path / "a.backup", recipient, day=DAY).file
        for attempt, code in (
            (lambda: back_up_site(office, file, recipient, day=DAY), "backup_exists"),
            (lambda: back_up_site(office, tmp_path / "b", "age1nobody", day=DAY), "backup_recipient"),
            (lambda: make_backup_key(tmp_path / "key"), "backup_exists"),
            (lambda: make_backup_key(tmp_path / "office" / "key", tmp_path / "office"), "backup_key_beside"),
            (lambda: restore(tmp_path, file, "other"), "backup_not_opened"),
            (lambda: restore(tmp_path, file, "office/device.key"), "backup_no_key"),
            (lambda: restore(tmp_path, file, "nothing"), "file_missing"),
            (lambda: restore(tmp_path, tmp_path / "key", "key"), "backup_not_opened"),
        ):
            with pytest.raises(Refused) as refused:
                attempt()  # type: ignore[no-untyped-call]
            assert [problem.code for problem in refused.value.problems] == [code]
        assert not (tmp_path / "new").exists()
        content = file.read_bytes()
        for place in range(0, len(content), len(content) // 40):
            (tmp_path / "damaged").write_bytes(content[:place] + b"?" + content[place + 1 :])
            if content[place : place + 1] != b"?":
                with pytest.raises(Refused):
                    restore(tmp_path, tmp_path / "damaged", "key")
            assert not (tmp_path / "new").exists()


def restore(folder: Path, file: Path, key: str) -> object:
    return restore_site(folder / "new", file, folder / key, name="new", by="", day=DAY)


@pytest.mark.parametrize("inside", [b"", b"{}\n", b"[" * 100_000, b'{"format": "malja.backup/1", "name": "x"}\n'])
def test_what_opens_and_is_no_backup_is_refused(tmp_path: Path, inside: bytes) -> None:
    recipient = make_backup_key(tmp_path / "key")
    sealed = pyrage.encrypt(inside, [pyrage.x25519.Recipient.from_str(recipient)])
    (tmp_path / "file").write_bytes(sealed)
    with pytest.raises(Refused) as refused:
        restore(tmp_path, tmp_path / "file", "key")
    assert refused.value.problems[0].code == "backup_not"


def test_a_disk_that_keeps_something_else_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    recipient = make_backup_key(tmp_path / "key")

    def lose(path: Path, content: bytes, **_: object) -> None:
        path.write_bytes(content[: len(content) // 2])

    with found(tmp_path / "office") as office:
        back_up_site(office, tmp_path / "first", recipient, day=DAY)
        monkeypatch.setattr(backup, "write_whole", lose)
        with pytest.raises(Failed) as failed:
            back_up_site(office, tmp_path / "second", recipient, day=DAY)
    assert failed.value.problems[0].code == "backup_unlike"


def test_what_is_damaged_is_not_backed_up(tmp_path: Path) -> None:
    with found(tmp_path / "office"):
        pass
    with sqlite3.connect(tmp_path / "office" / "journal.sqlite") as db:
        db.execute("DROP TRIGGER entries_kept")
        db.execute("UPDATE entries SET signature = 'x' WHERE position = (SELECT max(position) FROM entries)")
    with Site.open(tmp_path / "office") as office, pytest.raises(Failed):
        back_up_site(office, tmp_path / "a", make_backup_key(tmp_path / "key"), day=DAY)
    assert not (tmp_path / "a").exists()


def test_a_closed_site_keeps_no_spare_key(tmp_path: Path) -> None:
    with found(tmp_path / "office") as office:
        back_up_site(office, tmp_path / "a", make_backup_key(tmp_path / "key"), day=DAY)
    assert (tmp_path / "office" / SPARE_FILE).exists()
    close_site(tmp_path / "office", "Base", force=True)
    assert not (tmp_path / "office" / SPARE_FILE).exists()

"""Damaged pages of every table and index: no wrong state, verify names what it finds, and recover saves the rest."""

from __future__ import annotations

import datetime
import random
import shutil
import sqlite3
from pathlib import Path

import pytest

from malja.facts.fact import Fact
from malja.problems import Failed, MaljaError, Refused
from malja.site.exchange import enrol_member, receive_site_bundle, verify_site, write_site_bundle
from malja.site.join import join_site, load_card
from malja.site.recovery import recover_site
from malja.site.row_facts import read_row_fact
from malja.site.site import Site
from malja.site.state.checkpoint import save_checkpoint
from malja.site.state.fold import fold_journal
from tests.site.network import as_bytes

DAY = datetime.date(2025, 3, 11)
MANY = 400


def arrived(number: int) -> Fact:
    return Fact(kind="people.arrived", happened=DAY, body={"place": "base", "number": number})


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two devices of a site; the office has a kept state, of all but some entries."""
    folder = tmp_path_factory.mktemp("whole")
    with Site.found(folder / "office", name="Base", on=DAY - datetime.timedelta(days=1), device_name="office") as site:
        site.record([read_row_fact("places", ["base"], {"role": "site"}, happened=DAY)])
        enrol_member(site, load_card(folder / "tent", name="tent").to_text(), by="head", day=DAY)
        write_site_bundle(site, folder / "bundle", force=True)
        join_site(folder / "tent", folder / "bundle")
        site.journal.append([arrived(1)] * MANY, by="desk")
        write_site_bundle(site, folder / "bundle", force=True)
        with Site.open(folder / "tent") as tent:
            receive_site_bundle(tent, folder / "bundle")
            tent.journal.append([arrived(2)] * 50, by="gate")
            write_site_bundle(tent, folder / "bundle", force=True)
        receive_site_bundle(site, folder / "bundle")
        assert save_checkpoint(site.folder, fold_journal(site.journal), site.journal)
        site.journal.append([arrived(3)] * 20, by="desk")
    return folder


def list_pages(file: Path) -> dict[str, list[int]]:
    """The pages of every table and index, by its root page and those below it, as SQLite's own layout has them."""
    content = file.read_bytes()
    size = int.from_bytes(content[16:18], "big") or 65536
    with sqlite3.connect(file) as db:
        roots = dict(db.execute("SELECT name, rootpage FROM sqlite_master WHERE rootpage > 0").fetchall())
    return {name: [*_below(content, size, root)] for name, root in {**roots, "sqlite_master": 1}.items()}


def _below(content: bytes, size: int, page: int) -> list[int]:
    start = (page - 1) * size
    head = start + (100 if page == 1 else 0)
    kind, cells = content[head], int.from_bytes(content[head + 3 : head + 5], "big")
    found = [page]
    if kind in (2, 5):
        for cell in range(cells):
            at = start + int.from_bytes(content[head + 12 + 2 * cell : head + 14 + 2 * cell], "big")
            found += _below(content, size, int.from_bytes(content[at : at + 4], "big"))
        found += _below(content, size, int.from_bytes(content[head + 8 : head + 12], "big"))
    return found


def damage(file: Path, page: int, how: str) -> None:
    with file.open("r+b") as stream:
        stream.seek(16)
        size = int.from_bytes(stream.read(2), "big") or 65536
        start = (page - 1) * size + (100 if page == 1 else 0)
        stream.seek(start)
        held = bytearray(stream.read(size if page > 1 else size - 100))
        if how == "zeros":
            held[:] = bytes(len(held))
        elif how == "no cells":
            held[3:5] = b"\0\0"
        elif how == "letters":
            held[len(held) // 2 :] = b"\xff" * (len(held) - len(held) // 2)
        else:
            for place in range(len(held) // 2, len(held), 7):
                held[place] ^= 0x15
        stream.seek(start)
        stream.write(held)


TABLES = (
    "about", "entries", "entries_id", "entries_order", "entries_own", "heard", "holds", "payloads", "quarantine",
    "sqlite_autoindex_about_1", "sqlite_autoindex_entries_1", "sqlite_autoindex_heard_1", "sqlite_autoindex_holds_1",
    "sqlite_autoindex_payloads_1", "sqlite_autoindex_quarantine_1", "sqlite_autoindex_waiting_1", "sqlite_master",
    "waiting",
)  # fmt: skip


def test_these_are_all_tables_and_indexes(whole: Path) -> None:
    assert tuple(sorted(list_pages(whole / "office" / "journal.sqlite"))) == TABLES


@pytest.mark.parametrize("how", ["zeros", "no cells", "letters", "bits"])
@pytest.mark.parametrize("name", TABLES)
def test_no_damaged_page_gives_a_wrong_state_or_a_crash(whole: Path, tmp_path: Path, name: str, how: str) -> None:
    with Site.open(whole / "office") as site:
        right = as_bytes(site.state())
    pages = list_pages(whole / "office" / "journal.sqlite")[name]
    for number, page in enumerate(dict.fromkeys((pages[0], pages[-1], pages[len(pages) // 2]))):
        for kept in (True, False):
            folder = tmp_path / f"{number}-{kept}"
            shutil.copytree(whole / "office", folder)
            damage(folder / "journal.sqlite", page, how)
            if not kept:
                (folder / "state.kept").unlink()
            check_state(folder, right)
        recovered = tmp_path / f"{number}-recovered"
        try:
            recover_site(folder, recovered)
        except Failed as failed:
            assert failed.problems[0].code in ("recover_nothing", "journal_damaged")  # noqa: PT017
            continue
        with Site.open(recovered) as site:
            assert {finding.code for finding in verify_site(site)} <= {"cut", "behind", "missing"}
            site.state()


@pytest.mark.parametrize("seed", range(12))
def test_whatever_bytes_are_damaged_nothing_wrong_is_said_and_nothing_crashes(
    whole: Path, tmp_path: Path, seed: int
) -> None:
    rng = random.Random(seed)  # noqa: S311
    with Site.open(whole / "office") as site:
        right = as_bytes(site.state())
    for number in range(5):
        folder = tmp_path / str(number)
        shutil.copytree(whole / "office", folder)
        content = bytearray((folder / "journal.sqlite").read_bytes())
        for _ in range(rng.choice((1, 3, 40))):
            content[rng.randrange(100, len(content))] = rng.randrange(256)
        (folder / "journal.sqlite").write_bytes(content)
        if rng.random() < 0.5:
            (folder / "state.kept").unlink()
        check_state(folder, right)


def check_state(folder: Path, right: bytes) -> None:
    """The right state or a refusal in words; what can be recorded leaves the journal sound for whoever reads it."""
    try:
        with Site.open(folder) as site:
            findings = verify_site(site)
            try:
                said = as_bytes(site.state())
            except (Failed, Refused):
                assert findings
                return
            assert said == right
            try:
                site.record([arrived(9)])
            except Failed:
                assert findings
                return
            assert site.state().size == site.journal.size()
    except MaljaError:
        return


def test_what_is_recovered_goes_on_when_the_others_fill_the_gap(whole: Path, tmp_path: Path) -> None:
    shutil.copytree(whole / "office", tmp_path / "office")
    shutil.copytree(whole / "tent", tmp_path / "tent")
    file = tmp_path / "office" / "journal.sqlite"
    pages = [page for page in list_pages(file)["entries"] if page != list_pages(file)["entries"][0]]
    damage(file, pages[len(pages) // 2], "zeros")
    recovered = recover_site(tmp_path / "office", tmp_path / "new")
    office = next(chain for chain in recovered.chains if chain.name == "office")
    assert recovered.own_lost
    assert office.lost
    assert office.waiting
    with Site.open(whole / "office") as right:
        assert office.saved + office.waiting + office.lost == office.reached == right.tips()[right.device].number
    with Site.open(tmp_path / "tent") as tent, Site.open(tmp_path / "new") as new:
        write_site_bundle(tent, tmp_path / "bundle", everything=True)
        receive_site_bundle(new, tmp_path / "bundle")
        assert new.tips()[new.device].number == office.reached
        with Site.open(whole / "office") as right:
            assert as_bytes(new.state()) == as_bytes(right.state())
        assert verify_site(new) == ()


def test_a_sound_site_is_recovered_whole_and_the_old_one_stays(whole: Path, tmp_path: Path) -> None:
    shutil.copytree(whole / "office", tmp_path / "office")
    recovered = recover_site(tmp_path / "office", tmp_path / "new")
    assert not recovered.own_lost
    assert all(chain.saved == chain.reached for chain in recovered.chains)
    with Site.open(tmp_path / "office") as old, Site.open(tmp_path / "new") as new:
        assert as_bytes(old.state()) == as_bytes(new.state())
        assert {tip.hash for tip in old.tips().values()} == {tip.hash for tip in new.tips().values()}
    with pytest.raises(Refused):
        recover_site(tmp_path / "office", tmp_path / "new")
    (tmp_path / "office" / "journal.sqlite").write_bytes(b"SQLite format 3\0" + b"x" * 5000)
    with pytest.raises(Failed) as failed:
        recover_site(tmp_path / "office", tmp_path / "none")
    assert failed.value.problems[0].code == "recover_nothing"
    assert not (tmp_path / "none").exists()

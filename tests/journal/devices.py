"""Devices of a site for tests: each with its journal in a file, a stick to carry bundles on, and copies of folders."""

from __future__ import annotations

import dataclasses
import datetime
import itertools
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import select

from malja.facts.fact import Fact
from malja.journal.chain.device import Device
from malja.journal.chain.entry import Entry
from malja.journal.journal import Journal
from malja.journal.storage.chains import Chains
from malja.journal.storage.tables import ENTRIES, QUARANTINE, WAITING
from malja.journal.sync.bundle import BundleHeader, BundleLine, pack_bundle
from malja.journal.sync.enrolment import enrol_device, join_journal
from malja.journal.sync.export import export_bundle
from malja.journal.sync.receive import ReceivedBundle, receive_bundle
from malja.journal.sync.seal import pad, seal_bundle
from malja.journal.verify import Finding, verify_entries
from malja.problems import Refused
from tests.journal.made import Where

DAY = datetime.date(2026, 3, 1)
#: Every folder that was opened, until `close_all`.
OPENED: list[Party] = []
COUNTER = itertools.count(1)


def fact(number: int = 1) -> Fact:
    return Fact(kind="people.counted", happened=DAY, body={"place": "north", "number": number})


@dataclass(kw_only=True)
class Party:
    """A device's folder: two may be copies of one, with the same keys."""

    folder: Path
    device: Device
    journal: Journal

    def __post_init__(self) -> None:
        OPENED.append(self)

    @property
    def file(self) -> Path:
        return self.folder / "journal.sqlite"

    def record(self, count: int = 1) -> tuple[Entry, ...]:
        return self.journal.append([fact(next(COUNTER)) for _ in range(count)], by="tester")

    def export(self, *, everything: bool = False) -> Path:
        return export_bundle(self.journal, self.folder, everything=everything).file

    def receive(self, bundle: Path) -> ReceivedBundle:
        return receive_bundle(self.journal, bundle)

    def copy(self, folder: Path) -> Party:
        """A copy of the folder, as a backup that is put back on another machine."""
        folder.mkdir()
        self.journal.close()
        shutil.copy(self.file, folder / "journal.sqlite")
        self.journal = Journal.open(self.file, self.device)
        return Party(folder=folder, device=self.device, journal=Journal.open(folder / "journal.sqlite", self.device))

    def held(self) -> set[str]:
        """The hashes of the entries that are in the chains or in quarantine."""
        with self.journal.database.reading() as connection:
            chained = set(connection.execute(select(ENTRIES.c.hash)).scalars())
            return chained | set(connection.execute(select(QUARANTINE.c.hash)).scalars())

    def aside(self) -> set[tuple[str, int]]:
        with self.journal.database.reading() as connection:
            rows = connection.execute(select(QUARANTINE.c.device, QUARANTINE.c.number))
            return {(row.device, row.number) for row in rows}

    def waiting(self) -> int:
        with self.journal.database.reading() as connection:
            return len(connection.execute(select(WAITING.c.hash)).all())

    def findings(self) -> list[Finding]:
        with self.journal.database.reading() as connection:
            return list(verify_entries(connection, self.journal.site, self.device.id))

    def everything(self) -> list[tuple[object, ...]]:
        """All rows that an import may change, to show that it changed none."""
        tables = (ENTRIES, QUARANTINE, WAITING)
        with self.journal.database.reading() as connection:
            return [tuple(row) for table in tables for row in connection.execute(select(table).order_by(*table.c))]


def close_all() -> None:
    while OPENED:
        OPENED.pop().journal.close()


def exchange(one: Party, other: Party) -> None:
    """Both learn from each other, as when two people meet with a stick."""
    other.receive(one.export())
    one.receive(other.export())


Places = Callable[[], Where]


def begun(folder: Path, place: Places, name: str = "office") -> Party:
    device = Device.new(name)
    (folder / "office").mkdir()
    journal = Journal.create(place(), device, name="Site", by="office", day=DAY)
    return Party(folder=folder / "office", device=device, journal=journal)


def joined(office: Party, name: str, place: Places) -> Party:
    device = Device.new(name)
    enrol_device(office.journal, device.card, by="office", day=DAY)
    folder = office.folder.parent / name
    folder.mkdir()
    journal = join_journal(place(), device, office.export(everything=True), founder=office.device.id).journal
    return Party(folder=folder, device=device, journal=journal)


def refusal(party: Party, bundle: Path) -> str:
    """Why a device refuses a bundle; nothing of it may be taken then."""
    before = party.everything()
    with pytest.raises(Refused) as refused:
        party.receive(bundle)
    assert party.everything() == before
    assert refused.value.problems[0].file == bundle.name
    return refused.value.problems[0].code


def written(office: Party, entries: list[Entry | BundleLine], to: Party, **changed: object) -> Path:
    """A bundle of such entries, as an enrolled device could make it that does not keep the rules."""
    with office.journal.database.reading() as connection:
        chains = Chains(connection, office.journal.site)
    header = BundleHeader(
        site=office.journal.site,
        founder=chains.cards[office.journal.site],
        card=office.device.card,
        tips=chains.tips,
        quarantine_hash=chains.quarantine_hash(),
        made="2026-03-01T06:00:00Z",
    )
    inside = pack_bundle(
        dataclasses.replace(header, **changed),  # type: ignore[arg-type]
        [BundleLine(entry.content, entry.signature) for entry in entries],
        office.device.sign,
    )
    path = office.folder / "made.bin"
    path.write_bytes(seal_bundle(pad(inside), [to.device.card.recipient]))
    return path


def in_folders(folder: Path) -> tuple[Party, Party]:
    """An office and a store, each with a journal that is a file in its folder: such can be copied and cut off."""
    folder.mkdir()
    office = begun(folder, lambda: folder / "office" / "journal.sqlite")
    return office, joined(office, "store", lambda: folder / "store" / "journal.sqlite")

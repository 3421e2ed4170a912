"""Back up a site and restore it: a file that its recipient alone opens, and a new device that goes on from there.

A backup holds every entry, and the keys of a spare device that never records: it takes part in the site like any other,
and all it will ever sign is that a restored device takes its place. So no key that has signed entries is copied, and
no chain forks.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import Path

from malja import clock
from malja.files import unwritable_problem, write_whole
from malja.journal.chain.device import Card, Device
from malja.journal.journal import Journal
from malja.journal.sync.backup import make_key, open_backup, pack_backup, seal_backup, unpack_backup
from malja.journal.sync.enrolment import enrol_device, fill_journal, revoke_device
from malja.problems import Failed, Problem, Refused
from malja.site.folder import JOURNAL_FILE, KEY_FILE, SiteFile, make_folder, write_site_file
from malja.site.site import Site

#: The keys of the device that a backup is restored by.
SPARE_FILE = "spare.key"


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenBackup:
    """The file, how many entries were read back from it, and the age recipient that can open it."""

    file: Path
    entries: int
    recipient: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RestoredSite:
    """The new device's card, how many entries came, the device whose backup it was, and whether it is the founder."""

    card: Card
    entries: int
    was: Card
    founder: bool


def make_backup_key(file: Path, *apart: Path) -> str:
    """Make the key that opens backups, in a new file that its owner alone reads; gives the recipient to seal to.

    Raises Refused where it would stand in one of the folders `apart`, or beside a file of them: with what it opens, or
    with what is backed up.
    """
    own = file.resolve()
    if any(one.resolve() in own.parents if one.is_dir() else one.resolve().parent == own.parent for one in apart):
        raise Refused([Problem(code="backup_key_beside", file=str(file))])
    if file.exists():
        raise Refused([Problem(code="backup_exists", file=str(file))])
    secret, recipient = make_key()
    _write(file, f"{secret}\n".encode())
    return recipient


def back_up_site(site: Site, to: Path, recipient: str, *, day: datetime.date) -> WrittenBackup:
    """Write a backup into a folder, or to a file, sealed to an age recipient and to this device, and read it back.

    Raises Refused where the recipient is none, Failed where nothing can be written or something else is read back.
    """
    # Folding finds what was changed behind malja's back, so that it is not what is backed up.
    site.state()
    journal = site.journal
    if journal.device is None:
        raise Refused([Problem(code="device_missing")])
    spare = _find_spare(site, day)
    inside, entries = pack_backup(journal, spare, name=site.name)
    name = f"malja-{clock.now().strftime('%Y%m%d-%H%M%S')}.backup"
    file = to / name if to.is_dir() else to
    if file.exists():
        raise Refused([Problem(code="backup_exists", file=str(file))])
    _write(file, seal_backup(inside, [recipient, journal.device.card.recipient]))
    try:
        back = unpack_backup(journal.device.unseal(file.read_bytes()), file.name)
        read = sum(1 for _ in back.bundle.lines())
    except OSError as error:
        raise Failed([unwritable_problem(file, error)]) from error
    except Refused as refused:
        raise Failed([Problem(code="backup_unlike", file=str(file))]) from refused
    # A bundle may leave out what is more than any bundle holds; a backup may not.
    if read != entries or read < journal.size() or back.spare.id != spare.id:
        raise Failed([Problem(code="backup_unlike", file=str(file))])
    return WrittenBackup(file=file, entries=read, recipient=recipient)


def restore_site(folder: Path, file: Path, key: Path, *, name: str, by: str, day: datetime.date) -> RestoredSite:
    """Make a site of a backup in a new folder, with a new device that was never there before.

    The spare device of the backup enrols it and ends itself. Raises Refused, leaving nothing behind, where the key does
    not open the file, or it is no backup.
    """
    said = _read(key).decode("utf-8", errors="replace")
    back = open_backup(_read(file), said, label=file.name, key_label=key.name)
    device = Device.new(name)
    with make_folder(folder) as aside:
        device.save(aside / KEY_FILE)
        joined = fill_journal(aside / JOURNAL_FILE, back.spare, back.bundle)
        with joined.journal as journal:
            enrol_device(journal, device.card, by=by or name, day=day)
            revoke_device(journal, back.spare.id, by=by or name, day=day, reason="restored")
        write_site_file(aside, SiteFile(site=joined.founder.id, name=back.name))
    was = back.bundle.header.card
    return RestoredSite(card=device.card, entries=joined.received.new, was=was, founder=was.id == joined.founder.id)


def _write(file: Path, content: bytes) -> None:
    """Write a file that its owner alone reads, in a folder that is made if need be."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise Failed([unwritable_problem(file, error)]) from error
    write_whole(file, content, secret=True)


def _find_spare(site: Site, day: datetime.date) -> Device:
    """The device that a backup is restored by: it is made and enrolled once, and again where it was used up."""
    journal, path = site.journal, site.folder / SPARE_FILE
    trust = journal.trust()
    if path.exists():
        spare = Device.load(path)
        if spare.id in trust.cards and spare.id not in trust.ends:
            return spare
    taken = {card.name for card in trust.cards.values()}
    number = next(number for number in range(1, len(taken) + 2) if _name_spare(journal, number) not in taken)
    spare = Device.new(_name_spare(journal, number))
    spare.save(path)
    enrol_device(journal, spare.card, by=site.device_name, day=day)
    return spare


def _name_spare(journal: Journal, number: int) -> str:
    own = journal.device.name if journal.device else ""
    return f"{own[:40]} spare {number}"


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except FileNotFoundError:
        raise Refused([Problem(code="file_missing", file=str(file))]) from None
    except OSError as error:
        reason = error.strerror or str(error)
        raise Refused([Problem(code="file_unreadable", file=str(file), values=(("reason", reason),))]) from error

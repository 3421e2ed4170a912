"""Recover a site whose journal is damaged: what can be read goes into a new folder, and what is lost is said."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from malja.journal.chain.device import Device
from malja.journal.sync.recover import RecoveredChain, recover_journal
from malja.problems import Problem, Refused
from malja.site.backup import SPARE_FILE
from malja.site.folder import JOURNAL_FILE, KEY_FILE, make_folder, read_site_file, write_site_file


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoveredSite:
    """What was saved and lost of each chain; `own`: this device's id, blank without a key."""

    chains: tuple[RecoveredChain, ...]
    own: str

    @property
    def own_lost(self) -> bool:
        """Whether entries of this device are missing: it must get them back before it records anything."""
        return any(chain.lost or chain.waiting for chain in self.chains if chain.device == self.own)


def recover_site(folder: Path, to: Path) -> RecoveredSite:
    """Make a new folder of what can be read of a site's; the old one stays as it is.

    Raises Refused where the journal is on a server (it has its own backups) or something is in the new folder, Failed
    where nothing can be read or written.
    """
    about = read_site_file(folder)
    if about.database:
        raise Refused([Problem(code="recover_server", value=str(folder))])
    damaged = folder / JOURNAL_FILE
    if not damaged.is_file():
        raise Refused([Problem(code="journal_missing", value=str(damaged))])
    device = Device.load(folder / KEY_FILE) if (folder / KEY_FILE).exists() else None
    with make_folder(to) as aside:
        chains = recover_journal(damaged, aside / JOURNAL_FILE, site=about.site, own=device)
        if device is not None:
            device.save(aside / KEY_FILE)
        if (folder / SPARE_FILE).exists():
            Device.load(folder / SPARE_FILE).save(aside / SPARE_FILE)
        write_site_file(aside, about)
    return RecoveredSite(chains=chains, own=device.id if device else "")

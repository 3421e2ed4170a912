"""What is said when a site was backed up, restored from a backup, or recovered from a damaged journal."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from malja.language.say import say
from malja.site.backup import RestoredSite, WrittenBackup
from malja.site.recovery import RecoveredSite


def describe_backup(written: WrittenBackup, key: Path | None) -> Iterator[str]:
    """What was written and read back, and how it is opened; `key`: the file of a key that was made for it."""
    yield say("record", "backup_written", path=written.file, entries=f"{written.entries:,}")
    if key is not None:
        yield say("record", "backup_key_made", path=key, recipient=written.recipient)
    yield say("record", "backup_next")


def describe_restored(folder: Path, restored: RestoredSite) -> Iterator[str]:
    """Where the site is now, which device it is, and what is to be done before anything is recorded."""
    yield say("record", "site_restored", path=folder, entries=f"{restored.entries:,}", name=restored.card.name)
    # The founder can be revoked by nobody.
    code = "restored_next_founder" if restored.founder else "restored_next"
    yield say("record", code, site=folder, was=restored.was.name)


def describe_recovered(folder: Path, recovered: RecoveredSite) -> Iterator[str]:
    """What was saved of each chain, what is lost, and what is to be done before anything is recorded."""
    yield say("record", "site_recovered", path=folder)
    for chain in recovered.chains:
        code = "recovered_chain" if chain.lost or chain.waiting else "recovered_whole"
        values = {"saved": f"{chain.saved:,}", "waiting": f"{chain.waiting:,}", "lost": f"{chain.lost:,}"}
        yield say("record", code, name=chain.name, reached=f"{chain.reached:,}", **values)
    if any(chain.lost or chain.waiting for chain in recovered.chains):
        yield say("record", "recovered_next_own" if recovered.own_lost else "recovered_next", site=folder)

"""Export a bundle: the entries that some other device of the site is not known to hold, sealed to all of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, or_, select

from malja import clock
from malja.journal.chain.device import Device
from malja.journal.chain.entry import Tip
from malja.journal.chain.trust import Trust
from malja.journal.journal import Journal
from malja.journal.storage.chains import Chains
from malja.journal.storage.peers import QUARANTINE_KEY, read_peer_tips
from malja.journal.storage.tables import ENTRIES
from malja.journal.sync.bundle import LARGEST_TEXT, BundleHeader, BundleLine, measure_line, pack_bundle
from malja.journal.sync.quarantine_share import choose_quarantine
from malja.journal.sync.seal import make_neutral_name, pad, seal_bundle
from malja.outputs import refuse_taken_file, write_output
from malja.problems import Problem, Refused

#: Rows that are fetched at once.
_HANDFUL = 1000
#: Of more chains than this a database is not asked one by one: it reads all entries.
_FEW_CHAINS = 100
#: How many chains' ends a header tells at most: those of the site's devices first.
_MOST_TIPS = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportedBundle:
    """The file that was written, how many entries it holds, and the names of the devices that can open it."""

    file: Path
    entries: int
    devices: tuple[str, ...]


def export_bundle(journal: Journal, to: Path, *, everything: bool = False, force: bool = False) -> ExportedBundle:
    """Write a bundle for the other devices of the site into a folder, under a name that says nothing, or to a file.

    It holds the entries that at least one of them is not known to hold, or `everything`. What they hold is known from
    the bundles and entries that came from them: what was exported before and may never have arrived goes out again.

    Raises Refused where a file stands there (replaced with `force`), or this device is not enrolled or was revoked;
    Failed where nothing can be written.
    """
    refuse_taken_file(to, force=force)
    with _exporting(journal) as (connection, chains, device, trust):
        others = [card for card in trust.active() if card.id != device.id]
        known = read_peer_tips(connection)
        known = {} if everything else {card.id: known.get(card.id, {}) for card in others}
        lines = _Lines(
            connection, chains, _find_starts(chains, known), with_quarantine=_quarantine_differs(chains, known)
        )
        inside = pack_bundle(_header(journal, chains, device, trust), lines, device.sign)
    content = seal_bundle(pad(inside), trust.list_recipients())
    file = to / make_neutral_name() if to.is_dir() else to
    write_output(file, content, force=force)
    return ExportedBundle(file=file, entries=lines.count, devices=tuple(card.name for card in others))


def pack_journal(journal: Journal) -> tuple[bytes, int]:
    """The inside of a bundle with every entry, not sealed, and how many they are. Raises Refused as `export_bundle`."""
    with _exporting(journal) as (connection, chains, device, trust):
        lines = _Lines(connection, chains, _find_starts(chains, {}), with_quarantine=True)
        inside = pack_bundle(_header(journal, chains, device, trust), lines, device.sign)
    return inside, lines.count


@contextmanager
def _exporting(journal: Journal) -> Iterator[tuple[Connection, Chains, Device, Trust]]:
    """The chains of a journal, read for a device that may speak for them."""
    device = journal.device
    if device is None:
        raise Refused([Problem(code="device_missing")])
    with journal.database.reading() as connection:
        chains = Chains(connection, journal.site)
        trust = chains.trust()
        if device.id not in trust.cards:
            raise Refused([Problem(code="device_not_enrolled", value=device.name)])
        if device.id in trust.ends:
            raise Refused([Problem(code="device_revoked", value=device.name)])
        yield connection, chains, device, trust


def _header(journal: Journal, chains: Chains, device: Device, trust: Trust) -> BundleHeader:
    ours = sorted(chains.tips, key=lambda one: (one not in trust.cards, one))[:_MOST_TIPS]
    return BundleHeader(
        site=journal.site,
        founder=chains.cards[journal.site],
        card=device.card,
        tips={one: chains.tips[one] for one in ours},
        quarantine_hash=chains.quarantine_hash(),
        made=clock.now().strftime("%Y-%m-%dT%H:%M:%SZ"),
    )


class _Lines:
    """The lines of a bundle, counted as they go."""

    def __init__(
        self, connection: Connection, chains: Chains, start: Mapping[str, int], *, with_quarantine: bool
    ) -> None:
        self.count = 0
        self._connection = connection
        self._chains = chains
        self._start = start
        self._with_quarantine = with_quarantine

    def __iter__(self) -> Iterator[BundleLine]:
        """Entries in the order in which they came here, so that each follows what it builds on; then the quarantine.

        What comes behind the most that a bundle may unpack to goes out the next time.
        """
        room = LARGEST_TEXT
        for line in self._all():
            room -= measure_line(line)
            if room < 0:
                return
            self.count += 1
            yield line

    def _all(self) -> Iterator[BundleLine]:
        starts = {device: start for device, start in self._start.items() if start <= self._chains.number(device)}
        if starts:
            query = select(ENTRIES.c.content, ENTRIES.c.signature, ENTRIES.c.device, ENTRIES.c.number)
            if len(starts) <= _FEW_CHAINS:
                query = query.where(
                    or_(*((ENTRIES.c.device == one) & (ENTRIES.c.number >= start) for one, start in starts.items()))
                )
            query = query.order_by(ENTRIES.c.position)
            for row in self._connection.execute(query, execution_options={"yield_per": _HANDFUL}):
                if row.number >= starts.get(row.device, row.number + 1):
                    yield BundleLine(row.content, row.signature)
        for entry in choose_quarantine(self._connection, self._chains) if self._with_quarantine else ():
            yield BundleLine(entry.content, entry.signature)


def _find_starts(chains: Chains, known: Mapping[str, Mapping[str, Tip]]) -> dict[str, int]:
    """For each chain, the first number that some other device is not known to hold; with nobody known of, all."""
    forks: dict[str, int] = {}
    for entry, _ in chains.list_quarantined():
        forks[entry.device] = min(entry.number, forks.get(entry.device, entry.number))
    start = {}
    for device in chains.tips:
        reach = [_find_reach(chains, device, tips.get(device), forks.get(device)) for tips in known.values()]
        start[device] = min(reach, default=0) + 1
    return start


def _find_reach(chains: Chains, device: str, tip: Tip | None, fork: int | None) -> int:
    """Up to which number of a chain another device holds the same entries as stand here.

    Where it holds another entry under its last number, or one that never came here, the chain may have forked: then it
    is sure only of what comes before the first entry of the chain in quarantine, or, if there is none, of nothing.
    """
    if tip is None:
        return 0
    mark = chains.at(device, tip.number)
    if mark is not None and mark.hash == tip.hash:
        return tip.number
    if fork is not None:
        return fork - 1
    return chains.number(device) if mark is None else 0


def _quarantine_differs(chains: Chains, known: Mapping[str, Mapping[str, Tip]]) -> bool:
    """Whether some other device may not keep in quarantine all that is kept there here."""
    ours = chains.quarantine_hash()
    return not known or any(tips.get(QUARANTINE_KEY, Tip(0, "")).hash != ours for tips in known.values())

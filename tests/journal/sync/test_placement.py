"""Entries that come in any order, in any pieces, as often as they like, make the same journal."""

from __future__ import annotations

import atexit
import itertools
import shutil
import tempfile
from functools import cache
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from malja.journal.chain.device import Device
from malja.journal.chain.entry import Entry
from malja.journal.journal import Journal
from malja.journal.storage.chains import Chains
from malja.journal.sync.bundle import BundleHeader, BundleLine, pack_bundle
from malja.journal.sync.enrolment import enrol_device, join_journal
from malja.journal.sync.seal import pad, seal_bundle
from tests.journal.devices import DAY, Party, exchange

NUMBERS = itertools.count()


@cache
def written() -> tuple[BundleHeader, Device, Device, tuple[Entry, ...]]:
    """What two devices wrote, each having seen something of the other, one of them on two copies of its folder."""
    folder = Path(tempfile.mkdtemp(prefix="malja-order-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    parties = []
    for name in ("office", "store", "copy", "reader"):
        (folder / name).mkdir()
    device, reader = Device.new("store"), Device.new("reader")
    founder = Device.new("office")
    journal = Journal.create(folder / "office" / "journal.sqlite", founder, name="Site", by="x", day=DAY)
    office = Party(folder=folder / "office", device=founder, journal=journal)
    enrol_device(office.journal, device.card, by="x", day=DAY)
    enrol_device(office.journal, reader.card, by="x", day=DAY)
    journal = join_journal(folder / "store" / "journal.sqlite", device, office.export()).journal
    store = Party(folder=folder / "store", device=device, journal=journal)
    for _ in range(3):
        office.record(2)
        store.record(1)
        exchange(office, store)
    copy = store.copy(folder / "second")
    store.record(2)
    exchange(office, store)
    office.record(1)
    copy.record(2)
    office.receive(copy.export(everything=True))
    parties = [office, store, copy]
    with office.journal.database.reading() as connection:
        chains = Chains(connection, office.journal.site)
    entries = (*office.journal.read(), *(entry for entry, _ in chains.list_quarantined()))
    header = BundleHeader(
        founder.id, founder.card, founder.card, chains.tips, chains.quarantine_hash(), "2026-03-01T06:00:00Z"
    )
    for party in parties:
        party.journal.close()
    return header, founder, reader, entries


@given(data=st.data())
@settings(max_examples=25, deadline=None)
def test_any_order_and_any_pieces_make_the_same_journal(data: st.DataObject) -> None:
    header, founder, reader, entries = written()
    mixed = data.draw(st.permutations(entries))
    again = data.draw(st.lists(st.sampled_from(entries), max_size=5))
    cuts = sorted(data.draw(st.lists(st.integers(0, len(mixed)), max_size=4)))
    with tempfile.TemporaryDirectory(prefix="malja-order-") as name:
        folder = Path(name)
        with Journal.empty(folder / "journal.sqlite", reader, header.site) as journal:
            party = Party(folder=folder, device=reader, journal=journal)
            for start, end in itertools.pairwise([0, *cuts, len(mixed)]):
                lines = [BundleLine(entry.content, entry.signature) for entry in (*mixed[start:end], *again)]
                bundle = folder / f"{next(NUMBERS)}.bin"
                bundle.write_bytes(seal_bundle(pad(pack_bundle(header, lines, founder.sign)), [reader.card.recipient]))
                party.receive(bundle)
            assert party.waiting() == 0
            assert party.held() == {entry.hash for entry in entries}
            # Of the two branches, whichever came first stands in the chain: the other is aside, whole.
            fork = min(number for _, number in party.aside())
            chained = [fact for fact in journal.facts() if fact.device == founder.id or fact.number < fork]
            expected = sorted({entry.order: entry.fact for entry in entries}.items())
            assert chained == [fact for order, fact in expected if order[1] == founder.id or order[2] < fork]

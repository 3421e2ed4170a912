"""The chains of a journal while entries are added: what was added counts at once, and is written at the end."""

from __future__ import annotations

from malja.journal.storage.chains import Chains
from tests.journal.devices import Party


def test_an_added_entry_counts_before_it_is_written(office: Party, store: Party) -> None:
    """The store's chain has three entries; two of them stand in the office's journal already."""
    first, second = store.record(2)
    office.receive(store.export())
    (third,) = store.record(1)
    with office.journal.database.writing() as connection:
        chains = Chains(connection, office.journal.site)
        assert chains.number(store.device.id) == second.number
        assert chains.turn(third.device, third.number, third.hash) is None
        chains.add(third)
        assert chains.number(store.device.id) == third.number
        assert chains.turn(third.device, third.number, third.hash) == third.turn
        assert chains.turn(first.device, first.number, "ab" * 32) is None
        chains.write()
    assert list(office.journal.chain(store.device.id))[-1].hash == third.hash


def test_what_is_in_quarantine_is_held_and_in_no_chain(office: Party, store: Party) -> None:
    (entry,) = store.record(1)
    with office.journal.database.writing() as connection:
        chains = Chains(connection, office.journal.site)
        before = chains.quarantine_hash()
        chains.quarantine(entry, "turn")
        chains.write()
    with office.journal.database.reading() as connection:
        again = Chains(connection, office.journal.site)
    assert again.list_quarantined() == [(entry, "turn")]
    assert again.quarantine_hash() != before
    assert (again.number(store.device.id), again.turn(entry.device, entry.number, entry.hash)) == (0, entry.turn)

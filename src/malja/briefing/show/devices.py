"""The devices of a site in words, and what they exchanged."""

from __future__ import annotations

from collections.abc import Iterator

from malja.briefing.show.rows import Rows
from malja.journal.chain.device import Card, format_fingerprint
from malja.journal.sync.export import ExportedBundle
from malja.journal.sync.receive import ReceivedBundle
from malja.language.say import say, say_list
from malja.site.exchange import list_members
from malja.site.site import Site


def describe_devices(site: Site) -> Rows:
    """A row for each device: name, fingerprint, entries, where it was ended, founder, this device."""
    cells = (
        (
            one.card.name,
            format_fingerprint(one.card.id),
            say("record", "device_entries", number=one.number),
            say("record", "device_ended", number=one.ended) if one.ended is not None else "",
            say("record", "device_founder") if one.founder else "",
            say("record", "device_here") if one.here else "",
        )
        for one in list_members(site)
    )
    return Rows(cells=tuple(cells))


def say_card(card: Card) -> str:
    """Whose card it is, and the fingerprint to compare where it is enrolled."""
    return say("record", "card_fingerprint", name=card.name, fingerprint=format_fingerprint(card.id))


def say_enrolled(card: Card) -> str:
    """That a device takes part now, and what to do next."""
    return say("record", "device_enrolled", name=card.name, fingerprint=format_fingerprint(card.id))


def say_revoked(site: Site, card: Card) -> str:
    """From which of its entries on a device does not count any more."""
    ended = next(one.ended for one in list_members(site) if one.card.id == card.id)
    return say("record", "device_revoked_from", name=card.name, number=ended)


def say_exported(bundle: ExportedBundle) -> str:
    """Where a bundle was written, and which devices can read it."""
    values = {"file": bundle.file, "entries": f"{bundle.entries:,}"}
    code = "sync_exported" if bundle.devices else "sync_exported_alone"
    return say("record", code, devices=say_list(bundle.devices), **values)


def describe_received(received: ReceivedBundle) -> Iterator[str]:
    """What a bundle brought, and whether entries wait for others that did not come yet."""
    code = "sync_received" if received.new else "sync_nothing_new"
    yield say("record", code, name=received.sender.name, entries=f"{received.new:,}")
    if received.waiting:
        yield say("record", "sync_waiting", entries=received.waiting)


def say_new_doubts(site: Site, before: set[str]) -> str:
    """How many doubts are open now whose ids are not among those `before`; blank for none."""
    new = [doubt for doubt in site.doubts if doubt.id not in before and not doubt.settled]
    return say("record", "sync_doubts", number=len(new)) if new else ""

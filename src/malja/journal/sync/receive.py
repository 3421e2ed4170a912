"""Receive a bundle: all of it or nothing, however often it comes and in whatever order bundles come."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import Connection, select

from malja.journal.chain.device import Card, Device
from malja.journal.chain.entry import Entry, hash_content, parse_content, read_entry
from malja.journal.journal import Journal
from malja.journal.storage.chains import Chains
from malja.journal.storage.ends import check_ends
from malja.journal.storage.peers import save_claims, save_peer_tips, save_reached, save_returned
from malja.journal.storage.replay import pause_garbage_collection
from malja.journal.storage.tables import ENTRIES
from malja.journal.sync.bundle import LARGEST_BUNDLE, BundleHeader, BundleReader, build_refusal, unpack_bundle
from malja.journal.sync.notices import find_notices
from malja.journal.sync.placement import Placement
from malja.journal.sync.seal import open_seal
from malja.problems import Problem, Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceivedBundle:
    """What a bundle brought: entries that are new here, in quarantine, or waiting for others before them."""

    sender: Card
    new: int
    quarantined: int
    waiting: int
    notices: tuple[Problem, ...]


def receive_bundle(journal: Journal, file: Path) -> ReceivedBundle:
    """Take what a bundle brings into the journal: all of it, or nothing.

    Raises Refused where the file is no bundle, is damaged, was not made for this device or site, or not by a device of
    the site; Failed where nothing can be written.
    """
    if journal.device is None:
        raise Refused([Problem(code="device_missing")])
    bundle = open_bundle(file, journal.device)
    with journal.database.writing() as connection:
        return apply_bundle(connection, bundle, site=journal.site, own=journal.device.id)


def open_bundle(file: Path, device: Device) -> BundleReader:
    """A bundle, deciphered and its header read; raises Refused."""
    return unpack_bundle(open_seal(_content(file), device, label=file.name), label=file.name)


@pause_garbage_collection()
def apply_bundle(connection: Connection, bundle: BundleReader, *, site: str, own: str) -> ReceivedBundle:
    """Take what a bundle brings to the device `own`, inside a transaction that is rolled back on Refused."""
    header, label = bundle.header, bundle.label
    if header.site != site:
        raise build_refusal("bundle_other_site", label, site=header.site, own=site)
    chains = Chains(connection, site)
    check_ends(connection, chains.trust())
    chains.cards.setdefault(site, header.founder)
    before = chains.number(own)
    placement = Placement(chains, label)
    placement.put_waiting()
    lines = enumerate(bundle.lines(), start=1)
    placement.put_all(_entry(line.content, line.signature, label, place) for place, line in lines)
    placement.readmit()
    if placement.trust.cards and header.card.id not in placement.trust.cards:
        raise build_refusal("bundle_stranger", label, sender=header.card.name, id=header.card.id)
    chains.write()
    waiting = placement.list_waiting()
    chains.save_waiting(waiting)
    said = tuple(find_notices(placement, header, own, _unknown_to_sender(connection, chains, header)))
    _remember(connection, placement, header, own)
    if chains.number(own) > before:
        save_returned(connection, own, chains.tips[own])
    return ReceivedBundle(
        sender=header.card,
        new=placement.new,
        quarantined=len(placement.quarantined),
        waiting=len(waiting),
        notices=said,
    )


def _remember(connection: Connection, placement: Placement, header: BundleHeader, own: str) -> None:
    """Keep what is known now of what others hold; a revoked device's word counts for nothing."""
    save_reached(connection, {device: chains for device, chains in placement.reached.items() if device != own})
    active = {card.id for card in placement.trust.active()}
    if header.card.id in active and header.card.id != own:
        save_peer_tips(
            connection, header.card.id, header.tips, quarantine_hash=header.quarantine_hash, made=header.made
        )
        save_claims(connection, placement.chains, header.card.id, header.tips)


def _unknown_to_sender(connection: Connection, chains: Chains, header: BundleHeader) -> str:
    """When the sender itself recorded the first entry of its own of which its header knows nothing; blank: none."""
    sender = header.card.id
    said = header.tips.get(sender)
    number = said.number + 1 if said else 1
    if chains.at(sender, number) is None:
        return ""
    query = select(ENTRIES.c.content).where(ENTRIES.c.device == sender, ENTRIES.c.number == number)
    return str(parse_content(connection.execute(query).scalar_one())["recorded"])


def _content(file: Path) -> bytes:
    try:
        if not file.is_file():
            raise Refused([Problem(code="file_missing", file=file.name)])
        with file.open("rb") as stream:
            content = stream.read(LARGEST_BUNDLE + 1)
    except OSError as trouble:
        reason = trouble.strerror or str(trouble)
        raise Refused([Problem(code="file_unreadable", file=file.name, values=(("reason", reason),))]) from trouble
    if len(content) > LARGEST_BUNDLE:
        raise build_refusal("bundle_large", file.name, most=f"{LARGEST_BUNDLE // 10**6} MB")
    return content


def _entry(content: str, signature: str, label: str, place: int) -> Entry:
    """An entry as it came; what is wrong with it is said with the bundle's name and the entry's place in it."""
    try:
        return read_entry(content, hash_content(content), signature)
    except UnicodeEncodeError as wrong:
        raise build_refusal("bundle_damaged", label) from wrong
    except Refused as wrong:
        raise Refused([replace(problem, file=label, row=place) for problem in wrong.problems]) from wrong

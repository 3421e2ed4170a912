"""Which devices belong to a site: one is enrolled by its card, revoked from a number on, and joins from a bundle."""

from __future__ import annotations

import datetime
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from malja.facts.fact import Fact
from malja.journal.chain.device import Card, Device, format_fingerprint
from malja.journal.chain.entry import Entry
from malja.journal.chain.trust import DEVICE_ENROLLED, DEVICE_REVOKED, Trust, make_enrolment
from malja.journal.journal import Journal
from malja.journal.storage.chains import Chains
from malja.journal.storage.database import Database
from malja.journal.sync.bundle import BundleReader, build_refusal
from malja.journal.sync.receive import ReceivedBundle, apply_bundle, open_bundle
from malja.problems import Problem, Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinedJournal:
    """A journal that a device joined, open; what came with it, and the founder of the site."""

    journal: Journal
    received: ReceivedBundle
    founder: Card


def enrol_device(journal: Journal, card: Card, *, by: str, day: datetime.date) -> Entry:
    """Let another device take part, by its card. It has the same rights as this one, but can't revoke it.

    Raises Refused where it takes part already, or was revoked: a revoked device makes itself new keys.
    """
    trust = journal.trust()
    if card.id in trust.ends:
        raise Refused([Problem.at(None, "device_was_revoked", value=card.name)])
    if card.id in trust.cards:
        raise Refused([Problem.at(None, "device_is_enrolled", value=trust.cards[card.id].name)])
    named = [one for one in trust.active() if one.name == card.name]
    if named:
        raise Refused([Problem.at(None, "device_name_taken", value=card.name, id=named[0].id)])
    (entry,) = journal.append([Fact(kind=DEVICE_ENROLLED, happened=day, body=make_enrolment(card))], by=by)
    return entry


def revoke_device(
    journal: Journal, device: str, *, by: str, day: datetime.date, start: int | None = None, reason: str = ""
) -> Entry:
    """End a device from entry `start` of its chain on (None: from the next that is not here yet); `device`: its id.

    Its entries from there on no longer count, here and wherever this comes to be known; they stay in quarantine.

    Raises Refused where the device is none of the site's, or this device stands no nearer to the founder than it does.
    """
    trust = journal.trust()
    own = journal.device.id if journal.device else ""
    tip = journal.tips().get(device)
    # This device's own word must still count: its revocation of itself is its last entry.
    next_number = (tip.number if tip else 0) + (2 if device == own else 1)
    least = next_number if device == own else 1
    start = next_number if start is None else start
    if device not in trust.cards:
        raise Refused([Problem.at(None, "device_unknown", value=device)])
    name = trust.cards[device].name
    if not trust.may_revoke(own, device):
        raise Refused([Problem.at(None, "device_not_yours_to_revoke", value=name)])
    if start < least:
        raise Refused([Problem.at(None, "device_revoked_too_early", value=start, least=least)])
    body: dict[str, str | int] = {"device": device, "from": start}
    if reason:
        body["reason"] = reason
    (entry,) = journal.append([Fact(kind=DEVICE_REVOKED, happened=day, body=body)], by=by)
    return entry


def find_device(trust: Trust, word: str) -> Card:
    """The device of the site that a word names: its name, or the beginning of its id. Raises Refused."""
    start = _strip_id(word)
    cards = [card for card in trust.cards.values() if card.name == word] or [
        card for card in trust.cards.values() if start and card.id.startswith(start)
    ]
    if len(cards) != 1:
        code = "device_ambiguous" if cards else "device_unknown"
        raise Refused([Problem(code=code, value=word)])
    return cards[0]


def join_journal(where: Path | str, device: Device, bundle: Path, *, founder: str = "") -> JoinedJournal:
    """The journal of a site, made from a bundle that an enrolled device exported after it had enrolled this one.

    `where`: a Path (an SQLite file) or a database's URL, with nothing in it. `founder`: the fingerprint of the site's
    founder, as it was told by a way that nobody on the way of the bundle could change; blank: not compared (show it).

    Raises Refused, leaving nothing behind, where the founder is another, this device is not enrolled, the bundle does
    not hold the journal from its beginning, or can't be received.
    """
    unpacking = open_bundle(bundle, device)
    header = unpacking.header
    if founder and _strip_id(founder) != header.site:
        raise build_refusal(
            "join_other_founder",
            bundle.name,
            told=format_fingerprint(_strip_id(founder)),
            founder=format_fingerprint(header.site),
        )
    return fill_journal(where, device, unpacking)


def fill_journal(where: Path | str, device: Device, unpacking: BundleReader) -> JoinedJournal:
    """A new journal of what a bundle brings, for a device that is enrolled there; Refused, and nothing left, else."""
    with ExitStack() as undo:
        if isinstance(where, Path) and not where.exists():
            undo.callback(where.unlink, missing_ok=True)
        database = Database(where)
        undo.callback(database.close)
        received = _fill(database, unpacking, device)
        undo.pop_all()
    journal = Journal(database, device, unpacking.header.site)
    return JoinedJournal(journal=journal, received=received, founder=journal.trust().cards[journal.site])


def _fill(database: Database, unpacking: BundleReader, device: Device) -> ReceivedBundle:
    header = unpacking.header
    with database.create(header.site) as connection:
        received = apply_bundle(connection, unpacking, site=header.site, own=device.id)
        trust = Chains(connection, header.site).trust()
        if not trust.cards:
            raise build_refusal("join_not_from_the_beginning", unpacking.label)
        if device.id not in trust.cards:
            raise build_refusal("join_not_enrolled", unpacking.label, device=device.name)
        if device.id in trust.ends:
            raise build_refusal("join_revoked", unpacking.label, device=device.name)
    return received


def _strip_id(text: str) -> str:
    """An id as it was typed: without blanks and dashes, in small letters."""
    return "".join(letter for letter in text.lower() if not letter.isspace() and letter not in "-‐–—:")

"""What a device exchanges with others: bundles, cards, tips of chains; and the verification of its journal."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from malja.journal.chain.device import Card
from malja.journal.chain.entry import Entry
from malja.journal.chain.tips import format_tips, parse_tips
from malja.journal.storage.quarantine import QuarantinedEntry
from malja.journal.sync.enrolment import enrol_device, find_device, revoke_device
from malja.journal.sync.export import ExportedBundle, export_bundle
from malja.journal.sync.receive import ReceivedBundle, receive_bundle
from malja.journal.verify import Finding
from malja.outputs import refuse_taken_file
from malja.site.site import Site


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A device of the site: its card, whether it is this one or the founder, its last entry, where it was ended."""

    card: Card
    here: bool
    founder: bool
    number: int
    ended: int | None


def write_site_bundle(site: Site, to: Path, *, everything: bool = False, force: bool = False) -> ExportedBundle:
    """Write a bundle for the other devices into a folder or to a file; see `journal.sync.export`."""
    refuse_taken_file(to, force=force)
    # Folding the state finds what was changed behind malja's back, so that it is not passed on.
    site.state()
    return export_bundle(site.journal, to, everything=everything, force=force)


def receive_site_bundle(site: Site, file: Path) -> ReceivedBundle:
    """Take in what a bundle brings, all or nothing; see `journal.sync.receive`."""
    return receive_bundle(site.journal, file)


def verify_site(site: Site, against: str = "") -> tuple[Finding, ...]:
    """What is wrong in the journal; `against`: tips as the daily page prints them. Refused where they are none."""
    return site.journal.verify(parse_tips(against) if against.strip() else None)


def format_site_tips(site: Site) -> tuple[str, ...]:
    """A line for each chain: what the daily page prints and `verify` takes back."""
    return format_tips(site.tips())


def list_entries(site: Site, *, kind: str = "", since: datetime.date | None = None) -> Iterator[Entry]:
    """The entries in the order in which they came here: of a kind (or a group of kinds), happened since a day."""
    for entry in site.journal.read():
        if matches_kind(entry, kind, since):
            yield entry


def matches_kind(entry: Entry, kind: str = "", since: datetime.date | None = None) -> bool:
    """Whether an entry is of a kind, or of a group of kinds (blank: any), and tells of a day since that one."""
    fact = entry.fact
    right = not kind or fact.kind == kind or fact.kind.startswith(f"{kind}.")
    return right and (since is None or fact.happened >= since)


def list_quarantine(site: Site) -> tuple[QuarantinedEntry, ...]:
    """The entries in quarantine, which count for nothing, with their reasons, by device and number."""
    return site.journal.quarantine()


def list_members(site: Site) -> tuple[Member, ...]:
    """The devices of the site, the founder first, then by name."""
    trust, tips = site.journal.trust(), site.tips()
    own = site.journal.device.id if site.journal.device else ""
    members = [
        Member(
            card=card,
            here=card.id == own,
            founder=card.id == trust.site,
            number=tips[card.id].number if card.id in tips else 0,
            ended=trust.ends.get(card.id),
        )
        for card in trust.cards.values()
    ]
    return tuple(sorted(members, key=lambda one: (not one.founder, one.card.name, one.card.id)))


def enrol_member(site: Site, card: str, *, by: str, day: datetime.date) -> Card:
    """Let another device take part, by its card as text. Raises Refused."""
    read = Card.read(card)
    enrol_device(site.journal, read, by=by or _name(site), day=day)
    return read


def revoke_member(site: Site, device: str, *, by: str, day: datetime.date, start: int | None, reason: str) -> Card:
    """End a device, named or by the beginning of its id, from an entry of its chain on. Raises Refused."""
    card = find_device(site.journal.trust(), device)
    revoke_device(site.journal, card.id, by=by or _name(site), day=day, start=start, reason=reason)
    return card


def _name(site: Site) -> str:
    return site.journal.device.name if site.journal.device else ""

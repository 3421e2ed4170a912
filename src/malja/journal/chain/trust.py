"""Which devices may write: those enrolled, from the founder on, and the numbers from which they are revoked.

The site's id is the id of the device that founded it, so nobody else can claim to be the founder. A device is trusted
when a trusted device enrolled it. It can be revoked by itself (from its next entry on) and by devices that stand nearer
to the founder than it does: a stolen tablet that revokes everybody changes nothing, whatever turn it claims. The answer
depends on the set of entries alone, not on the order in which they came.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from malja.journal.chain.device import Card, check_card
from malja.journal.chain.entry import Entry
from malja.problems import Refused

#: The kinds of facts that are the journal's own: which site it is, and which devices may write.
SITE_FOUNDED = "site.founded"
DEVICE_ENROLLED = "device.enrolled"
DEVICE_REVOKED = "device.revoked"
MEMBERSHIP_KINDS = (SITE_FOUNDED, DEVICE_ENROLLED, DEVICE_REVOKED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Trust:
    """The devices of a site: cards, enrolments from the founder (`levels`), and where they are revoked (`ends`)."""

    site: str
    cards: Mapping[str, Card] = field(default_factory=dict)
    levels: Mapping[str, int] = field(default_factory=dict)
    ends: Mapping[str, int] = field(default_factory=dict)

    def counts(self, device: str, number: int) -> bool:
        """Whether an entry of the device under this number is part of the state."""
        return device in self.cards and (device not in self.ends or number < self.ends[device])

    def active(self) -> tuple[Card, ...]:
        """The devices that are enrolled and not revoked, in the order of their ids."""
        return tuple(self.cards[device] for device in sorted(self.cards) if device not in self.ends)

    def may_revoke(self, by: str, device: str) -> bool:
        """Whether a revocation of the device by another (or by itself) has an effect."""
        if by == device:
            return device in self.cards
        return by in self.levels and device in self.levels and self.levels[by] < self.levels[device]


@dataclass(frozen=True, slots=True)
class _Ended:
    by: str
    at: int
    start: int


def derive_trust(site: str, entries: Iterable[Entry]) -> Trust:
    """Work out which devices are trusted from a site's entries; only those of the journal's own kinds matter."""
    enrolments: dict[str, list[tuple[int, Card]]] = defaultdict(list)
    ended: dict[str, list[_Ended]] = defaultdict(list)
    for entry in sorted(entries, key=lambda entry: entry.order):
        if entry.fact.kind == DEVICE_ENROLLED and (card := read_card(entry)) is not None:
            enrolments[entry.device].append((entry.number, card))
        if entry.fact.kind == DEVICE_REVOKED and (end := _end(entry)) is not None:
            ended[str(entry.fact.body["device"])].append(end)
    return _spread(site, enrolments, ended)


def _spread(site: str, enrolments: Mapping[str, list[tuple[int, Card]]], ended: Mapping[str, list[_Ended]]) -> Trust:
    """From the founder outwards: revocations of nearer devices are decided before the farther ones are asked."""
    cards: dict[str, Card] = {card.id: card for _, card in reversed(enrolments.get(site, ())) if card.id == site}
    if not cards:
        return Trust(site=site)
    levels, ends = {site: 0}, dict[str, int]()
    newest = [site]
    while newest:
        for device in newest:
            starts = [
                end.start
                for end in ended.get(device, ())
                if (end.by == device and end.start > end.at)
                or (levels.get(end.by, len(levels)) < levels[device] and end.at < ends.get(end.by, end.at + 1))
            ]
            if starts:
                ends[device] = min(starts)
        enrolled: dict[str, Card] = {}
        for device in newest:
            for number, card in enrolments.get(device, ()):
                if number < ends.get(device, number + 1) and card.id not in levels:
                    enrolled.setdefault(card.id, card)
        levels |= dict.fromkeys(enrolled, levels[newest[0]] + 1)
        cards |= enrolled
        newest = sorted(enrolled)
    return Trust(site=site, cards=cards, levels=levels, ends=ends)


def read_card(entry: Entry) -> Card | None:
    """The card in an enrolment; None: it holds no valid card, and enrols nobody."""
    body = entry.fact.body
    name, key, recipient, device = (body.get(part) for part in ("name", "key", "recipient", "device"))
    if not (isinstance(name, str) and isinstance(key, str) and isinstance(recipient, str)):
        return None
    try:
        # One that nothing can be sealed to would keep everybody from exporting.
        card = check_card(Card(name=name, key=key, recipient=recipient))
        return card if card.id == device and len(key) == 64 else None
    except (ValueError, Refused):
        return None


def make_enrolment(card: Card) -> dict[str, str]:
    """The body of an entry that enrols the card."""
    return {"device": card.id, "name": card.name, "key": card.key, "recipient": card.recipient}


def _end(entry: Entry) -> _Ended | None:
    device, start = entry.fact.body.get("device"), entry.fact.body.get("from")
    if not isinstance(device, str) or type(start) is not int or start < 1:
        return None
    return _Ended(by=entry.device, at=entry.number, start=start)

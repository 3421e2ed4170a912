"""Which devices may write: those enrolled, from the founder on, and the numbers from which they are revoked.

The site's id is the id of the device that founded it, so nobody else can claim to be the founder. A device is trusted
when a trusted device enrolled it. It can be revoked by itself (from its next entry on) and by devices that stand nearer
to the founder than it does: a stolen tablet that revokes everybody changes nothing, whatever turn it claims. The answer
depends on the set of entries alone, not on the order in which they came.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import zip_longest

from malja.journal.chain.device import Card, check_card, format_fingerprint
from malja.journal.chain.entry import Entry
from malja.problems import Refused

#: The kinds of facts that are the journal's own: which site it is, and which devices may write.
SITE_FOUNDED = "site.founded"
DEVICE_ENROLLED = "device.enrolled"
DEVICE_REVOKED = "device.revoked"
MEMBERSHIP_KINDS = (SITE_FOUNDED, DEVICE_ENROLLED, DEVICE_REVOKED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Trust:
    """The devices of a site: cards, enrolments from the founder (`levels`), and where they are revoked (`ends`).

    No two cards bear one name: the later one's has its fingerprint behind it. `more_recipients`: others than the card's
    that some enrolment gives a device.
    `told`: how many entries of the journal's own kinds say so.
    """

    site: str
    cards: Mapping[str, Card] = field(default_factory=dict)
    levels: Mapping[str, int] = field(default_factory=dict)
    ends: Mapping[str, int] = field(default_factory=dict)
    more_recipients: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    told: int = field(default=0, compare=False)

    def list_recipients(self) -> tuple[str, ...]:
        """To whom a bundle is sealed: the devices that are not revoked.

        Where two enrolments of a device give it different recipients, to all of them: else one that enrols another's
        device once more, with a recipient of its own, would keep that device from reading anything.
        """
        active = self.active()
        more = (one for card in active for one in self.more_recipients.get(card.id, ()))
        return tuple(dict.fromkeys((*(card.recipient for card in active), *more)))

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


#: The most devices that take part in a site: so many can read every bundle in a moment. Those nearest to the founder
#: come first.
MOST_DEVICES = 256
#: The most that one device enrols: of any more, nobody takes notice.
MOST_ENROLMENTS = 64
_FINGERPRINT = re.compile(r"[0-9a-f]{4}( [0-9a-f]{4}){3}")


@dataclass(frozen=True, slots=True)
class _Ended:
    by: str
    at: int
    start: int


def derive_trust(site: str, entries: Iterable[Entry]) -> Trust:
    """Work out which devices are trusted from a site's entries; only those of the journal's own kinds matter."""
    enrolments: dict[str, list[tuple[int, Card]]] = defaultdict(list)
    ended: dict[str, list[_Ended]] = defaultdict(list)
    told = sorted(entries, key=lambda entry: entry.order)
    for entry in told:
        if entry.fact.kind == DEVICE_ENROLLED and (card := read_card(entry)) is not None:
            enrolments[entry.device].append((entry.number, card))
        if entry.fact.kind == DEVICE_REVOKED and (end := _end(entry)) is not None:
            ended[str(entry.fact.body["device"])].append(end)
    return replace(_spread(site, enrolments, ended), told=len(told))


def _spread(site: str, enrolments: Mapping[str, list[tuple[int, Card]]], ended: Mapping[str, list[_Ended]]) -> Trust:
    """From the founder outwards: revocations of nearer devices are decided before the farther ones are asked."""
    cards: dict[str, Card] = {card.id: card for _, card in reversed(enrolments.get(site, ())) if card.id == site}
    if not cards:
        return Trust(site=site)
    levels, ends, recipients = {site: 0}, dict[str, int](), dict[str, tuple[str, ...]]()
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
        for card in _in_turn(newest, enrolments, ends):
            if card.id in enrolled and card.recipient != enrolled[card.id].recipient:
                if sum(map(len, recipients.values())) >= MOST_DEVICES // 2:
                    continue
                recipients[card.id] = (*recipients.get(card.id, ()), card.recipient)
            elif card.id not in levels and len(levels) + len(enrolled) < MOST_DEVICES:
                enrolled.setdefault(card.id, card)
        levels |= dict.fromkeys(enrolled, levels[newest[0]] + 1)
        cards |= enrolled
        newest = sorted(enrolled)
    return Trust(site=site, cards=_name_apart(cards, ends), levels=levels, ends=ends, more_recipients=recipients)


def _in_turn(
    devices: Iterable[str], enrolments: Mapping[str, list[tuple[int, Card]]], ends: Mapping[str, int]
) -> Iterator[Card]:
    """The cards that devices enrol: the first of each, then the second of each, so that none takes all the room."""
    rows = []
    for device in devices:
        counted = [card for number, card in enrolments.get(device, ()) if number < ends.get(device, number + 1)]
        first = {(card.id, card.recipient): card for card in reversed(counted)}
        rows.append(list(dict.fromkeys(first[card.id, card.recipient] for card in counted))[:MOST_ENROLMENTS])
    for turn in zip_longest(*rows):
        yield from (card for card in turn if card is not None)


def _name_apart(cards: Mapping[str, Card], ends: Mapping[str, int]) -> dict[str, Card]:
    """The cards, from the founder outwards, those whose name another bears with their fingerprint behind it.

    A revoked device's name is free for another.
    """
    taken: set[str] = set()
    apart = dict(cards)
    for device in sorted(cards, key=lambda one: one in ends):
        card = cards[device]
        name = card.name
        if _fold_name(name) in taken or _FINGERPRINT.search(_fold_name(name)):
            name = f"{name} ({format_fingerprint(device)})"
        taken.add(_fold_name(name))
        apart[device] = card if name == card.name else replace(card, name=name)
    return apart


def _fold_name(name: str) -> str:
    """A name as it is compared: letters of any width and case are the same."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


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

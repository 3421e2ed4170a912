"""Notices after a bundle was received: chains that forked, entries that are missing, old copies."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from malja.journal.chain.entry import Tip
from malja.journal.storage.chains import Chains
from malja.journal.storage.quarantine import FORK, REVOKED, TURN
from malja.journal.sync.bundle import BundleHeader
from malja.journal.sync.placement import Placement
from malja.problems import Problem

#: Of so many chains a bundle's notices tell one by one.
MOST_LINES = 10


def find_notices(placement: Placement, header: BundleHeader, own: str, recorded: str) -> Iterator[Problem]:
    """Everything worth knowing about a bundle that was put to the journal of the device `own`.

    `recorded`: when the first entry of the sender's own that is here, and of which its header knows nothing, was
    recorded by it (its own clock); blank where there is none.
    """
    trust = placement.trust
    if header.card.id in trust.ends:
        yield Problem.at(None, "sync_sender_revoked", device=_name(placement, header.card.id))
    # A bundle that was made before that entry is merely old; one made after it comes from a device that lost it.
    elif recorded and header.made > recorded:
        yield _restored(placement, header)
    yield from _quarantined(placement, own)
    yield from _missing(placement, header)


def _restored(placement: Placement, header: BundleHeader) -> Problem:
    said = header.tips.get(header.card.id)
    here = placement.chains.tips[header.card.id]
    return Problem.at(
        None,
        "sync_restored",
        device=_name(placement, header.card.id),
        number=said.number if said else 0,
        here=here.number,
        hash=here.hash[:16],
    )


def _quarantined(placement: Placement, own: str) -> Iterator[Problem]:
    """A line for each chain that split, that goes on behind its revocation, or that counts turns wrongly."""
    first: dict[tuple[str, str], int] = {}
    for entry, reason in placement.quarantined:
        first[entry.device, reason] = min(entry.number, first.get((entry.device, reason), entry.number))
    said = sorted(first.items())
    yield from _cut(len(said))
    for (chain, reason), number in said[:MOST_LINES]:
        name = _name(placement, chain)
        if reason == FORK and chain == own:
            yield Problem.at(None, "sync_forked_here", number=number)
        elif reason == FORK:
            yield Problem.at(None, "sync_forked", device=name, number=number)
        elif reason == REVOKED:
            yield Problem.at(None, "sync_revoked", device=name, number=number)
        elif reason == TURN:
            yield Problem.at(None, "sync_wrong_turn", device=name, number=number)


def _missing(placement: Placement, header: BundleHeader) -> Iterator[Problem]:
    """A line for each chain of which the sender holds more, or something else, than is here now.

    Only of devices of the site, and by nobody's word that is revoked: such an alarm could never end.
    """
    chains, trust = placement.chains, placement.trust
    believed = header.card.id not in trust.ends
    tips = {one: tip for one, tip in header.tips.items() if believed and one in trust.cards and one not in trust.ends}
    short, other = _unmatched(chains, tips)
    missing = {device: tip.number for device, tip in short.items()}
    for device, number in placement.find_missing():
        missing[device] = max(number, missing.get(device, 0))
    sender = _name(placement, header.card.id)
    yield from _cut(len(missing))
    for device, number in sorted(missing.items())[:MOST_LINES]:
        here = chains.number(device)
        yield Problem.at(None, "sync_missing", device=_name(placement, device), number=number, here=here, sender=sender)
    for device, tip in sorted(other.items())[:MOST_LINES]:
        if device not in missing:
            yield Problem.at(
                None,
                "sync_other",
                device=_name(placement, device),
                number=tip.number,
                sender=sender,
                hash=tip.hash[:16],
            )


def _unmatched(chains: Chains, tips: Mapping[str, Tip]) -> tuple[dict[str, Tip], dict[str, Tip]]:
    """Of chains' ends as somebody holds them: those further than here, and those that are another entry here."""
    short: dict[str, Tip] = {}
    other: dict[str, Tip] = {}
    for device, tip in tips.items():
        if chains.turn(device, tip.number, tip.hash) is None:
            (short if chains.number(device) < tip.number else other)[device] = tip
    return short, other


def _cut(lines: int) -> Iterator[Problem]:
    """That more chains than are told have something of the kind."""
    if lines > MOST_LINES:
        yield Problem.at(None, "sync_more_chains", number=lines - MOST_LINES)


def _name(placement: Placement, device: str) -> str:
    """What people call a device; its id where no card of it came yet."""
    card = placement.trust.cards.get(device) or placement.chains.cards.get(device)
    return card.name if card else device

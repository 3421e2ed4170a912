"""Place entries of others: at the end of their chain, in quarantine, or waiting for more."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice

from malja.journal.chain.device import Card, verify_all
from malja.journal.chain.entry import Entry, Tip
from malja.journal.chain.trust import MEMBERSHIP_KINDS, Trust
from malja.journal.storage.chains import Chains
from malja.journal.storage.quarantine import FOLLOWS, FORK, REVOKED, TURN
from malja.journal.sync.bundle import build_refusal
from malja.journal.sync.right_turns import RightTurns

#: The most entries of a device that wait for others.
MOST_WAITING = 20_000
#: So many entries' signatures are looked at together.
_AT_ONCE = 1_000


class Placement:
    """Puts entries to a journal, one after another, in any order, each as often as it comes.

    An entry is taken where its predecessor and everything that it had seen are chains. A second entry under one number,
    one that follows such an entry, one of a device from the number on from which it was revoked, and one whose turn is
    not one more than the largest before it, go to quarantine. `chains` changes; nothing that stands in it does.
    """

    def __init__(self, chains: Chains, label: str) -> None:
        self.chains = chains
        self.trust: Trust = chains.trust()
        self.new = 0
        self.quarantined: list[tuple[Entry, str]] = []
        #: What each device turned out to hold, by what its entries say.
        self.reached: dict[str, dict[str, Tip]] = defaultdict(dict)
        self._label = label
        self._turns = RightTurns(chains)
        self._waited: set[tuple[str, str]] = set()
        #: Of the entries that are put at once: hashes with the signatures that are right.
        self._signed: set[tuple[str, str]] = set()
        #: What an entry waits for: another by its hash, or a device's card by the device's id.
        self._blocked: dict[str, dict[tuple[str, int, str], Entry]] = defaultdict(dict)

    def put_waiting(self) -> None:
        """Put those entries that waited in the journal since an import before."""
        for entry in self.chains.take_waiting():
            self._waited.add((entry.hash, entry.signature))
            self.put(entry)

    def put_all(self, entries: Iterable[Entry]) -> None:
        """Put entries as `put` does, one after another; their signatures are looked at together, which is quicker."""
        entries, cards = iter(entries), self.chains.cards
        while part := list(islice(entries, _AT_ONCE)):
            new = (one for one in part if one.device in cards and not self._is_held(one))
            known = [(cards[one.device], one.hash, one.signature) for one in new]
            right = verify_all(known)
            self._signed = {signed[1:] for signed, holds in zip(known, right, strict=True) if holds}
            for entry in part:
                self.put(entry)
        self._signed = set()

    def put(self, entry: Entry) -> None:
        """Find an entry's place, then the place of those that waited for it.

        Raises Refused where the entry is not signed by its device: nothing of such a bundle can be believed. (One that
        waited for its device's card, and that the card does not sign, is dropped: this bundle can't help it.)
        """
        if not self._is_held(entry):
            self._settle([entry])

    def readmit(self) -> None:
        """Take back from quarantine what belongs in its chain after all, since a revocation turned out to be void."""
        for entry, _ in self.chains.list_quarantined():
            tip = self.chains.tips.get(entry.device, Tip(0, ""))
            if (entry.number, entry.before) == (tip.number + 1, tip.hash):
                self._settle([entry])

    def _settle(self, ready: list[Entry]) -> None:
        while ready:
            entry = ready.pop()
            card = self.chains.cards.get(entry.device)
            if card and not self._is_signed(entry, card):
                if (entry.hash, entry.signature) in self._waited:
                    continue
                raise build_refusal("bundle_entry_forged", self._label, device=card.name, number=entry.number)
            reason = self._reason_at_once(entry)
            right = entry.device if not card else 0 if reason else self._find_right_turn(entry)
            if isinstance(right, str):
                self._blocked[right][entry.device, entry.number, entry.hash] = entry
                continue
            self._place(entry, reason or ("" if entry.turn == right else TURN))
            ready += [
                one
                for key in (entry.hash, *self._introduced(entry))
                for one in self._blocked.pop(key, {}).values()
                if not self._is_held(one)
            ]

    def list_waiting(self) -> list[Entry]:
        """The entries for which something is still missing, in the order of their chains, the first of each.

        So many of a device as `MOST_WAITING`, and of all devices without a card together: nobody fills the disk with
        what waits for ever. What is left out comes again with the next bundle, since its chain does not hold it.
        """
        waiting = {key: entry for group in self._blocked.values() for key, entry in group.items()}
        kept: list[Entry] = []
        counted: Counter[str] = Counter()
        for key in sorted(waiting, key=lambda key: (key[1], key[0], key[2])):
            known = key[0] if key[0] in self.chains.cards else ""
            counted[known] += 1
            if counted[known] <= MOST_WAITING:
                kept.append(waiting[key])
        return sorted(kept, key=lambda entry: (entry.device, entry.number, entry.hash))

    def find_missing(self) -> Iterator[tuple[str, int]]:
        """The entries that others wait for, as device and number, where their number is known."""
        for entry in self.list_waiting():
            for device, tip in ((entry.device, Tip(entry.number - 1, entry.before)), *entry.seen.items()):
                if tip.number and self.chains.turn(device, tip.number, tip.hash) is None:
                    yield device, tip.number

    def _is_signed(self, entry: Entry, card: Card) -> bool:
        return (entry.hash, entry.signature) in self._signed or card.verify(entry.hash, entry.signature)

    def _is_held(self, entry: Entry) -> bool:
        return self.chains.turn(entry.device, entry.number, entry.hash) is not None

    def _find_right_turn(self, entry: Entry) -> int | str:
        """One more than the largest turn before the entry; 0 where it builds on one whose own turn is wrong.

        Or the hash of what must come before that is known.
        """
        turns: list[int] = []
        if entry.number > 1:
            before = self.chains.turn(entry.device, entry.number - 1, entry.before)
            if before is None:
                return entry.before
            turns.append(before)
        right = True
        for device, tip in sorted(entry.seen.items()):
            turn = self._turns.check(device, tip)
            if isinstance(turn, Tip):
                return turn.hash
            right = right and bool(turn)
            turns.append(turn)
        return 1 + max(turns, default=0) if right else 0

    def _reason_at_once(self, entry: Entry) -> str:
        """Why an entry can't be taken, whatever else comes; blank: nothing speaks against it."""
        end = self.trust.ends.get(entry.device)
        if end is not None and entry.number >= end:
            return REVOKED
        if self.chains.at(entry.device, entry.number):
            return FORK
        if entry.number > 1 and self.chains.is_quarantined(entry.device, entry.number - 1, entry.before):
            # A predecessor that was let in again stands in both.
            mark = self.chains.at(entry.device, entry.number - 1)
            return "" if mark and mark.hash == entry.before else FOLLOWS
        return ""

    def _place(self, entry: Entry, reason: str) -> None:
        """Put an entry where it belongs; `reason`: why it can't be taken, if so."""
        if not reason:
            self.chains.add(entry)
            if entry.fact.kind in MEMBERSHIP_KINDS:
                self.trust = self.chains.trust()
            self.new += 1
            self._reach(entry)
        elif not self.chains.is_quarantined(entry.device, entry.number, entry.hash):
            self.chains.quarantine(entry, reason)
            self.quarantined.append((entry, reason))

    def _introduced(self, entry: Entry) -> tuple[str, ...]:
        """The id of the device whose card became known with the entry."""
        device = entry.fact.body.get("device")
        return (device,) if isinstance(device, str) and device in self.chains.cards else ()

    def _reach(self, entry: Entry) -> None:
        reached = self.reached[entry.device]
        reached[entry.device] = self.chains.tips[entry.device]
        for device, tip in entry.seen.items():
            if device not in reached or reached[device].number < tip.number:
                reached[device] = tip

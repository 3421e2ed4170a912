"""Facts that were taken back: which take-backs hold follows from all that is told, before the state is folded.

A fact that is taken back is passed over by the fold, as if it had never been told, so that what follows from it is
worked out anew and what cannot be without it becomes a doubt. Which ones hold depends on the set of entries alone:

- a take-back holds where its device told the fact itself, or stands nearer to the founder than the one that did;
- what was told of a flight that was verified before is taken back by two: another role agrees (`agreed_by`);
- a take-back can itself be taken back by a later one. The last in the order of the state are decided first, so that
  each is decided by those after it alone, and two devices that take back the same thing take it back once.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field

from malja.facts.doubt import Doubt
from malja.facts.fact import Fact
from malja.site.state.body_form import find_misfit
from malja.site.state.kinds import TAKEN_BACK
from malja.stock.rounds.gifts import same_role

#: An entry: its device and its number there.
EntryPlace = tuple[str, int]
#: The facts that decide which take-backs hold.
DECISIVE_KINDS = (TAKEN_BACK.name, "flight.verified")
#: What the journal says of itself: which site, which devices. A device is revoked, not taken back.
_JOURNAL_KINDS = ("site.", "device.")


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeBacks:
    """What is taken back, by its place, with the take-back that holds; and why others do not (`faults`, by theirs).

    `missing`: what take-backs name that is not here (yet).
    """

    taken: Mapping[EntryPlace, Fact] = field(default_factory=dict)
    faults: Mapping[EntryPlace, Doubt] = field(default_factory=dict)
    missing: frozenset[EntryPlace] = frozenset()

    def takes(self, fact: Fact) -> Fact | None:
        """The take-back by which a fact counts no more; None: it counts."""
        return self.taken.get((fact.device, fact.number)) if self.taken else None


def find_target(fact: Fact) -> EntryPlace:
    """The place of what a take-back takes back."""
    return str(fact.body["device"]), int(str(fact.body["number"]))


def judge_take_backs(
    told: Sequence[Fact],
    find: Callable[[Collection[EntryPlace]], Mapping[EntryPlace, Fact]],
    stands_above: Callable[[str, str], bool],
) -> TakeBacks:
    """Which take-backs hold; `told`: all facts of DECISIVE_KINDS in the order of the state.

    `find` gives the facts at places, `stands_above` whether the first device stands nearer to the founder.
    """
    told_at = {(fact.device, fact.number): place for place, fact in enumerate(told)}
    verified: dict[str, int] = {}
    faults: dict[EntryPlace, Doubt] = {}
    readable: list[Fact] = []
    for place, fact in enumerate(told):
        wrong = find_misfit(fact)
        if fact.kind != TAKEN_BACK.name:
            verified.setdefault(str(fact.body.get("flight", "")), place)
        elif wrong:
            about = Doubt.about(fact, "fact_unreadable", kind=fact.kind, column=wrong, device=fact.device)
            faults[fact.device, fact.number] = about
        else:
            readable.append(fact)
    targets = find({find_target(fact) for fact in readable})
    taken: dict[EntryPlace, Fact] = {}
    for fact in reversed(readable):
        at = told_at[fact.device, fact.number]
        target = targets.get(find_target(fact))
        if (fact.device, fact.number) in taken:
            continue
        if code := _find_fault(fact, at, target, told_at, verified, stands_above):
            faults[fact.device, fact.number] = _doubt(fact, code)
        else:
            taken[find_target(fact)] = fact
    missing = frozenset(find_target(fact) for fact in readable if find_target(fact) not in targets)
    return TakeBacks(taken=taken, faults=faults, missing=missing)


def _find_fault(
    fact: Fact,
    at: int,
    target: Fact | None,
    told_at: Mapping[EntryPlace, int],
    verified: Mapping[str, int],
    stands_above: Callable[[str, str], bool],
) -> str:
    """The code of why a take-back does not hold; blank: it does. `at`: its place among all that is told."""
    if target is None:
        return "taken_back_unknown"
    if target.kind.startswith(_JOURNAL_KINDS):
        return "taken_back_membership"
    if target.kind == TAKEN_BACK.name and told_at[target.device, target.number] >= at:
        return "taken_back_unknown"  # No honest device can name a take-back that comes after its own.
    if fact.device != target.device and not stands_above(fact.device, target.device):
        return "taken_back_foreign"
    if _was_verified(target, at, verified) and not _is_agreed(fact):
        return "taken_back_alone"
    return ""


def _was_verified(target: Fact, at: int, verified: Mapping[str, int]) -> bool:
    """Whether this was told of a flight whose counts were verified before the take-back; claims are papers only."""
    if not target.kind.startswith("flight.") or target.kind == "flight.claimed":
        return False
    return target.kind == "flight.verified" or verified.get(str(target.body.get("flight", "")), at) < at


def _is_agreed(fact: Fact) -> bool:
    agreed = str(fact.body.get("agreed_by", ""))
    return bool(agreed) and not same_role(agreed, fact.by)


def _doubt(fact: Fact, code: str) -> Doubt:
    device, number = find_target(fact)
    return Doubt.about(fact, code, device=fact.device, by=fact.by, other=device, number=number)

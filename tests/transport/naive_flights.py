"""A second way to work flights out: no fold, but all facts of a flight looked through anew for each question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from malja.facts.fact import Fact
from tests.transport.desks import PACKS, Entry


class NaiveFlights:
    """Facts in order, and what each device held when it recorded each of them."""

    def __init__(self, facts: Sequence[Fact], knew: Mapping[Entry, frozenset[Entry]]) -> None:
        self._facts = [(fact.kind.removeprefix("flight."), fact) for fact in facts]
        self._knew = knew

    def all(self, flight: str, *kinds: str) -> list[Fact]:
        """The facts of a flight and of some kinds, in order."""
        return [fact for kind, fact in self._facts if fact.body["flight"] == flight and kind in kinds]

    def verification(self, flight: str) -> Fact | None:
        """The first one."""
        return next(iter(self.all(flight, "verified")), None)

    def met(self, flight: str, *kinds: str) -> list[Fact]:
        """As `all`, but once the flight is verified only what the verifying device had met."""
        final = self.verification(flight)
        found = self.all(flight, *kinds)
        return found if final is None else [fact for fact in found if self.knows(final, fact)]

    def knows(self, fact: Fact, other: Fact) -> bool:
        """Whether a fact's device held another fact when it recorded it."""
        return (other.device, other.number) in self._knew[fact.device, fact.number]

    def shipped(self, flight: str) -> dict[str, tuple[str, int, Decimal]]:
        """Item, packs and units in a pack by line of the manifest."""
        found = {}
        for fact in self.met(flight, "loaded"):
            item = str(fact.body["item"])
            found[str(fact.body["line"])] = (item, int(str(fact.body["packs"])), self._size(fact, PACKS[item]))
        return {line: said for line, said in found.items() if said[1]}

    def counted(self, flight: str) -> dict[tuple[str, str], tuple[str, int, int, Decimal, str]]:
        """Item, packs in good order, damaged packs, units in a pack and role by line and part, as counted last."""
        found: dict[tuple[str, str], tuple[str, int, int, Decimal, str]] = {}
        for fact in self.met(flight, "counted"):
            line, part = str(fact.body["line"]), str(fact.body.get("part", ""))
            loads = [one for one in self.all(flight, "loaded") if one.body["line"] == line and self.knows(fact, one)]
            item = str(fact.body.get("item", loads[-1].body["item"] if loads else ""))
            same = loads and loads[-1].body["item"] == item
            size = self._size(fact, self._size(loads[-1], PACKS[item]) if same else PACKS[item])
            packs, damaged = int(str(fact.body["packs"])), int(str(fact.body.get("damaged", 0)))
            found[line, part] = (item, packs, damaged, size, str(fact.body["counted_by"]))
        last = {str(fact.body["line"]): "part" in fact.body for fact in self.met(flight, "counted")}
        return {(line, part): said for (line, part), said in found.items() if (part != "") == last[line]}

    def stock(self) -> dict[tuple[str, str], Decimal]:
        """Units by store and item: the good packs of every verified flight, once."""
        found: dict[tuple[str, str], Decimal] = {}
        for flight in sorted({str(fact.body["flight"]) for _, fact in self._facts}):
            final = self.verification(flight)
            for item, packs, _, size, _ in self.counted(flight).values() if final else ():
                key = (str(final.body["store"]) if final else "", item)
                found[key] = found.get(key, Decimal(0)) + packs * size
        return {key: units for key, units in found.items() if units}

    def differences(self, flight: str) -> set[tuple[str, str, int, Decimal]]:
        """Line, item, packs and units, over all parts, of what is not as shipped: received less shipped."""
        shipped, counted = self.shipped(flight), self.counted(flight)
        found = set()
        for line in {line for line, _ in counted}:
            parts = [said for (one, _), said in counted.items() if one == line]
            item, was, size = shipped.get(line, ("", 0, Decimal(0)))
            for each in {item} - {""} | {said[0] for said in parts}:
                own = [said for said in parts if said[0] == each]
                sent, pack = (was, size) if each == item else (0, Decimal(0))
                more = sum(packs + damaged for _, packs, damaged, _, _ in own) - sent
                units = sum(((one[1] + one[2]) * one[3] for one in own), Decimal(0)) - sent * pack
                wrong = any(one[2] or (sent and one[1] and one[3] != pack) for one in own)
                if more or units or wrong:
                    found.add((line, each, more, units))
        return found

    def status(self, flight: str) -> str:
        """How far it has come."""
        if self.verification(flight):
            return "claimed" if self.all(flight, "claimed") else "verified"
        if self.all(flight, "landed"):
            counted = {line for line, _ in self.counted(flight)}
            return "counted" if counted and counted >= set(self.shipped(flight)) else "landed"
        if self.cancelled(flight):
            return "cancelled"
        return "loaded" if self.shipped(flight) else "announced"

    def cancelled(self, flight: str) -> bool:
        """Whether a cancellation stands that no later announcement knew of and took back."""
        off: Fact | None = None
        for fact in self.all(flight, "cancelled", "announced", "landed"):
            if fact.kind == "flight.landed":
                return False
            if fact.kind == "flight.cancelled":
                off = off or fact
            elif off is not None and self.knows(fact, off):
                off = None
        return off is not None

    def papers(self) -> dict[Entry, str]:
        """The number of every verification: the device and which of its verifications it is."""
        found: dict[Entry, str] = {}
        for kind, fact in self._facts:
            if kind == "verified":
                own = [one for one in found if one[0] == fact.device]
                found[fact.device, fact.number] = f"GRN-{fact.device.upper()}-{len(own) + 1:04}"
        return found

    def _size(self, fact: Fact, otherwise: Decimal) -> Decimal:
        return Decimal(str(fact.body.get("pack_quantity", otherwise)))

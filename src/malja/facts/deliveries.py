"""Deliveries that may have been told twice: the same waybill by two clerks, the same bus by two devices."""

from __future__ import annotations

import datetime
from collections.abc import Hashable
from dataclasses import dataclass

from malja.facts.doubt import Doubt, doubt_id
from malja.facts.fact import Fact


@dataclass(frozen=True, slots=True)
class _Telling:
    """One telling of a delivery: its day, the lot if one is named, and who told it."""

    happened: datetime.date
    lot: str
    device: str
    by: str


class Deliveries:
    """Every delivery by its paper (or else its source) and what it brought; `code` is that of the doubts."""

    def __init__(self, code: str) -> None:
        self._code = code
        self._told: dict[Hashable, list[_Telling]] = {}
        self.doubts: list[Doubt] = []

    def note(self, fact: Fact, *what: str, paper: str = "", lot: str = "") -> None:
        """Note a delivery; `what` it brought, and where; a doubt where it may be one that was told before.

        With the same paper on the same day, or told by another; without a paper, from the same source on the same day,
        told by another. The same paper on another day by the same clerk is the next part of a delivery.
        """
        new = _Telling(fact.happened, lot, fact.device, fact.by)
        papers = [("paper", _plain(paper))] if paper.strip() else []
        papers += [("source", _plain(fact.source))] if fact.source.strip() else []
        before: _Telling | None = None
        for kind, name in papers:
            tellings = self._told.setdefault((kind, name, *what), [])
            same = (one for one in tellings if _is_same(one, new, by_paper=kind == "paper"))
            before = before or next(same, None)
            if kind == "paper" or not paper.strip():
                tellings.append(new)
        if before is not None:
            now = {"date": fact.happened, "by": fact.by, "device": fact.device}
            first = {"first_date": before.happened, "first_by": before.by, "first_device": before.device}
            where = dict(zip(("place", "what", "number"), what, strict=True))
            about = {"paper": paper.strip() or fact.source, **where, **now, **first}
            self.doubts.append(Doubt.about(fact, self._code, *what, **about))


def _is_same(one: _Telling, other: _Telling, *, by_paper: bool) -> bool:
    if one.lot and other.lot and one.lot != other.lot:
        return False
    another = (one.device, one.by) != (other.device, other.by)
    same_day = one.happened == other.happened
    return (same_day or another) if by_paper else (same_day and another)


def _plain(name: str) -> str:
    """A paper's number or a source as one and the same however it is typed."""
    return " ".join(name.casefold().split())


#: Kinds of facts of which one row may be told twice, or two that are equal.
DELIVERY_KINDS = frozenset({"stock.received", "people.arrived"})


class RepeatedRows:
    """Rows of deliveries without a paper that a device imported after another did, and that count once."""

    def __init__(self) -> None:
        self._days: dict[tuple[str, str], list[datetime.date]] = {}

    def note(self, fact: Fact) -> None:
        """Note a row that is left out, since another device imported the same."""
        if fact.kind in DELIVERY_KINDS and not fact.body.get("reference"):
            self._days.setdefault((fact.device, fact.kind), []).append(fact.happened)

    @property
    def doubts(self) -> list[Doubt]:
        """A doubt for each device and kind: the same rows, or equal ones?"""
        return [
            Doubt(
                id=doubt_id("rows_repeated", device, kind, len(days)),
                code="rows_repeated",
                values=(("device", device), ("kind", kind), ("number", str(len(days)))),
                happened=max(days),
            )
            for (device, kind), days in self._days.items()
        ]

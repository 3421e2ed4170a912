"""Who is here: a fold of arrivals, departures, their corrections and counts by place and group."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Iterator
from dataclasses import dataclass

from malja.catalogue.groups import EVERYONE
from malja.facts.deliveries import Deliveries
from malja.facts.doubt import Doubt, doubt_id
from malja.facts.fact import Fact
from malja.facts.knowledge import Knows, knows_all
from malja.facts.telling import LastDays
from malja.people.concurrent_figures import ConcurrentFigures
from malja.people.line import COME, COUNT, LEAVE, Event, Line, Step
from malja.problems import Problem

_WHAT = {"people.arrived": COME, "people.departed": LEAVE, "people.counted": COUNT}
#: What a correction puts right.
_CORRECTED = {"arrivals": COME, "departures": LEAVE}
_DAYS_SAID = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A day on which people of a group came to or left a place or were counted: persons, `present` in the evening."""

    place: str
    group: str
    date: datetime.date
    arrivals: int
    departures: int
    present: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A count that is not what arrivals less departures give, and why (blank: nobody said)."""

    place: str
    group: str
    date: datetime.date
    counted: int
    expected: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """What is known of a group at a place: `number` of them among `everyone`, on the day it was last counted."""

    place: str
    group: str
    date: datetime.date
    number: int
    everyone: int


class Headcount:
    """People by place and group. A group's rows say who is in it; only the rows of everyone say how many there are.

    Rows count by the day they happened, and a count says how many there are on the evening of its day: what is
    recorded late for a day before it is part of it.
    """

    def __init__(self, knows: Knows = knows_all) -> None:
        self._lines: dict[tuple[str, str], Line] = {}
        self._apart = ConcurrentFigures(knows, "counted_apart")
        self._corrected_apart = {
            what: ConcurrentFigures(knows, f"{word}_corrected_apart") for word, what in _CORRECTED.items()
        }

        self._last_days = LastDays()
        self._deliveries = Deliveries("people_arrived_twice")
        self._after_counts: list[Doubt] = []

    def note_day(self, fact: Fact) -> None:
        """Take notice of the day of any fact, before it is applied or left out: what is told after it may be late."""
        self._last_days.note(fact)

    def apply(self, fact: Fact) -> None:
        """Take a fact in: people.arrived, departed, counted or corrected; nothing is refused here."""
        body = fact.body
        key = (str(body["place"]), str(body.get("group", EVERYONE)))
        line = self._lines.get(key)
        if line is None:
            line = self._lines[key] = Line()
        event = _event(fact)
        correction = _corrects(fact)
        if correction:
            line.correct(event)
        else:
            if event.what != COUNT and self._is_told_after_count(fact, line):
                self._after_counts.append(_doubt_after_count(fact, *key, event.number))
            line.add(event)
        self._last_days.note(fact)
        if event.what == COME and not correction:
            self._deliveries.note(fact, *key, str(event.number))
        self._apart.note(fact, *key, event.number, whole=event.what == COUNT)
        if event.what != COUNT:
            self._corrected_apart[event.what].note(fact, *key, event.number, whole=correction)

    def _is_told_after_count(self, fact: Fact, line: Line) -> bool:
        """Whether a fact is told late, of a day that was counted."""
        return self._last_days.is_late(fact.device, fact.happened) and line.is_counted(fact.happened)

    def refusals(self, fact: Fact) -> list[Problem]:
        """What stands against recording a fact now: more leave than are there, a count that differs without reason."""
        place, group = str(fact.body["place"]), str(fact.body.get("group", EVERYONE))
        event = _event(fact)
        day = fact.happened
        line = self._lines.get((place, group)) or Line()
        here = line.present(day)
        where: dict[str, object] = {"place": place, "group": group, "date": day}
        if _corrects(fact):
            return self._against_correction(line, event, where)
        if event.what == LEAVE and event.number > line.room(day):
            code = "people_left_more" if event.number > here else "people_left_later"
            return [Problem.at(None, code, "number", event.number, most=line.room(day), **where)]
        if event.what == COUNT and line.has_events(day) and event.number != here and not event.reason:
            return [Problem.at(None, "people_count_differs", "reason", event.number, expected=here, **where)]
        if group != EVERYONE and event.what != LEAVE:
            number = event.number + (here if event.what == COME else 0)
            everyone = self.present(place, until=day)
            if number > everyone:
                return [Problem.at(None, "people_group_larger", "number", number, everyone=everyone, **where)]
        return []

    def _against_correction(self, line: Line, event: Event, where: dict[str, object]) -> list[Problem]:
        """Nothing was told that day that could be put right, or somebody would have left who was not there."""
        day, days = event.happened, line.last_days(event.what, sys.maxsize)
        if day not in days:
            code = "people_no_arrivals" if event.what == COME else "people_no_departures"
            said = ", ".join(str(one) for one in days[-_DAYS_SAID:]) or "-"
            return [Problem.at(None, code, "happened", day, days=said, **where)]
        right = line.copy()
        right.correct(event)
        for was, now in zip(line.steps(), right.steps(), strict=True):
            if now.event.what == LEAVE and now.unexplained < was.unexplained:
                lacking = {"missing": -now.unexplained, "later": now.event.happened}
                return [Problem.at(None, "people_correction_negative", "number", event.number, **lacking, **where)]
        place, group, number = str(where["place"]), str(where["group"]), right.present(day)
        everyone = self.present(place, until=day)
        if group != EVERYONE and number > max(everyone, line.present(day)):
            return [Problem.at(None, "people_group_larger", "number", number, everyone=everyone, **where)]
        return []

    def is_first_count(self, place: str, group: str, date: datetime.date) -> bool:
        """Whether the last count of a day is the first thing that was told of a group at a place."""
        line = self._lines.get((place, group))
        counts = [
            at
            for at, step in enumerate(line.steps() if line else ())
            if step.event.what == COUNT and step.event.happened == date
        ]
        return counts[-1:] == [0]

    def present(self, place: str, group: str = EVERYONE, until: datetime.date | None = None) -> int:
        """Persons of a group at a place on the evening of a day, or as last known; 0 where nothing was told."""
        line = self._lines.get((place, group))
        return line.present(until) if line else 0

    def last_count(
        self, place: str, group: str = EVERYONE, until: datetime.date | None = None
    ) -> tuple[datetime.date, int] | None:
        """The day of the last count of a group at a place, and the persons it found; None: nobody counted yet."""
        line = self._lines.get((place, group))
        counts = [
            (step.event.happened, step.event.number)
            for step in (line.steps() if line else ())
            if step.event.what == COUNT and (until is None or step.event.happened <= until)
        ]
        return counts[-1] if counts else None

    def places(self) -> tuple[str, ...]:
        """The places of which people were told, sorted."""
        return tuple(sorted({place for place, _ in self._lines}))

    def groups(self, place: str) -> tuple[str, ...]:
        """The groups that were told of at a place: everyone first, the others sorted."""
        return tuple(sorted((group for at, group in self._lines if at == place), key=lambda g: (g != EVERYONE, g)))

    def days(self) -> Iterator[Day]:
        """Every day on which something happened, by place, group and date."""
        for (place, group), line in sorted(self._lines.items()):
            for date, arrivals, departures, present in line.days():
                yield Day(
                    place=place, group=group, date=date, arrivals=arrivals, departures=departures, present=present
                )

    def shares(self) -> Iterator[Share]:
        """Each group but everyone where it was counted: its number among everyone on the evening of the last count.

        Arrivals of a group alone say nothing of who was there before, so that they give no share.
        """
        for (place, group), line in sorted(self._lines.items()):
            counts = [step.event.happened for step in line.steps() if step.event.what == COUNT]
            if group != EVERYONE and counts:
                number, everyone = line.present(counts[-1]), self.present(place, until=counts[-1])
                yield Share(place=place, group=group, date=counts[-1], number=number, everyone=everyone)

    @property
    def differences(self) -> list[Difference]:
        """Every count that was not what arrivals less departures give, in order of place, group and day."""
        return [
            Difference(
                place=place,
                group=group,
                date=step.event.happened,
                counted=step.after,
                expected=step.before,
                reason=step.event.reason,
            )
            for place, group, step in self._unexplained()
            if step.event.what == COUNT
        ]

    @property
    def doubts(self) -> list[Doubt]:
        """Counts that differ without a reason, departures of more than were there, and what was said apart."""
        unexplained = [
            _doubt(place, group, step)
            for place, group, step in self._unexplained()
            if step.event.what == LEAVE or not step.event.reason
        ]
        apart = (self._apart, *self._corrected_apart.values())
        apart_doubts = [doubt for one in apart for doubt in one.doubts]
        return unexplained + apart_doubts + self._after_counts + self._deliveries.doubts

    def to_json(self) -> dict[str, object]:
        """Every day by place and group, and the differences that counts found."""
        days: dict[str, dict[str, dict[str, list[int]]]] = {}
        for day in self.days():
            dates = days.setdefault(day.place, {}).setdefault(day.group, {})
            dates[day.date.isoformat()] = [day.arrivals, day.departures, day.present]
        differences = [
            [found.place, found.group, found.date.isoformat(), found.counted, found.expected, found.reason]
            for found in self.differences
        ]
        return {"days": days, "differences": differences}

    def _unexplained(self) -> Iterator[tuple[str, str, Step]]:
        for (place, group), line in sorted(self._lines.items()):
            for step in line.steps():
                if step.unexplained:
                    yield place, group, step


def _corrects(fact: Fact) -> bool:
    return fact.kind == "people.corrected"


def _event(fact: Fact) -> Event:
    number, reason = int(str(fact.body["number"])), str(fact.body.get("reason", ""))
    what = _CORRECTED[str(fact.body.get("what") or "arrivals")] if _corrects(fact) else _WHAT[fact.kind]
    return Event(what, number, reason, fact.happened, sys.intern(fact.device), fact.number)


def _doubt_after_count(fact: Fact, place: str, group: str, number: int) -> Doubt:
    """The doubt whether a count of a day held what was told of that day after it."""
    about = {"place": place, "group": group, "number": number, "date": fact.happened}
    return Doubt.about(fact, "people_after_count", place, group, **about)


def _doubt(place: str, group: str, step: Step) -> Doubt:
    event = step.event
    code = "left_more" if event.what == LEAVE else "count_differs"
    said = {"place": place, "group": group, "date": event.happened, "number": event.number, "expected": step.before}
    return Doubt(
        id=doubt_id(code, event.device, event.entry),
        code=code,
        values=tuple((name, str(value)) for name, value in said.items()),
        happened=event.happened,
        device=event.device,
        number=event.entry,
    )

"""Arrivals, departures and counts of one group at one place, day by day."""

from __future__ import annotations

import datetime
from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterator
from typing import NamedTuple

#: What an event does to the number of persons.
COME, LEAVE, COUNT = "come", "leave", "count"


class Event(NamedTuple):
    """Persons who came, left or were counted; `reason` is why a count is not what the books say; the entry it was."""

    what: str
    number: int
    reason: str
    happened: datetime.date
    device: str
    entry: int


class Step(NamedTuple):
    """What an event led to: persons before it, after it, and what the books could not explain.

    A count's `unexplained`: what was counted less what arrivals and departures give (0 where nothing was told before);
    a departure's: how many more left than were there, as a negative number.
    """

    event: Event
    before: int
    after: int
    unexplained: int


class Line:
    """The events of a group at a place. They count by the day they happened, on one day in the order of the state.

    A count says how many there are from then on; what happened before it, even if recorded later, explains it.
    """

    def __init__(self) -> None:
        self._days: list[datetime.date] = []
        self._events: dict[datetime.date, list[Event]] = {}
        self._steps: dict[datetime.date, list[Step]] = {}
        self._worked_out = 0  # the steps of so many days are complete and right

    def add(self, event: Event) -> None:
        """Put an event behind those of its day."""
        day = event.happened
        if day not in self._events:
            self._events[day] = []
            self._steps[day] = []
            insort(self._days, day)
        place = len(self._days) - 1 if self._days[-1] == day else bisect_left(self._days, day)
        self._worked_out = min(self._worked_out, place)
        self._events[day].append(event)

    def present(self, until: datetime.date | None = None) -> int:
        """Persons on the evening of a day, or after all that is known."""
        self._work_out()
        at = len(self._days) if until is None else bisect_right(self._days, until)
        return self._steps[self._days[at - 1]][-1].after if at else 0

    def told(self, until: datetime.date) -> bool:
        """Whether anything was told of a day up to this one."""
        return bool(self._days) and self._days[0] <= until

    def days(self) -> Iterator[tuple[datetime.date, int, int, int]]:
        """Each day on which something happened: who came, who left, who was there in the evening."""
        self._work_out()
        for day in self._days:
            steps = self._steps[day]
            come = sum(step.event.number for step in steps if step.event.what == COME)
            left = sum(step.event.number for step in steps if step.event.what == LEAVE)
            yield day, come, left, steps[-1].after

    def steps(self) -> Iterator[Step]:
        """Every event in order, with what it led to."""
        self._work_out()
        for day in self._days:
            yield from self._steps[day]

    def room(self, day: datetime.date) -> int:
        """How many can have left on a day without there being too few on that evening or later, up to a count."""
        self._work_out()
        least = self.present(day)
        for later in self._days[bisect_right(self._days, day) :]:
            for step in self._steps[later]:
                if step.event.what == COUNT:
                    return least
                least = min(least, step.after)
        return least

    def _work_out(self) -> None:
        """Bring the steps up to date: of the first day that changed those of its new events, of later days all."""
        first = self._worked_out
        for place in range(first, len(self._days)):
            events, steps = self._events[self._days[place]], self._steps[self._days[place]]
            if place > first:
                steps.clear()
            at = self._steps[self._days[place - 1]][-1].after if place else 0
            at = steps[-1].after if steps else at
            for event in events[len(steps) :]:
                steps.append(_step(at, event, first=place == 0 and not steps))
                at = steps[-1].after
        self._worked_out = len(self._days)


def _step(at: int, event: Event, *, first: bool) -> Step:
    match event.what:
        case "come":
            return Step(event, at, at + event.number, 0)
        case "leave":
            return Step(event, at, max(0, at - event.number), min(0, at - event.number))
        case _:
            return Step(event, at, event.number, 0 if first else event.number - at)

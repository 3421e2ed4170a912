"""Arrivals, departures and counts of one group at one place, day by day."""

from __future__ import annotations

import datetime
from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterator
from heapq import heappop, heappush
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
        self._counted: list[datetime.date] = []  # days with counts
        self._to_do: list[datetime.date] = []  # a heap of days whose steps are no longer right

    def add(self, event: Event) -> None:
        """Put an event behind those of its day."""
        self._changed(event.happened).append(event)
        if event.what == COUNT and not self.is_counted(event.happened):
            insort(self._counted, event.happened)

    def correct(self, event: Event) -> None:
        """Make those who came (or left) on a day `event.number` in all, as far as the day is told.

        What is too many is taken off the largest number that was told, then off the next; what is too few is added to
        the smallest: that is where a figure too many or too few was written. A count stands as it was; where it agreed
        with the mistake, the correction's reason is why it differs now.
        """
        counted = self._counted_from(event.happened)
        if not counted:  # nothing that anybody counted may differ now
            self._put_right(event)
            return
        self._work_out(counted[-1])
        agreed = self._agreed(counted)
        self._put_right(event)
        self._work_out(counted[-1])
        for day, at in agreed:
            if self._steps[day][at].unexplained:
                said = self._events[day][at]._replace(reason=event.reason)
                self._events[day][at] = said
                self._steps[day][at] = self._steps[day][at]._replace(event=said)

    def _put_right(self, event: Event) -> None:
        events = self._changed(event.happened)
        self._steps[event.happened].clear()
        told = [at for at, one in enumerate(events) if one.what == event.what]
        if not told:
            events.append(event)
            return
        more = event.number - sum(events[at].number for at in told)
        if more > 0:
            at = min(told, key=lambda at: (events[at].number, -at))
            events[at] = events[at]._replace(number=events[at].number + more)
        for at in sorted(told, key=lambda at: (events[at].number, at), reverse=True) if more < 0 else ():
            off = min(-more, events[at].number)
            events[at] = events[at]._replace(number=events[at].number - off)
            more += off

    def copy(self) -> Line:
        """The same events, to try on them what a correction would do."""
        other = Line()
        for day in self._days:
            for event in self._events[day]:
                other.add(event)
        return other

    def present(self, until: datetime.date | None = None) -> int:
        """Persons on the evening of a day, or after all that is known."""
        self._work_out()
        at = len(self._days) if until is None else bisect_right(self._days, until)
        return self._steps[self._days[at - 1]][-1].after if at else 0

    def has_events(self, until: datetime.date) -> bool:
        """Whether anything was told of a day up to this one."""
        return bool(self._days) and self._days[0] <= until

    def is_counted(self, day: datetime.date) -> bool:
        """Whether a count of that day was told."""
        at = bisect_left(self._counted, day)
        return at < len(self._counted) and self._counted[at] == day

    def days(self) -> Iterator[tuple[datetime.date, int, int, int]]:
        """Each day on which something happened: who came, who left, who was there in the evening."""
        self._work_out()
        for day in self._days:
            steps = self._steps[day]
            come = sum(step.event.number for step in steps if step.event.what == COME)
            left = sum(step.event.number for step in steps if step.event.what == LEAVE)
            yield day, come, left, steps[-1].after

    def last_days(self, what: str, most: int) -> tuple[datetime.date, ...]:
        """The last days on which anybody was told to have come (or left), earliest first, at most so many."""
        days = [day for day in self._days if any(event.what == what for event in self._events[day])]
        return tuple(days[-most:])

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

    def _changed(self, day: datetime.date) -> list[Event]:
        """The events of a day that is told of anew, whose steps are no longer right."""
        if day not in self._events:
            self._events[day] = []
            self._steps[day] = []
            insort(self._days, day)
            if day == self._days[0] and len(self._days) > 1:
                # What was told first no longer is, though as many may be there before it.
                self._steps[self._days[1]].clear()
            self._mark(bisect_right(self._days, day))
        heappush(self._to_do, day)
        return self._events[day]

    def _mark(self, place: int) -> None:
        if place < len(self._days):
            heappush(self._to_do, self._days[place])

    def _counted_from(self, day: datetime.date) -> list[datetime.date]:
        """The day itself, where it was counted, and the next day that was."""
        at = bisect_left(self._counted, day)
        return self._counted[at : bisect_right(self._counted, day) + 1]

    def _agreed(self, days: list[datetime.date]) -> list[tuple[datetime.date, int]]:
        """The counts of days that gave no reason since they needed none."""
        return [
            (day, at)
            for day in days
            for at, step in enumerate(self._steps[day])
            if step.event.what == COUNT and not step.unexplained and not step.event.reason
        ]

    def _work_out(self, until: datetime.date | None = None) -> None:
        """Bring the steps up to date, up to a day: where a day ends as it did before, those after it stay right."""
        while self._to_do and (until is None or self._to_do[0] <= until):
            day = heappop(self._to_do)
            while self._to_do and self._to_do[0] == day:
                heappop(self._to_do)
            place = bisect_left(self._days, day)
            at = self._steps[self._days[place - 1]][-1].after if place else 0
            events, steps = self._events[day], self._steps[day]
            before = steps[-1].after if steps else None
            if steps and steps[0].before != at:
                steps.clear()
            at = steps[-1].after if steps else at
            for event in events[len(steps) :]:
                steps.append(_step(at, event, first=place == 0 and not steps))
                at = steps[-1].after
            if at != before:
                self._mark(place + 1)


def _step(at: int, event: Event, *, first: bool) -> Step:
    match event.what:
        case "come":
            return Step(event, at, at + event.number, 0)
        case "leave":
            return Step(event, at, max(0, at - event.number), min(0, at - event.number))
        case _:
            return Step(event, at, event.number, 0 if first else event.number - at)

"""The movements of one item in the order of their days, and its books on any evening.

A fact may be told days after it happened. Its movement is put among those of its own day, and the books are made anew
from there on, as if it had been told in time; what is told in the order of the days is booked once.
"""

from __future__ import annotations

import datetime
from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterator, Sequence
from heapq import heappop, heappush
from typing import NamedTuple

from malja.facts.doubt import Doubt
from malja.stock.ledger.item_books import Balances, ItemBooks
from malja.stock.ledger.movement import COUNT, RECEIVE, TAKE, Movement, read_movements, write_movements

#: Balances are copied after so many movements, or as many as there are balances: going back books few again, and all
#: copies together hold no more than the movements do.
_BETWEEN_COPIES = 256
#: So many movements of earlier days make a text; copies of balances are kept for so many days.
_OF_A_TEXT, _DAYS_KEPT = 4_000, 31


class _Text(NamedTuple):
    """Movements of some days as a text, until they are needed, and the last of these days."""

    last: datetime.date
    text: str


class ItemHistory:
    """Movements by day, on one day as told, and how far they are booked.

    Two things of one day are not booked as told: what is told late is booked before the counts of its store, since a
    count is of the evening; and goods that are taken before they are there wait for what brings them on that day.
    """

    def __init__(self, item: str) -> None:
        self._books = ItemBooks(item)
        self._days: list[datetime.date] = []
        self._movements: dict[datetime.date, list[Movement]] = {}
        self._booked = 0  # so many days are booked,
        self._of_last = 0  # and so many movements of the last of them
        self._copies: list[tuple[int, Balances]] = []  # the balances after so many days
        self._since_copy = 0
        self._copy_after = _BETWEEN_COPIES
        self._texts: list[_Text] = []  # movements of all earlier days than those that `_movements` holds

    def put_away(self) -> None:
        """Book everything, and lay by as text what happened before the last day: it is kept and read quickly.

        Of the copies of balances those of the last month stay: that is how late things are told.
        """
        self.now()
        part: dict[datetime.date, list[Movement]] = {}
        size = 0
        for day in sorted(self._movements)[:-1]:
            part[day] = self._movements.pop(day)
            size += len(part[day])
            if size >= _OF_A_TEXT:
                self._texts.append(_Text(day, write_movements(part)))
                part, size = {}, 0
        if part:
            self._texts.append(_Text(max(part), write_movements(part)))
        first = self._days[-1].toordinal() - _DAYS_KEPT if self._days else 0
        self._copies = [copy for copy in self._copies if self._days[copy[0] - 1].toordinal() >= first]

    def add(self, day: datetime.date, movement: Movement, *, late: bool = False) -> None:
        """Put a movement among those of its day; `late`: its device had told of a later day before."""
        self._read_texts(day)
        movements = self._movements.get(day)
        if movements is None:
            movements = self._movements[day] = []
            insort(self._days, day)
            index, place = self._index(day), 0
            anew = index < self._booked
        else:
            index, place = self._index(day), _place(movements, movement) if late else len(movements)
            anew = place < len(movements) or index < self._booked - 1
            anew = anew or (index < self._booked and self._waited_for(day, movement))
        movements.insert(place, movement)
        self._change_from(index, anew=anew)

    def now(self) -> ItemBooks:
        """The books after all movements."""
        self._book_until(len(self._days))
        return self._books

    def on(self, day: datetime.date) -> ItemBooks:
        """The books on the evening of a day; they stand so until the next call of `on`, `now` or `try_adding`."""
        self._book_until(bisect_right(self._days, day))
        return self._books

    def is_past(self, day: datetime.date) -> bool:
        """Whether something of a later day is told already."""
        return bool(self._days) and day < self._days[-1]

    def comes_last(self, day: datetime.date, movement: Movement, *, late: bool) -> bool:
        """Whether a movement, told now, would be booked after all others."""
        if self.is_past(day):
            return False
        movements = self._movements.get(day, ())
        return not (late and _place(movements, movement) < len(movements))

    def try_adding(self, day: datetime.date, movement: Movement, *, late: bool) -> list[Doubt]:
        """What would be missing on that day and later, by day, if this were told now; nothing is changed."""
        before = self.now().lacks(day)
        self.add(day, movement, late=late)
        after = self.now().lacks(day)
        self._remove(day, movement)
        changed = [doubt for doubt in after.values() if before.get(doubt.id) != doubt]
        return sorted(changed, key=lambda doubt: doubt.happened)

    def _remove(self, day: datetime.date, movement: Movement) -> None:
        index, movements = self._index(day), self._movements[day]
        self._change_from(index, anew=True)
        del movements[next(place for place, one in enumerate(movements) if one is movement)]
        if not movements:
            del self._movements[day], self._days[index]

    def _read_texts(self, first: datetime.date) -> None:
        """Have at hand what happened from a day on."""
        while self._texts and self._texts[-1].last >= first:
            self._movements |= read_movements(self._texts.pop().text)

    def _index(self, day: datetime.date) -> int:
        return len(self._days) - 1 if self._days[-1] == day else bisect_left(self._days, day)

    def _waited_for(self, day: datetime.date, movement: Movement) -> bool:
        """Whether goods that were taken on this day before they were there may be these."""
        self._book_until(self._booked)  # What was told of the day since is lacking only once it is booked.
        lacking = self._books.lacks(day).values() if movement.what != COUNT else ()
        return any(movement.supplies(dict(doubt.values)["store"]) for doubt in lacking)

    def _change_from(self, index: int, *, anew: bool) -> None:
        """Note that a day changed: no copy after it holds; `anew`: what is booked of it and of later days does not."""
        while self._copies and self._copies[-1][0] > index:
            self._copies.pop()
        if anew and index < self._booked:
            self._unbook(index)

    def _unbook(self, days: int) -> None:
        """Go back to the last copy of the balances that was made after so many days or fewer."""
        at = bisect_right(self._copies, days, key=lambda copy: copy[0])
        self._booked, balances = self._copies[at - 1] if at else (0, None)
        self._read_texts(self._days[max(0, self._booked - 1)])
        self._of_last = len(self._movements[self._days[self._booked - 1]]) if self._booked else 0
        self._books.go_back(balances, self._days[self._booked])
        self._since_copy, self._copy_after = 0, max(_BETWEEN_COPIES, self._books.size)

    def _book_until(self, days: int) -> None:
        """Book movements until so many days are booked; go back where more are."""
        if self._booked > days:
            self._unbook(days)
        if self._booked:
            day = self._days[self._booked - 1]
            movements = self._movements[day]
            for movement in movements[self._of_last :]:
                self._books.book(movement, day)
            self._of_last = max(self._of_last, len(movements))
        while self._booked < days:
            if self._since_copy >= self._copy_after and (not self._copies or self._copies[-1][0] < self._booked):
                self._copies.append((self._booked, self._books.copy_balances()))
                self._since_copy, self._copy_after = 0, max(_BETWEEN_COPIES, self._books.size)
            day = self._days[self._booked]
            movements = self._movements[day]
            self._book_day(day, movements)
            self._booked += 1
            self._of_last = len(movements)
            self._since_copy += self._of_last

    def _book_day(self, day: datetime.date, movements: Sequence[Movement]) -> None:
        """Book the movements of a day; what takes goods that are not there waits for those that come on that day."""
        supplied = {one.store if one.what == RECEIVE else one.other for one in movements if one.what != COUNT}
        waiting = _Waiting(movements) if any(one.store in supplied for one in movements if one.what == TAKE) else None
        for place, movement in enumerate(movements):
            if waiting is None:
                self._books.book(movement, day)
                continue
            self._book_waiting(day, waiting)
            if movement.store in supplied and self._waits(day, waiting, place):
                waiting.add(place)
            else:
                self._books.book(movement, day)
                waiting.note_booked(place)
        if waiting is not None:
            waiting.look_at_all()
            self._book_waiting(day, waiting)

    def _book_waiting(self, day: datetime.date, waiting: _Waiting) -> None:
        """Book what need not wait any more for the rest of the day, the earliest first."""
        for place in waiting:
            if not self._waits(day, waiting, place):
                self._books.book(waiting.movements[place], day)
                waiting.note_booked(place)

    def _waits(self, day: datetime.date, waiting: _Waiting, place: int) -> bool:
        """Whether goods that a movement takes are not there, and more come before the store is counted."""
        movement = waiting.movements[place]
        return movement.what == TAKE and waiting.is_supplied(place) and bool(self._books.pick(movement, day)[1])


class _Waiting:
    """The movements of a day that wait for goods; each is looked at again only after something came to its store."""

    def __init__(self, movements: Sequence[Movement]) -> None:
        self.movements = movements
        self._waiting: dict[str, set[int]] = {}
        self._again: list[int] = []
        #: By store: where goods come to it or it is counted; and where to go on from each, past what is booked.
        self._coming: dict[str, list[int]] = {}
        self._past: dict[str, list[int]] = {}
        for place, one in enumerate(movements):
            self._coming.setdefault(_concerned(one), []).append(place)
        for store, places in self._coming.items():
            self._past[store] = list(range(len(places) + 1))

    def __iter__(self) -> Iterator[int]:
        """What is to be looked at again, the earliest first."""
        while self._again:
            place = heappop(self._again)
            while self._again and self._again[0] == place:
                heappop(self._again)
            if place in self._waiting.get(self.movements[place].store, ()):
                yield place

    def add(self, place: int) -> None:
        """Let a movement wait."""
        self._waiting.setdefault(self.movements[place].store, set()).add(place)

    def look_at_all(self) -> None:
        """Look at all that wait again, since nothing more comes."""
        self._again = sorted(place for places in self._waiting.values() for place in places)

    def note_booked(self, place: int) -> None:
        """Take notice that a movement was booked: what waits at its stores is looked at again."""
        movement = self.movements[place]
        self._waiting.get(movement.store, set()).discard(place)
        store = _concerned(movement)
        at = bisect_left(self._coming[store], place)
        self._past[store][at] = at + 1
        for store in {movement.store, movement.other}:
            for one in self._waiting.get(store, ()):
                heappush(self._again, one)

    def is_supplied(self, place: int) -> bool:
        """Whether goods come to a movement's store behind it, before the store is counted."""
        store = self.movements[place].store
        places, past = self._coming.get(store, []), self._past.get(store, [0])
        at = bisect_right(places, place)
        root = at
        while past[root] != root:
            root = past[root]
        while past[at] != root:
            past[at], at = root, past[at]
        return root < len(places) and self.movements[places[root]].what != COUNT


def _concerned(movement: Movement) -> str:
    """The store to which a movement brings goods, or that it counts."""
    return movement.other if movement.what == TAKE else movement.store


def _place(movements: Sequence[Movement], movement: Movement) -> int:
    """Where a movement that is told late stands in its day: before the counts of its stores."""
    stores = (movement.store, movement.other)
    counts = (place for place, one in enumerate(movements) if one.what == COUNT and one.store in stores)
    return len(movements) if movement.what == COUNT else next(counts, len(movements))

"""What goes wrong: departures that do not go, people that nobody expected, stores that were counted wrong."""

from __future__ import annotations

import datetime
import hashlib
from dataclasses import dataclass, replace
from functools import lru_cache

from malja.operation.operation import Operation
from malja.operation.rows import Risk
from malja.operation.rules.risks import ANY


@dataclass(frozen=True, slots=True, kw_only=True)
class Chances:
    """How likely what is (docs/trying.md): shares from 0 to 1; `seed` chooses the futures."""

    fails: float = 1 / 7
    """Of departures, those that do not go."""
    more_people: float = 0.2
    """More people than are there, who come to a site in a week of that kind."""
    more_weeks: float = 0.1
    """Of weeks, those in which more people come."""
    count_error: float = 0.03
    """The most by which a count is wrong."""
    own: tuple[Risk, ...] = ()
    """Lifts and places with chances of their own."""
    seed: int = 1

    def find_failing(self, lift: str) -> float:
        """Of a lift's departures, those that do not go."""
        own = self._find("departure_fails", lift)
        return self.fails if own is None or own.share is None else own.share

    def find_wave_share(self, site: str) -> float:
        """Of a site's weeks, those in which more people come."""
        own = self._find("more_people", site)
        return self.more_weeks if own is None or own.share is None else own.share

    def find_wave_size(self, site: str) -> float:
        """How many more people come to a site then, as a share of those who are there."""
        own = self._find("more_people", site)
        return self.more_people if own is None or own.size is None else own.size

    def find_count_error(self, place: str) -> float:
        """The most by which a count at a place is wrong."""
        own = self._find("miscount", place)
        return self.count_error if own is None or own.size is None else own.size

    def _find(self, risk: str, at: str) -> Risk | None:
        return next((row for row in self.own if row.risk == risk and row.at == at), None)


def read_chances(
    operation: Operation,
    *,
    fails: float | None = None,
    more_people: float | None = None,
    count_error: float | None = None,
    seed: int = 1,
) -> Chances:
    """The chances of an operation's table of risks; what is asked for here holds everywhere instead."""
    chances, own = Chances(seed=seed), []
    asked = {"departure_fails": fails, "more_people": more_people, "miscount": count_error}
    for row in operation.risks:
        if row.at == ANY:
            chances = _with_row(chances, row)
        elif asked[row.risk] is None:
            own.append(row)
    return replace(
        chances,
        fails=chances.fails if fails is None else fails,
        more_people=chances.more_people if more_people is None else more_people,
        count_error=chances.count_error if count_error is None else count_error,
        own=tuple(own),
    )


def _with_row(chances: Chances, row: Risk) -> Chances:
    """The chances as a row for all lifts or places changes them."""
    if row.risk == "departure_fails":
        return chances if row.share is None else replace(chances, fails=row.share)
    if row.risk == "miscount":
        return chances if row.size is None else replace(chances, count_error=row.size)
    return replace(
        chances,
        more_weeks=chances.more_weeks if row.share is None else row.share,
        more_people=chances.more_people if row.size is None else row.size,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Draws:
    """What happens in one future: a function of names and dates alone, so that every way of planning meets the same."""

    chances: Chances
    run: int
    of: int = 0
    """Of so many feared futures this is one (0: one that is lived through). Feared futures share out what happens: of
    N, each departure fails in its share of N, rounded up or down, so that no day looks safe by chance."""

    def does_fail(self, lift: str, date: datetime.date) -> bool:
        """Whether a lift's departures of a day do not go."""
        return self._draw("departure", lift, date) < self.chances.find_failing(lift)

    def find_wave(self, site: str, week: datetime.date) -> int | None:
        """The day (0 to 6) of the week that begins on `week` on which more people come to a site; None: on none."""
        if self._draw("wave", site, week) >= self.chances.find_wave_share(site):
            return None
        return int(7 * self._draw("day", site, week))

    def miscount(self, place: str, item: str, date: datetime.date) -> float:
        """What is counted as a multiple of what is there."""
        most = self.chances.find_count_error(place)
        return 1.0 + most * (2.0 * self._draw("count", f"{place} {item}", date) - 1.0)

    def _draw(self, what: str, name: str, date: datetime.date) -> float:
        """A number from 0 to below 1, all as likely."""
        words = f"{what}/{name}/{date.isoformat()}"
        if self.of:
            return _share_out(f"feared/{self.chances.seed}/{words}", self.of)[self.run]
        return _hash(f"{self.chances.seed}/{self.run}/{words}")


def _hash(words: str) -> float:
    return int.from_bytes(hashlib.sha256(words.encode()).digest()[:8], "big") / 2**64


@lru_cache(maxsize=4096)
def _share_out(words: str, count: int) -> tuple[float, ...]:
    """So many numbers from 0 to below 1, one in each part of 1 / count, in an order of chance."""
    shift, numbers = _hash(words), [0.0] * count
    for rank, run in enumerate(sorted(range(count), key=lambda run: _hash(f"{words}/{run}"))):
        numbers[run] = (rank + shift) / count
    return tuple(numbers)


#: A future in which nothing goes wrong.
NO_TROUBLE = Draws(chances=Chances(fails=0.0, more_people=0.0, count_error=0.0), run=0)

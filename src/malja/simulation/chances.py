"""What goes wrong: departures that do not go, people that nobody expected, stores that were counted wrong."""

from __future__ import annotations

import datetime
import hashlib
from dataclasses import dataclass

#: Weeks in which more people come: one in so many.
WEEKS_PER_WAVE = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Chances:
    """How likely what is (docs/trying.md): shares from 0 to 1; `seed` chooses the futures."""

    fails: float = 1 / 7
    """Of departures, those that do not go."""
    more_people: float = 0.2
    """More people than are there, who come to a site in one week of ten."""
    count_error: float = 0.03
    """The most by which a count is wrong."""
    seed: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Draws:
    """What happens in one future: a function of names and dates alone, so that every way of planning meets the same."""

    chances: Chances
    run: int

    def does_fail(self, lift: str, date: datetime.date) -> bool:
        """Whether a lift's departures of a day do not go."""
        return self._draw("departure", lift, date) < self.chances.fails

    def find_wave(self, site: str, week: datetime.date) -> int | None:
        """The day (0 to 6) of the week that begins on `week` on which more people come to a site; None: on none."""
        if self._draw("wave", site, week) >= 1 / WEEKS_PER_WAVE:
            return None
        return int(7 * self._draw("day", site, week))

    def miscount(self, place: str, item: str, date: datetime.date) -> float:
        """What is counted as a multiple of what is there."""
        return 1.0 + self.chances.count_error * (2.0 * self._draw("count", f"{place} {item}", date) - 1.0)

    def _draw(self, what: str, name: str, date: datetime.date) -> float:
        """A number from 0 to below 1, all as likely."""
        words = f"{self.chances.seed}/{self.run}/{what}/{name}/{date.isoformat()}"
        return int.from_bytes(hashlib.sha256(words.encode()).digest()[:8], "big") / 2**64


#: A future in which nothing goes wrong.
NO_TROUBLE = Draws(chances=Chances(fails=0.0, more_people=0.0, count_error=0.0), run=0)

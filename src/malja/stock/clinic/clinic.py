"""The clinic: kits opened, which leave the stores, and what it counted each week by syndrome, zeros said.

Small numbers of cases can point at a person: whatever stands here is for the site's own health workers. What is printed
for others goes through the rounding and suppression of the public report.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from typing import NamedTuple

from malja.facts.doubt import Doubt
from malja.facts.fact import Fact
from malja.facts.knowledge import Knows, knows_all
from malja.operation.settings import WEEKDAYS
from malja.problems import Problem
from malja.stock.ledger.accounts import USED
from malja.stock.ledger.amounts import count_units, read_amount
from malja.stock.ledger.folding import apply_fact, find_problems
from malja.stock.ledger.ledger import Ledger
from malja.stock.ledger.versions import Version, Versions

WEEK = datetime.timedelta(days=7)


class WeekCount(NamedTuple):
    """What a clinic counted of one syndrome in one week: cases and deaths under five years, and of five and over."""

    cases_under_5: int
    cases_5_and_over: int
    deaths_under_5: int
    deaths_5_and_over: int

    @property
    def cases(self) -> int:
        """Cases of every age."""
        return self.cases_under_5 + self.cases_5_and_over

    @property
    def deaths(self) -> int:
        """Deaths of every age."""
        return self.deaths_under_5 + self.deaths_5_and_over


class WeekCell(NamedTuple):
    """What a count is of: the place, the day on which the week begins, the syndrome."""

    place: str
    week: datetime.date
    illness: str


class Clinic:
    """Kits opened and weekly counts, folded from `clinic.opened` and `clinic.counted`; a later count corrects."""

    def __init__(self, ledger: Ledger, knows: Knows = knows_all, first_weekday: Callable[[], int] = lambda: 0) -> None:
        self._ledger = ledger
        self._first_weekday = first_weekday
        self._counts: Versions[WeekCell, WeekCount] = Versions(knows)
        self._opened: dict[tuple[str, str, datetime.date], int] = {}
        self.doubts: list[Doubt] = []

    def apply(self, fact: Fact) -> None:
        """Take up a fact about the clinic; other kinds are left alone. What does not fit becomes a doubt."""
        self.doubts += apply_fact(self, fact, _HANDLERS)

    def refusals(self, fact: Fact) -> list[Problem]:
        """What stands against recording a fact about the clinic now."""
        return find_problems(self, fact, _REFUSALS)

    def opened(self) -> Iterator[tuple[str, str, datetime.date, int]]:
        """Kits opened: store, item, day, packs."""
        return ((store, item, day, packs) for (store, item, day), packs in sorted(self._opened.items()))

    def counts(self) -> Iterator[tuple[WeekCell, WeekCount]]:
        """The counts as they stand now, each as it was corrected last, by place, week and syndrome."""
        return ((cell, self._counts.latest(cell)) for cell in sorted(self._counts))

    def first_reported(self) -> Iterator[tuple[WeekCell, datetime.date]]:
        """The day on which each count was first said."""
        return ((cell, self._counts.history(cell)[0].happened) for cell in sorted(self._counts))

    def history(self, cell: WeekCell) -> tuple[Version[WeekCount], ...]:
        """Every count that was said of one place, week and syndrome, by the day on which it was said."""
        return self._counts.history(cell)

    def to_json(self) -> dict[str, object]:
        """The state, with every count that was said. Not to be published: its small numbers can point at a person."""
        opened: dict[str, dict[str, dict[str, int]]] = {}
        for store, item, day, packs in self.opened():
            opened.setdefault(store, {}).setdefault(item, {})[day.isoformat()] = packs
        counts: dict[str, dict[str, dict[str, list[dict[str, object]]]]] = {}
        for cell in sorted(self._counts):
            said = [_count_json(version) for version in self._counts.history(cell)]
            counts.setdefault(cell.place, {}).setdefault(cell.week.isoformat(), {})[cell.illness] = said
        return {"opened": opened, "counts": counts}

    def _open(self, fact: Fact) -> None:
        body = fact.body
        store, item = str(body["store"]), str(body["item"])
        quantity = count_units(body, self._ledger.pack_of(item))
        at = (store, item, fact.happened)
        self._opened[at] = self._opened.get(at, 0) + int(str(body["packs"]))
        self._ledger.take(store, item, quantity, to=USED, lot=str(body.get("lot", "")), fact=fact)

    def _count(self, fact: Fact) -> None:
        cell, counted = _cell(fact), _counted(fact)
        apart = self._counts.add(cell, counted, fact)
        if apart is not None:
            week = {"place": cell.place, "date": cell.week, "illness": cell.illness}
            now = {"cases": counted.cases, "deaths": counted.deaths, "by": fact.by, "device": fact.device}
            other = {"other_cases": apart.value.cases, "other_deaths": apart.value.deaths}
            who = {"other_by": apart.by, "other_device": apart.device}
            self.doubts.append(Doubt.about(fact, "clinic_counted_apart", *cell, **week, **now, **other, **who))

    def _against_opening(self, fact: Fact) -> list[Problem]:
        body = fact.body
        store, item, lot = str(body["store"]), str(body["item"]), str(body.get("lot", ""))
        quantity = count_units(body, self._ledger.pack_of(item))
        return self._ledger.against_taking(
            store, item, quantity, to=USED, lot=lot, day=fact.happened, device=fact.device
        )

    def _against_count(self, fact: Fact) -> list[Problem]:
        _counted(fact)  # Refused where a number is absurd.
        week = _cell(fact).week
        if (late := (week.weekday() - self._first_weekday()) % 7) != 0:
            return [_week_start_problem(week, late)]
        if week > fact.happened:
            return [Problem.at(None, "week_ahead", "week", week, date=fact.happened)]
        return []


def _week_start_problem(week: datetime.date, late: int) -> Problem:
    """A week that begins `late` days after one of the site's: it goes with the one that most of its days are in."""
    start = week - datetime.timedelta(days=late)
    right, days = (start, 7 - late) if late < 4 else (start + WEEK, late)
    weekdays = {"first_weekday": start, "weekday": week}
    named = {name: WEEKDAYS[day.weekday()] for name, day in weekdays.items()}
    return Problem.at(None, "week_start_wrong", "week", week, week=right, days=days, **named)


def _cell(fact: Fact) -> WeekCell:
    body = fact.body
    return WeekCell(str(body["place"]), datetime.date.fromisoformat(str(body["week"])), str(body["illness"]))


def _counted(fact: Fact) -> WeekCount:
    return WeekCount(*(int(read_amount(fact.body.get(column, 0), column)) for column in WeekCount._fields))


def _count_json(version: Version[WeekCount]) -> dict[str, object]:
    return {
        "happened": version.happened.isoformat(),
        "device": version.device,
        "number": version.number,
        "by": version.by,
        **version.value._asdict(),
    }


_HANDLERS: dict[str, Callable[[Clinic, Fact], None]] = {"clinic.opened": Clinic._open, "clinic.counted": Clinic._count}
_REFUSALS: dict[str, Callable[[Clinic, Fact], list[Problem]]] = {
    "clinic.opened": Clinic._against_opening,
    "clinic.counted": Clinic._against_count,
}

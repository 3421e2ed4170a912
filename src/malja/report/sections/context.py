"""What every section works with: the situation, its words, and the codes by which parts link to each other."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from malja.catalogue.facts import TIERS, Tier
from malja.language.clean_text import clean_text
from malja.language.numbers import say_percent
from malja.language.say import say, say_list
from malja.lifts.plan.plan import Coverage, Trip
from malja.report.document import LEVELS, Level, Paragraph, Phrase, ReportColumn, Tone
from malja.report.situation import Situation
from malja.report.words import REPORT_NAME, Words

#: Digits of the figures behind a figure: more than the figure itself is said with.
PROOF_DIGITS = 4

#: The headings of columns whose cells are figures.
_NUMERIC = {
    *("arrivals", "at_most", "cost_each_kg", "cost_each_trip", "cost_heading", "cost_in", "departures", "distance"),
    *("due_first", "due_most", "gives_heading", "holds", "missing_with", "missing_without", "most_there", "packs"),
    *("pack_holds", "pack_kg", "pack_m3", "packs_times_kg", "packs_times_m3", "people", "price", "quantity"),
    *("value_now", "vehicles", "volume", "weight"),
}


class ReportContext:
    """A situation with its words."""

    def __init__(self, situation: Situation, longest: int = REPORT_NAME) -> None:
        self.situation = situation
        self.operation = situation.operation
        self.plan = situation.plan
        self.words = Words(situation.operation, longest=longest)
        #: The plan's coverage by site and need, each in the order of days.
        self.covered: dict[tuple[str, str], list[Coverage]] = {}
        for row in sorted(situation.plan.coverage, key=lambda one: one.date):
            self.covered.setdefault((row.place, row.need), []).append(row)
        asked = {(one.place, one.need.need) for one in situation.requirements} | set(self.covered)
        order = {need.need: number for number, need in enumerate(situation.operation.needs)}
        sites = {place.place: number for number, place in enumerate(situation.operation.places)}
        ordered = sorted(asked, key=lambda one: (sites.get(one[0], -1), order.get(one[1], -1)))
        self._numbers = {one: number for number, one in enumerate(ordered, 1)}

    @property
    def needs(self) -> Iterable[tuple[str, str]]:
        """Every site and need of which anything is asked: sites in the tables' order, then needs."""
        return self._numbers

    @property
    def last(self) -> datetime.date:
        """The last day that counts."""
        return self.plan.start + datetime.timedelta(days=self.plan.days + self.plan.reserve_days - 1)

    def say(self, code: str, **values: object) -> str:
        """The sentence of the section `report` for a code."""
        return say("report", code, **values)

    def name_columns(self, *codes: str, **values: object) -> tuple[ReportColumn, ...]:
        """The columns of a table, by the codes of their headings."""
        return tuple(
            ReportColumn(heading=self.say(code, **values), numeric=code in _NUMERIC, lead=code == "why")
            for code in codes
        )

    def paragraph(self, code: str, tone: Tone = "plain", **values: object) -> Paragraph:
        """A paragraph of words that are no figure."""
        return Paragraph(said=say_plain(self.say(code, **values)), tone=tone)

    def say_not_worked_out(self, finding: str) -> Paragraph:
        """Why a finding is missing: it was not looked for, or time was up."""
        return self.paragraph("cut_short" if finding in self.situation.cut else "not_worked_out", tone="note")

    def say_cut(self, finding: str, left: Iterable[str] = ()) -> tuple[Paragraph, ...]:
        """A paragraph where a finding lacks a part: what is `left`, or only that there would be more."""
        if finding not in self.situation.cut:
            return ()
        named = list(left)
        if not named:
            return (self.paragraph("cut_short_more", tone="note"),)
        return (self.paragraph("cut_short_partly", tone="note", left=say_list(named)),)

    def need_code(self, place: str, need: str) -> str:
        """The code of the part on one need at one site."""
        return f"need-{self._numbers[place, need]}"

    def need_proof(self, place: str, need: str) -> str:
        """The code of the derivation of one need's figures at one site; empty if nothing is asked of it."""
        return f"how-{self.need_code(place, need)}" if (place, need) in self._numbers else ""

    def trip_proof(self, number: int) -> str:
        """The code of the derivation of a trip's figures, by its place in the plan; a road has one in all."""
        trip = self.plan.trips[number]
        if trip.vehicles is None:
            same = (other for other, one in enumerate(self.plan.trips) if one.lift == trip.lift)
            number = next(same)
        return f"how-trip-{number + 1}"

    def tier_name(self, tier: Tier) -> str:
        """A tier as a heading."""
        return self.say(f"tier_{tier}")

    def tier_names(self) -> dict[Tier, str]:
        """Every tier as a heading."""
        return {tier: self.tier_name(tier) for tier in TIERS}

    def legend(self) -> tuple[tuple[Level, str], ...]:
        """Every level with what it means."""
        return tuple((level, self.say(f"level_{level}")) for level in LEVELS)

    def percent(self, share: float) -> str:
        """A share in per cent with its sign."""
        return self.say("percent", share=say_percent(share))

    def whole_date(self, date: datetime.date) -> str:
        """A date with its year."""
        return self.say("date_year", date=self.words.date(date), year=date.year)

    def leaving(self) -> list[tuple[int, Trip]]:
        """The trips of vehicles in the order in which they leave, with their places in the plan."""
        trips = [(number, trip) for number, trip in enumerate(self.plan.trips) if trip.vehicles]
        return sorted(trips, key=lambda one: (one[1].leaves, one[0]))


def say_plain(text: str) -> Phrase:
    """Words that are no figure."""
    return Phrase(text=clean_text(text))


def say_figure(text: str, proof: str) -> Phrase:
    """A figure, or a sentence with figures, with the code of its derivation."""
    return Phrase(text=clean_text(text), proof=proof)

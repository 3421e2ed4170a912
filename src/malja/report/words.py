"""Names and amounts of an operation as the reports say them."""

from __future__ import annotations

import datetime
import math
from collections.abc import Sequence

from malja.catalogue.facts import Item, Tier
from malja.cover.severity import Severity, judge_severity, rank_lack
from malja.language.clean_text import clean_text, cut_text
from malja.language.dates import say_date
from malja.language.isolation import strip_marks
from malja.language.names import say_name
from malja.language.numbers import say_amount, say_number, say_with_unit
from malja.language.say import say, say_list
from malja.lifts.plan.plan import Cargo, LoadLack
from malja.operation.lift_names import say_lift
from malja.operation.rows import Tables
from malja.operation.title import say_operation_title
from malja.operation.vehicles import load_vehicles
from malja.report.shortfalls import Span

#: Longer names are cut on the terminal, on papers, in workbooks, in the report; tables and plan.json hold them whole.
TERMINAL_NAME, PAPER_NAME, WORKBOOK_NAME, REPORT_NAME = 44, 160, 200, 240

#: Behind a name: a figure it rests on comes from recall or assumption.
MARK = "*"


class Words:
    """The names of one operation, safe to show; what rests on recall or assumption carries a mark.

    `marked` becomes true when a name with a mark is asked for: the reader is then owed the footnote.
    """

    def __init__(self, operation: Tables, longest: int = TERMINAL_NAME) -> None:
        self._longest = longest
        self.several_sites = sum(place.role == "site" for place in operation.places) > 1
        self.marked = False
        self.items: dict[str, Item] = {item.item: item for item in operation.items}
        self._places = {place.place: place for place in operation.places}
        self._needs = {need.need: need for need in operation.needs}
        self._tables = operation
        self.currency = operation.currency

    def say(self, code: str, **values: object) -> str:
        """The sentence of the section `plan` for a code."""
        return say("plan", code, **values)

    @property
    def title(self) -> str:
        """What the operation is called."""
        return say_operation_title(self._tables)

    def place(self, place: str) -> str:
        """A place's name."""
        row = self._places.get(place)
        return self._short(say_name(row.name or place, row.names) if row else place)

    def need(self, need: str) -> str:
        """A need's name, with the mark if its standard is uncertain."""
        fact = self._needs.get(need)
        return (
            self._marked(say_name(fact.name or need, fact.names), fact.source.is_uncertain)
            if fact
            else self._short(need)
        )

    def harm(self, need: str) -> str:
        """What a full lack of a need does and how soon, in a sentence; empty where it is not known."""
        fact = self._needs.get(need)
        if fact is None or not fact.harm or fact.harm_after_days is None:
            return ""
        hours = round(24 * fact.harm_after_days)
        if hours < 24:
            return self.say("harm_hours", harm=say_name(fact.harm), hours=hours)
        return self.say("harm_days", harm=say_name(fact.harm), days=round(fact.harm_after_days))

    def need_sector(self, need: str) -> str:
        """The sector of a need; empty for what is no need."""
        return self._needs[need].sector if need in self._needs else ""

    def rank_lack(self, lack: LoadLack) -> tuple[float, ...]:
        """Where a lack stands in the order of all lacks; of what is no need of the tables nobody knows the harm."""
        fact = self._needs.get(lack.need)
        severity = judge_severity(fact, lack.tier, min(1.0, lack.worst)) if fact else Severity(harm="unknown")
        return rank_lack(severity, lack.first, fact.weight if fact else 1.0)

    def is_standing(self, need: str) -> bool:
        """Whether a need is for what stands in place, not for so much a day."""
        return need in self._needs and self._needs[need].kind == "standing"

    def need_unit(self, need: str) -> str:
        """The unit of a need, as its table gives it; empty for what is no need."""
        return self._needs[need].unit if need in self._needs else ""

    def need_at(self, need: str, place: str) -> str:
        """A need's name, with the site where there are several."""
        if not self.several_sites:
            return self.need(need)
        return self.say("need_at", need=self.need(need), place=self.place(place))

    def list_needs(self, needs: Sequence[str], most: int) -> str:
        """The first `most` needs by name, and how many more there are."""
        return list_first([self.need(need) for need in needs[:most]], len(needs) - most)

    def item(self, item: str, longest: int | None = None) -> str:
        """An item's name, cut to `longest`, with the mark if its weight, volume or pack is uncertain."""
        fact = self.items.get(item)
        return (
            self._marked(say_name(fact.name or item, fact.names), fact.source.is_uncertain, longest)
            if fact
            else self._short(item)
        )

    def lift(self, lift: str) -> str:
        """What a lift is called."""
        return self._short(say_lift(self._tables, lift))

    def vehicle(self, vehicle: str) -> str:
        """A type of vehicle by its name in the catalogue; one that the operation named itself as it did."""
        known = load_vehicles().get(vehicle)
        return self._short(say_name(known.name) if known else vehicle)

    def tier(self, tier: Tier) -> str:
        """A tier in words."""
        return self.say(f"tier_{tier}")

    def tier_of(self, need: str, tier: Tier) -> str:
        """A tier of one need in words: survival is only said where a lack of the need kills."""
        fact = self._needs.get(need)
        if tier == "survival" and fact is not None and fact.harm_to in ("health", "dignity"):
            return self.say("tier_first")
        return self.tier(tier)

    def packs(self, cargo: Cargo) -> str:
        """How many packs of how much: "400 x 50 kg"; the quantity alone on a flow, or where a pack is one unit."""
        item = self.items[cargo.item]
        if cargo.packs is None:
            return clean_text(say_amount(cargo.quantity, item.unit, 3))
        if item.pack_quantity == 1:
            return clean_text(say_with_unit(say_number(cargo.quantity), item.unit))
        return self.say(
            "packs", packs=say_number(cargo.packs), size=clean_text(say_amount(item.pack_quantity, item.unit, 3))
        )

    def filled(self, value: float, most: float, unit: str) -> str:
        """An amount of the room there is: "38 t of 40 t"; without a limit the amount alone."""
        if not math.isfinite(most):
            return say_amount(value, unit)
        return self.say("filled", value=say_amount(value, unit), most=say_amount(most, unit))

    def spans(self, spans: Sequence[Span]) -> str:
        """Spans of days: the first two, and how many more."""
        said = say_list(self.span(span) for span in spans[:2])
        more = len(spans) - 2
        return self.say("more_spans", spans=said, more=more) if more > 0 else said

    def span(self, span: Span) -> str:
        """A date, or two with what lies between."""
        if span.first == span.last:
            return self.date(span.first)
        return self.say("span", first=self.date(span.first), last=self.date(span.last))

    def date(self, date: datetime.date) -> str:
        """A date as people say it."""
        return say_date(date)

    def _marked(self, name: str, uncertain: bool, longest: int | None = None) -> str:
        self.marked = self.marked or uncertain
        return self._short(name, longest) + MARK * uncertain

    def _short(self, name: str, longest: int | None = None) -> str:
        return cut_text(strip_marks(clean_text(name)), longest or self._longest)


def list_first(names: Sequence[str], more: int) -> str:
    """The names as a list, followed by how many more there are, if any."""
    return say("report", "keys_more", keys=say_list(names), more=more) if more > 0 else say_list(names)

"""What an operation's tables say, day by day, in plain loops: the ground that judge and plain formulation stand on.

Written from the contract (docs/tables.md, docs/model.md) alone; nothing of `malja.lifts` is used.
"""

from __future__ import annotations

import dataclasses
import math
from collections import defaultdict
from datetime import date

from malja.catalogue.facts import Content, Group, Need, Tier
from malja.operation.rows import Lift, Tables
from malja.operation.vehicles import find_vehicle_capacity

SLOPES = (1.0, 1.1, 1.2, 1.3)
SLACK = 1e-6
#: As `datetime.date.weekday` counts them.
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def charge(short: float) -> float:
    """The charged share: every further quarter that is missing counts 10 % more."""
    return sum(slope * min(0.25, max(0.0, short - 0.25 * step)) for step, slope in enumerate(SLOPES))


def near(left: float, right: float, scale: float = 0.0) -> bool:
    """Whether two numbers agree within the tolerance, relative to the larger of them (or of `scale`), at least to 1."""
    return abs(left - right) <= SLACK * max(1.0, abs(left), abs(right), scale)


def above(value: float, limit: float) -> bool:
    """Whether a value is above a limit by more than the tolerance."""
    return value > limit + SLACK * max(1.0, abs(limit))


def _with_capacity(tables: Tables, lift: Lift) -> Lift:
    """The lift with the payload and volume that its vehicle gives where the row leaves them blank."""
    if lift.mode == "flow":
        return lift
    room = find_vehicle_capacity(tables, lift)
    payload = None if math.isinf(room.payload_kg) else room.payload_kg
    return dataclasses.replace(
        lift, payload_kg=payload, volume_m3=None if math.isinf(room.volume_m3) else room.volume_m3
    )


class Reading:
    """An operation's tables, asked by place, need, item, lift and day."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self.days = tables.days
        self.horizon = tables.days + tables.reserve_days
        self.places = {place.place: place for place in tables.places}
        self.sites = [place.place for place in tables.places if place.role == "site"]
        self.needs = {need.need: need for need in tables.needs}
        self.items = {item.item: item for item in tables.items}
        self.lifts = {lift.lift: _with_capacity(tables, lift) for lift in tables.lifts}
        self.groups = {
            "everyone": Group(group="everyone", share=1.0, reach=1.0),
            "household": Group(group="household", share=1.0 / tables.household_size, reach=1.0),
        }
        self.groups.update({group.group: group for group in tables.groups})
        self.content: dict[tuple[str, str, str], float] = defaultdict(float)
        for content in tables.contents:
            if self._counts(content):
                self.content[content.item, content.need, content.how] += content.quantity
        self.running: dict[tuple[str, str], float] = defaultdict(float)
        for running in tables.running:
            self.running[running.item, running.input] += running.quantity
        self.opening: dict[tuple[str, str], float] = defaultdict(float)
        for stock in tables.stock:
            self.opening[stock.place, stock.item] += stock.quantity
        self.committed: dict[tuple[str, int], dict[str, int]] = defaultdict(lambda: defaultdict(int))
        for row in tables.committed:
            if row.packs:
                self.committed[row.lift, self.day(row.date)][row.item] += row.packs

    def day(self, when: date) -> int:
        """The index of a date; `start` is 0."""
        return (when - self.tables.start).days

    def _counts(self, content: Content) -> bool:
        """Whether it counts: what is no general food (milk powder) gives nothing to a need of everyone."""
        item, need = self.items.get(content.item), self.needs.get(content.need)
        if item is None or need is None or content.how != "use":
            return True
        return item.general_food or need.group != "everyone"

    # People and what they are due

    def present(self, place: str, day: int) -> int:
        """People at a site on a day: all arrivals less departures dated on or before it; after T the number stays."""
        day = min(day, self.days - 1)
        rows = [row for row in self.tables.people if row.place == place and self.day(row.date) <= day]
        return sum(row.arrivals for row in rows) - sum(row.departures for row in rows)

    def come(self, place: str, day: int) -> int:
        """People who have come to a site by a day, whether they stayed or left."""
        day = min(day, self.days - 1)
        return sum(row.arrivals for row in self.tables.people if row.place == place and self.day(row.date) <= day)

    def counted(self, place: str, need: Need, day: int) -> int:
        """N[p,t] as this need counts it."""
        return self.come(place, day) if need.kept else self.present(place, day)

    def persons(self, place: str, need: Need, day: int) -> float:
        """P[p,k,t]: persons concerned."""
        return self.groups[need.group].reach * self.counted(place, need, day)

    def required(self, place: str, need: Need, tier: Tier, day: int) -> float | None:
        """R[p,k,m,t]; None where the tier is not asked."""
        standard = need.standard(tier)
        if standard is None:
            return None
        return standard * self.groups[need.group].share * self.counted(place, need, day)

    def service(self, place: str, need: str, day: int) -> float:
        """What the place gives by itself on the day."""
        total = 0.0
        for row in self.tables.services:
            begun = row.since is None or self.day(row.since) <= day
            lasts = row.until is None or day <= self.day(row.until)
            if row.place == place and row.need == need and begun and lasts:
                total += row.quantity
        return total

    # Goods

    def kg(self, item: str) -> float:
        """Kilograms of one unit."""
        return self.items[item].pack_kg / self.items[item].pack_quantity

    def m3(self, item: str) -> float:
        """Cubic metres of one unit."""
        return self.items[item].pack_m3 / self.items[item].pack_quantity

    def is_goods(self, name: str) -> bool:
        """Whether what an asset runs on is an item (otherwise it is the service of a daily need)."""
        return name in self.items and self.items[name].kind == "consumable"

    def stands(self, place: str, item: str) -> bool:
        """Whether the item is not stocked here but stands: an asset at a site."""
        return self.places[place].role == "site" and self.items[item].kind == "asset"

    def storage(self, place: str) -> float:
        """The volume that stock may take: the storage, or the opening stock's volume if that is larger."""
        limit = self.places[place].storage_m3
        if limit is None:
            return math.inf
        opening = sum(
            quantity * self.m3(item)
            for (at, item), quantity in self.opening.items()
            if at == place and not self.stands(place, item)
        )
        return max(limit, opening)

    # Lifts

    def arrives(self, lift: Lift, day: int) -> int:
        """The day on which what leaves on `day` lands."""
        return day + lift.transit_days

    def usable(self, lift: Lift, day: int) -> int:
        """The day on which what leaves on `day` can be used."""
        return day + lift.transit_days + self.places[lift.destination].handling_days

    def is_open(self, lift: Lift, day: int) -> bool:
        """Whether the day is one from `first` to `last` on which lifts may leave."""
        begun = lift.first is None or self.day(lift.first) <= day
        lasts = lift.last is None or day <= self.day(lift.last)
        return 0 <= day < self.days and begun and lasts and self._runs(lift, day)

    def _runs(self, lift: Lift, day: int) -> bool:
        """Whether it runs on the day: what lift_days says of the date, else its days of the week, else always."""
        when = self.tables.date(day)
        said = [row.runs for row in self.tables.lift_days if row.lift == lift.lift and row.date == when]
        if said:
            return said[-1]
        return not lift.weekdays or WEEKDAYS[when.weekday()] in lift.weekdays.split()

    def handed_in(self, lift: Lift, day: int) -> int:
        """The day on which what leaves on `day` is taken from the origin: as long before as its cut-off asks."""
        return day - math.ceil(lift.cutoff_hours / 24 - 1e-9)

    def fixed(self, lift: str, day: int) -> dict[str, float]:
        """Units of each item that are committed on the lift on the day."""
        packs = self.committed.get((lift, day), {})
        return {item: count * self.items[item].pack_quantity for item, count in packs.items()}

    def fixed_kg(self, lift: str, day: int) -> float:
        """Kilograms committed on the lift on the day."""
        return sum(count * self.items[item].pack_kg for item, count in self.committed.get((lift, day), {}).items())

    def fixed_m3(self, lift: str, day: int) -> float:
        """Cubic metres committed on the lift on the day."""
        return sum(count * self.items[item].pack_m3 for item, count in self.committed.get((lift, day), {}).items())

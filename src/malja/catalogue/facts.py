"""The kinds of fact the catalogue holds, and an operation extends: frozen rows that carry their source."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from malja.problems import Origin

Tier = Literal["survival", "minimum", "target"]
TIERS: tuple[Tier, Tier, Tier] = ("survival", "minimum", "target")

Basis = Literal["read", "derived", "recalled", "assumed"]
Confidence = Literal["high", "medium", "low"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a figure comes from: document, edition, page, what it rests on and how far it can be trusted.

    `basis`: read (in the document or a copy of it), derived (worked out from rows that were read), recalled (from
    general knowledge, not looked up) or assumed (a working figure that nobody published).
    """

    document: str = ""
    edition: str = ""
    page: str = ""
    basis: Basis | Literal[""] = ""
    confidence: Confidence | Literal[""] = ""
    note: str = ""

    @property
    def is_uncertain(self) -> bool:
        """Whether it rests on recall or assumption, or is of low confidence: said wherever the figure is shown."""
        return self.basis in ("recalled", "assumed") or self.confidence == "low"


NO_SOURCE = Source()


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A share of the people: `share` in units per person, `reach` in persons concerned per person."""

    group: str
    share: float
    reach: float
    source: Source = NO_SOURCE
    read_at: Origin | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """Something a group must have: `daily` (units per unit of the group and day) or `standing` (units in place)."""

    need: str
    name: str
    sector: str
    kind: Literal["daily", "standing"]
    group: str = "everyone"
    unit: str = ""
    survival: float | None = None
    minimum: float | None = None
    target: float | None = None
    weight: float = 1.0
    kept: bool = False
    source: Source = NO_SOURCE
    read_at: Origin | None = field(default=None, compare=False, repr=False)

    def standard(self, tier: Tier) -> float | None:
        """The standard of a tier, in `unit` per unit of the group (and day, for a daily need); None: not asked."""
        return {"survival": self.survival, "minimum": self.minimum, "target": self.target}[tier]


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A good that can be stocked and lifted, in whole packs of `pack_quantity` units, kilograms and cubic metres."""

    item: str
    name: str
    sector: str = ""
    kind: Literal["consumable", "asset"] = "consumable"
    unit: str = ""
    pack_quantity: float = 1.0
    pack_kg: float
    pack_m3: float
    shelf_life_days: int | None = None
    max_per_person_day: float | None = None
    setup_days: int = 0
    life_days: int | None = None
    source: Source = NO_SOURCE
    read_at: Origin | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """How much of which need one unit of an item gives: when used, while in place, or per day while it runs."""

    item: str
    need: str
    how: Literal["use", "in_place", "per_day"]
    quantity: float
    source: Source = NO_SOURCE
    read_at: Origin | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """What one unit of an asset uses up per day while it runs: units of an item, or of a daily need's service."""

    item: str
    input: str
    quantity: float
    source: Source = NO_SOURCE
    read_at: Origin | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Vehicle:
    """A type of aircraft or truck: payload in kg at distances in km (ascending), usable volume in m3."""

    vehicle: str
    name: str
    payloads: tuple[tuple[float, float], ...]
    volume_m3: float
    cruise_km_h: float | None = None
    runway_m: float | None = None
    cost_per_hour: float | None = None
    source: Source = NO_SOURCE
    read_at: Origin | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Airport:
    """An airport: codes, place, degrees north and east, length of the longest runway in m."""

    icao: str
    iata: str
    name: str
    country: str
    lat: float
    lon: float
    runway_m: float | None
    source: Source = NO_SOURCE
    read_at: Origin | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicativePrice:
    """What one unit of an item costs at a large supplier, in US dollars, before transport: indicative only."""

    item: str
    unit_cost: float
    source: Source = NO_SOURCE
    read_at: Origin | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hazard:
    """What the carrier must know of an item: UN numbers of dangerous goods, whether it travels in a cold chain."""

    item: str
    un_numbers: tuple[str, ...]
    cold_chain: bool
    source: Source = NO_SOURCE
    read_at: Origin | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class DangerousGoods:
    """What a UN number stands for: the substance or article, and its hazard class or division."""

    un_number: str
    hazard_class: str
    substance: str
    source: Source = NO_SOURCE
    read_at: Origin | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertThreshold:
    """A count of a syndrome in a week that is an alert: `value` or more, or so many times the mean of `weeks` weeks."""

    illness: str
    measure: str
    rule: Literal["at_least", "times_mean"]
    value: float
    weeks: int | None
    source: Source = NO_SOURCE
    read_at: Origin | None = field(default=None, compare=False, repr=False)


#: How a content is given, and the kinds of item and need it goes with (docs/tables.md, rules).
CONTENT_PAIRINGS = {"use": ("consumable", "daily"), "per_day": ("asset", "daily"), "in_place": ("asset", "standing")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """Every fact of the catalogue for one climate, in the order of its files."""

    needs: tuple[Need, ...]
    items: tuple[Item, ...]
    contents: tuple[Content, ...]
    running: tuple[Running, ...]
    groups: tuple[Group, ...]
    vehicles: tuple[Vehicle, ...]
    airports: tuple[Airport, ...]
    prices: tuple[IndicativePrice, ...]
    hazards: tuple[Hazard, ...]
    un_numbers: tuple[DangerousGoods, ...]
    thresholds: tuple[AlertThreshold, ...]

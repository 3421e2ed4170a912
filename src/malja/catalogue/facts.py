"""The kinds of fact the catalogue holds, and an operation extends: frozen rows that carry their source."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import Any, Literal

from malja.problems import Origin

Tier = Literal["survival", "minimum", "target"]
TIERS: tuple[Tier, Tier, Tier] = ("survival", "minimum", "target")

#: What a thing is called in other languages: a language's code and the name.
Names = tuple[tuple[str, str], ...]

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
    names: Names = ()
    sector: str
    kind: Literal["daily", "standing"]
    group: str = "everyone"
    unit: str = ""
    survival: float | None = None
    minimum: float | None = None
    target: float | None = None
    weight: float = 1.0
    kept: bool = False
    harm: str = ""
    harm_after_days: float | None = None
    harm_to: Literal["", "life", "health", "dignity"] = ""
    life_share: float | None = None
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
    names: Names = ()
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
    food_group: str = ""
    needs_cooking: bool = False
    general_food: bool = True
    hazard_class: str = ""
    packaging: str = ""
    length_m: float | None = None
    fragile: bool = False
    min_consignment_packs: int | None = None
    food_g: float | None = None
    kg_per_l: float | None = None
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
class BasketRule:
    """What a basket asks of one food group from a day to a day, as shares of the energy eaten and grams a person."""

    basket: str
    food_group: str
    from_day: int = 0
    to_day: int | None = None
    min_share: float | None = None
    max_share: float | None = None
    min_g: float | None = None
    max_g: float | None = None
    source: Source = NO_SOURCE
    read_at: Origin | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stowage:
    """How goods of a packaging lie in a vehicle; `any` stands for every vehicle or packaging; None: not said here."""

    vehicle: str = "any"
    packaging: str = "any"
    usable_share: float | None = None
    tare_kg_per_m3: float | None = None
    pallets: int | None = None
    pallet_tare_kg: float | None = None
    pallet_max_kg: float | None = None
    door_m: float | None = None
    source: Source = NO_SOURCE
    read_at: Origin | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Segregation:
    """Two classes of goods that must not lie in one vehicle, or on one pallet; a class may be `food`."""

    this_class: str
    other_class: str
    how: Literal["vehicle", "pallet"] = "vehicle"
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
    baskets: tuple[BasketRule, ...]
    stowage: tuple[Stowage, ...]
    segregation: tuple[Segregation, ...]


#: Columns of which a blank cell means what the catalogue says of the same item or need, or else the plain default.
INHERITED: dict[str, tuple[str, ...]] = {
    "items": (
        *("food_group", "needs_cooking", "general_food", "hazard_class", "packaging", "length_m", "fragile"),
        *("min_consignment_packs", "food_g", "kg_per_l"),
    ),
    "needs": ("harm", "harm_after_days", "harm_to", "life_share"),
}
_PLAIN = {
    table: {one.name: one.default for one in fields(kind) if one.name in INHERITED[table]}
    for table, kind in (("items", Item), ("needs", Need))
}


def fill_inherited(table: str, values: dict[str, Any], known: Item | Need | None = None) -> dict[str, Any]:
    """The values of a row of items or needs with blanks filled from the catalogue's row, or the plain defaults."""
    for name, plain in _PLAIN.get(table, {}).items():
        if values.get(name) is None:
            values[name] = plain if known is None else getattr(known, name)
    return values

"""The catalogue as a page to read and correct: `python -m malja.catalogue.standards_page > docs/standards.md`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from malja.catalogue.citations import cite_source
from malja.catalogue.facts import TIERS, Catalogue, Content, Item, Need, Running, Vehicle
from malja.catalogue.load_catalogue import load_catalogue
from malja.catalogue.standards_cells import make_table, mark_uncertain, show_number, show_source
from malja.catalogue.standards_loads import list_baskets, list_eating_and_loading, list_segregation, list_stowage

_Row = TypeVar("_Row", Need, Content, Running)

_SECTORS = {
    "water": "Water",
    "food": "Food",
    "shelter": "Shelter",
    "nfi": "Household items (nfi)",
    "health": "Health",
    "sanitation": "Sanitation",
    "hygiene": "Hygiene",
    "energy": "Energy",
    "education": "Education",
}

_CITED = ("source", "rests on", "note")

#: The columns of the tables of goods.
_GOODS = ("item", "what", "kind", "pack", "kg", "m3", "keeps", "a person a day", "set up", "lasts")

_INTRODUCTION = """\
# Standards, goods and vehicles

What malja knows of the world's manuals, made from the files in `src/malja/catalogue` by
`python -m malja.catalogue.standards_page > docs/standards.md`: correct the files, not this page. An operation can
override any row of needs, items, contents, running and groups in tables of its own.

- **\\*** rests on recall or assumption, or is of low confidence: check it before others rely on it. *Rests on*
  says which: *read* in the document or a copy of it, *derived* from rows that were read, *recalled* from
  general knowledge and not looked up, *assumed* as a working figure that nobody published. A row is as good as
  its weakest figure; its note says which that is.
- **survival**: what keeps people alive. **minimum**: the humanitarian minimum standard. **target**: the
  post-emergency standard. A blank tier is not asked. A need has one value a tier; where manuals differ, the
  note says what was decided.
- *warm* and *cold*: rows that apply in that climate only (`climate` in operation.toml).
- **Weights** are malja's own choice: the needs of each sector share a weight of about 1, so that each sector
  counts about alike; within food, energy weighs most. Sanitation and hygiene count as one sector, so that a lack of
  toilets never weighs more than hunger; in the cold, heat weighs more than floor beyond a place to lie down.
- **A lack ... harms after**: what a full lack does, and after how long it begins to harm. These words order pages and
  guided the default weights and tiers; they never enter the arithmetic of a plan. A need has a survival tier only
  where a lack kills within days to weeks; vitamins and minerals, whose lack harms after weeks or months, are asked
  at the target only. What a row rests on is said of its tiers; its note ends with what the harm rests on.
- **harms**: what a lack harms at worst: life, health (illness and injury), or dignity (and daily life), in the words
  that pages say. A need is judged by the lowest standard asked of it; the harm comes after (harms after) / (share
  missing). Lives are in danger only where `harms` is life and at least the share *lives from* of that standard is
  missing (blank: any); less is a harm to health. Above it: below the minimum of what can kill, health; below the
  target alone, or over before it harms, *less than is due*. **Urgent**: harms lives or health within 30 days. All
  shares *lives from* are assumed, as the rule printed with the words says. Two lean on published coverage (recalled):
  measles doses, 5 % (WHO, Sphere: 95 %), and severe malnutrition, 10 % (Sphere: 90 % in camps). Water: what is for
  washing. The others: no source. **Order of lacks** on every page: the gravest harm, then the day on which it begins.
- Chlorine treats water and does not make it: it gives `treated_water`, never `water`. Water purification units
  turn `raw_water` (desalination: `sea_water`) into both and burn diesel. Neither is asked of anybody: a place
  has it (services).
- Packs are those in which goods are shipped; weights are gross. Pack sizes that no source gives are assumed and
  say so. The smallest consignments are a quarter of a wooden pallet of 1,000 kg or 1.5 m3: all assumed, as are the
  longest pieces.
- Daily rations limit how much of a food one person eats, so that a plan's diet is edible. All of them are
  assumed.
- Infant formula is in no list: it is never a general item. Treatment foods (RUTF, RUSF) feed the malnourished
  only and do not count as general food.
- Left out: goods that meet no standard here (pumps, tools of hygienists, surgical and cholera kits, cold-chain
  equipment) and kits whose contents no source gives (hygiene parcels, water response kits).
"""


def make_standards_page() -> str:
    """The whole page in Markdown, the rows of both climates in the files' order."""
    chapters = (
        *(_needs, _groups, _items, list_eating_and_loading, _gives, _foods, list_baskets, _running, _vehicles),
        *(list_stowage, _prices, _hazards, list_segregation, _airports, _thresholds),
    )
    return "\n".join([_INTRODUCTION, *(part for chapter in chapters for part in chapter())])


def _both(rows: Callable[[Catalogue], Sequence[_Row]]) -> list[tuple[_Row, str]]:
    """The rows of both climates in the file's order, each with its climate where it applies in one only."""
    warm = {row.read_at.row: row for row in rows(load_catalogue("warm")) if row.read_at}
    cold = {row.read_at.row: row for row in rows(load_catalogue("cold")) if row.read_at}
    only = {**dict.fromkeys(warm.keys() - cold.keys(), "warm"), **dict.fromkeys(cold.keys() - warm.keys(), "cold")}
    both = warm | cold
    return [(both[number], only.get(number, "")) for number in sorted(both)]


def _needs() -> Iterator[str]:
    yield "## Needs\n"
    yield "Per unit of the group: per person of it, or per household. A daily need is asked anew each day.\n"
    for sector, title in _SECTORS.items():
        rows = [(need, climate) for need, climate in _both(lambda one: one.needs) if need.sector == sector]
        yield f"### {title}\n"
        yield make_table(
            (
                "need",
                "what",
                "of",
                "kind",
                "unit",
                *TIERS,
                "weight",
                "kept",
                "a lack",
                "harms after",
                "harms",
                "lives from",
                *_CITED,
            ),
            (_need(need, climate) for need, climate in rows),
        )


def _need(need: Need, climate: str) -> list[str]:
    tiers = [show_number(need.standard(tier)) for tier in TIERS]
    named = f"`{need.need}`{mark_uncertain(need.source)}" + (f" ({climate})" if climate else "")
    kept = "yes" if need.kept else ""
    after = "" if need.harm_after_days is None else f"{show_number(need.harm_after_days)} days"
    own = [named, need.name, need.group, need.kind, need.unit, *tiers, show_number(need.weight), kept, need.harm, after]
    return [*own, need.harm_to, show_number(need.life_share), *show_source(need.source)]


def _groups() -> Iterator[str]:
    yield "## Groups\n"
    yield "`everyone` (all people) and `household` (one per household_size persons) always exist.\n"
    yield make_table(
        ("group", "share of the people", "source", "rests on", "note"),
        (
            [f"`{group.group}`{mark_uncertain(group.source)}", show_number(group.share), *show_source(group.source)]
            for group in load_catalogue("warm").groups
        ),
    )


def _items() -> Iterator[str]:
    yield "## Goods\n"
    for sector, title in _SECTORS.items():
        yield f"### {title}: goods\n"
        yield make_table(
            (*_GOODS, "source", "rests on", "note"),
            (_item(item) for item in load_catalogue("warm").items if item.sector == sector),
        )


def _item(item: Item) -> list[str]:
    pack = f"{show_number(item.pack_quantity)} {item.unit}"
    ration = f"{show_number(item.max_per_person_day)} {item.unit}" if item.max_per_person_day else ""
    days = [_days(item.shelf_life_days), ration, _days(item.setup_days or None), _days(item.life_days)]
    own = [
        f"`{item.item}`{mark_uncertain(item.source)}",
        item.name,
        item.kind,
        pack,
        show_number(item.pack_kg),
        show_number(item.pack_m3),
    ]
    return [*own, *days, *show_source(item.source)]


def _days(days: int | None) -> str:
    return "" if days is None else f"{days:,} days"


def _nutrients() -> list[Need]:
    """What general food is made of: the daily food needs of everyone."""
    return [
        need
        for need in load_catalogue("warm").needs
        if (need.sector, need.kind, need.group) == ("food", "daily", "everyone")
    ]


def _gives() -> Iterator[str]:
    nutrients = {need.need for need in _nutrients()}
    units = {need.need: need.unit for need in load_catalogue("cold").needs}
    rows = [(content, climate) for content, climate in _both(lambda one: one.contents) if content.need not in nutrients]
    yield "## What goods give\n"
    yield "One unit of the item, when it is used, while it is in place, or each day it runs. Foods stand below.\n"
    yield make_table(
        ("item", "need", "how", "gives", "source", "rests on", "note"),
        (_content(content, climate, units[content.need]) for content, climate in rows),
    )


def _content(content: Content, climate: str, unit: str) -> list[str]:
    named = f"`{content.item}`{mark_uncertain(content.source)}" + (f" ({climate})" if climate else "")
    own = [named, f"`{content.need}`", content.how, f"{show_number(content.quantity)} {unit}"]
    return [*own, *show_source(content.source)]


def _foods() -> Iterator[str]:
    nutrients = _nutrients()
    by_item: dict[str, dict[str, Content]] = {}
    for content in load_catalogue("warm").contents:
        if content.need in {need.need for need in nutrients}:
            by_item.setdefault(content.item, {})[content.need] = content
    units = {item.item: item.unit for item in load_catalogue("warm").items}
    yield "## What foods are made of\n"
    yield "In one unit of the food; blank: none, or not known. How each figure was worked out stands in contents.csv.\n"
    yield make_table(
        ("food", "unit", *(f"{need.need} ({need.unit})" for need in nutrients), "sources"),
        (_food(item, units[item], found, nutrients) for item, found in by_item.items()),
    )


def _food(item: str, unit: str, found: dict[str, Content], nutrients: Sequence[Need]) -> list[str]:
    given = [found.get(need.need) for need in nutrients]
    cells = [f"{show_number(content.quantity)}{mark_uncertain(content.source)}" if content else "" for content in given]
    sources = dict.fromkeys(cite_source(content.source) for content in given if content)
    return [f"`{item}`", unit, *cells, "; ".join(sources)]


def _running() -> Iterator[str]:
    units = {need.need: need.unit for need in load_catalogue("cold").needs} | {
        item.item: item.unit for item in load_catalogue("cold").items
    }
    yield "## What runs on what\n"
    yield "One unit of the asset uses this up on each day it runs.\n"
    yield make_table(
        ("asset", "runs on", "a day", "source", "rests on", "note"),
        (
            [
                f"`{running.item}`{mark_uncertain(running.source)}" + (f" ({climate})" if climate else ""),
                f"`{running.input}`",
                f"{show_number(running.quantity)} {units[running.input]}",
                *show_source(running.source),
            ]
            for running, climate in _both(lambda one: one.running)
        ),
    )


def _vehicles() -> Iterator[str]:
    yield "## Vehicles\n"
    yield "Payload in kg at distances in km, straight lines between them, nothing known beyond the last.\n"
    yield make_table(
        ("vehicle", "what", "payload", "usable m3", "km/h", "runway m", "USD an hour", "source", "rests on", "note"),
        (_vehicle(vehicle) for vehicle in load_catalogue("warm").vehicles),
    )


def _vehicle(vehicle: Vehicle) -> list[str]:
    payloads = ", ".join(f"{show_number(km)} km: {show_number(kg)}" for km, kg in vehicle.payloads)
    figures = [vehicle.volume_m3, vehicle.cruise_km_h, vehicle.runway_m, vehicle.cost_per_hour]
    named = f"`{vehicle.vehicle}`{mark_uncertain(vehicle.source)}"
    return [named, vehicle.name, payloads, *(show_number(figure) for figure in figures), *show_source(vehicle.source)]


def _prices() -> Iterator[str]:
    yield "## Prices\n"
    yield (
        "One unit at a large supplier, before transport: indicative only. A blank cost of an operation takes it, and "
        "check says so; write 0 for what is given.\n"
    )
    yield make_table(
        ("item", "USD", "source", "rests on", "note"),
        (
            [f"`{price.item}`{mark_uncertain(price.source)}", show_number(price.unit_cost), *show_source(price.source)]
            for price in load_catalogue("warm").prices
        ),
    )


def _hazards() -> Iterator[str]:
    yield "## Dangerous goods and the cold chain\n"
    yield make_table(
        ("item", "UN numbers", "cold chain", "source", "rests on", "note"),
        (
            [
                f"`{hazard.item}`{mark_uncertain(hazard.source)}",
                ", ".join(hazard.un_numbers),
                "yes" if hazard.cold_chain else "",
                *show_source(hazard.source),
            ]
            for hazard in load_catalogue("warm").hazards
        ),
    )
    yield "What the numbers stand for:\n"
    yield make_table(
        ("UN number", "class", "substance or article", "source", "rests on", "note"),
        (
            [
                f"{goods.un_number}{mark_uncertain(goods.source)}",
                goods.hazard_class,
                goods.substance,
                *show_source(goods.source),
            ]
            for goods in load_catalogue("warm").un_numbers
        ),
    )


def _airports() -> Iterator[str]:
    yield "## Airports\n"
    yield make_table(
        ("ICAO", "IATA", "airport", "country", "lat", "lon", "runway m", "source", "rests on", "note"),
        (
            [
                f"{airport.icao}{mark_uncertain(airport.source)}",
                airport.iata,
                airport.name,
                airport.country,
                f"{airport.lat:.4f}",
                f"{airport.lon:.4f}",
                show_number(airport.runway_m),
                *show_source(airport.source),
            ]
            for airport in load_catalogue("warm").airports
        ),
    )


def _thresholds() -> Iterator[str]:
    yield "## Alerts\n"
    yield (
        "A clinic's weekly count of a syndrome that is an alert. Those that were not read must be checked with the "
        "health cluster; a site may set its own (`malja site set SITE thresholds measles,cases value=2`).\n"
    )
    yield make_table(
        ("illness", "of", "alert", "source", "rests on", "note"),
        (
            [
                f"`{row.illness}`{mark_uncertain(row.source)}",
                row.measure.replace("_", " "),
                f"{show_number(row.value)} or more"
                if row.weeks is None
                else f"{show_number(row.value)} x the mean of {row.weeks} weeks",
                *show_source(row.source),
            ]
            for row in load_catalogue("warm").thresholds
        ),
    )


def main() -> None:
    """Write the page to standard output, in UTF-8 and with the same line ends on every machine."""
    sys.stdout.buffer.write(make_standards_page().encode())


if __name__ == "__main__":
    main()
